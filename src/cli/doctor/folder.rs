//! The output folder: can it be written, does it have room, do locks work, what of earlier runs is there.

use super::check::Check;
use crate::batch::ledger::{self, Ledger, LedgerError};
use crate::batch::{estimate, output};
use crate::cli::Exit;
use indicatif::DecimalBytes;
use std::fs::{File, TryLockError};
use std::io::{Error, ErrorKind, Result, Write};
use std::path::{Path, PathBuf};

/// Free room under which a run will soon stop: the outputs of some hundred pages, bytes.
const LITTLE: u64 = 1_000_000_000;
const ABOUT: &str = "output";

/// All about a folder and the ledger at a path, or its own.
pub fn checks(folder: &Path, ledger: Option<&Path>) -> Vec<Check> {
    let there = match place(folder) {
        Ok(there) => there,
        Err(check) => return vec![check],
    };
    if let Err(e) = probe(&there) {
        return vec![cannot(folder, e)];
    }
    let made = if there == std::path::absolute(folder).unwrap_or_default() { "can be written" } else { "is not there yet and can be made" };
    let path = ledger.map_or_else(|| output::ledger(folder), Path::to_owned);
    let mut checks = vec![Check::ok(ABOUT, format!("{}: {made}", folder.display())), room(folder)];
    checks.push(locks(&path));
    checks.extend(known(folder, &path));
    checks
}

/// The folder, or what is there of the way to it.
fn place(folder: &Path) -> std::result::Result<PathBuf, Check> {
    let whole = std::path::absolute(folder).map_err(|e| cannot(folder, e))?;
    let file = whole.ancestors().find(|p| p.symlink_metadata().is_ok()).filter(|p| !p.is_dir());
    if let Some(file) = file {
        return Err(cannot(folder, format!("{} is no folder", file.display())));
    }
    estimate::existing(folder).ok_or_else(|| cannot(folder, "no such folder"))
}

fn cannot(folder: &Path, why: impl std::fmt::Display) -> Check {
    Check::error(ABOUT, format!("{}: cannot be written: {why}; mend its permissions or choose another folder with -o", folder.display()), Exit::CannotWrite)
}

/// A folder below it with a file on the disk; gone with the value.
fn probe(there: &Path) -> Result<tempfile::TempDir> {
    let probe = tempfile::Builder::new().prefix(".sohoa-doctor-").tempdir_in(there)?;
    let mut file = File::create(probe.path().join("lock"))?;
    file.write_all(b"sohoa")?;
    file.sync_all()?;
    Ok(probe)
}

fn room(folder: &Path) -> Check {
    match estimate::room(folder) {
        None => Check::warning("room", format!("{}: the system does not tell how much is free", folder.display())),
        Some(room) => {
            let words = format!("{} free, about {} pages with their pictures", DecimalBytes(room), room / estimate::OUTPUTS);
            if room < LITTLE { Check::warning("room", format!("{words}; free some space or choose another folder with -o")) } else { Check::ok("room", words) }
        }
    }
}

/// Network drives may grant every lock, or none; the ledger needs them where it stands.
fn locks(ledger: &Path) -> Check {
    let there = ledger.parent().and_then(estimate::existing).ok_or_else(|| ErrorKind::NotFound.into());
    let probe = match there.and_then(|there| probe(&there)) {
        Err(e) => return Check::error("locks", format!("{}: cannot be written: {e}; mend its permissions or choose another place with --ledger", ledger.display()), Exit::CannotWrite),
        Ok(probe) => probe,
    };
    match locking(&probe.path().join("lock")).and_then(|()| Ledger::open(&probe.path().join("ledger.sqlite")).map(drop).map_err(Error::other)) {
        Ok(()) => Check::ok("locks", "work where the ledger is: several runs may share the folder"),
        Err(e) => Check::warning("locks", format!("do not work where the ledger is: {e}; put it on a disk of this machine: --ledger PATH")),
    }
}

/// One lock is granted, a second one is not.
fn locking(file: &Path) -> Result<()> {
    let (first, second) = (File::open(file)?, File::open(file)?);
    first.lock()?;
    match second.try_lock() {
        Err(TryLockError::WouldBlock) => Ok(()),
        Err(TryLockError::Error(e)) => Err(e),
        Ok(()) => Err(Error::other("a lock was granted twice")),
    }
}

/// What earlier runs left.
fn known(folder: &Path, path: &Path) -> Vec<Check> {
    match Ledger::peek(path).and_then(|ledger| Ok([rows(path, &ledger)?, left(folder, path, &ledger)?])) {
        Ok(checks) => checks.into(),
        Err(LedgerError::None(_)) => vec![Check::ok("ledger", format!("{}: none yet; the first run makes it", path.display()))],
        Err(e) => vec![Check::error("ledger", e, Exit::Unexpected)],
    }
}

fn rows(path: &Path, ledger: &Ledger) -> std::result::Result<Check, LedgerError> {
    let (documents, version, begun) = (ledger.documents()?.len(), ledger.version()?, ledger.begun()?.len());
    Ok(Check::ok("ledger", format!("{}: version {version}, {documents} documents, {begun} begun", path.display())))
}

fn left(folder: &Path, path: &Path, ledger: &Ledger) -> std::result::Result<Check, LedgerError> {
    let (living, dead) = ledger::processes(path);
    let left = output::leftovers(folder, || ledger.begun(), |id| living.iter().any(|l| l == id))?.len() + dead;
    Ok(match (living.len(), left) {
        (0, 0) => Check::ok("leftovers", "none"),
        (0, left) => Check::warning("leftovers", format!("{left} files or folders of runs that were broken off; the next sohoa run into this folder clears them away")),
        (runs, _) => Check::ok("leftovers", format!("{runs} runs go on there; what is of broken runs goes with them")),
    })
}
