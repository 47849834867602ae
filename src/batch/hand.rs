//! A hand of a run: takes a task from the desk, has its worker do it, puts the result where it belongs.

use super::desk::{Desk, Document, Task, finished_of, locked};
use super::event::{Event, State};
use super::helper::Helper;
use super::ledger::AGAIN;
use super::output::Folder;
use super::{Finished, Job, Stopped, finish};
use crate::pipeline;
use crate::scan::Input;
use crate::types::failure::{Failure, Stage};
use crate::types::read::{Opened, PageRead};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, MutexGuard};
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
    helper: Helper<'a>,
}

impl<'a, 'b> Hand<'a, 'b> {
    /// A hand at a desk.
    pub fn new(job: &'a Job<'a>, desk: &'b Mutex<Desk<'a>>) -> Self {
        Self { job, desk, helper: Helper::new(job.program, job.stop) }
    }

    fn desk(&self) -> MutexGuard<'b, Desk<'a>> {
        locked(self.desk)
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
                        self.helper.dismiss();
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
            Task::Finish(document, opened, resumed) => self.finish(&document, &opened, resumed),
            Task::Ended(document, ended) => {
                self.desk().note(document.index, finished_of(ended));
                Ok(())
            }
            Task::Wait | Task::Nothing => Ok(()),
        }
    }

    fn open(&mut self, document: Document<'a>, alone: bool) -> Result<(), Stopped> {
        match self.helper.open(document.input)? {
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
        let known = if job.again.all { None } else { finish::known(job, document.input, (opened, &key), &self.desk().ledger)? };
        if let Some(known) = known && finish::as_known(self.desk, &document, (opened, &key), known)? {
            return Ok(());
        }
        folder.begin().map_err(|e| job.cannot(&folder, e))?;
        let mut desk = self.desk();
        desk.ledger.opened(document.id, opened, &key)?;
        Ok(desk.join(document, opened)?)
    }

    /// The pictures of the pages that did not fail go back to where the others will be made.
    fn mend(&self, document: Document<'a>, opened: &Opened) -> Result<(), Stopped> {
        let folder = Folder::new(self.job.output, &document.input.name);
        if let Err(error) = folder.begin().and_then(|()| folder.adopt(&folder, opened.pages())) {
            let problem = self.job.unwritable(&folder, error)?;
            let finished = finish::unwritten(self.desk, &document, problem)?;
            self.desk().note(document.index, finished);
            return Ok(());
        }
        let mut desk = self.desk();
        desk.ledger.mend(document.id, self.job.again.failed)?;
        Ok(desk.join(document, opened)?)
    }

    fn page(&mut self, document: &Document<'a>, number: u32, alone: bool) -> Result<(), Stopped> {
        let folder = Folder::new(self.job.output, &document.input.name);
        let page = self.read(document.input, number, &folder)?;
        let mut desk = self.desk();
        let Some(state) = desk.ledger.page_ended(document.id, &page, alone)? else { return Ok(()) };
        (self.job.tell)(Event::Page { input: document.input, page: number, failure: page.failure.as_ref(), again: state == AGAIN });
        let Some(opened) = desk.take_finish(document.id)? else { return Ok(()) };
        drop(desk);
        self.finish(document, &opened, false)
    }

    /// Has a page read; its pictures are on the disk before it counts as read.
    fn read(&mut self, input: &Input, number: u32, folder: &Folder) -> Result<PageRead, Stopped> {
        let (mut written, mut seen) = (Ok(()), None);
        let read = self.helper.page(input, number, |pictures, known| {
            written = folder.pictures(&pictures);
            seen = Some(known);
        })?;
        written.map_err(|e| self.job.cannot(folder, e))?;
        Ok(read.unwrap_or_else(|problem| {
            let whole = input.failure(Stage::Ocr, problem);
            let own = input.files.get(number as usize - 1).filter(|_| !input.numbers.is_empty());
            pipeline::failed(number, Failure { input: own.cloned().unwrap_or(whole.input), page: Some(number), ..whole }, seen)
        }))
    }

    /// Makes the outputs of a document; `resumed` where a process that is gone had begun to.
    fn finish(&mut self, document: &Document<'a>, opened: &Opened, resumed: bool) -> Result<(), Stopped> {
        if opened.pages() > LONG {
            self.helper.dismiss();
        }
        let made = finish::finish(self.desk, document, opened, resumed)?;
        let mut desk = self.desk();
        match made {
            Some(finished) => desk.note(document.index, finished),
            // Its pictures are gone: its pages are read once more.
            None => desk.join(document.clone(), opened)?,
        }
        Ok(())
    }
}
