//! Batch: many documents into one output folder.

mod desk;
pub mod dry;
pub mod estimate;
pub mod event;
mod finish;
mod hand;
mod helper;
pub mod jobs;
pub mod ledger;
pub mod output;
pub mod standing;
pub mod stop;
pub mod summary;

use crate::config::Options;
use crate::scan::Input;
use crate::types::failure::{Failure, Problem};
use crate::types::ocr::EngineInfo;
use crate::worker::child::Program;
use desk::Desk;
use event::{Event, State};
use hand::Hand;
use ledger::{Ledger, LedgerError};
use output::Folder;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use stop::Stop;

/// Why a run ended early.
#[derive(Debug, thiserror::Error)]
pub enum Stopped {
    /// An output cannot be written.
    #[error("{folder}: cannot be written: {error}; free some space or choose another folder with -o")]
    CannotWrite {
        /// Where.
        folder: String,
        /// What the system says.
        error: std::io::Error,
    },
    /// The ledger cannot be used.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// The engine is not there.
    #[error("{0}")]
    NoEngine(String),
    /// A program error outside of any page.
    #[error("the program stumbled over its own work; run again to go on, and report this")]
    Broken,
    /// The system starts no processes.
    #[error("a worker process could not be started: {0}; lower --jobs, or free some memory")]
    NoWorker(String),
}

/// What became of a document.
#[derive(Debug)]
pub struct Finished {
    /// Its state.
    pub state: State,
    /// Its failure or those of its pages.
    pub failures: Vec<Failure>,
    /// The name that it had in an earlier run, if its file was moved since.
    pub moved: Option<PathBuf>,
}

impl Finished {
    /// With what failed of so many pages.
    fn of(failures: Vec<Failure>, pages: u32) -> Self {
        Self::new(State::of(failures.len(), pages), failures)
    }

    /// Not moved.
    const fn new(state: State, failures: Vec<Failure>) -> Self {
        Self { state, failures, moved: None }
    }
}

/// What is done once more.
#[derive(Debug, Clone, Copy, Default)]
pub struct Again {
    /// Everything.
    pub all: bool,
    /// Also pages and documents that were given up.
    pub failed: bool,
}

/// How a run is to be done.
pub struct Job<'a> {
    /// Options that change the outputs.
    pub options: &'a Options,
    /// The engine that the workers have.
    pub engine: &'a EngineInfo,
    /// blake3 of both.
    pub settings: &'a str,
    /// How a worker is started.
    pub program: &'a Program,
    /// The output folder.
    pub output: &'a Path,
    /// Pages read at the same time.
    pub jobs: usize,
    /// What is done once more.
    pub again: Again,
    /// When the run began, milliseconds since 1970.
    pub began: i64,
    /// Ends the run when it is set: pages in hand are finished.
    pub stop: &'a Stop,
    /// Who is told what happens.
    pub tell: &'a (dyn Fn(Event<'_>) + Sync),
}

impl Job<'_> {
    /// Of how many of some pages there are to be pictures.
    fn pictures(&self, pages: u32) -> u32 {
        if self.options.pages { pages } else { 0 }
    }

    /// What stops the run: an output that cannot be made.
    fn cannot(&self, folder: &Folder, error: std::io::Error) -> Stopped {
        Stopped::CannotWrite { folder: folder.path().display().to_string(), error }
    }

    /// What is in the way of one document only, or else what stops the run.
    fn unwritable(&self, folder: &Folder, error: std::io::Error) -> Result<Problem, Stopped> {
        if output::is_lost(self.output, &error) {
            return Err(self.cannot(folder, error));
        }
        Ok(Problem::Unwritable { folder: folder.path().to_owned(), why: error.to_string() })
    }
}

/// How far a run came.
pub struct Done {
    /// What became of each input, in their order; None where the run was interrupted before.
    pub finished: Vec<Option<Finished>>,
    /// Documents, and pages of them as far as they are known, that are left.
    pub left: (usize, u32),
    /// The ledger.
    pub ledger: Ledger,
}

/// Makes an output folder ready and opens its ledger: the one at `path`, or the folder's own.
///
/// # Errors
/// The folder cannot be written, or the ledger cannot be used.
pub fn open(output: &Path, path: Option<&Path>) -> Result<Ledger, Stopped> {
    output::prepare(output).map_err(|error| Stopped::CannotWrite { folder: output.display().to_string(), error })?;
    Ok(Ledger::open(path.unwrap_or(&output::ledger(output)))?)
}

/// Digitises documents, pages in parallel, each in a worker process.
///
/// # Errors
/// An output or the ledger could not be written, or no worker could be started; what was written before stays good.
pub fn run(inputs: &[Input], job: &Job<'_>, ledger: Ledger) -> Result<Done, Stopped> {
    output::sweep(job.output, || ledger.begun(), |id| ledger.lives(id))?;
    let desk = Mutex::new(Desk::new(job, inputs, ledger));
    let stopped = std::thread::scope(|scope| {
        let hands: Vec<_> = (0..job.jobs).map(|_| scope.spawn(|| {
            let worked = Hand::new(job, &desk).work();
            // The others end what they have in hand.
            if worked.is_err() {
                job.stop.set();
            }
            worked
        })).collect();
        hands.into_iter().filter_map(|h| h.join().unwrap_or_else(|_| Err(Stopped::NoWorker("a thread broke down".into()))).err()).next()
    });
    let mut desk = desk.into_inner().unwrap_or_else(PoisonError::into_inner);
    // Where the ledger cannot be written, the lock that goes with this process gives back what it had.
    let given_back = desk.ledger.give_back();
    stopped.map_or(Ok(()), Err)?;
    given_back?;
    output::sweep(job.output, || desk.ledger.begun(), |id| desk.ledger.lives(id))?;
    Ok(Done { left: desk.left()?, finished: std::mem::take(&mut desk.finished), ledger: desk.ledger })
}
