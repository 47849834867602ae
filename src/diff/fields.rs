//! The fields of `document` that differ.

use super::folder::Document;
use super::report::FieldDiff;
use super::words;
use crate::types::notice::Place;
use serde_json::{Map, Value};

/// Behind each member of a list, where a value is shown as text.
const BEHIND: &str = "; ";

/// Fields with different values, in the order of `document`.
///
/// # Errors
/// The record cannot be written as JSON.
pub fn fields(a: &Document, b: &Document) -> Result<Vec<FieldDiff>, serde_json::Error> {
    let (before, after) = (members(a)?, members(b)?);
    let differ = before.into_iter().filter_map(|(field, x)| after.get(&field).filter(|y| **y != x).map(|y| (field, x, y.clone())));
    Ok(differ.map(|(field, x, y)| FieldDiff {
        words: words::compare(&told(&x), &told(&y)).pieces,
        places_before: places(a, &field), places_after: places(b, &field),
        field, before: x, after: y,
    }).collect())
}

fn members(of: &Document) -> Result<Map<String, Value>, serde_json::Error> {
    serde_json::from_value(serde_json::to_value(&of.notice.document)?)
}

/// A value as a person would write it; nothing for what is open.
pub fn told(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(all) => all.iter().map(told).collect::<Vec<_>>().join(BEHIND),
        Value::Object(members) => members.values().filter(|v| !v.is_null()).map(told).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

/// One hull a page.
fn places(of: &Document, field: &str) -> Vec<Place> {
    let evidence = of.evidence.iter().flat_map(|e| &e.fields);
    Place::hulls(evidence.filter(|f| f.field == field).flat_map(|f| &f.places))
}
