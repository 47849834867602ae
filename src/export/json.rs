//! `notice.json` and `evidence.json`.

use super::{document, quality, sound, table};
use crate::lexicon::joining::joined;
use crate::types::clause::{Clause, Span};
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
        body: found.body.iter().map(|c| block(c, found)).collect(),
        notes: found.notes.clone(),
        quality: quality::quality(found),
        engine: found.engine.clone(),
    })
}

/// Reads `evidence.json`.
///
/// # Errors
/// It is not of its shape, or refers to what is not in it.
pub fn evidence(data: &[u8]) -> Result<Digitized, serde_json::Error> {
    let found: Digitized = serde_json::from_slice(data)?;
    if sound::is_sound(&found) { Ok(found) } else { Err(serde::de::Error::custom("it refers to text that is not in it")) }
}

/// JSON as it is written: two blanks of indent, a line feed at the end.
///
/// # Errors
/// The value cannot be written as JSON.
pub fn pretty(value: &impl Serialize) -> Result<String, serde_json::Error> {
    serde_json::to_string_pretty(value).map(|s| s + "\n")
}

fn block(clause: &Clause, found: &Digitized) -> Block {
    let lines = &found.lines;
    let used = || clause.spans.iter().map(|s| &lines[s.line]);
    Block {
        label: clause.label.clone(),
        label_source: clause.label_source,
        text: text_of(clause, lines),
        confidence: Confidence::mean(used().flat_map(|l| &l.words).map(|w| w.confidence)),
        places: places(used()),
        table: clause.table.then(|| table::cells(found, clause.spans.iter().map(|s| s.line))),
        children: clause.children.iter().map(|c| block(c, found)).collect(),
    }
}

fn text_of(clause: &Clause, lines: &[Line]) -> String {
    let part = |s: &Span| lines[s.line].text.chars().skip(s.range[0]).take(s.range[1] - s.range[0]).collect::<String>();
    let parts: Vec<String> = clause.spans.iter().map(part).filter(|p| !p.is_empty()).collect();
    joined(parts.iter().map(String::as_str))
}

fn places<'a>(lines: impl Iterator<Item = &'a Line>) -> Vec<Place> {
    let mut pages: BTreeMap<u32, Rect> = BTreeMap::new();
    for line in lines {
        pages.entry(line.page).and_modify(|r| *r = r.hull(&line.bbox)).or_insert(line.bbox);
    }
    pages.into_iter().map(|(page, bbox)| Place { page, bbox }).collect()
}
