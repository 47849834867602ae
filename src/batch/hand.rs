//! A hand of a run: takes a task from the desk, has its worker do it, puts the result where it belongs.

use super::desk::{Desk, Document, Task, finished_of};
use super::event::{Event, State};
use super::output::Folder;
use super::{Finished, Job, Stopped, finish};
use crate::pipeline;
use crate::scan::Input;
use crate::types::failure::{Failure, Problem, Stage};
use crate::types::read::{Opened, PageRead};
use crate::worker::child::{Lost, Worker};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How often a hand that has nothing to do asks again.
const PAUSE: Duration = Duration::from_millis(20);

/// A hand that waits longer than this lets its worker go.
const PATIENCE: Duration = Duration::from_secs(1);
/// The words of a document of more pages than this take more memory than a worker, which is let go first.
const LONG: u32 = 100;

/// A hand and the worker that it has, once it needed one.
pub struct Hand<'a, 'b> {
    job: &'a Job<'a>,
    desk: &'b Mutex<Desk<'a>>,
    worker: Option<Worker>,
}

impl<'a, 'b> Hand<'a, 'b> {
    /// A hand at a desk.
    pub fn new(job: &'a Job<'a>, desk: &'b Mutex<Desk<'a>>) -> Self {
        Self { job, desk, worker: None }
    }

