//! How it stands with a document before anything is done.

use super::Job;
use super::ledger::{Claim, Ended, Ledger, LedgerError, Stamp};
use super::output::Folder;
use crate::scan::Input;

/// How it stands.
#[derive(Debug)]
pub enum Standing {
    /// At its end, its outputs are there.
    Ended(Ended),
    /// Known, with so many pages to read.
    Begun(u32),
    /// Not known; or it is another file or another way of reading than before.
    New,
}

/// What a run wants of a document.
pub fn claim<'a>(job: &Job<'a>, input: &'a Input, stamp: &'a Stamp) -> Claim<'a> {
    Claim {
        name: &input.name, stamp, settings: job.settings, pictures: job.options.pages, began: job.began, again: job.again,
    }
}

/// Whether the outputs of a document that ended are still there.
pub fn is_whole(job: &Job<'_>, folder: &Folder, ended: &Ended) -> bool {
    match ended.state.as_str() {
        "done" => folder.is_whole(job.pictures(ended.pages)),
        // Pages that failed may have no pictures.
        "partial" => folder.is_whole(0),
        _ => true,
    }
}

/// Looks at a document; nothing is taken.
///
/// # Errors
/// The ledger cannot be read.
pub fn of(job: &Job<'_>, ledger: &Ledger, input: &Input) -> Result<Standing, LedgerError> {
    let stamp = Stamp::of(input);
    let (claim, folder) = (claim(job, input, &stamp), Folder::new(job.output, &input.name));
    Ok(match ledger.ended(&claim)? {
        Some((_, ended)) if is_whole(job, &folder, &ended) => Standing::Ended(ended),
        Some((_, ended)) => Standing::Begun(ended.pages),
        None => ledger.left_of(&claim, folder.is_begun())?.map_or(Standing::New, Standing::Begun),
    })
}
