//! Stamps: urgency and secrecy. Arrival stamps are in `arrivals.rs`.

use super::Parts;
use super::field::Field;
use crate::lexicon::stamps::degree;
use crate::lexicon::{SECRECY, URGENCY};
use crate::types::evidence::FieldEvidence;
use crate::types::stamp::Stamp;
use serde_json::json;

/// The urgency.
pub fn urgency(parts: &Parts<'_>, stamps: &[Stamp]) -> FieldEvidence {
    stamped(parts, stamps, ("urgency", &URGENCY))
}

/// The secrecy.
pub fn secrecy(parts: &Parts<'_>, stamps: &[Stamp]) -> FieldEvidence {
    stamped(parts, stamps, ("secrecy", &SECRECY))
}

/// From a stamp that was taken off, else from a line of the head that says nothing else: where there is
/// no colour, a stamp may have stayed in the text.
fn stamped(parts: &Parts<'_>, stamps: &[Stamp], (name, words): (&str, &[&'static str])) -> FieldEvidence {
    let taken = stamps.iter().find_map(|s| degree(&s.lines, words).map(|d| (s, d)));
    if let Some((stamp, (degree, line))) = taken {
        let lines = line.map_or(&stamp.lines[..], |i| &stamp.lines[i..=i]);
        return Field::of(name, "a stamp that was taken off and read").value(json!(degree)).stamp(stamp, lines).build();
    }
    let mut head = parts.head_left.iter().chain(&parts.head_right).chain(parts.body.iter().take(4)).copied();
    let found = head.find(|&i| words.contains(&parts.lines[i].text.trim()));
    let value = found.map_or(serde_json::Value::Null, |i| json!(parts.lines[i].text.trim()));
    Field::of(name, "a line of its own near the head").value(value).lines(parts.lines, found).build()
}
