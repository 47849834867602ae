//! Names for documents whose originals go away when they are done: a scanner that counts from 1 every day uses its names again,
//! and the outputs of yesterday's document stay.

use super::shelf::Shelf;
use crate::batch::ledger::{Ledger, LedgerError, Stamp};
use crate::scan::Input;
use std::collections::HashSet;
use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

/// A document with the name that it gets.
pub struct Named {
    /// The document under that name.
    pub input: Input,
    /// As it lies in the inbox.
    pub found: Input,
    /// The number behind the name; 1 is not written.
    pub number: u32,
    /// Whether these are the last files of a document that is done; the others were moved before a run was broken off.
    pub rest: bool,
}

/// The first name that is the document's own already, or under which nothing is: no other document is done, no original kept.
/// `there` are the names of the other documents of the inbox.
///
/// # Errors
/// The ledger cannot be read.
pub fn name(found: &Input, shelf: &Shelf<'_>, (ledger, there): (Option<&Ledger>, &HashSet<PathBuf>)) -> Result<Named, LedgerError> {
    let stamp = Stamp::of(found);
    for number in 1.. {
        let folder = found.name.file_name().unwrap_or_default();
        let name = found.name.with_file_name(with_number(folder, number));
        if number > 1 && there.contains(&name) {
            continue;
        }
        let known = ledger.map_or(Ok(None), |ledger| ledger.done_stamp(&name))?;
        let own = known.as_ref().is_some_and(|known| known.holds(&stamp));
        if own || (known.is_none() && shelf.is_free(found, number)) {
            let rest = own && known.is_some_and(|known| known != stamp);
            return Ok(Named { input: Input { name, ..found.clone() }, found: found.clone(), number, rest });
        }
    }
    Ok(Named { input: found.clone(), found: found.clone(), number: 1, rest: false })
}

/// A name with a number, from 2 on.
pub fn with_number(name: &OsStr, number: u32) -> OsString {
    let mut name = name.to_owned();
    if number > 1 {
        name.push(format!("-{number}"));
    }
    name
}
