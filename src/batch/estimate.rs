//! What pages cost, by those that were read before.

use super::Job;
use super::ledger::{Ledger, LedgerError};
use super::output::Folder;
use crate::types::read::Opened;
use rustix::fs::statvfs;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// A page at 300 dpi on one core of 2024, where none was read yet: the mean of the pages in scans/.
pub const A_PAGE: Duration = Duration::from_millis(1500);
/// Its outputs, bytes, with its pictures: likewise.
pub const OUTPUTS: u64 = 2_000_000;
/// Its outputs without pictures, bytes: likewise.
pub const TEXTS: u64 = 120_000;
/// How many documents are looked at for what outputs take.
const ENOUGH: usize = 200;

/// The mean of some pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mean<T> {
    /// Of one page.
    pub page: T,
    /// Of how many it is the mean; 0 where it is only what is usual.
    pub of: u64,
}

/// What a page takes one worker.
///
/// # Errors
/// The ledger cannot be read.
pub fn time(ledger: Option<&Ledger>) -> Result<Mean<Duration>, LedgerError> {
    let work = ledger.map_or_else(|| Ok(Vec::new()), Ledger::work)?;
    let (of, sum) = (work.len() as u64, work.iter().map(|(began, ended)| (ended - began).max(0).unsigned_abs()).sum::<u64>());
    Ok(Mean { page: sum.checked_div(of).map_or(A_PAGE, Duration::from_millis), of })
}

/// What the outputs of a page take, bytes.
///
/// # Errors
/// The ledger cannot be read.
pub fn bytes(job: &Job<'_>, ledger: Option<&Ledger>) -> Result<Mean<u64>, LedgerError> {
    let told = ledger.map_or_else(|| Ok(Vec::new()), Ledger::documents)?;
    let whole = told.iter().filter(|t| t.state == "done").filter_map(|t| {
        let (pages, folder) = (t.opened.as_ref().map(Opened::pages)?, Folder::new(job.output, &t.name));
        folder.is_whole(job.pictures(pages)).then(|| (u64::from(pages), folder.bytes(job.pictures(pages))))
    });
    let (of, sum) = whole.take(ENOUGH).fold((0, 0), |(of, sum), (pages, bytes)| (of + pages, sum + bytes));
    let usual = if job.options.pages { OUTPUTS } else { TEXTS };
    Ok(Mean { page: sum.checked_div(of).unwrap_or(usual), of })
}

/// Room that is free where a folder is or would be made, bytes; None where the system does not tell.
pub fn room(folder: &Path) -> Option<u64> {
    let disk = statvfs(existing(folder)?.as_path()).ok()?;
    Some(disk.f_bavail.saturating_mul(disk.f_frsize))
}

/// The folder itself, or the nearest above it that is there.
pub fn existing(folder: &Path) -> Option<PathBuf> {
    let whole = std::path::absolute(folder).ok()?;
    whole.ancestors().find(|p| p.is_dir()).map(Path::to_owned)
}
