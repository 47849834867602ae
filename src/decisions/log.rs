//! `decisions.jsonl` beside a document's outputs: a line a decision, which is never changed.

use crate::types::decision::{Act, Decision};
use std::fs::File;
use std::io::{Error, ErrorKind, Read, Result, Seek, SeekFrom, Write};
use std::path::Path;

/// Name of the file.
pub const FILE: &str = "decisions.jsonl";

/// The decisions over a document, oldest first; none where there is no file. A last line that was cut off by a crash was never
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

/// Adds a decision, on the disk when it returns. `check` sees those before it and may refuse.
///
/// # Errors
/// The file cannot be read or written, or `check` refused.
pub fn append(folder: &Path, who: &str, act: impl FnOnce(&[Decision]) -> Result<Act>) -> Result<Decision> {
    let mut file = File::options().read(true).append(true).create(true).open(folder.join(FILE))?;
    // Two programs may review one folder.
    file.lock()?;
    let mut data = Vec::new();
    file.seek(SeekFrom::Start(0))?;
    file.read_to_end(&mut data)?;
    let whole = whole(&data);
    let before = parsed(whole)?;
    let decision = Decision { id: before.len() as u64 + 1, at: now(), who: who.to_owned(), act: act(&before)? };
    file.set_len(whole.len() as u64)?;
    file.write_all((serde_json::to_string(&decision)? + "\n").as_bytes())?;
    file.sync_all()?;
    Ok(decision)
}

/// The lines that are whole: a crash may cut within a letter.
fn whole(data: &[u8]) -> &[u8] {
    &data[..data.iter().rposition(|b| *b == b'\n').map_or(0, |at| at + 1)]
}

fn parsed(whole: &[u8]) -> Result<Vec<Decision>> {
    let text = std::str::from_utf8(whole).map_err(|e| Error::new(ErrorKind::InvalidData, format!("{FILE}: {e}")))?;
    text.lines().enumerate().map(|(n, line)| serde_json::from_str(line).map_err(|e| Error::new(ErrorKind::InvalidData, format!("{FILE}, line {}: {e}", n + 1)))).collect()
}

fn now() -> String {
    jiff::Timestamp::now().round(jiff::Unit::Second).unwrap_or_else(|_| jiff::Timestamp::now()).to_string()
}
