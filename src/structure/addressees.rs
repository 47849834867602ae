//! Kính gửi: whom a notice is sent to.

use super::Parts;
use super::field::Field;
use crate::lexicon::joining::joined;
use crate::lexicon::folded;
use crate::types::evidence::FieldEvidence;
use serde_json::json;
use std::collections::BTreeSet;

/// Kính gửi stands within this many lines.
const NEAR_TOP: usize = 14;
/// Items stand indented at least this much, in letter heights: further than a paragraph.
const INDENT: f64 = 5.5;

/// The field and its lines.
pub struct Addressees {
    pub field: FieldEvidence,
    pub used: BTreeSet<usize>,
}

/// What stands behind `Kính gửi:`, or the items under it.
pub fn read(parts: &Parts<'_>, title: &BTreeSet<usize>) -> Addressees {
    let lines: Vec<usize> = parts.body.iter().copied().filter(|i| !title.contains(i)).take(NEAR_TOP).collect();
    let start = lines.iter().position(|&i| folded(&parts.lines[i].text).starts_with("kinh gui"));
    let Some(start) = start else {
        let field = Field::of("addressees", "no line begins with Kính gửi").value(json!([])).build();
        return Addressees { field, used: BTreeSet::new() };
    };
    let rest = lines[start + 1..].iter().copied().take_while(|&i| parts.lines[i].indent >= INDENT || parts.lines[i].text.starts_with("- ") && parts.lines[i].indent > 3.0);
    let used: Vec<usize> = std::iter::once(lines[start]).chain(rest).collect();
    let mut items: Vec<Vec<&str>> = Vec::new();
    let behind = parts.lines[used[0]].text.split_once(':').map_or("", |(_, r)| r.trim());
    if !behind.is_empty() {
        items.push(vec![behind]);
    }
    for text in used[1..].iter().map(|&i| parts.lines[i].text.as_str()) {
        match items.last_mut().filter(|_| !text.starts_with('-')) {
            Some(item) => item.push(text),
            None => items.push(vec![text]),
        }
    }
    let names: Vec<String> = items.into_iter().map(|i| item(&joined(i))).filter(|s| !s.is_empty()).collect();
    let field = Field::of("addressees", "behind and under Kính gửi").value(json!(names)).lines(parts.lines, used.iter().copied());
    Addressees { field: field.build(), used: used.into_iter().collect() }
}

/// An item without its dash and closing punctuation.
pub fn item(text: &str) -> String {
    text.trim_start_matches(['-', '–', '—', '_', '+', ' ']).trim_end_matches([';', ',', '.', ' ', ':']).to_owned()
}
