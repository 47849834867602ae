//! Pages that break, stop or flood their worker process: each costs itself and nothing else. This program is its own
//! worker, with an engine that misbehaves on the second page of the document `bad`.
#![allow(missing_docs, clippy::unwrap_used)]

mod support;

use libtest_mimic::{Arguments, Trial};
use sohoa::batch::event::{Event, State};
use sohoa::batch::ledger::now;
use sohoa::batch::stop::Stop;
use sohoa::batch::{self, Again, Finished, Job};
use sohoa::config::Options;
use sohoa::ocr::{Engine, EngineError};
use sohoa::scan::Input;
use sohoa::types::geometry::Rect;
use sohoa::types::ocr::{Block, Confidence, EngineInfo, Face, OcrLine, OcrPage, OcrWord, Region};
use sohoa::types::page::CleanPage;
use sohoa::worker::{self, child::Program};
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock};
use std::time::Duration;

/// Where a worker notes the pages that it was asked for.
static LOG: OnceLock<PathBuf> = OnceLock::new();

/// Reads one word on every page, but does what its language says on page 2.
struct Fickle(String);

impl Engine for Fickle {
    fn info(&self) -> EngineInfo {
        info()
    }
    fn read(&mut self, page: &CleanPage, _: &[Region], _: Duration) -> Result<OcrPage, EngineError> {
        let log = LOG.get().unwrap();
        let before = fs::read_to_string(log).unwrap_or_default().lines().filter(|l| *l == page.number.to_string()).count();
        // In one piece: other workers write to it, too.
        OpenOptions::new().create(true).append(true).open(log).unwrap().write_all(format!("{}\n", page.number).as_bytes()).unwrap();
        if page.number == 2 {
            misbehave(&self.0, before);
        }
        let area = Rect::new(80, 300, 180, 330);
        let word = OcrWord { text: "chữ".into(), area, confidence: Confidence::new(0.95), alternatives: Vec::new(), filled: false, face: Face::default() };
        Ok(OcrPage { lines: vec![OcrLine { block: Block::Body, area, cell: None, words: vec![word] }] })
    }
}

fn misbehave(how: &str, before: usize) {
    match how {
        "crash" => std::process::abort(),
        "crash_once" if before == 0 => std::process::abort(),
        "leave" => std::process::exit(3),
        "hang" => std::thread::sleep(Duration::from_secs(600)),
        "eat" => drop(std::hint::black_box(vec![1u8; 64 << 30])),
        "deep" => assert!(deep(std::hint::black_box(1)) > 0),
        "chatter" => println!("this is no message"),
        _ => {}
    }
}

/// Deeper than any stack.
fn deep(n: u64) -> u64 {
    let room = std::hint::black_box([n; 512]);
    if n == 0 { 0 } else { deep(n + 1) + room[7] }
}

fn info() -> EngineInfo {
    EngineInfo { name: "fickle".into(), version: "1".into(), model: "none".into(), config: String::new() }
}

/// Two documents of three pages and one page.
fn inputs(dir: &Path) -> Vec<Input> {
    let page = |name: String| {
        let file = dir.join(name);
        if !file.exists() {
            image::DynamicImage::ImageLuma8(support::bars()).save(&file).unwrap();
        }
        file
    };
    let bad = Input { name: "bad".into(), files: (1..4).map(|p| page(format!("bad-p{p}.png"))).collect(), numbers: vec![1, 2, 3] };
    vec![bad, Input { name: "good".into(), files: vec![page("good.png".into())], numbers: Vec::new() }]
}

struct Ran {
    finished: Vec<Finished>,
    /// How often page 2 was asked for so far.
    asked: usize,
    /// Messages of second tries.
    warned: Vec<String>,
}

fn run(dir: &Path, how: &str, again: Again) -> Ran {
    let log = dir.join("log");
    let program = Program {
        path: std::env::current_exe().unwrap(), arguments: vec!["worker".into(), log.to_str().unwrap().into()],
        options: Options { lang: how.into(), page_timeout: Duration::from_secs(1), ..Options::default() }, besides: Duration::from_secs(4),
    };
    let (stop, warned, output, inputs) = (Stop::new(), Mutex::new(Vec::new()), dir.join("out"), inputs(dir));
    let tell = |event: Event<'_>| if let Event::Page { failure: Some(failure), again: true, .. } = event {
        warned.lock().unwrap().push(failure.to_string());
    };
    let job = Job {
        options: &program.options.clone(), engine: &info(), settings: how, program: &program, output: &output, jobs: 2, again, began: now(), stop: &stop, tell: &tell,
    };
    let done = batch::run(&inputs, &job, batch::open(&output, None).unwrap()).unwrap();
    let asked = fs::read_to_string(log).unwrap_or_default().lines().filter(|l| *l == "2").count();
    Ran { finished: done.finished.into_iter().map(Option::unwrap).collect(), asked, warned: warned.into_inner().unwrap() }
}

