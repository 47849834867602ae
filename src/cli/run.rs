//! `sohoa run`.

use super::reading::Reading;
use super::session::{self, Session, exit_of};
use super::{Exit, dry, stop};
use crate::batch::Done;
use crate::batch::event::State;
use crate::report::{self, types::Report};
use crate::scan::discover::{Found, discover};
use clap::Args;
use std::io::Write;
use std::path::PathBuf;

/// Options of `sohoa run`.
#[derive(Args)]
#[command(after_help = "Examples:
  sohoa run scans                        every scan below scans/ into output/
  sohoa run scans --dry-run              what that would do, how long it takes, how much disk it needs
  sohoa run notice.pdf -o out            one notice into out/notice/
  sohoa run /archive/2021 -o out --quiet for batch jobs: exit code 4 when some inputs failed
  sohoa run scans --no-pages --jobs 1    text and JSON only, one page at a time")]
pub struct RunArgs {
    /// Files and folders of scans: PDF, TIFF, JPEG, PNG, WebP, HEIC
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    how: Reading,
    /// Write nothing: count what is to do and what is done, try what can be opened, estimate time and disk
    #[arg(long, conflicts_with = "events")]
    dry_run: bool,
}

/// Digitises what the arguments name.
pub fn run(args: &RunArgs) -> Exit {
    if let Err(e) = session::catch_interrupts() {
        return stop(&e, Exit::Unexpected);
    }
    let found = discover(&args.paths, &args.how.output, args.how.group());
    found.failures.iter().for_each(|f| eprintln!("error: {f}"));
    if found.inputs.is_empty() {
        if found.failures.is_empty() {
            eprintln!("error: no scans found; give files or folders with PDF, TIFF, JPEG, PNG, WebP or HEIC files");
        }
        return Exit::NoInput;
    }
    match Session::new(&args.how) {
        Err(e) => stop(&e, Exit::NoModel),
        Ok(session) if args.dry_run => dry::run(&session, &found),
        Ok(session) => work(&session, &found),
    }
}

fn work(session: &Session<'_>, found: &Found) -> Exit {
    match session.batch(found, true) {
        Err(e) => stop(&e, exit_of(&e)),
        Ok(done) => match session.report(&done) {
            Err(e) => stop(&e, Exit::CannotWrite),
            Ok(report) => results(session, found, (&done, &report)),
        },
    }
}

fn results(session: &Session<'_>, found: &Found, (done, report): (&Done, &Report)) -> Exit {
    let args = session.args;
    let ended = found.inputs.iter().zip(&done.finished).filter_map(|(input, finished)| Some((input, finished.as_ref()?)));
    if let Err(e) = session.states(ended).and_then(|()| if args.quiet { Ok(()) } else { table(report) }) {
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
