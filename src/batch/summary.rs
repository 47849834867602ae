//! What a report tells of a finished document.

use super::ledger::Summary;
use crate::decisions::log;
use crate::export::{json, text};
use crate::types::evidence::Digitized;
use crate::types::notice::Notice;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// What the ledger keeps of a document for the report.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Told {
    /// As in `document`.
    pub kind: Option<String>,
    /// As in `document`.
    pub number: Option<String>,
    /// As in `document`.
    pub date: Option<String>,
    /// As in `document`.
    pub subject: Option<String>,
    /// As in `quality`.
    pub confidence: f64,
    /// As in `quality`.
    pub needs_review: bool,
    /// As in `quality`.
    pub reasons: Vec<String>,
    /// Pages with nothing on them.
    pub blank_pages: Vec<u32>,
}

/// Sums a document up; `looks` is blake3 of the pixels of all its pages, where they are known.
///
/// # Errors
/// The evidence was tampered with.
pub fn of(found: &Digitized, looks: Option<String>) -> Result<Summary, serde_json::Error> {
    let notice = json::notice(found)?;
    let says = says(&notice, &text::text(found));
    let told = told(notice, found.pages.iter().filter(|p| p.blank).map(|p| p.page).collect());
    Ok(Summary { looks, says, told: serde_json::to_string(&told)? })
}

fn told(Notice { document: d, quality: q, .. }: Notice, blank_pages: Vec<u32>) -> Told {
    Told {
        kind: d.kind, number: d.number, date: d.date, subject: d.subject,
        confidence: q.confidence.get(), needs_review: q.needs_review, reasons: q.reasons, blank_pages,
    }
}

impl Told {
    /// What is told of a document in a folder by now: reviewers may have decided since its run.
    pub fn since(self, folder: &Path) -> Self {
        if !folder.join(log::FILE).is_file() {
            return self;
        }
        let notice = std::fs::read(folder.join("notice.json")).ok().and_then(|data| serde_json::from_slice(&data).ok());
        notice.map(|notice| told(notice, self.blank_pages.clone())).unwrap_or(self)
    }
}

/// Equal for documents of the same number, date and text; None where one of them has neither number nor date.
fn says(notice: &Notice, text: &str) -> Option<String> {
    let (number, date) = (&notice.document.number, &notice.document.date);
    let known = number.is_some() || date.is_some();
    let parts = serde_json::json!([number, date, text]);
    known.then(|| blake3::hash(parts.to_string().as_bytes()).to_hex().to_string())
}
