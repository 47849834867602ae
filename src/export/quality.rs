//! How far a document may be trusted.

use crate::types::clause::{Clause, LabelSource};
use crate::types::edit::{Certainty, Status};
use crate::types::evidence::{Digitized, PageEvidence};
use crate::types::notice::{BLANK_PAGE, Quality, State};
use crate::types::ocr::Confidence;
use crate::types::page::RemovalKind;
use std::collections::BTreeMap;

/// Words below this are counted as low.
pub const LOW: f64 = 0.8;
/// A word below this asks for a review: of generated pages it tells those with an error best.
const HARDLY: f64 = 0.2;
/// Fields whose absence on a notice is a reason to look.
pub const NEEDED: [&str; 5] = ["kind", "issuer", "number", "date", "subject"];

/// State, confidence and the reasons for a review.
pub fn quality(found: &Digitized) -> Quality {
    let words = || found.lines.iter().flat_map(|l| &l.words);
    let (count, low) = (words().count(), words().filter(|w| w.confidence.get() < LOW).count());
    let failed = found.pages.iter().any(|p| p.failure.is_some());
    let reasons = reasons(found);
    Quality {
        state: if failed { State::Partial } else { State::Done },
        confidence: Confidence::mean(words().map(|w| w.confidence)),
        words: count,
        low_confidence_words: low,
        review: found.review,
        needs_review: found.review.is_open() && !reasons.is_empty(),
        reasons,
    }
}

fn reasons(found: &Digitized) -> Vec<String> {
    let mut out: Vec<String> = found.pages.iter().filter(|p| p.failure.is_some()).map(|p| format!("page {} failed", p.page)).collect();
    let empty = |p: &&PageEvidence| p.failure.is_none() && !p.blank && found.lines.iter().all(|l| l.page != p.page);
    out.extend(found.pages.iter().filter(empty).map(|p| format!("no text was read on page {}", p.page)));
    let mut hardly: BTreeMap<u32, usize> = BTreeMap::new();
    let words = found.lines.iter().flat_map(|l| l.words.iter().map(|w| (l.page, w)));
    words.filter(|(_, w)| w.confidence.get() < HARDLY).for_each(|(page, _)| *hardly.entry(page).or_default() += 1);
    out.extend(hardly.into_iter().map(|(page, count)| format!("{} on page {page} could hardly be read", counted(count, "word"))));
    let open = NEEDED.iter().filter(|n| found.fields.iter().any(|f| f.field == **n && f.value.is_null()));
    out.extend(open.map(|n| format!("{n} is open")));
    if found.fields.iter().any(|f| f.field == "signatures" && !is_signed(&f.value)) {
        out.push("the signature or a part of it is open".into());
    }
    let stamped = found.pages.iter().flat_map(|p| &p.removed).any(|r| r.kind == RemovalKind::ArrivalStamp);
    if stamped && found.fields.iter().any(|f| f.field == "arrivals" && !tells(&f.value)) {
        out.push("an arrival stamp was taken off and not read".into());
    }
    let number = found.fields.iter().find(|f| f.field == "number").and_then(|f| f.value.as_str());
    if number.is_some_and(|n| !n.starts_with(|c: char| c.is_ascii_digit())) {
        out.push("the ordinal of the number is open".into());
    }
    let shown = found.edits.iter().filter(|e| e.certainty == Certainty::Likely && e.status == Status::Made || e.status == Status::Proposed).count();
    if shown > 0 {
        out.push(counted(shown, "correction") + " to look at");
    }
    let repaired = found.fields.iter().filter(|f| f.how.contains("repaired")).count();
    if repaired > 0 {
        out.push(counted(repaired, "field") + " repaired");
    }
    let strokes = found.pages.iter().flat_map(|p| &p.removed).filter(|r| r.kind == RemovalKind::Handwriting && r.text.is_some()).count();
    if strokes > 0 {
        out.push(counted(strokes, "place") + " read but taken for handwriting or stamps");
    }
    let labels = mended(&found.body);
    if labels > 0 {
        out.push(counted(labels, "label") + " repaired or inferred");
    }
    let notes = found.notes.iter().filter(|n| n.code != BLANK_PAGE).count();
    if notes > 0 {
        out.push(counted(notes, "note"));
    }
    out
}

/// Whether of any arrival anything is known.
fn tells(arrivals: &serde_json::Value) -> bool {
    let known = |arrival: &serde_json::Value| arrival.as_object().is_some_and(|members| members.values().any(|v| !v.is_null()));
    arrivals.as_array().is_some_and(|all| all.iter().any(known))
}

/// Whether there is a signer, each with position and name.
fn is_signed(signatures: &serde_json::Value) -> bool {
    let whole = |s: &serde_json::Value| !s["position"].is_null() && !s["name"].is_null();
    signatures.as_array().is_some_and(|all| !all.is_empty() && all.iter().all(whole))
}

fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

fn mended(clauses: &[Clause]) -> usize {
    let own = |c: &Clause| usize::from(!c.reviewed && c.label_source.is_some_and(|s| s != LabelSource::Read));
    clauses.iter().map(|c| own(c) + mended(&c.children)).sum()
}