    fn desk(&self) -> MutexGuard<'b, Desk<'a>> {
        self.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Works until nothing is left or the run is to end.
    ///
    /// # Errors
    /// The run cannot go on.
    pub fn work(&mut self) -> Result<(), Stopped> {
        let mut waited = Duration::ZERO;
        while !self.job.stop.is_set() {
            let task = self.desk().take()?;
            match task {
                Task::Nothing => break,
                Task::Wait => {
                    std::thread::sleep(PAUSE);
                    waited += PAUSE;
                    if waited > PATIENCE {
                        self.worker = None;
                    }
                }
                task => {
                    waited = Duration::ZERO;
                    let done = catch_unwind(AssertUnwindSafe(|| self.doing(task))).unwrap_or(Err(Stopped::Broken));
                    self.desk().ended();
                    done?;
                }
            }
        }
        Ok(())
    }

    fn doing(&mut self, task: Task<'a>) -> Result<(), Stopped> {
        match task {
            Task::Open(document, alone) => self.open(document, alone),
            Task::Mend(document, opened) => self.mend(document, &opened),
            Task::Page(document, page, alone) => self.page(&document, page, alone),
            Task::Finish(document, opened) => self.finish(&document, &opened, true),
            Task::Ended(document, ended) => {
                self.desk().note(document.index, finished_of(ended));
                Ok(())
            }
            Task::Wait | Task::Nothing => Ok(()),
        }
    }

    /// The worker; after one was lost, a new one.
    fn worker(&mut self) -> Result<&mut Worker, Lost> {
        let worker = self.worker.take().map_or_else(|| Worker::start(self.job.program), Ok)?;
        Ok(self.worker.insert(worker))
    }

    fn open(&mut self, document: Document<'a>, alone: bool) -> Result<(), Stopped> {
        let first = document.input.files.first().cloned().unwrap_or_default();
        let opened = match self.worker().and_then(|w| w.open(document.input)) {
            Ok(opened) => opened,
            Err(lost) => Err(Failure { input: first, page: None, stage: Stage::Scan, problem: self.lost(lost)? }),
        };
        match opened {
            Ok(opened) => self.opened(document, &opened),
            Err(failure) => self.unopened(&document, failure, alone),
        }
    }

    fn unopened(&self, document: &Document<'a>, failure: Failure, alone: bool) -> Result<(), Stopped> {
        let mut desk = self.desk();
        if desk.ledger.unopened(document.id, &failure, alone)? {
            desk.note(document.index, Finished::new(State::Failed, vec![failure]));
        } else {
            desk.put_off(document.index);
        }
        Ok(())
    }

    fn opened(&self, document: Document<'a>, opened: &Opened) -> Result<(), Stopped> {
        let job = self.job;
        let key = pipeline::fingerprint(&opened.sources, job.settings);
        let folder = Folder::new(job.output, &document.input.name);
        let known = if job.again.all { None } else { finish::known(job, &folder, (opened, &key), &self.desk().ledger)? };
        if let Some(known) = known {
            return finish::as_known(job, &mut self.desk(), &document, (opened, &key), known);
        }
        folder.begin().map_err(|e| job.cannot(&folder, e))?;
        let mut desk = self.desk();
        desk.ledger.opened(document.id, opened, &key)?;
        Ok(desk.join(document, opened)?)
    }

    /// The pictures of the pages that did not fail go back to where the others will be made.
    fn mend(&self, document: Document<'a>, opened: &Opened) -> Result<(), Stopped> {
        let folder = Folder::new(self.job.output, &document.input.name);
        let taken = folder.begin().and_then(|()| folder.adopt(&folder, opened.pages()));
        taken.map_err(|e| self.job.cannot(&folder, e))?;
        let mut desk = self.desk();
        desk.ledger.mend(document.id, self.job.again.failed)?;
        Ok(desk.join(document, opened)?)
    }

    fn page(&mut self, document: &Document<'a>, number: u32, alone: bool) -> Result<(), Stopped> {
        let folder = Folder::new(self.job.output, &document.input.name);
        let page = self.read(document.input, number, &folder)?;
        let again = page.failure.as_ref().is_some_and(|f| f.problem.may_pass()) && !alone;
        let mut desk = self.desk();
        if !desk.ledger.page_ended(document.id, &page, alone)? {
            return Ok(());
        }
        (self.job.tell)(Event::Page { input: document.input, page: number, failure: page.failure.as_ref(), again });
        let Some(opened) = desk.take_finish(document.id)? else { return Ok(()) };
        drop(desk);
        self.finish(document, &opened, false)
    }

    /// Has a page read; its pictures are on the disk before it counts as read.
    fn read(&mut self, input: &Input, number: u32, folder: &Folder) -> Result<PageRead, Stopped> {
        let (mut written, mut seen) = (Ok(()), None);
        let asked = match self.worker() {
            Ok(worker) => worker.page(input, number, |pictures, known| {
                written = folder.pictures(&pictures);
                seen = Some(known);
            }),
            Err(lost) => Err(lost),
        };
        written.map_err(|e| self.job.cannot(folder, e))?;
        match asked {
            Ok(page) => Ok(page),
            Err(lost) => {
                let file = input.files.get(if input.numbers.is_empty() { 0 } else { number as usize - 1 }).or(input.files.first());
                let problem = self.lost(lost)?;
                let failure = Failure { input: file.cloned().unwrap_or_default(), page: Some(number), stage: Stage::Ocr, problem };
                Ok(pipeline::failed(number, failure, seen))
            }
        }
    }

    /// Lets a lost worker go; what it died of is the page's, that it could not be started is the run's.
    fn lost(&mut self, lost: Lost) -> Result<Problem, Stopped> {
        self.worker = None;
        match lost {
            Lost::Died(problem) => Ok(problem),
            Lost::NoEngine(why) => Err(Stopped::NoEngine(why)),
            Lost::Unstarted(why) => Err(Stopped::NoWorker(why)),
        }
    }

    /// Makes the outputs of a document; `resumed` where a process that is gone had begun to.
    fn finish(&mut self, document: &Document<'a>, opened: &Opened, resumed: bool) -> Result<(), Stopped> {
        if opened.pages() > LONG {
            self.worker = None;
        }
        let made = finish::finish(self.job, self.desk, document, opened, resumed)?;
        let mut desk = self.desk();
        match made {
            Some(finished) => desk.note(document.index, finished),
            // Its pictures are gone: its pages are read once more.
            None => desk.join(document.clone(), opened)?,
        }
        Ok(())
    }
}
