//! `sohoa watch`.

use super::reading::Reading;
use super::session::{self, STOP, Session, exit_of};
use super::{Exit, stop};
use crate::batch::event::State;
use crate::batch::ledger::{Ledger, LedgerError, Stamp};
use crate::batch::{Done, Finished, output};
use crate::inbox::Inbox;
use crate::inbox::alone::Alone;
use crate::inbox::naming::{self, Named};
use crate::inbox::shelf::Shelf;
use crate::scan::Input;
use crate::scan::discover::{Found, discover};
use clap::Args;
use std::collections::{BTreeSet, HashSet};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How soon an interrupt is seen while nothing is done.
const NAP: Duration = Duration::from_millis(100);

/// Options of `sohoa watch`.
#[derive(Args)]
#[command(after_help = "Ctrl-C or SIGTERM ends it: the pages in hand are finished, exit code 130. docs/watch.md tells how it runs as a service.

Examples:
  sohoa watch /srv/scanner -o /srv/notices                         until Ctrl-C
  sohoa watch /srv/scanner -o /srv/notices --move-done /srv/scanned  the inbox empties itself
  sohoa watch /srv/scanner -o /srv/notices --once --quiet          what is there now, for cron")]
pub struct WatchArgs {
    /// Folder into which scans are dropped
    #[arg(value_name = "INBOX")]
    inbox: PathBuf,
    #[command(flatten)]
    how: Reading,
    /// How often the inbox is looked at, in seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 5, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    every: u64,
    /// For how long all files of a document must have stayed the same before it is taken, in seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 10, value_parser = clap::value_parser!(u64).range(0..=86_400))]
    settle: u64,
    /// Folder to which the files of a document go when it is done, with their path below INBOX
    #[arg(long, value_name = "DIR")]
    move_done: Option<PathBuf>,
    /// End when everything that is there is done
    #[arg(long)]
    once: bool,
}

/// Takes what comes until it is told to end.
pub fn run(args: &WatchArgs) -> Exit {
    if let Err(e) = session::catch_interrupts() {
        return stop(&e, Exit::Unexpected);
    }
    if let Some(why) = misplaced(args) {
        return stop(&why, Exit::Usage);
    }
    let _alone = match alone(&args.how) {
        Ok(alone) => alone,
        Err(why) => return stop(&why, Exit::CannotWrite),
    };
    let session = match Session::new(&args.how) {
        Err(e) => return stop(&e, Exit::NoModel),
        Ok(session) => session,
    };
    if !args.how.quiet && args.once {
        eprintln!("taking what is in {} once it has been still for {} s; outputs go to {}", args.inbox.display(), args.settle, args.how.output.display());
    } else if !args.how.quiet {
        eprintln!("watching {} every {} s; outputs go to {}; Ctrl-C ends", args.inbox.display(), args.every, args.how.output.display());
    }
    let inbox = Inbox::new(Duration::from_secs(args.settle));
    Watch { args, session, inbox, away: false, told: BTreeSet::new(), unmoved: BTreeSet::new(), failed: false }.work()
}

/// The inbox's own folder cannot be another's at the same time.
fn misplaced(args: &WatchArgs) -> Option<String> {
    let whole = |p: &Path| p.canonicalize().or_else(|_| std::path::absolute(p)).unwrap_or_else(|_| p.to_owned());
    let inbox = whole(&args.inbox);
    let folders = [("-o", Some(&args.how.output)), ("--move-done", args.move_done.as_ref())];
    let (option, folder) = folders.into_iter().find_map(|(option, folder)| Some((option, folder.filter(|f| inbox.starts_with(whole(f)))?)))?;
    Some(format!("{}: holds the inbox, so that nothing in it would be taken; choose another folder with {option}", folder.display()))
}

/// The only watch of an output folder, or why it is not. The lock is where the ledger is, where locks work.
fn alone(how: &Reading) -> Result<Alone, String> {
    let folder = how.output.display();
    let cannot = |e| format!("{folder}: cannot be written: {e}; mend its permissions or choose another folder with -o");
    let mut lock = how.ledger.clone().unwrap_or_else(|| output::ledger(&how.output)).into_os_string();
    lock.push(".watch");
    let taken = output::prepare(&how.output).and_then(|()| Alone::take(Path::new(&lock)));
    taken.map_err(cannot)?.ok_or_else(|| format!("{folder}: another sohoa watch puts its outputs there; stop it, or choose another folder with -o"))
}

struct Watch<'a> {
    args: &'a WatchArgs,
    session: Session<'a>,
    inbox: Inbox,
    /// Whether the inbox could not be looked at last time.
    away: bool,
    /// What was said of paths that cannot be looked at, so that it is said once.
    told: BTreeSet<String>,
    /// Files of which it was said that they could not be moved.
    unmoved: BTreeSet<PathBuf>,
    /// Whether a document failed, or a page of one.
    failed: bool,
}

