//! The register: what many documents are, a row each, for those who keep or hand in an archive.
//!
//! A row is made of a document's evidence alone; `record.json` beside it is written where it is missing or differs.

mod columns;
mod csv;
pub mod link;
mod sheet;
mod wording;
mod xlsx;

use crate::batch::output::write;
use crate::diff::folder::{Unusable, documents, load, with_decisions};
use crate::export::{json::{self, pretty}, record::record};
use crate::types::evidence::EVIDENCE_SCHEMA;
use crate::types::record::Record;
use rayon::prelude::*;
use std::io::{Error, Result as IoResult};
use std::path::{Path, PathBuf};

/// What a register is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A workbook of Excel.
    Xlsx,
    /// Comma-separated values.
    Csv,
}

impl Form {
    /// The form that a file's name asks for, None for any other.
    pub fn of(file: &Path) -> Option<Self> {
        let extension = file.extension()?.to_str()?.to_ascii_lowercase();
        match extension.as_str() {
            "xlsx" => Some(Self::Xlsx),
            "csv" => Some(Self::Csv),
            _ => None,
        }
    }
}

/// One document.
pub struct Entry {
    /// Its folder.
    pub folder: PathBuf,
    /// Its record, with what reviewers decided.
    pub record: Record,
    /// Whether a reviewer approved it.
    pub approved: bool,
}

/// The documents below a folder.
pub struct Register {
    /// Those that could be read, in the order of their paths.
    pub entries: Vec<Entry>,
    /// Those that could not.
    pub failures: Vec<Unusable>,
}

/// Why there is no register; the message says what helps.
#[derive(Debug, thiserror::Error)]
pub enum NoRegister {
    /// The path is not a folder.
    #[error("{}: no such folder; give the output folder of sohoa run", .0.display())]
    NoFolder(PathBuf),
    /// Nothing in it.
    #[error("{}: holds no documents; give the output folder of sohoa run", .0.display())]
    Empty(PathBuf),
    /// A folder cannot be listed.
    #[error(transparent)]
    Unusable(#[from] Unusable),
    /// A file cannot be written.
    #[error("{path}: cannot be written: {1}; free some space, mend its permissions or choose another file with -o", path = .0.display())]
    CannotWrite(PathBuf, #[source] Error),
}

/// Reads all documents below a folder, itself included, and brings their `record.json` up to date.
///
/// # Errors
/// There is no document, the folder cannot be listed, or a `record.json` cannot be written.
pub fn collect(root: &Path) -> Result<Register, NoRegister> {
    if !root.is_dir() {
        return Err(NoRegister::NoFolder(root.to_owned()));
    }
    let mut folders: Vec<PathBuf> = documents(root)?.into_values().collect();
    if folders.is_empty() {
        return Err(NoRegister::Empty(root.to_owned()));
    }
    folders.sort();
    let read: Vec<Result<Entry, Unusable>> = folders.into_par_iter().map(entry).collect();
    let (mut entries, mut failures) = (Vec::new(), Vec::new());
    for one in read {
        match one {
            Ok(entry) => entries.push(entry),
            Err(failure) => failures.push(failure),
        }
    }
    entries.iter().try_for_each(update)?;
    Ok(Register { entries, failures })
}

fn entry(folder: PathBuf) -> Result<Entry, Unusable> {
    let evidence = folder.join("evidence.json");
    let Some(found) = load(&evidence, EVIDENCE_SCHEMA, json::evidence)? else { return Err(Unusable::Missing(evidence)) };
    let found = with_decisions(&folder, &found)?;
    let approved = !found.review.is_open();
    let record = record(&found).map_err(|e| Unusable::Damaged(evidence, e))?;
    Ok(Entry { folder, record, approved })
}

/// Writes `record.json` where it is missing or differs.
fn update(entry: &Entry) -> Result<(), NoRegister> {
    let path = entry.folder.join("record.json");
    let wanted = pretty(&entry.record).map_err(Error::other);
    let current = |wanted: &String| std::fs::read(&path).is_ok_and(|there| there == wanted.as_bytes());
    let done = wanted.and_then(|wanted| if current(&wanted) { Ok(()) } else { write(&path, wanted.as_bytes()) });
    done.map_err(|e| NoRegister::CannotWrite(path, e))
}

/// Writes a register, whole or not at all; its links lead from the file's folder to the documents'.
///
/// # Errors
/// It cannot be written.
pub fn save(register: &Register, (to, form): (&Path, Form)) -> Result<(), NoRegister> {
    let bytes = || -> IoResult<Vec<u8>> {
        let rows = sheet::rows(&register.entries, &link::folder_of(to)?)?;
        match form {
            Form::Xlsx => xlsx::bytes(&rows).map_err(Error::other),
            Form::Csv => csv::bytes(&rows).map_err(Error::other),
        }
    };
    bytes().and_then(|bytes| write(to, &bytes)).map_err(|e| NoRegister::CannotWrite(to.to_owned(), e))
}
