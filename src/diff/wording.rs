//! How differences are told to people, the same on a terminal and in a browser.

use super::aside::Aside;
use super::folder::ITSELF;
use super::report::{DocumentDiff, Report};
use serde::Serialize;
use std::collections::BTreeMap;

/// The name to show.
pub fn name(name: &str) -> &str {
    if name == ITSELF { "the document" } else { name }
}

/// What a document's differences come to in one line, fields by name; `same` where there are none.
pub fn summary(document: &DocumentDiff) -> String {
    let names: Vec<&str> = document.fields.iter().map(|f| f.field.as_str()).collect();
    let named = |part: String| if part.ends_with("field") || part.ends_with("fields") { format!("{part} ({})", names.join(", ")) } else { part };
    let parts: Vec<String> = document.counts.told().into_iter().map(named).collect();
    if parts.is_empty() { "same".to_owned() } else { parts.join(", ") }
}

/// The whole comparison in one line.
pub fn totals(report: &Report) -> String {
    let t = &report.totals;
    let some = |n: usize, what: &str| (n > 0).then(|| format!("{n} {what}"));
    let parts = [
        some(t.documents - t.different, "the same"), some(t.different, "different"), some(report.only_a.len(), "only in A"),
        some(report.only_b.len(), "only in B"), some(report.unreadable.len(), "not compared"),
    ];
    let counts = t.counts.told().join(", ");
    let all = t.documents + report.only_a.len() + report.only_b.len() + report.unreadable.len();
    let documents = if all == 1 { "1 document".to_owned() } else { format!("{all} documents") };
    let found = parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
    if counts.is_empty() { format!("{documents}: {found}") } else { format!("{documents}: {found}; {counts}") }
}

/// What differs and does not count, with the number of documents; None if nothing.
pub fn aside(report: &Report) -> Option<String> {
    let mut found: BTreeMap<Aside, usize> = BTreeMap::new();
    report.documents.iter().flat_map(|d| &d.aside).for_each(|a| *found.entry(*a).or_default() += 1);
    let parts: Vec<String> = found.iter().map(|(a, n)| format!("{} ({n})", a.word())).collect();
    (!parts.is_empty()).then(|| format!("also different, not counted (documents): {}", parts.join(", ")))
}

/// The documents that were compared without evidence; None if all had it.
pub fn without_evidence(report: &Report) -> Option<String> {
    let names: Vec<&str> = report.documents.iter().filter(|d| d.removals.is_none()).map(|d| name(&d.name)).collect();
    (!names.is_empty()).then(|| format!("no evidence.json, so removals and text around the clauses were not compared: {}", names.join(", ")))
}

/// The name that a value of an enumeration has in the outputs.
pub fn word(value: impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}