impl Watch<'_> {
    fn work(&mut self) -> Exit {
        loop {
            if let Err(exit) = self.look() {
                return exit;
            }
            if STOP.is_set() {
                return Exit::Interrupted;
            }
            if self.args.once && self.inbox.is_calm() {
                return if self.failed { Exit::SomeFailed } else { Exit::Done };
            }
            pause(Duration::from_secs(self.args.every));
        }
    }

    /// One look at the inbox, and the work that it makes.
    fn look(&mut self) -> Result<(), Exit> {
        if !self.is_there() {
            return if self.args.once { Err(Exit::NoInput) } else { Ok(()) };
        }
        let found = self.found();
        let ready = self.inbox.take(&found.inputs, Instant::now());
        if ready.is_empty() {
            return Ok(());
        }
        let named = self.named(&found, ready).map_err(|e| stop(&e, Exit::CannotWrite))?;
        let (rest, new): (Vec<Named>, Vec<Named>) = named.into_iter().partition(|n| n.rest);
        let inputs = new.iter().map(|n| n.input.clone()).collect();
        let mut done = self.session.batch(&Found { inputs, ..found }, false).map_err(|e| stop(&e, exit_of(&e)))?;
        self.told_of(&new, &done)?;
        let whole = new.iter().zip(&done.finished).filter(|(_, f)| f.as_ref().is_some_and(is_done)).map(|(n, _)| n);
        let whole: Vec<&Named> = whole.chain(&rest).collect();
        whole.into_iter().try_for_each(|n| self.keep(n, &mut done.ledger)).map_err(|e| stop(&e, Exit::CannotWrite))
    }

    /// Says once that a network share is away, and once that it is back.
    fn is_there(&mut self) -> bool {
        let (path, every) = (self.args.inbox.display(), self.args.every);
        match std::fs::read_dir(&self.args.inbox) {
            Ok(_) => {
                if std::mem::take(&mut self.away) {
                    eprintln!("{path}: is there again");
                    // What could not be read while it went away is tried again.
                    self.inbox.forget();
                }
                true
            }
            Err(e) if self.args.once => {
                eprintln!("error: {path}: cannot be looked at: {e}; check that the folder is there and that you may read it");
                false
            }
            Err(e) => {
                if !std::mem::replace(&mut self.away, true) {
                    eprintln!("warning: {path}: cannot be looked at: {e}; it is tried every {every} s until it is there");
                }
                false
            }
        }
    }

    /// What is in the inbox but for what was moved away.
    fn found(&mut self) -> Found {
        let args = self.args;
        let mut found = discover(std::slice::from_ref(&args.inbox), &args.how.output, args.how.group());
        if let Some(apart) = args.move_done.as_ref().and_then(|p| p.canonicalize().ok()) {
            let is_apart = |p: &PathBuf| p.canonicalize().is_ok_and(|p| p.starts_with(&apart));
            found.inputs.retain(|input| !input.files.iter().any(is_apart));
        }
        let told: BTreeSet<String> = found.failures.iter().map(ToString::to_string).collect();
        told.difference(&self.told).for_each(|new| eprintln!("error: {new}"));
        self.failed |= !told.is_empty();
        self.told = told;
        found
    }

    /// Where originals go away, names may come again; else a name is the document's for ever.
    fn named(&self, found: &Found, ready: Vec<Input>) -> Result<Vec<Named>, LedgerError> {
        let Some(shelf) = self.shelf() else {
            return Ok(ready.into_iter().map(|input| Named { found: input.clone(), input, number: 1, rest: false }).collect());
        };
        let ledger = self.args.how.peek()?;
        let mut there: HashSet<PathBuf> = found.inputs.iter().map(|i| i.name.clone()).collect();
        ready.iter().map(|input| {
            let named = naming::name(input, &shelf, (ledger.as_ref(), &there))?;
            there.insert(named.input.name.clone());
            Ok(named)
        }).collect()
    }

    fn shelf(&self) -> Option<Shelf<'_>> {
        let folder = self.args.move_done.as_deref()?;
        Some(Shelf { inbox: &self.args.inbox, folder, group: self.args.how.group() })
    }

    /// Tells what became of documents, and writes the report of the output folder.
    fn told_of(&mut self, new: &[Named], done: &Done) -> Result<(), Exit> {
        let ended = || new.iter().zip(&done.finished).filter_map(|(named, finished)| Some((&named.input, finished.as_ref()?)));
        self.failed |= ended().any(|(_, f)| !is_done(f));
        if let (left @ 1.., _) = done.left {
            eprintln!("interrupted: {left} documents are left; they are taken at the next start");
        }
        self.session.states(ended().filter(|(_, f)| f.state != State::Unchanged)).map_err(|e| stop(&e, Exit::Unexpected))?;
        self.session.report(done).map(drop).map_err(|e| stop(&e, Exit::CannotWrite))
    }

    /// Moves the files of a document that is done. One that cannot be moved, or was written over since, stays, and is tried again.
    fn keep(&mut self, named: &Named, ledger: &mut Ledger) -> Result<(), LedgerError> {
        let Some(shelf) = self.shelf() else { return Ok(()) };
        let stamp = Stamp::of(&named.found);
        if !ledger.done_stamp(&named.input.name)?.is_some_and(|done| done.holds(&stamp)) {
            self.inbox.put_back(&named.found, Instant::now());
            return Ok(());
        }
        match shelf.keep(&named.found, named.number) {
            Ok(files) => {
                self.unmoved.retain(|f| !named.found.files.contains(f));
                let moves = named.found.files.iter().zip(&files).filter(|_| !self.args.how.quiet);
                moves.for_each(|(from, to)| eprintln!("moved {} to {}", from.display(), to.display()));
                ledger.relocated(&named.input.name, &stamp.moved_to(&files))
            }
            Err(e) => {
                let file = named.found.files.first().cloned().unwrap_or_default();
                let folder = shelf.folder.display().to_string();
                if self.unmoved.insert(file.clone()) {
                    eprintln!("error: {}: is done and cannot be moved to {folder}: {e}; free some space there or mend the permissions of both folders", file.display());
                }
                self.failed = true;
                if !self.args.once {
                    self.inbox.put_back(&named.found, Instant::now());
                }
                Ok(())
            }
        }
    }
}

fn is_done(finished: &Finished) -> bool {
    matches!(finished.state, State::Done | State::Unchanged)
}

/// Waits, but not beyond an interrupt.
fn pause(long: Duration) {
    let until = Instant::now() + long;
    while !STOP.is_set() && Instant::now() < until {
        std::thread::sleep(NAP.min(until.saturating_duration_since(Instant::now())));
    }
}
