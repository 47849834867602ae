//! A worker that is there when it is needed: started for the first request, started anew after one was lost.

use super::Stopped;
use super::stop::Stop;
use crate::scan::Input;
use crate::types::evidence::PageEvidence;
use crate::types::failure::{Failure, Problem, Stage};
use crate::types::read::{Opened, PageRead, Pictures};
use crate::worker::child::{Lost, Program, Worker};
use std::time::Duration;

/// Before a worker that could not be started is tried again, seconds.
const PAUSES: [u64; 3] = [1, 2, 4];

/// At most one worker.
pub struct Helper<'a> {
    program: &'a Program,
    stop: &'a Stop,
    worker: Option<Worker>,
}

impl<'a> Helper<'a> {
    /// None yet.
    pub const fn new(program: &'a Program, stop: &'a Stop) -> Self {
        Self { program, stop, worker: None }
    }

    /// Lets the worker go.
    pub fn dismiss(&mut self) {
        self.worker = None;
    }

    /// What is in a document, or why it cannot be opened.
    ///
    /// # Errors
    /// No worker can be started.
    pub fn open(&mut self, input: &Input) -> Result<Result<Opened, Failure>, Stopped> {
        match self.worker().and_then(|w| w.open(input)) {
            Ok(opened) => Ok(opened),
            Err(lost) => Ok(Err(input.failure(Stage::Scan, self.lost(lost)?))),
        }
    }

    /// Has a page read; `pictures` takes its pictures meanwhile. What the worker died of, if it did.
    ///
    /// # Errors
    /// No worker can be started.
    pub fn page(&mut self, input: &Input, number: u32, pictures: impl FnMut(Pictures, PageEvidence)) -> Result<Result<PageRead, Problem>, Stopped> {
        match self.worker().and_then(|w| w.page(input, number, pictures)) {
            Ok(page) => Ok(Ok(page)),
            Err(lost) => self.lost(lost).map(Err),
        }
    }

    fn worker(&mut self) -> Result<&mut Worker, Lost> {
        let worker = self.worker.take().map_or_else(|| self.started(), Ok)?;
        Ok(self.worker.insert(worker))
    }

    /// Lets a lost worker go; what it died of is its task's, that it could not be started is the run's.
    fn lost(&mut self, lost: Lost) -> Result<Problem, Stopped> {
        self.dismiss();
        match lost {
            Lost::Died(problem) => Ok(problem),
            Lost::NoEngine(why) => Err(Stopped::NoEngine(why)),
            Lost::Unstarted(why) => Err(Stopped::NoWorker(why)),
        }
    }

    /// Starts a worker; where the machine has no processes or memory left for the moment, a little later.
    fn started(&self) -> Result<Worker, Lost> {
        let mut pauses = PAUSES.iter();
        loop {
            match (Worker::start(self.program), pauses.next()) {
                (Err(Lost::Unstarted(_)), Some(seconds)) if !self.stop.is_set() => std::thread::sleep(Duration::from_secs(*seconds)),
                (started, _) => return started,
            }
        }
    }
}
