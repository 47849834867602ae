//! Who works on what. A process holds the lock of a file of its own as long as it lives, so that others know at once
//! when it is gone, however it went.

use std::fs::{File, TryLockError};
use std::io::{ErrorKind, Result};
use std::path::{Path, PathBuf};

/// This process among those that share a ledger.
pub struct Owner {
    id: String,
    folder: PathBuf,
    /// Locked; let go by the system when the process ends.
    _lock: File,
}

impl Drop for Owner {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(self.folder.join(&self.id));
        // Stays where others work.
        let _ = std::fs::remove_dir(&self.folder);
    }
}

impl Owner {
    /// Takes a name beside a ledger; those of the dead are cleared away.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub fn new(ledger: &Path) -> Result<Self> {
        let folder = folder_of(ledger);
        sweep(&folder);
        loop {
            std::fs::create_dir_all(&folder)?;
            // Never twice the same, or what a dead process held would seem to be held by this one.
            let id = format!("{}-{}", std::process::id(), super::nanoseconds());
            let path = folder.join(&id);
            match File::create_new(&path) {
                Ok(file) => {
                    file.lock()?;
                    // Another process may have cleared it away before it was locked.
                    if path.exists() {
                        return Ok(Self { id, folder, _lock: file });
                    }
                }
                Err(e) if matches!(e.kind(), ErrorKind::AlreadyExists | ErrorKind::NotFound) => {}
                Err(e) => return Err(e),
            }
        }
    }

    /// Its name in the ledger.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Whether an owner lives.
    pub fn lives(&self, other: &str) -> bool {
        other == self.id || holds(&self.folder.join(other))
    }
}

fn folder_of(ledger: &Path) -> PathBuf {
    let mut folder = ledger.as_os_str().to_owned();
    folder.push("-owners");
    PathBuf::from(folder)
}

/// Whether a process of this name lives that shares a ledger.
pub fn lives(ledger: &Path, id: &str) -> bool {
    holds(&folder_of(ledger).join(id))
}

/// The names beside a ledger of processes that live, and how many there are of dead ones.
pub fn all(ledger: &Path) -> (Vec<String>, usize) {
    let files = std::fs::read_dir(folder_of(ledger)).into_iter().flatten().flatten();
    let (living, dead): (Vec<_>, Vec<_>) = files.partition(|e| holds(&e.path()));
    (living.iter().map(|e| e.file_name().to_string_lossy().into_owned()).collect(), dead.len())
}

/// Whether somebody holds the lock of a file.
fn holds(path: &Path) -> bool {
    File::open(path).is_ok_and(|file| matches!(file.try_lock(), Err(TryLockError::WouldBlock)))
}

fn sweep(folder: &Path) {
    for path in std::fs::read_dir(folder).into_iter().flatten().flatten().map(|e| e.path()) {
        // It goes while it is locked, or its owner could lock it in between.
        if let Ok(file) = File::open(&path) && file.try_lock().is_ok() {
            let _ = std::fs::remove_file(path);
        }
    }
}
