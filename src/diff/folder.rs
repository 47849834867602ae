//! Finding and reading the results that are compared.

use crate::decisions::{self, log};
use crate::export::json;
use crate::types::evidence::{Digitized, EVIDENCE_SCHEMA};
use crate::types::notice::{NOTICE_SCHEMA, Notice};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// Name of a document that is the given folder itself.
pub const ITSELF: &str = ".";
/// Working data of the program in an output folder, never a document.
const OWN: &str = ".sohoa";

/// The results of one document.
pub struct Document {
    /// Its folder.
    pub folder: PathBuf,
    /// The record.
    pub notice: Notice,
    /// The evidence, None where the folder has none.
    pub evidence: Option<Digitized>,
}

/// Why results cannot be used; the message says what helps.
#[derive(Debug, thiserror::Error)]
pub enum Unusable {
    /// The system refuses to read it.
    #[error("{path}: cannot be read: {1}; check that you may read it", path = .0.display())]
    Unreadable(PathBuf, std::io::Error),
    /// A folder that has evidence but no record.
    #[error("{}: is missing, its run was broken off; run sohoa run again with this -o", .0.display())]
    Missing(PathBuf),
    /// Not the JSON that it should be.
    #[error("{path}: is damaged ({1}); make it again with sohoa run --force", path = .0.display())]
    Damaged(PathBuf, serde_json::Error),
    /// Written for another version of the schema.
    #[error("{path}: is of schema \"{1}\", this program reads \"{2}\"; make it again with this program (sohoa run --force) or use the one that wrote it", path = .0.display())]
    Version(PathBuf, String, &'static str),
}

/// Folders of documents below a folder, itself included, by name.
///
/// # Errors
/// A folder cannot be listed.
pub fn documents(root: &Path) -> Result<BTreeMap<String, PathBuf>, Unusable> {
    let unreadable = |e: walkdir::Error| Unusable::Unreadable(e.path().unwrap_or(root).to_owned(), e.into());
    walk(root).filter_map(|entry| entry.map(|entry| named(root, &entry)).map_err(unreadable).transpose()).collect()
}

/// The same, without what cannot be listed.
pub fn readable(root: &Path) -> BTreeMap<String, PathBuf> {
    walk(root).filter_map(|entry| named(root, &entry.ok()?)).collect()
}

fn walk(root: &Path) -> impl Iterator<Item = walkdir::Result<DirEntry>> {
    WalkDir::new(root).into_iter().filter_entry(|e| e.file_name() != OWN)
}

/// Name and folder of the document of which a file is an output.
fn named(root: &Path, entry: &DirEntry) -> Option<(String, PathBuf)> {
    let result = entry.file_name() == "notice.json" || entry.file_name() == "evidence.json";
    let folder = entry.path().parent().filter(|_| result && entry.file_type().is_file())?;
    Some((name(root, folder), folder.to_owned()))
}

fn name(root: &Path, folder: &Path) -> String {
    let below = folder.strip_prefix(root).unwrap_or(folder);
    let parts: Vec<_> = below.components().map(|c| c.as_os_str().to_string_lossy()).collect();
    if parts.is_empty() { ITSELF.to_owned() } else { parts.join("/") }
}

/// Reads the results in a folder.
///
/// # Errors
/// A file is missing, damaged or of another version.
pub fn read(folder: &Path) -> Result<Document, Unusable> {
    let (notice, evidence) = (folder.join("notice.json"), folder.join("evidence.json"));
    let notice = load(&notice, NOTICE_SCHEMA, |data| serde_json::from_slice(data))?.ok_or(Unusable::Missing(notice))?;
    let found = load(&evidence, EVIDENCE_SCHEMA, json::evidence)?;
    Ok(Document { folder: folder.to_owned(), notice, evidence: found.map(|found| with_decisions(folder, &found)).transpose()? })
}

/// What was found in a folder with what reviewers decided of it.
///
/// # Errors
/// The decisions cannot be read.
pub fn with_decisions(folder: &Path, found: &Digitized) -> Result<Digitized, Unusable> {
    let decided = decisions::in_folder(folder, found).map_err(|e| Unusable::Unreadable(folder.join(log::FILE), e))?;
    Ok(decided.found)
}

/// Of any version: only what says which.
#[derive(Deserialize)]
struct Versioned {
    schema: String,
}

/// Reads one file of a document, None where it is missing.
///
/// # Errors
/// It is damaged, of another version, or the system refuses to read it.
pub fn load<T>(path: &Path, schema: &'static str, parse: fn(&[u8]) -> Result<T, serde_json::Error>) -> Result<Option<T>, Unusable> {
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(e) => return Err(Unusable::Unreadable(path.to_owned(), e)),
    };
    let damaged = |e| Unusable::Damaged(path.to_owned(), e);
    let version: Versioned = serde_json::from_slice(&bytes).map_err(damaged)?;
    if version.schema != schema {
        return Err(Unusable::Version(path.to_owned(), version.schema, schema));
    }
    parse(&bytes).map(Some).map_err(damaged)
}
