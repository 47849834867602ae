//! The end of a document: from the pages in the ledger to the files in its folder.

use super::desk::{Desk, Document};
use super::event::State;
use super::ledger::{Ledger, LedgerError, Stamp, Summary};
use super::output::Folder;
use super::{Finished, Job, Stopped, summary};
use crate::export::json;
use crate::pipeline::{self, assemble};
use crate::types::evidence::Digitized;
use crate::types::failure::{Failure, Problem, Stage};
use crate::types::read::{Opened, PageRead};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Makes the outputs of a document and moves them into its folder. None where pictures of it are gone and its pages are
/// to be read anew.
///
/// # Errors
/// The run cannot go on.
pub fn finish<'a>(job: &Job<'a>, desk: &Mutex<Desk<'a>>, document: &Document<'a>, opened: &Opened, resumed: bool) -> Result<Option<Finished>, Stopped> {
    let lock = || desk.lock().unwrap_or_else(PoisonError::into_inner);
    let folder = Folder::new(job.output, &document.input.name);
    if lock().ledger.stamp(document.id)?.changed(&Stamp::of(document.input)) {
        return given_up(&lock, document, Problem::Changed).map(Some);
    }
    let made = catch_unwind(AssertUnwindSafe(|| made(job, &lock, document, opened)));
    let Ok(made) = made else { return given_up(&lock, document, Problem::Panic("making its text and record".into())).map(Some) };
    let Made { found, failures, looks } = made?;
    let shown = |page: u32| job.options.pages && found.pages.iter().any(|p| p.page == page && p.size != [0, 0]);
    if !(1..=opened.pages()).filter(|p| shown(*p)).all(|p| folder.has_pictures(p, resumed)) {
        folder.begin().map_err(|e| job.cannot(&folder, e))?;
        lock().ledger.read_anew(document.id)?;
        return Ok(None);
    }
    folder.texts(&found).and_then(|()| folder.publish(shown)).map_err(|e| job.cannot(&folder, e))?;
    let state = match failures.len() as u32 {
        0 => State::Done,
        n if n == opened.pages() => State::Failed,
        _ => State::Partial,
    };
    let summary = summary::of(&found, looks).unwrap_or_default();
    lock().ledger.finished(document.id, if failures.is_empty() { "done" } else { "partial" }, &summary)?;
    folder.clear();
    Ok(Some(Finished::new(state, failures)))
}

struct Made {
    found: Digitized,
    failures: Vec<Failure>,
    looks: Option<String>,
}

/// The document of the pages in the ledger, of which one is in memory at a time.
fn made<'a, 'd>(job: &Job<'a>, desk: &impl Fn() -> MutexGuard<'d, Desk<'a>>, document: &Document<'a>, opened: &Opened) -> Result<Made, LedgerError>
where
    'a: 'd,
{
    let (mut failures, mut broken, mut looks) = (Vec::new(), None, Some(blake3::Hasher::new()));
    let pages = (1..=opened.pages()).map_while(|number| {
        let page: PageRead = desk().ledger.page(document.id, number).map_err(|e| broken = Some(e)).ok()?;
        failures.extend(page.failure.clone());
        looks = looks.take().zip(page.pixels.as_ref()).map(|(mut all, page)| { all.update(page.as_bytes()); all });
        Some(page)
    });
    let key = pipeline::fingerprint(&opened.sources, job.settings);
    let found = assemble(&pipeline::Document { opened, engine: job.engine, fingerprint: key }, pages);
    let looks = looks.map(|all| all.finalize().to_hex().to_string());
    broken.map_or(Ok(Made { found, failures, looks }), Err)
}

/// Nothing of the document can be written: that is named, and the rest goes on.
fn given_up<'a, 'd>(desk: &impl Fn() -> MutexGuard<'d, Desk<'a>>, document: &Document<'a>, problem: Problem) -> Result<Finished, Stopped>
where
    'a: 'd,
{
    let input = document.input.files.first().cloned().unwrap_or_default();
    let failure = Failure { input, page: None, stage: Stage::Write, problem };
    desk().ledger.unopened(document.id, &failure, true)?;
    Ok(Finished::new(State::Failed, vec![failure]))
}

/// Outputs that are there already.
pub enum Known {
    /// In the document's own folder: made before, by a program that kept no ledger or whose ledger is lost, or of a file
    /// that only got another time.
    Here(Box<Digitized>),
    /// In the folder of a document whose file was moved.
    Moved(PathBuf, Box<Digitized>),
}

/// Looks for the outputs of a document that was opened.
///
/// # Errors
/// The ledger cannot be read.
pub fn known(job: &Job<'_>, folder: &Folder, (opened, key): (&Opened, &str), ledger: &Ledger) -> Result<Option<Known>, LedgerError> {
    if let Some(found) = folder.evidence(key, job.options.pages) {
        return Ok(Some(Known::Here(Box::new(found))));
    }
    let Some((name, before_key)) = ledger.moved(opened, job.settings)? else { return Ok(None) };
    let before = Folder::new(job.output, &name);
    let Ok(data) = std::fs::read(before.path().join("evidence.json")) else { return Ok(None) };
    let Ok(found) = json::evidence(&data) else { return Ok(None) };
    let whole = found.fingerprint == before_key && before.is_whole(if job.options.pages { opened.pages() } else { 0 });
    Ok(whole.then(|| Known::Moved(name, Box::new(found))))
}

/// Takes outputs that are there for those of a document; those of a moved file move with it.
///
/// # Errors
/// The run cannot go on.
pub fn as_known<'a>(job: &Job<'a>, desk: &mut Desk<'a>, document: &Document<'a>, (opened, key): (&Opened, &str), known: Known) -> Result<(), Stopped> {
    let (found, moved) = match known {
        Known::Here(found) => (found, None),
        Known::Moved(name, found) => {
            let mut found = found;
            found.source.files.clone_from(&opened.sources);
            key.clone_into(&mut found.fingerprint);
            (found, Some(name))
        }
    };
    if let Some(name) = &moved {
        let (before, folder) = (Folder::new(job.output, name), Folder::new(job.output, &document.input.name));
        let take = || {
            folder.begin()?;
            folder.adopt(&before, opened.pages())?;
            folder.texts(&found)?;
            folder.publish(|_| true)?;
            before.remove()
        };
        take().map_err(|e| job.cannot(&folder, e))?;
        folder.clear();
    }
    let summary: Summary = summary::of(&found, None).unwrap_or_default();
    desk.ledger.adopted(document.id, (opened, key), &summary, moved.as_deref())?;
    desk.note(document.index, Finished { moved, ..Finished::new(State::Unchanged, Vec::new()) });
    Ok(())
}
