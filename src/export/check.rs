//! What of a record is to be compared with the scan.

use super::record::{SEPARATOR, member};
use crate::types::evidence::{BY_HAND, Digitized, FieldEvidence};
use crate::types::notice::State;
use crate::types::ocr::Confidence;
use crate::types::page::RemovalKind;
use crate::types::record::{Check, Reason, Record};
use serde_json::Value;

/// From this confidence on a value is relied on. Of the fields of generated scans, nine in ten of the wrong ones and four in ten
/// of the right ones are below it; below 0.95 nearly all are (docs/register.md).
const SURE: f64 = 0.8;
/// Members of the record and the fields that they are made of.
const SOURCES: [(&str, &str); 19] = [
    ("TypeName", "kind"), ("CodeNumber", "number"), ("CodeNotation", "number"), ("IssuedDate", "date"), ("OrganName", "issuer"),
    ("Subject", "subject"), ("SignerInfo.Position", "signatures"), ("SignerInfo.FullName", "signatures"), ("To", "addressees"), ("To", "recipients"),
    ("Priority", "urgency"), ("ArrivalDate", "arrivals"), ("ArrivalNumber", "arrivals"), ("notice.profile", "profile"), ("notice.kind_code", "kind_code"),
    ("notice.issuer_parent", "issuer_parent"), ("notice.co_issuers", "co_issuers"), ("notice.secrecy", "secrecy"), ("notice.arrival_office", "arrivals"),
];

/// What is to be checked of a record, in the order of its members.
///
/// # Errors
/// The record cannot be written as JSON.
pub fn checks(found: &Digitized, record: &Record) -> Result<Vec<Check>, serde_json::Error> {
    let values = serde_json::to_value(record)?;
    let mut out: Vec<Check> = Vec::new();
    for (name, field) in SOURCES {
        let value = member(&values, name);
        let Some(check) = found.fields.iter().find(|f| f.field == field).and_then(|f| check(found, (name, value), f)) else { continue };
        match out.last_mut().filter(|before| before.name == name) {
            Some(before) => merge(before, check),
            None => out.push(check),
        }
    }
    if record.notice.state == State::Partial {
        out.push(Check { name: "notice.state".into(), reasons: vec![Reason::PageFailed], confidence: None, text: None });
    }
    Ok(out)
}

fn check(found: &Digitized, (name, value): (&str, &Value), field: &FieldEvidence) -> Option<Check> {
    let removed = |kind| found.pages.iter().flat_map(|p| &p.removed).any(|r| r.kind == kind);
    let (known, open) = (!is_nothing(value), is_open(value));
    let partial = found.pages.iter().any(|p| p.failure.is_some());
    let all = [
        (known && (field.confidence.is_some_and(|c| c.get() < SURE) || field.how.contains("repaired")), Reason::Doubtful),
        (open && field.text.is_some(), Reason::Unsure),
        (known && name != "CodeNotation" && field.how.contains(BY_HAND), Reason::ByHand),
        (is_nothing(&field.value) && field.field == "arrivals" && removed(RemovalKind::ArrivalStamp), Reason::StampUnread),
        (open && partial, Reason::PageFailed),
    ];
    let reasons: Vec<Reason> = all.into_iter().filter_map(|(holds, reason)| holds.then_some(reason)).collect();
    (!reasons.is_empty()).then(|| Check { name: name.to_owned(), reasons, confidence: field.confidence, text: field.text.clone() })
}

/// Two fields in one member: all that is to be said of both.
fn merge(before: &mut Check, other: Check) {
    before.reasons.extend(other.reasons);
    before.reasons.sort_unstable();
    before.reasons.dedup();
    before.confidence = before.confidence.into_iter().chain(other.confidence).reduce(Confidence::min);
    let texts: Vec<String> = before.text.take().into_iter().chain(other.text).collect();
    before.text = (!texts.is_empty()).then(|| texts.join("\n"));
}

fn is_nothing(value: &Value) -> bool {
    value.is_null() || value.as_array().is_some_and(Vec::is_empty)
}

/// Whether a member or one of those joined in it is open.
fn is_open(value: &Value) -> bool {
    let gap = |text: &str| text.split(SEPARATOR).any(str::is_empty);
    is_nothing(value) || value.as_str().is_some_and(gap)
}