/// The page is tried twice, then given up with this reason; the rest is read. Later runs leave it, unless they are told to try.
fn costs_that_page_only(how: &str, says: &str) {
    let dir = tempfile::tempdir().unwrap();
    let first = run(dir.path(), how, Again::default());
    assert_eq!(first.finished.iter().map(|f| f.state).collect::<Vec<_>>(), [State::Partial, State::Done]);
    let failures: Vec<String> = first.finished[0].failures.iter().map(ToString::to_string).collect();
    assert!(failures.len() == 1 && failures[0].contains("bad-p2.png page 2: ") && failures[0].contains(says), "{failures:?}");
    assert_eq!((first.asked, first.warned.len()), (2, 1), "tried again, alone");
    let notice = support::json(&dir.path().join("out/bad/notice.json"));
    assert_eq!(notice["quality"]["state"], "partial");
    assert_eq!(fs::read_to_string(dir.path().join("out/bad/text.txt")).unwrap(), "chữ\n\u{c}\u{c}chữ\n");
    assert!(dir.path().join("out/bad/pages/p2.clean.png").is_file(), "its pictures are there for a reviewer");
    let left: Vec<_> = fs::read_dir(dir.path().join("out/.sohoa/work")).unwrap().collect();
    assert!(left.is_empty(), "{left:?}");

    let second = run(dir.path(), how, Again::default());
    assert_eq!(second.finished.iter().map(|f| f.state).collect::<Vec<_>>(), [State::Partial, State::Unchanged]);
    assert_eq!(second.finished[0].failures, first.finished[0].failures, "it is named again");
    assert_eq!(second.asked, 2, "it is not tried again");
    assert_eq!(run(dir.path(), how, Again { failed: true, all: false }).asked, 4, "--retry-failed tries that page");
}

fn crash() {
    costs_that_page_only("crash", "made a library break down (signal 6)");
}

fn leave() {
    costs_that_page_only("leave", "made a library break down (exit 3)");
}

fn deep_recursion() {
    costs_that_page_only("deep", "made a library break down (signal ");
}

fn hang() {
    costs_that_page_only("hang", "took longer than 5 s and was stopped");
}

fn eat() {
    costs_that_page_only("eat", "MB of memory");
}

fn crash_once() {
    let (dir, quiet) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let ran = run(dir.path(), "crash_once", Again::default());
    assert!(ran.finished.iter().all(|f| f.state == State::Done && f.failures.is_empty()), "{:?}", ran.finished);
    assert_eq!((ran.asked, ran.warned.len()), (2, 1));
    fs::write(quiet.path().join("log"), "2\n").unwrap();
    let calm = run(quiet.path(), "crash_once", Again::default());
    assert!(calm.warned.is_empty());
    assert_eq!(support::tree(&dir.path().join("out")), support::tree(&quiet.path().join("out")), "nothing of it is left in the outputs");
}

fn chatter() {
    let dir = tempfile::tempdir().unwrap();
    assert!(run(dir.path(), "chatter", Again::default()).finished.iter().all(|f| f.state == State::Done));
}

fn force() {
    let dir = tempfile::tempdir().unwrap();
    run(dir.path(), "well", Again::default());
    let forced = run(dir.path(), "well", Again { all: true, failed: true });
    assert_eq!(forced.finished.iter().map(|f| f.state).collect::<Vec<_>>(), [State::Done, State::Done]);
    assert_eq!(forced.asked, 2);
}

fn main() {
    let mut arguments: Vec<_> = std::env::args_os().skip(1).collect();
    if arguments.first().is_some_and(|a| a == "worker") {
        let log = arguments.remove(1);
        return worker(&log);
    }
    let cases: [(&str, fn()); 8] = [
        ("a_crash", crash), ("a_process_that_leaves", leave), ("a_stack_that_overflows", deep_recursion), ("a_hang", hang),
        ("a_flood_of_memory", eat), ("a_crash_that_passes", crash_once), ("a_library_that_prints", chatter), ("all_once_more", force),
    ];
    let trials = cases.map(|(name, case)| Trial::test(name, move || { case(); Ok(()) }));
    libtest_mimic::run(&Arguments::from_args(), trials.into()).exit();
}

fn worker(log: &std::ffi::OsStr) {
    LOG.set(log.into()).unwrap();
    let answers = worker::confine().unwrap();
    worker::serve(std::io::stdin(), answers, |lang| Ok(Box::new(Fickle(lang.to_owned())) as Box<dyn Engine>)).unwrap();
}
