//! The truth: one folder a document, or one text file a page with `fields.json`.

use super::error::{EvalError, json_of, text_of};
use super::fields::with_signer;
use super::labels::{Label, labels_of};
use regex::Regex;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::path::Path;

/// What is scored at a time.
#[derive(Debug, Clone, PartialEq)]
pub struct TrueUnit {
    /// Its name.
    pub name: String,
    /// Folder of the document below the outputs.
    pub document: String,
    /// Page from 1; None for the whole document.
    pub page: Option<u32>,
    /// What is printed; None: the text is not scored.
    pub text: Option<String>,
    /// Fields by the names of `docs/eval.md`; one that is null or empty is said to be empty.
    pub fields: Map<String, Value>,
    /// Clause labels in order; None: they are not scored.
    pub labels: Option<Vec<Label>>,
    /// Whether the labels stand in a tree.
    pub tree: bool,
}

/// A document as the truth describes it; what is absent is not scored.
#[derive(serde::Deserialize)]
struct TrueNotice {
    #[serde(default)]
    document: Map<String, Value>,
    body: Option<Vec<Value>>,
}

/// All units of a folder, in order of names.
///
/// # Errors
/// There are none, or a file cannot be read.
pub fn read(folder: &Path) -> Result<Vec<TrueUnit>, EvalError> {
    let pages = pages(folder)?;
    let units = if pages.is_empty() { documents(folder)? } else { pages };
    if units.is_empty() { Err(EvalError::NoTruth(folder.to_owned())) } else { Ok(units) }
}

/// `NAME-p1.txt`, `NAME-p2.txt`, … and what `fields.json` says of them. Null there means: not on this page.
fn pages(folder: &Path) -> Result<Vec<TrueUnit>, EvalError> {
    let mut fields: BTreeMap<String, Map<String, Value>> = json_of(&folder.join("fields.json"))?.unwrap_or_default();
    let name = Regex::new(r"^(.*)-p(\d{1,6})$").map_err(|_| EvalError::NoTruth(folder.to_owned()))?;
    let mut units = Vec::new();
    for path in files(folder).iter().filter(|p| p.extension().is_some_and(|e| e == "txt")) {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let Some(found) = name.captures(&stem) else { continue };
        let (document, page) = (found[1].to_owned(), found[2].parse().ok());
        let mut fields: Map<String, Value> = fields.remove(&stem).unwrap_or_default().into_iter().filter(|(_, v)| !v.is_null()).collect();
        let labels = fields.remove("clause_labels").and_then(|v| serde_json::from_value::<Vec<String>>(v).ok());
        let labels = labels.map(|l| l.iter().map(|l| Label::alone(l)).collect());
        units.push(TrueUnit { name: stem, document, page, text: text_of(path)?, fields, labels, tree: false });
    }
    units.sort_by(|a, b| (&a.document, a.page).cmp(&(&b.document, b.page)));
    Ok(units)
}

fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut all: Vec<_> = std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok).map(|e| e.path()).filter(|p| p.is_file()).collect();
    all.sort();
    all
}

/// Every folder below that holds `text.txt` or `notice.json`.
fn documents(folder: &Path) -> Result<Vec<TrueUnit>, EvalError> {
    let mut units = Vec::new();
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.map_err(|e| EvalError::Unreadable { path: e.path().unwrap_or(folder).to_owned(), source: e.into() })?;
        if !entry.file_type().is_dir() {
            continue;
        }
        let (text, notice) = (text_of(&entry.path().join("text.txt"))?, json_of::<TrueNotice>(&entry.path().join("notice.json"))?);
        if text.is_none() && notice.is_none() {
            continue;
        }
        let below = entry.path().strip_prefix(folder).unwrap_or(entry.path()).to_string_lossy();
        let name = if below.is_empty() { ".".to_owned() } else { below.into_owned() };
        let (fields, body) = notice.map_or((Map::new(), None), |n| (n.document, n.body));
        let labels = body.map(|b| labels_of(&b, None));
        units.push(TrueUnit { document: name.clone(), name, page: None, text, fields: with_signer(fields), labels, tree: true });
    }
    Ok(units)
}
