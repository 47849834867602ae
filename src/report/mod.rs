//! The report of an output folder, from its ledger: what is done, what failed and what to do about it, what to look at first.

mod collect;
mod csv;
mod html;
pub mod terminal;
pub mod types;
mod wording;

use crate::batch::ledger::{Ledger, LedgerError};
use crate::batch::output::{self, replace};
use crate::export::json::pretty;
use std::path::{Path, PathBuf};
use types::Report;

/// Names of the files; no document is written under one of them.
pub const FILES: [&str; 3] = ["report.json", "report.csv", "report.html"];

/// Why there is no report.
#[derive(Debug, thiserror::Error)]
pub enum NoReport {
    /// The ledger cannot be used.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// A file cannot be written.
    #[error("{}: cannot be written: {why}; free some space or mend the permissions of its folder", path.display())]
    CannotWrite {
        /// The file.
        path: PathBuf,
        /// What the system says.
        why: String,
    },
}

/// Makes the report of an output folder from its ledger.
///
/// # Errors
/// The ledger cannot be read.
pub fn collect(output: &Path, ledger: &Ledger) -> Result<Report, NoReport> {
    Ok(collect::collect(output, ledger)?)
}

/// Writes `report.json`, `report.csv` and `report.html` into the output folder, each whole or not at all.
///
/// # Errors
/// One cannot be written.
pub fn save(report: &Report, output: &Path, ledger: &Ledger) -> Result<(), NoReport> {
    let contents = [pretty(report).map_err(|e| e.to_string()).map(String::into_bytes), csv::bytes(report), html::html(report)];
    FILES.iter().zip(contents).try_for_each(|(name, content)| {
        let path = output.join(name);
        let written = content.and_then(|c| replace(&output.join(name), &output::own(output, ledger.id(), name), &c).map_err(|e| e.to_string()));
        written.map_err(|why| NoReport::CannotWrite { path, why })
    })
}
