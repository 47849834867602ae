//! The end of a document: from the pages in the ledger to the files in its folder.

use super::desk::{Desk, Document, locked};
use super::event::State;
use super::ledger::{Ledger, LedgerError, Stamp, Summary};
use super::output::Folder;
use super::{Finished, Job, Stopped, summary};
use crate::pipeline::{self, assemble};
use crate::scan::Input;
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
    let decided = match folder.finish(&found, shown) {
        Err(error) => return unwritten(desk, document, job.unwritable(&folder, error)?).map(Some),
        Ok(decided) => decided,
    };
    let summary = summary::of(&decided, looks).unwrap_or_default();
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

/// The outputs are made and cannot be put into their folder: that is named, and the next run does the rest.
///
/// # Errors
/// The ledger cannot be written.
pub fn unwritten<'a>(desk: &Mutex<Desk<'a>>, document: &Document<'a>, problem: Problem) -> Result<Finished, Stopped> {
    let failure = document.input.failure(Stage::Write, problem);
    locked(desk).ledger.unwritten(document.id, &failure)?;
    Ok(Finished::new(State::Failed, vec![failure]))
}

/// The document is not what its pages were read from, or cannot be made of them: that is named, and the rest goes on.
fn given_up<'a>(desk: &Mutex<Desk<'a>>, document: &Document<'a>, problem: Problem) -> Result<Finished, Stopped> {
    let failure = document.input.failure(Stage::Write, problem);
    locked(desk).ledger.unopened(document.id, &failure, true)?;
    Ok(Finished::new(State::Failed, vec![failure]))
}

/// Outputs that are there already.
pub struct Known {
    found: Box<Digitized>,
    /// The name of the same document before its files were moved, if its outputs have to move with them.
    from: Option<PathBuf>,
}

/// Looks for the outputs of a document that was opened: in its own folder (made before, by a program that kept no ledger or whose
/// ledger is lost, or of a file that only got another time), or in the folder of a document whose file was moved.
///
/// # Errors
/// The ledger cannot be read.
pub fn known(job: &Job<'_>, input: &Input, (opened, key): (&Opened, &str), ledger: &Ledger) -> Result<Option<Known>, LedgerError> {
    let folder = Folder::new(job.output, &input.name);
    if let Some(found) = folder.evidence(key, job.options.pages) {
        return Ok(Some(Known { found: Box::new(found), from: None }));
    }
    let Some((name, key)) = ledger.moved((&input.name, &Stamp::of(input)), opened, job.settings)? else { return Ok(None) };
    let found = Folder::new(job.output, &name).evidence(&key, job.options.pages);
    Ok(found.map(|found| Known { found: Box::new(found), from: Some(name) }))
}

/// Takes outputs that are there for those of a document; those of a moved file move with it. Whether nobody else took them before.
///
/// # Errors
/// The run cannot go on.
pub fn as_known<'a>(desk: &Mutex<Desk<'a>>, document: &Document<'a>, (opened, key): (&Opened, &str), mut known: Known) -> Result<bool, Stopped> {
    let (job, mut moving) = (locked(desk).job, Ok(()));
    let folder = Folder::new(job.output, &document.input.name);
    if let Some(name) = &known.from {
        if !locked(desk).ledger.take_outputs(document.id, name)? {
            return Ok(false);
        }
        known.found.source.files.clone_from(&opened.sources);
        key.clone_into(&mut known.found.fingerprint);
        moving = folder.move_from(&Folder::new(job.output, name), &known.found).map_err(|e| (folder.clone(), e));
    }
    // Also what a run began to move that was killed.
    if let Some(name) = locked(desk).ledger.moved_from(document.id)? {
        let old = Folder::new(job.output, &name);
        moving = moving.and_then(|()| folder.leave(&old, &known.found).map_err(|e| (old, e)));
    }
    if let Err((at, error)) = moving {
        let finished = given_up(desk, document, job.unwritable(&at, error)?)?;
        locked(desk).note(document.index, finished);
        return Ok(true);
    }
    let decided = folder.decided(&known.found);
    let summary: Summary = summary::of(decided.as_ref().unwrap_or(&known.found), None).unwrap_or_default();
    let mut desk = locked(desk);
    desk.ledger.adopted(document.id, (opened, key), &summary)?;
    desk.note(document.index, Finished { moved: known.from, ..Finished::new(State::Unchanged, Vec::new()) });
    Ok(true)
}
