//! `sohoa run`.

use super::events::{self, Line};
use super::progress::{Progress, Talk};
use super::{Exit, RunArgs, stop, worker};
use crate::batch::event::{Event, State};
use crate::batch::ledger::now;
use crate::batch::stop::Stop;
use crate::batch::{self, Again, Done, Finished, Job, Stopped, jobs};
use crate::clean::Step;
use crate::config::Options;
use crate::ocr::tesseract;
use crate::pipeline;
use crate::report::{self, types::Report};
use crate::scan::Input;
use crate::scan::discover::{Found, discover};
use crate::types::ocr::EngineInfo;
use crate::worker::child::{BESIDES, Program};
use std::io::Write;
use std::time::Duration;

/// This program, also when its file was replaced since it was started.
const SELF: &str = "/proc/self/exe";
/// Set by the first interrupt.
static STOP: Stop = Stop::new();

/// Digitises what the arguments name.
pub fn run(args: &RunArgs) -> Exit {
    if let Err(e) = ctrlc::set_handler(interrupted) {
        return stop(&e, Exit::Unexpected);
    }
    let found = discover(&args.paths, &args.output, (!args.no_group).then_some(&args.group));
    found.failures.iter().for_each(|f| eprintln!("error: {f}"));
    if found.inputs.is_empty() {
        if found.failures.is_empty() {
            eprintln!("error: no scans found; give files or folders with PDF, TIFF, JPEG or PNG files");
        }
        return Exit::NoInput;
    }
    match tesseract::describe(&args.lang) {
        Err(e) => stop(&e, Exit::NoModel),
        Ok(engine) => work(args, &found, &engine),
    }
}

fn interrupted() {
    if STOP.set() {
        std::process::exit(Exit::Interrupted as i32);
    }
    eprintln!("interrupted: the pages in hand are finished first; once more stops at once");
}

fn options(args: &RunArgs) -> Options {
    Options {
        lang: args.lang.clone(), dpi: args.dpi, without: without(args), pages: !args.no_pages, page_timeout: Duration::from_secs(args.page_timeout),
    }
}

fn work(args: &RunArgs, found: &Found, engine: &EngineInfo) -> Exit {
    let talk = if args.quiet { Talk::Quiet } else if args.verbose { Talk::Verbose } else { Talk::Usual };
    let progress = Progress::new(found.inputs.len(), talk);
    let options = options(args);
    let program = Program { path: SELF.into(), arguments: vec![worker::NAME.to_owned()], options: options.clone(), besides: BESIDES };
    let tell = |event: Event<'_>| {
        progress.tell(&event);
        say(args, || (&event).into());
    };
    let job = Job {
        options: &options, engine, settings: &pipeline::settings(&options, engine), program: &program, output: &args.output,
        jobs: args.jobs.map_or_else(jobs::usual, usize::from), again: Again { all: args.force, failed: args.retry_failed || args.force },
        began: now(), stop: &STOP, tell: &tell,
    };
    begin(args, found);
    let done = batch::open(&args.output, args.ledger.as_deref()).and_then(|mut ledger| {
        ledger.keep_unreachable(&found.failures)?;
        batch::run(&found.inputs, &job, ledger)
    });
    progress.end();
    match done {
        Err(e) => stop(&e, exit_of(&e)),
        Ok(done) => end(args, found, &done),
    }
}

/// Tells an event to the program that listens, if one does.
fn say(args: &RunArgs, line: impl FnOnce() -> Line) {
    if args.events.is_some() {
        events::say(&line());
    }
}

fn begin(args: &RunArgs, found: &Found) {
    say(args, || Line::Begin { documents: found.inputs.len(), skipped: found.skipped });
    found.failures.iter().for_each(|f| say(args, || Line::Unreachable { error: f.to_string() }));
}

fn end(args: &RunArgs, found: &Found, done: &Done) -> Exit {
    say(args, || done.into());
    let reported = report::collect(&args.output, &done.ledger).and_then(|report| {
        report::save(&report, &args.output, &done.ledger)?;
        Ok(report)
    });
    match reported {
        Err(e) => stop(&e, Exit::CannotWrite),
        Ok(report) => results(args, found, done, &report),
    }
}

const fn exit_of(stopped: &Stopped) -> Exit {
    match stopped {
        Stopped::CannotWrite { .. } | Stopped::Ledger(_) => Exit::CannotWrite,
        Stopped::NoEngine(_) => Exit::NoModel,
        Stopped::NoWorker(_) => Exit::Unexpected,
    }
}

/// In the order they are done, each once: the same steps make the same fingerprint.
fn without(args: &RunArgs) -> Vec<Step> {
    Step::all().iter().copied().filter(|step| args.without.contains(step)).collect()
}

fn results(args: &RunArgs, found: &Found, done: &Done, report: &Report) -> Exit {
    let written = if args.events.is_none() { states(args, &found.inputs, &done.finished) } else { Ok(()) };
    if let Err(e) = written.and_then(|()| if args.quiet { Ok(()) } else { table(report) }) {
        return stop(&e, Exit::Unexpected);
    }
    let count = |state| done.finished.iter().flatten().filter(|f| f.state == state).count();
    let failed = count(State::Failed) + found.failures.len();
    if !args.quiet {
        let skipped = if found.skipped > 0 { format!(", {} files of other kinds skipped", found.skipped) } else { String::new() };
        eprintln!("\nThis run: {} done, {} unchanged, {} partial, {failed} failed{skipped}; outputs in {}, all of it in report.html there",
            count(State::Done), count(State::Unchanged), count(State::Partial), args.output.display());
    }
    match done.left {
        (documents, pages) if documents > 0 => {
            eprintln!("interrupted: {documents} documents are left, {pages} pages of those that were begun; run again to go on");
            Exit::Interrupted
        }
        _ if failed + count(State::Partial) > 0 => Exit::SomeFailed,
        _ => Exit::Done,
    }
}

/// On standard error: standard output is for the results.
fn table(report: &Report) -> std::io::Result<()> {
    let mut err = std::io::stderr().lock();
    writeln!(err)?;
    report::terminal::table(report, &mut err)
}

/// On standard output, in the order of the names: state and folder of each document.
fn states(args: &RunArgs, inputs: &[Input], all: &[Option<Finished>]) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    for (input, finished) in inputs.iter().zip(all) {
        if let Some(finished) = finished {
            writeln!(out, "{}\t{}", finished.state.word(), args.output.join(&input.name).display())?;
        }
    }
    out.flush()
}
