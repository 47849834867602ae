//! Moving a file without ever writing over another one, across file systems, too.

use rustix::fs::{CWD, RenameFlags, renameat_with};
use rustix::io::Errno;
use std::fs::File;
use std::io::{ErrorKind, Result};
use std::path::Path;

/// Moves a file; the folder it goes to is made where it is missing.
///
/// # Errors
/// A file of that name is there already (`AlreadyExists`), or the system refuses; the file is then where it was.
pub fn moved(from: &Path, to: &Path) -> Result<()> {
    let folder = to.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    match placed(from, to) {
        Err(e) if e.kind() == ErrorKind::CrossesDevices => copied(from, to)?,
        other => other?,
    }
    File::open(folder)?.sync_all()
}

/// Renames where nothing is.
fn placed(from: &Path, to: &Path) -> Result<()> {
    match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
        // Network file systems mostly do not know it. Nothing else writes below that folder by these names.
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) if to.symlink_metadata().is_ok() => Err(ErrorKind::AlreadyExists.into()),
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => std::fs::rename(from, to),
        other => Ok(other?),
    }
}

/// The file goes only when its copy is on the disk under its name.
fn copied(from: &Path, to: &Path) -> Result<()> {
    let mut part = to.as_os_str().to_owned();
    part.push(".sohoa-part");
    let part = Path::new(&part);
    let copy = || {
        let time = std::fs::metadata(from)?.modified()?;
        std::fs::copy(from, part)?;
        let file = File::options().append(true).open(part)?;
        // Some file systems keep no such times.
        let _ = file.set_modified(time);
        file.sync_all()?;
        placed(part, to)
    };
    copy().inspect_err(|_| drop(std::fs::remove_file(part)))?;
    match std::fs::remove_file(from) {
        // Somebody else took it away: this copy is the only one.
        Err(e) if e.kind() == ErrorKind::NotFound => Ok(()),
        // Else each try would leave one more copy there.
        Err(e) if from.symlink_metadata().is_ok() => std::fs::remove_file(to).and(Err(e)),
        other => other,
    }
}
