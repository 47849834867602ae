//! `report.html`: a page that needs nothing else.

use super::types::{Duplicates, Entry, Report, Same, State};
use super::terminal::speed;
use crate::register::link::target;
use askama::Template;

/// The page; everything in it is escaped by the template.
#[derive(Template)]
#[template(path = "report.html")]
struct Page<'a> {
    report: &'a Report,
    speed: String,
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
    Page { report, speed: speed(report), rows }.render().map(String::into_bytes).map_err(|e| e.to_string())
}

fn row(entry: &Entry) -> Row<'_> {
    let link = entry.confidence.map(|_| link(&entry.document));
    Row { entry, state: word(entry.state), link, confidence: entry.confidence.map(|c| format!("{c:.2}")).unwrap_or_default() }
}

/// Never more than a path, whatever a folder is called.
fn link(document: &str) -> String {
    format!("./{}", target(document).replace('#', "%23").replace('?', "%3f"))
}

/// The word for a state.
pub const fn word(state: State) -> &'static str {
    match state {
        State::Failed => "failed",
        State::Partial => "partial",
        State::Open => "not finished",
        State::Done => "done",
    }
}

impl Duplicates {
    /// What is the same, in words.
    pub const fn what(&self) -> &'static str {
        match self.same {
            Same::Pages => "the same pages",
            Same::Text => "the same number, date and text",
        }
    }
}
