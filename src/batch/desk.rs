//! The desk of a run: what is to be done next, of which document. Hands ask it, the ledger answers.

use super::event::{Event, State};
use super::ledger::{Ended, Ledger, LedgerError, Look, Stamp};
use super::output::Folder;
use super::{Finished, Job, standing};
use crate::scan::Input;
use crate::types::failure::{Problem, Stage};
use crate::types::read::Opened;
use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Beyond the longest that a page may take: for its pictures on a slow disk.
const SLACK: Duration = Duration::from_secs(120);

/// A document of this run.
#[derive(Debug, Clone)]
pub struct Document<'a> {
    /// Its place among the inputs.
    pub index: usize,
    /// Its number in the ledger.
    pub id: i64,
    /// What it is.
    pub input: &'a Input,
}

/// Something to do.
pub enum Task<'a> {
    /// Open a document; alone where it broke a worker before.
    Open(Document<'a>, bool),
    /// Have the pages of a document read again that failed.
    Mend(Document<'a>, Opened),
    /// Read a page; alone where it broke a worker before.
    Page(Document<'a>, u32, bool),
    /// Make the outputs of a document all of whose pages are read; whether a process that is gone had begun to.
    Finish(Document<'a>, Opened, bool),
    /// A document was at its end before.
    Ended(Document<'a>, Ended),
    /// Nothing at the moment, but others are at work.
    Wait,
    /// Nothing any more.
    Nothing,
}

/// What this process knows of its documents.
pub struct Desk<'a> {
    /// How the run is to be done.
    pub job: &'a Job<'a>,
    inputs: &'a [Input],
    /// The ledger.
    pub ledger: Ledger,
    next: usize,
    /// Documents whose pages are being read.
    open: Vec<Document<'a>>,
    /// Documents that another process opens or finishes, or that are to be opened alone.
    later: VecDeque<usize>,
    busy: usize,
    /// Whether a task is done that wants to be alone.
    alone: bool,
    /// What became of each input.
    pub finished: Vec<Option<Finished>>,
}

impl<'a> Desk<'a> {
    /// A desk for some documents.
    pub fn new(job: &'a Job<'a>, inputs: &'a [Input], ledger: Ledger) -> Self {
        let finished = inputs.iter().map(|_| None).collect();
        Self { job, inputs, ledger, next: 0, open: Vec::new(), later: VecDeque::new(), busy: 0, alone: false, finished }
    }

    /// What to do next.
    ///
    /// # Errors
    /// The ledger cannot be used.
    pub fn take(&mut self) -> Result<Task<'a>, LedgerError> {
        if self.alone {
            return Ok(Task::Wait);
        }
        if let Some(task) = self.find()? {
            self.busy += 1;
            self.alone = matches!(task, Task::Page(.., true) | Task::Open(_, true));
            return Ok(task);
        }
        Ok(if self.open.is_empty() && self.later.is_empty() && self.busy == 0 { Task::Nothing } else { Task::Wait })
    }

    /// Pages of open documents first, so that few documents are open at a time; then new documents, then what others have
    /// begun, and at the very end, one at a time, what broke a worker.
    fn find(&mut self) -> Result<Option<Task<'a>>, LedgerError> {
        let mut task = self.page(false)?;
        while task.is_none() && self.next < self.inputs.len() {
            self.next += 1;
            task = self.looked(self.next - 1, false)?;
        }
        if task.is_none() {
            self.ended_elsewhere()?;
            task = self.unfinished()?;
        }
        for _ in 0..self.later.len() {
            if task.is_some() {
                break;
            }
            let Some(index) = self.later.pop_front() else { break };
            task = self.looked(index, self.busy == 0)?;
        }
        if task.is_none() && self.busy == 0 {
            task = self.page(true)?;
        }
        Ok(task)
    }

    /// What is to be done of a document that is not open here, or a page of it if it is open now.
    fn looked(&mut self, index: usize, idle: bool) -> Result<Option<Task<'a>>, LedgerError> {
        match self.look(index, idle)? {
            None => self.page(false),
            task => Ok(task),
        }
    }

    /// A task is at its end.
    pub fn ended(&mut self) {
        self.busy -= 1;
        self.alone = false;
    }

    fn page(&mut self, alone: bool) -> Result<Option<Task<'a>>, LedgerError> {
        let lease = self.job.options.page_timeout + self.job.program.besides + SLACK;
        for document in &self.open {
            if let Some(page) = self.ledger.take_page(document.id, lease, alone)? {
                return Ok(Some(Task::Page(document.clone(), page, alone)));
            }
        }
        Ok(None)
    }

    /// What is to be done of a document that is not open here.
    fn look(&mut self, index: usize, idle: bool) -> Result<Option<Task<'a>>, LedgerError> {
        let input = &self.inputs[index];
        let stamp = Stamp::of(input);
        let job = self.job;
        let claim = standing::claim(job, input, &stamp);
        let document = |id| Document { index, id, input };
        let folder = Folder::new(job.output, &input.name);
        let mut again = false;
        if let Some((id, ended)) = self.ledger.ended(&claim)? {
            if standing::is_whole(job, &folder, &ended) {
                return Ok(Some(Task::Ended(document(id), ended)));
            }
            again = true;
        }
        if let Some(other) = self.ledger.taken(&claim)? {
            let failure = input.failure(Stage::Scan, Problem::SameFolder(other));
            self.note(index, Finished::new(State::Failed, vec![failure]));
            return Ok(None);
        }
        let mut look = self.ledger.look(&claim, again, idle)?;
        // Somebody cleared the place away where its files are made.
        if matches!(look, Look::Pages(..)) && !folder.is_begun() {
            look = self.ledger.look(&claim, true, idle)?;
        }
        Ok(match look {
            Look::Open { id, alone } => Some(Task::Open(document(id), alone)),
            Look::Mend(id, opened) => Some(Task::Mend(document(id), opened)),
            Look::Finish(id, opened) => Some(Task::Finish(document(id), opened, true)),
            Look::Ended(id, ended) => Some(Task::Ended(document(id), ended)),
            Look::Pages(id, opened) => {
                self.join(document(id), &opened)?;
                None
            }
            Look::Busy => {
                self.later.push_back(index);
                None
            }
        })
    }

    /// The pages of a document may be taken here, too.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn join(&mut self, document: Document<'a>, opened: &Opened) -> Result<(), LedgerError> {
        let pages = self.ledger.left(document.id)?.min(opened.pages());
        (self.job.tell)(Event::Opened { input: document.input, pages });
        self.open.push(document);
        Ok(())
    }

    /// Takes the finishing of a document whose last page was read.
    ///
    /// # Errors
    /// The ledger cannot be written.
    pub fn take_finish(&mut self, id: i64) -> Result<Option<Opened>, LedgerError> {
        let opened = self.ledger.take_finish(id)?;
        if opened.is_some() {
            self.open.retain(|d| d.id != id);
        }
        Ok(opened)
    }

    /// Puts a document back: its pages are to be read, or another process has it.
    pub fn put_off(&mut self, index: usize) {
        self.later.push_back(index);
    }

    /// A document whose last page was read by a process that was gone before it made the outputs.
    fn unfinished(&mut self) -> Result<Option<Task<'a>>, LedgerError> {
        for document in self.open.clone() {
            if let Some(opened) = self.take_finish(document.id)? {
                return Ok(Some(Task::Finish(document, opened, false)));
            }
        }
        Ok(None)
    }

    /// Documents whose last page was read elsewhere are looked at again.
    fn ended_elsewhere(&mut self) -> Result<(), LedgerError> {
        let mut still = Vec::new();
        for document in std::mem::take(&mut self.open) {
            if self.ledger.is_open(document.id)? { still.push(document) } else { self.later.push_back(document.index) }
        }
        self.open = still;
        Ok(())
    }

    /// Notes what became of a document.
    pub fn note(&mut self, index: usize, finished: Finished) {
        (self.job.tell)(Event::Finished { input: &self.inputs[index], finished: &finished });
        self.finished[index] = Some(finished);
    }

    /// Documents and pages that are not at their end, as far as they are known.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn left(&self) -> Result<(usize, u32), LedgerError> {
        let documents = self.finished.iter().filter(|f| f.is_none()).count();
        let pages = self.open.iter().map(|d| self.ledger.left(d.id)).sum::<Result<u32, _>>()?;
        Ok((documents, pages))
    }
}

/// What an earlier run, or another process, made of a document.
pub fn finished_of(ended: Ended) -> Finished {
    match ended.state.as_str() {
        "done" => Finished::new(State::Unchanged, ended.failures),
        "partial" => Finished::of(ended.failures, ended.pages),
        _ => Finished::new(State::Failed, ended.failures),
    }
}

/// The desk for one hand at a time. What a hand that broke down left is sound: the ledger has it.
pub fn locked<'b, 'a>(desk: &'b Mutex<Desk<'a>>) -> MutexGuard<'b, Desk<'a>> {
    desk.lock().unwrap_or_else(PoisonError::into_inner)
}
