//! `notice.json` and `evidence.json`.

use super::{document, quality};
use crate::types::clause::Clause;
use crate::types::evidence::Digitized;
use crate::types::geometry::Rect;
use crate::types::line::Line;
use crate::types::notice::{Block, NOTICE_SCHEMA, Notice, Place};
use crate::types::ocr::Confidence;
use serde::Serialize;
use std::collections::BTreeMap;

/// The record of what was found.
///
/// # Errors
/// A field's value does not have the shape of its field: the evidence was tampered with.
pub fn notice(found: &Digitized) -> Result<Notice, serde_json::Error> {
    let document = document::document(&found.fields)?;
    Ok(Notice {
        schema: NOTICE_SCHEMA.to_owned(),
        source: found.source.clone(),
        document,
        body: found.body.iter().map(|c| block(c, &found.lines)).collect(),
        notes: found.notes.clone(),
        quality: quality::quality(found),
        engine: found.engine.clone(),
    })
}

/// JSON as it is written: two blanks of indent, a line feed at the end.
///
/// # Errors
/// The value cannot be written as JSON.
pub fn pretty(value: &impl Serialize) -> Result<String, serde_json::Error> {
    serde_json::to_string_pretty(value).map(|s| s + "\n")
}

fn block(clause: &Clause, lines: &[Line]) -> Block {
    let used = || clause.spans.iter().map(|s| &lines[s.line]);
    Block {
        label: clause.label.clone(),
        label_source: clause.label_source,
        text: joined(clause, lines),
        confidence: Confidence::mean(used().flat_map(|l| &l.words).map(|w| w.confidence)),
        places: places(used()),
        table: None,
        children: clause.children.iter().map(|c| block(c, lines)).collect(),
    }
}

/// Spans joined by blanks; a hyphen inside of a word at a line's end takes none.
fn joined(clause: &Clause, lines: &[Line]) -> String {
    let mut out = String::new();
    for span in &clause.spans {
        let part: String = lines[span.line].text.chars().skip(span.range[0]).take(span.range[1] - span.range[0]).collect();
        let mut last = out.chars().rev();
        let hyphen = last.next() == Some('-') && last.next().is_some_and(char::is_alphanumeric);
        if !out.is_empty() && !hyphen && !part.is_empty() {
            out.push(' ');
        }
        out.push_str(&part);
    }
    out
}

fn places<'a>(lines: impl Iterator<Item = &'a Line>) -> Vec<Place> {
    let mut pages: BTreeMap<u32, Rect> = BTreeMap::new();
    for line in lines {
        pages.entry(line.page).and_modify(|r| *r = r.hull(&line.bbox)).or_insert(line.bbox);
    }
    pages.into_iter().map(|(page, bbox)| Place { page, bbox }).collect()
}
