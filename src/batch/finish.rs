//! The end of a document: from the pages in the ledger to the files in its folder.

use super::desk::{Desk, Document, locked};
use super::event::State;
use super::ledger::{Ledger, LedgerError, Stamp, Summary};
use super::output::Folder;
use super::{Finished, Job, Stopped, summary};
use crate::pipeline::{self, assemble};
use crate::types::evidence::Digitized;
use crate::types::failure::{Failure, Problem, Stage};
use crate::types::read::{Opened, PageRead};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Mutex;

/// Makes the outputs of a document and moves them into its folder. None where pictures of it are gone and its pages are
/// to be read anew.
///
/// # Errors
/// The run cannot go on.
pub fn finish<'a>(desk: &Mutex<Desk<'a>>, document: &Document<'a>, opened: &Opened, resumed: bool) -> Result<Option<Finished>, Stopped> {
    let job = locked(desk).job;
    let folder = Folder::new(job.output, &document.input.name);
    if locked(desk).ledger.stamp(document.id)?.changed(&Stamp::of(document.input)) {
        return given_up(desk, document, Problem::Changed).map(Some);
    }
    let made = catch_unwind(AssertUnwindSafe(|| made(job, desk, document, opened)));
    let Ok(made) = made else { return given_up(desk, document, Problem::Panic("making its text and record".into())).map(Some) };
    let Made { found, failures, looks } = made?;
    let shown = |page: u32| job.options.pages && found.pages.iter().any(|p| p.page == page && p.size != [0, 0]);
    if !(1..=opened.pages()).filter(|p| shown(*p)).all(|p| folder.has_pictures(p, resumed)) {
        folder.begin().map_err(|e| job.cannot(&folder, e))?;
        locked(desk).ledger.read_anew(document.id)?;
        return Ok(None);
    }
    folder.texts(&found).and_then(|()| folder.publish(shown)).map_err(|e| job.cannot(&folder, e))?;
    let summary = summary::of(&found, looks).unwrap_or_default();
    locked(desk).ledger.finished(document.id, if failures.is_empty() { "done" } else { "partial" }, &summary)?;
    folder.clear();
    Ok(Some(Finished::of(failures, opened.pages())))
}

struct Made {
    found: Digitized,
    failures: Vec<Failure>,
    looks: Option<String>,
}

/// The document of the pages in the ledger, of which one is in memory at a time.
fn made<'a>(job: &Job<'a>, desk: &Mutex<Desk<'a>>, document: &Document<'a>, opened: &Opened) -> Result<Made, LedgerError> {
    let (mut failures, mut broken, mut looks) = (Vec::new(), None, Some(blake3::Hasher::new()));
    let pages = (1..=opened.pages()).map_while(|number| {
        let page: PageRead = locked(desk).ledger.page(document.id, number).map_err(|e| broken = Some(e)).ok()?;
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
fn given_up<'a>(desk: &Mutex<Desk<'a>>, document: &Document<'a>, problem: Problem) -> Result<Finished, Stopped> {
    let failure = document.input.failure(Stage::Write, problem);
    locked(desk).ledger.unopened(document.id, &failure, true)?;
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
    let found = Folder::new(job.output, &name).evidence(&before_key, job.options.pages);
    Ok(found.map(|found| Known::Moved(name, Box::new(found))))
}

/// Takes outputs that are there for those of a document; those of a moved file move with it.
///
/// # Errors
/// The run cannot go on.
pub fn as_known<'a>(desk: &mut Desk<'a>, document: &Document<'a>, (opened, key): (&Opened, &str), known: Known) -> Result<(), Stopped> {
    let job = desk.job;
    let (found, moved) = match known {
        Known::Here(found) => (found, None),
        Known::Moved(name, mut found) => {
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
