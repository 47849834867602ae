//! `sohoa run`.

use super::progress::{Progress, Talk};
use super::{Exit, RunArgs, stop};
use crate::batch::event::State;
use crate::batch::{self, Finished, Job};
use crate::clean::Step;
use crate::config::Options;
use crate::ocr::{Engine, EngineError, pool::Pool, tesseract::Tesseract};
use crate::scan::discover::{Found, discover};
use crate::scan::Input;
use std::io::Write;
use std::time::Duration;

/// Threads decode PDFs, whose forms nest deeply.
const STACK: usize = 16 << 20;

/// Digitises what the arguments name.
pub fn run(args: &RunArgs) -> Exit {
    crate::leptonica::silence();
    // Outputs appear whole or not at all, so that stopping at once loses only pages in hand.
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
    let lang = args.lang.clone();
    let pool = Pool::new(move || Ok(Box::new(Tesseract::new(&lang)?) as Box<dyn Engine>));
    match (pool, threads(args)) {
        (Err(e @ EngineError::NoModel(_)), _) => stop(&e, Exit::NoModel),
        (Err(e), _) => stop(&e, Exit::Unexpected),
        (_, Err(e)) => stop(&e, Exit::Unexpected),
        (Ok(pool), Ok(())) => work(args, &found, &pool),
    }
}

fn interrupted() {
    eprintln!("interrupted; run again to go on behind the documents that are done");
    std::process::exit(Exit::Interrupted as i32);
}

fn threads(args: &RunArgs) -> Result<(), rayon::ThreadPoolBuildError> {
    rayon::ThreadPoolBuilder::new().num_threads(args.jobs.map_or(0, usize::from)).stack_size(STACK).build_global()
}

fn work(args: &RunArgs, found: &Found, pool: &Pool) -> Exit {
    let talk = if args.quiet { Talk::Quiet } else if args.verbose { Talk::Verbose } else { Talk::Usual };
    let progress = Progress::new(found.inputs.len(), talk);
    let options = Options {
        lang: args.lang.clone(), dpi: args.dpi, without: without(args), pages: !args.no_pages, page_timeout: Duration::from_secs(args.page_timeout),
    };
    let tell = |event: batch::event::Event<'_>| progress.tell(&event);
    let job = Job { options: &options, pool, output: &args.output, force: args.force, tell: &tell };
    let finished = batch::run(&found.inputs, &job);
    progress.end();
    match finished {
        Err(e) => stop(&e, Exit::CannotWrite),
        Ok(all) => report(args, found, &all),
    }
}

/// In the order they are done, each once: the same steps make the same fingerprint.
fn without(args: &RunArgs) -> Vec<Step> {
    Step::all().iter().copied().filter(|step| args.without.contains(step)).collect()
}

fn report(args: &RunArgs, found: &Found, all: &[Finished]) -> Exit {
    if let Err(e) = results(args, &found.inputs, all) {
        return stop(&e, Exit::Unexpected);
    }
    let count = |state| all.iter().filter(|f| f.state == state).count();
    let failed = count(State::Failed) + count(State::Partial) + found.failures.len();
    if !args.quiet {
        let skipped = if found.skipped > 0 { format!(", {} files of other kinds skipped", found.skipped) } else { String::new() };
        eprintln!("{} done, {} unchanged, {} partial, {} failed{skipped}; outputs in {}",
            count(State::Done), count(State::Unchanged), count(State::Partial), count(State::Failed) + found.failures.len(), args.output.display());
    }
    if failed > 0 { Exit::SomeFailed } else { Exit::Done }
}

/// On standard output, in the order of the names: state and folder of each document.
fn results(args: &RunArgs, inputs: &[Input], all: &[Finished]) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    for (input, finished) in inputs.iter().zip(all) {
        writeln!(out, "{}\t{}", finished.state.word(), args.output.join(&input.name).display())?;
    }
    out.flush()
}
