//! Why nothing could be scored.

use crate::export::json::evidence;
use crate::types::evidence::Digitized;
use std::path::{Path, PathBuf};

/// Why nothing could be scored; the message says what helps.
#[derive(Debug, thiserror::Error)]
pub enum EvalError {
    /// The truth holds nothing to score with.
    #[error("{}: no truth found; give a folder with NAME/text.txt, NAME/notice.json or NAME-p1.txt", .0.display())]
    NoTruth(PathBuf),
    /// The outputs are not there at all.
    #[error("{}: no such folder; give the output folder of sohoa run", .0.display())]
    NoOutput(PathBuf),
    /// A file could not be read.
    #[error("{}: cannot be read: {source}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A file is not what it should be.
    #[error("{}: is not as it should be: {source}; make the outputs anew with sohoa run, or correct the truth", path.display())]
    Malformed {
        /// The file.
        path: PathBuf,
        /// Why.
        source: serde_json::Error,
    },
}

/// The text of a file, None if there is none.
pub(super) fn text_of(path: &Path) -> Result<Option<String>, EvalError> {
    match std::fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(EvalError::Unreadable { path: path.to_owned(), source }),
    }
}

/// The JSON of a file, None if there is none.
pub(super) fn json_of<T: serde::de::DeserializeOwned>(path: &Path) -> Result<Option<T>, EvalError> {
    let read = |text: String| serde_json::from_str(&text).map_err(|source| EvalError::Malformed { path: path.to_owned(), source });
    text_of(path)?.map(read).transpose()
}

/// The evidence in a file, None if there is none.
pub(super) fn evidence_of(path: &Path) -> Result<Option<Digitized>, EvalError> {
    let read = |text: String| evidence(text.as_bytes()).map_err(|source| EvalError::Malformed { path: path.to_owned(), source });
    text_of(path)?.map(read).transpose()
}
