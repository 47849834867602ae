//! `decisions.jsonl` beside a document's outputs: a line a decision, which is never changed. Only who holds the folder writes it.

use crate::types::decision::{Act, Decision};
use atomic_write_file::AtomicWriteFile;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{Error, ErrorKind, Read, Result, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// Name of the file.
pub const FILE: &str = "decisions.jsonl";

/// The folder of a document while one program reads evidence and decisions and writes the outputs; it ends with the value.
pub struct Held {
    path: PathBuf,
    _lock: File,
}

/// Waits until nobody else works in the folder of a document. Where the file system knows no locks for folders, nothing keeps two
/// programs apart.
///
/// # Errors
/// The folder cannot be opened.
pub fn hold(folder: &Path) -> Result<Held> {
    let lock = File::open(folder)?;
    // Network file systems may have none.
    let _ = lock.lock();
    Ok(Held { path: folder.to_owned(), _lock: lock })
}

/// The decisions in a folder, oldest first; none where there is no file. A last line that was cut off by a crash was never
/// answered and is none.
///
/// # Errors
/// The file cannot be read, or a line is no decision.
pub fn read(folder: &Path) -> Result<Vec<Decision>> {
    match std::fs::read(folder.join(FILE)) {
        Ok(data) => parsed(whole(&data)),
        Err(e) if e.kind() == ErrorKind::NotFound => Ok(Vec::new()),
        Err(e) => Err(e),
    }
}

/// Both of two folders.
///
/// # Errors
/// One cannot be opened.
pub fn hold_both(a: &Path, b: &Path) -> Result<(Held, Held)> {
    // In one order for all: another process may move a document the other way.
    let (first, second) = (hold(a.min(b))?, hold(a.max(b))?);
    Ok(if a < b { (first, second) } else { (second, first) })
}

impl Held {
    /// Adds decisions; they are on the disk when it returns.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn append(&self, decisions: &[Decision]) -> Result<()> {
        let mut file = File::options().read(true).append(true).create(true).open(self.path.join(FILE))?;
        let mut data = Vec::new();
        file.seek(SeekFrom::Start(0))?;
        file.read_to_end(&mut data)?;
        file.set_len(whole(&data).len() as u64)?;
        file.write_all(lines(decisions)?.as_bytes())?;
        file.sync_all()?;
        // The file may be new.
        File::open(&self.path)?.sync_all()
    }

    /// Takes the decisions over a scan along from the folder that its document had; done again it does nothing. Those that it has are
    /// older: after a move that was broken off some may have been made at the old place.
    ///
    /// # Errors
    /// They cannot be read or written.
    pub fn take(&self, from: &Self, scan: &str) -> Result<()> {
        let of_scan = |d: &Decision| d.scan == scan;
        let (theirs, others): (Vec<Decision>, Vec<Decision>) = read(&from.path)?.into_iter().partition(of_scan);
        let own: Vec<Decision> = read(&self.path)?.into_iter().filter(of_scan).collect();
        let new: Vec<Decision> = theirs.iter().filter(|d| !own.contains(d)).cloned().collect();
        if !new.is_empty() {
            self.append(&numbered(new, own.len() as u64))?;
        }
        if theirs.is_empty() { Ok(()) } else { from.keep(&others) }
    }

    /// Leaves only these decisions.
    fn keep(&self, decisions: &[Decision]) -> Result<()> {
        let path = self.path.join(FILE);
        if decisions.is_empty() {
            return std::fs::remove_file(path);
        }
        let mut file = AtomicWriteFile::open(path)?;
        file.write_all(lines(decisions)?.as_bytes())?;
        file.commit()
    }
}

/// Decisions that come behind so many others.
fn numbered(mut new: Vec<Decision>, behind: u64) -> Vec<Decision> {
    let ids: BTreeMap<u64, u64> = new.iter().zip(behind + 1..).map(|(d, id)| (d.id, id)).collect();
    for decision in &mut new {
        decision.id = ids[&decision.id];
        if let Act::Undo { of } | Act::Redo { of } = &mut decision.act {
            *of = ids.get(of).copied().unwrap_or(*of);
        }
    }
    new
}

fn lines(decisions: &[Decision]) -> Result<String> {
    decisions.iter().map(|d| Ok(serde_json::to_string(d)? + "\n")).collect()
}

/// The lines that are whole: a crash may cut within a letter.
fn whole(data: &[u8]) -> &[u8] {
    &data[..data.iter().rposition(|b| *b == b'\n').map_or(0, |at| at + 1)]
}

fn parsed(whole: &[u8]) -> Result<Vec<Decision>> {
    let text = std::str::from_utf8(whole).map_err(|e| Error::new(ErrorKind::InvalidData, format!("{FILE}: {e}")))?;
    text.lines().enumerate().map(|(n, line)| serde_json::from_str(line).map_err(|e| Error::new(ErrorKind::InvalidData, format!("{FILE}, line {}: {e}", n + 1)))).collect()
}
