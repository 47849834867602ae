//! What a run would do: looked at, counted, nothing written.

use super::helper::Helper;
use super::ledger::{Ended, Ledger};
use super::output::Folder;
use super::standing::{self, Standing};
use super::{Job, Stopped, finish};
use crate::pipeline;
use crate::scan::Input;
use crate::types::failure::Failure;
use crate::types::read::Opened;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Documents and their pages.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// Documents.
    pub documents: usize,
    /// Pages of them.
    pub pages: u64,
}

impl Count {
    fn add(&mut self, pages: u32) {
        self.documents += 1;
        self.pages += u64::from(pages);
    }
}

/// What a run would do.
#[derive(Debug, Default)]
pub struct Plan {
    /// To be read.
    pub todo: Count,
    /// Done before.
    pub done: Count,
    /// Given up before, with all pages of these documents.
    pub given_up: Count,
    /// What cannot be opened.
    pub shut: Vec<Failure>,
}

type Tried<'a> = (&'a Input, Result<Opened, Failure>);

/// Looks at documents: by the ledger if there is one, else by a worker that opens them.
///
/// # Errors
/// The ledger cannot be read, or no worker can be started.
pub fn plan(inputs: &[Input], job: &Job<'_>, ledger: Option<&Ledger>) -> Result<Plan, Stopped> {
    let (mut plan, mut unknown) = (Plan::default(), Vec::new());
    for input in inputs {
        match ledger.map_or(Ok(Standing::New), |ledger| standing::of(job, ledger, input))? {
            Standing::Ended(ended) if is_given_up(&ended) => plan.given_up.add(ended.pages),
            Standing::Ended(ended) => plan.done.add(ended.pages),
            Standing::Begun(pages) => plan.todo.add(pages),
            Standing::New => unknown.push(input),
        }
    }
    for (input, opened) in opened(&unknown, job)? {
        match opened {
            Err(failure) => plan.shut.push(failure),
            Ok(opened) if is_done(job, ledger, (input, &opened))? => plan.done.add(opened.pages()),
            Ok(opened) => plan.todo.add(opened.pages()),
        }
    }
    Ok(plan)
}

fn is_given_up(ended: &Ended) -> bool {
    ended.state != "done"
}

/// Whether a document that the ledger does not know is done, by its outputs or under another name.
fn is_done(job: &Job<'_>, ledger: Option<&Ledger>, (input, opened): (&Input, &Opened)) -> Result<bool, Stopped> {
    if job.again.all {
        return Ok(false);
    }
    let (folder, key) = (Folder::new(job.output, &input.name), pipeline::fingerprint(&opened.sources, job.settings));
    match ledger {
        Some(ledger) => Ok(finish::known(job, input, (opened, &key), ledger)?.is_some()),
        None => Ok(folder.evidence(&key, job.options.pages).is_some()),
    }
}

/// Has documents opened, each hand with a worker of its own; in their order, as far as the run was not interrupted.
fn opened<'a>(inputs: &[&'a Input], job: &Job<'_>) -> Result<Vec<Tried<'a>>, Stopped> {
    let next = AtomicUsize::new(0);
    let tried = std::thread::scope(|scope| {
        let hands: Vec<_> = (0..job.jobs.min(inputs.len())).map(|_| scope.spawn(|| hand(inputs, job, &next))).collect();
        hands.into_iter().map(|h| h.join().unwrap_or_else(|_| Err(Stopped::NoWorker("a thread broke down".into())))).collect::<Result<Vec<_>, _>>()
    });
    let mut tried: Vec<_> = tried?.into_iter().flatten().collect();
    tried.sort_by_key(|(index, _)| *index);
    Ok(tried.into_iter().map(|(_, tried)| tried).collect())
}

fn hand<'a>(inputs: &[&'a Input], job: &Job<'_>, next: &AtomicUsize) -> Result<Vec<(usize, Tried<'a>)>, Stopped> {
    let (mut helper, mut tried) = (Helper::new(job.program, job.stop), Vec::new());
    while !job.stop.is_set() {
        let index = next.fetch_add(1, Ordering::Relaxed);
        let Some(input) = inputs.get(index) else { break };
        let opened = helper.open(input)?;
        tried.push((index, (*input, opened)));
    }
    Ok(tried)
}
