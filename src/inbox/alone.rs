//! One watch to an output folder: two would give the same name to documents of two inboxes.

use std::fs::{File, TryLockError};
use std::io::Result;
use std::path::Path;

/// The right to watch for an output folder, until the process ends.
pub struct Alone(#[expect(dead_code, reason = "held for its lock")] File);

impl Alone {
    /// Takes it by the lock of a file, None where another process has it.
    ///
    /// # Errors
    /// The file cannot be made or locked.
    pub fn take(lock: &Path) -> Result<Option<Self>> {
        if let Some(folder) = lock.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let file = File::create(lock)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Self(file))),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(e)) => Err(e),
        }
    }
}
