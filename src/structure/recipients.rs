//! Nơi nhận: the list at the bottom left.

use super::Parts;
use super::addressees::item;
use super::field::Field;
use crate::lexicon::joining::joined;
use crate::lexicon::folded;
use crate::types::evidence::FieldEvidence;
use serde_json::json;

/// The items: each begins with a dash, lines without one go on.
pub fn read(parts: &Parts<'_>) -> FieldEvidence {
    let start = parts.recipients.iter().position(|&i| strsim::levenshtein(&folded(&parts.lines[i].text).replace([':', ' '], ""), "noinhan") <= 2);
    let Some(start) = start else { return Field::of("recipients", "no Nơi nhận was read").value(json!([])).build() };
    let lines = &parts.recipients[start + 1..];
    let mut items: Vec<Vec<usize>> = Vec::new();
    for &i in lines {
        let begins = parts.lines[i].text.starts_with(['-', '–', '+']) || items.is_empty();
        match items.last_mut().filter(|_| !begins) {
            Some(item) => item.push(i),
            None => items.push(vec![i]),
        }
    }
    let names: Vec<String> = items.iter().map(|lines| item(&joined(lines.iter().map(|&i| parts.lines[i].text.as_str())))).filter(|s| !s.is_empty()).collect();
    Field::of("recipients", "items under Nơi nhận").value(json!(names)).lines(parts.lines, parts.recipients[start..].iter().copied()).build()
}
