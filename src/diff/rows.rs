//! The differences of a document as rows for people, one a clause, field or place.

use super::report::{ClauseChange, ClauseDiff, ClauseSide, DocumentDiff, FieldDiff, NoteDiff, TextDiff};
use super::wording::word;
use super::words::{Op, Piece};
use crate::types::clause::LabelSource;
use crate::types::notice::Place;
use serde_json::Value;

/// Kind of the rows of removals.
pub const REMOVAL: &str = "removal";

/// One difference.
pub struct Row {
    /// `clause`, `field`, `text`, `removal` or `note`.
    pub kind: &'static str,
    /// `p2`, or `p2→p3` where the sides differ; empty where no page is known.
    pub page: String,
    /// Which clause, field or part.
    pub title: String,
    /// What differs beside the words.
    pub remarks: Vec<String>,
    /// The words of both sides.
    pub words: Vec<Piece>,
    /// Where on the pages of A.
    pub before: Vec<Place>,
    /// Where on the pages of B.
    pub after: Vec<Place>,
}

/// All differences that count, in the order of the report.
pub fn rows(document: &DocumentDiff) -> Vec<Row> {
    let fields = document.fields.iter().map(field);
    let clauses = document.clauses.iter().map(clause);
    let around = document.text.iter().flatten().map(text);
    let removals = super::removal_rows::rows(document.removals.as_deref().unwrap_or_default());
    fields.chain(around).chain(clauses).chain(removals).chain(document.notes.iter().map(note)).collect()
}

/// `p1`, `p1→p2`.
pub fn pages(before: &[Place], after: &[Place]) -> String {
    let first = |places: &[Place]| places.first().map(|p| p.page);
    match (first(before), first(after)) {
        (Some(a), Some(b)) if a != b => format!("p{a}→p{b}"),
        (a, b) => a.or(b).map(|n| format!("p{n}")).unwrap_or_default(),
    }
}

fn clause(diff: &ClauseDiff) -> Row {
    let places = |side: &Option<ClauseSide>| side.as_ref().map(|s| s.places.clone()).unwrap_or_default();
    let (before, after) = (places(&diff.before), places(&diff.after));
    let shown = diff.after.as_ref().or(diff.before.as_ref());
    let whole = |op| shown.map(|s| vec![Piece { op, text: s.text.clone() }]).unwrap_or_default();
    let words = match diff.changes[..] {
        [ClauseChange::Lost] => whole(Op::Lost),
        [ClauseChange::Added] => whole(Op::Added),
        _ if diff.words.is_empty() => whole(Op::Same),
        _ => diff.words.clone(),
    };
    Row {
        kind: "clause", page: pages(&before, &after), title: shown.map(|s| s.path.join(" › ")).unwrap_or_default(),
        remarks: diff.changes.iter().filter_map(|c| remark(*c, diff)).collect(), words, before, after,
    }
}

fn remark(change: ClauseChange, diff: &ClauseDiff) -> Option<String> {
    let (a, b) = (diff.before.as_ref(), diff.after.as_ref());
    let label = |side: Option<&ClauseSide>| side.and_then(|s| s.label.clone()).unwrap_or_else(|| "none".to_owned());
    let source = |side: Option<&ClauseSide>| side.and_then(|s| s.label_source).map(|s: LabelSource| word(s)).unwrap_or_default();
    match change {
        ClauseChange::Words => None,
        ClauseChange::Lost => Some("lost".to_owned()),
        ClauseChange::Added => Some("added".to_owned()),
        ClauseChange::Moved if a.map(|s| &s.path) == b.map(|s| &s.path) => Some("moved".to_owned()),
        ClauseChange::Moved => Some(format!("moved from {}", a.map(|s| s.path.join(" › ")).unwrap_or_default())),
        ClauseChange::Label => Some(format!("label {} → {}", label(a), label(b))),
        ClauseChange::LabelSource => Some(format!("label {} → {}", source(a), source(b))),
        ClauseChange::Table => Some("other cells in its table".to_owned()),
    }
}

fn field(diff: &FieldDiff) -> Row {
    // Null against an empty list or text looks the same in words.
    let hidden = diff.words.iter().all(|w| w.op == Op::Same);
    let open = |v: &Value| v.is_null().then_some("null");
    let remarks = match (open(&diff.before), open(&diff.after)) {
        _ if hidden => vec![format!("{} → {}", diff.before, diff.after)],
        (Some(_), _) => vec!["was open".to_owned()],
        (_, Some(_)) => vec!["now open".to_owned()],
        _ => Vec::new(),
    };
    Row {
        kind: "field", page: pages(&diff.places_before, &diff.places_after), title: diff.field.clone(), remarks,
        words: if hidden { Vec::new() } else { diff.words.clone() },
        before: diff.places_before.clone(), after: diff.places_after.clone(),
    }
}

fn text(diff: &TextDiff) -> Row {
    Row {
        kind: "text", page: format!("p{}", diff.page), title: word(diff.block), remarks: Vec::new(), words: diff.words.clone(),
        before: diff.places_before.clone(), after: diff.places_after.clone(),
    }
}

fn note(diff: &NoteDiff) -> Row {
    let places = |note: &Option<crate::types::notice::Note>| note.as_ref().map(|n| n.places.clone()).unwrap_or_default();
    let (before, after) = (places(&diff.before), places(&diff.after));
    let op = if diff.before.is_some() { Op::Lost } else { Op::Added };
    let shown = diff.before.iter().chain(&diff.after);
    Row {
        kind: "note", page: pages(&before, &after), title: shown.clone().map(|n| n.code.as_str()).collect(),
        remarks: vec![if op == Op::Lost { "lost" } else { "added" }.to_owned()],
        words: shown.map(|n| Piece { op, text: n.message.clone() }).collect(), before, after,
    }
}
