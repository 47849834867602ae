//! `report.html`: a page that needs nothing else.

use super::types::{Entry, Report};
use super::wording;
use crate::register::link::target;
use askama::Template;

/// The page; everything in it is escaped by the template.
#[derive(Template)]
#[template(path = "report.html")]
struct Page<'a> {
    report: &'a Report,
    speed: String,
    /// What is the same of each of the duplicates.
    same: Vec<&'static str>,
    rows: Vec<Row<'a>>,
}

struct Row<'a> {
    entry: &'a Entry,
    state: &'static str,
    /// Its folder as a link, beside which the page lies; None where there are no outputs.
    link: Option<String>,
    confidence: String,
}

/// The page.
///
/// # Errors
/// The template failed.
pub fn html(report: &Report) -> Result<Vec<u8>, String> {
    let rows = report.entries.iter().map(row).collect();
    let same = report.duplicates.iter().map(|d| wording::same(d.same)).collect();
    Page { report, speed: wording::speed(report), same, rows }.render().map(String::into_bytes).map_err(|e| e.to_string())
}

fn row(entry: &Entry) -> Row<'_> {
    let link = entry.confidence.map(|_| link(&entry.document));
    Row { entry, state: wording::state(entry.state), link, confidence: entry.confidence.map(|c| format!("{c:.2}")).unwrap_or_default() }
}

/// Never more than a path, whatever a folder is called.
fn link(document: &str) -> String {
    format!("./{}", target(document).replace('#', "%23").replace('?', "%3f"))
}
