//! A connection through which nothing is written: not the database, not its log, not its lock file.

use rusqlite::{Connection, OpenFlags, Result};
use std::fmt::Write;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

/// Opens a database to read; None where there is none.
///
/// # Errors
/// It cannot be read.
pub fn open(path: &Path) -> Result<Option<Connection>> {
    if !path.is_file() {
        return Ok(None);
    }
    // Without a log nobody has it open, and it can be read as it lies; SQLite would make the log's files otherwise. With one
    // its index is there, too, and is read with those who write, or rebuilt in memory where they are gone.
    let how = if is_logged(path) { "mode=ro&readonly_shm=1" } else { "mode=ro&immutable=1" };
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = Connection::open_with_flags(format!("file:{}?{how}", escaped(path)), flags)?;
    db.busy_timeout(super::PATIENCE)?;
    Ok(Some(db))
}

fn is_logged(path: &Path) -> bool {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    std::fs::metadata(PathBuf::from(log)).is_ok_and(|m| m.len() > 0)
}

/// A path as SQLite's names of files want it.
fn escaped(path: &Path) -> String {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    path.as_os_str().as_bytes().iter().fold(String::new(), |mut out, byte| {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' => out.push(char::from(*byte)),
            other => drop(write!(out, "%{other:02x}")),
        }
        out
    })
}
