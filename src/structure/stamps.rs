//! Stamps: arrival, urgency, secrecy.

use super::Parts;
use super::field::Field;
use crate::lexicon::{SECRECY, URGENCY};
use crate::types::evidence::FieldEvidence;
use serde_json::{Value, json};

/// Arrival stamps are not read yet: open, not guessed.
pub fn arrivals() -> FieldEvidence {
    Field::of("arrivals", "arrival stamps are not read yet").value(json!([])).build()
}

/// A line of the head that says nothing but the urgency.
pub fn urgency(parts: &Parts<'_>) -> FieldEvidence {
    stamped(parts, "urgency", &URGENCY)
}

/// A line of the head that says nothing but the secrecy.
pub fn secrecy(parts: &Parts<'_>) -> FieldEvidence {
    stamped(parts, "secrecy", &SECRECY)
}

fn stamped(parts: &Parts<'_>, name: &str, words: &[&str]) -> FieldEvidence {
    let mut head = parts.head_left.iter().chain(&parts.head_right).chain(parts.body.iter().take(4)).copied();
    let found = head.find(|&i| words.contains(&parts.lines[i].text.trim()));
    let value = found.map_or(Value::Null, |i| json!(parts.lines[i].text.trim()));
    Field::of(name, "a line of its own near the head").value(value).lines(parts.lines, found).build()
}
