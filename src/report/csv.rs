//! `report.csv`: one row a document.

use super::types::{Entry, Report};
use super::wording::place;
use crate::spreadsheet::{BOM, as_text};
use ::csv::{Terminator, WriterBuilder};

const COLUMNS: [&str; 15] = [
    "document", "files", "state", "pages", "failed_pages", "blank_pages", "confidence", "needs_review", "reasons", "kind", "number", "date", "subject",
    "seconds", "why_and_cure",
];

/// The file.
///
/// # Errors
/// The values cannot be written.
pub fn bytes(report: &Report) -> Result<Vec<u8>, String> {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(BOM.to_vec());
    let rows = std::iter::once(COLUMNS.map(str::to_owned)).chain(report.entries.iter().map(row));
    rows.map(|row| row.map(|cell| as_text(&cell))).try_for_each(|row| writer.write_record(row)).map_err(|e| e.to_string())?;
    writer.into_inner().map_err(|e| e.to_string())
}

fn row(entry: &Entry) -> [String; 15] {
    let state = serde_json::to_value(entry.state).ok().and_then(|s| s.as_str().map(str::to_owned)).unwrap_or_default();
    let failed = entry.troubles.iter().filter(|t| t.page.is_some()).count();
    let blank: Vec<String> = entry.blank_pages.iter().map(u32::to_string).collect();
    let troubles: Vec<String> = entry.troubles.iter().map(|t| format!("{}: {}; {}", place(t), t.why, t.cure)).collect();
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    [
        entry.document.clone(), entry.files.join("; "), state, entry.pages.map(|p| p.to_string()).unwrap_or_default(), failed.to_string(),
        blank.join(" "), entry.confidence.map(|c| c.to_string()).unwrap_or_default(), entry.needs_review.to_string(), entry.reasons.join("; "),
        text(&entry.kind), text(&entry.number), text(&entry.date), text(&entry.subject), entry.seconds.to_string(), troubles.join("\n"),
    ]
}
