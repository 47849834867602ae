//! The clause tree: paragraphs under the labels they belong to.

use super::marker::Level;
use super::sequence::{self, Labelled, Start};
use crate::types::clause::{Clause, Span};
use crate::types::line::Line;
use crate::types::notice::{Note, Place};

/// A paragraph: its label and its lines.
struct Paragraph {
    clause: Option<Labelled>,
    spans: Vec<Span>,
}

/// The clauses of the body lines `body` (indices into `lines`), and what is odd about their labels.
pub fn build(lines: &[Line], body: &[usize]) -> (Vec<Clause>, Vec<Note>) {
    let paragraphs = paragraphs(lines, body);
    let notes = paragraphs.iter().filter_map(|p| skipped(lines, p)).collect();
    (nested(lines, paragraphs), notes)
}

fn paragraphs(lines: &[Line], body: &[usize]) -> Vec<Paragraph> {
    let mut out: Vec<Paragraph> = Vec::new();
    for (&i, start) in body.iter().zip(sequence::assign(lines, body)) {
        let goes = matches!(start, Start::Goes);
        let clause = if let Start::Clause(clause) = start { Some(clause) } else { None };
        let from = clause.as_ref().map_or(0, |c| c.marker.length);
        let span = Span { line: i, range: [from, lines[i].text.chars().count()] };
        match out.last_mut().filter(|_| goes) {
            Some(open) => open.spans.push(span),
            None => out.push(Paragraph { clause, spans: vec![span] }),
        }
    }
    out
}

/// A note for a label that does not follow the one before it: the page wins.
fn skipped(lines: &[Line], paragraph: &Paragraph) -> Option<Note> {
    let clause = paragraph.clause.as_ref().filter(|c| c.odd)?;
    let line = &lines[paragraph.spans[0].line];
    Some(Note {
        code: "label_skipped".into(),
        message: format!("{} does not follow the label before it", clause.marker.label),
        places: vec![Place { page: line.page, bbox: line.bbox }],
    })
}

/// Paragraphs under labels; one without label belongs to the clause before it, but the closing
/// sentence of the notice stands at the top.
fn nested(lines: &[Line], paragraphs: Vec<Paragraph>) -> Vec<Clause> {
    let last_label = paragraphs.iter().rposition(|p| p.clause.is_some());
    let closing = closing(lines, &paragraphs, last_label);
    let mut top: Vec<Clause> = Vec::new();
    let mut open: Vec<Level> = Vec::new();
    for (i, p) in paragraphs.into_iter().enumerate() {
        let (label, label_source) = p.clause.as_ref().map_or((None, None), |c| (Some(c.marker.label.clone()), Some(c.marker.source)));
        let clause = Clause { label, label_source, spans: p.spans, children: Vec::new() };
        match p.clause {
            Some(labelled) => {
                open.truncate(labelled.depth);
                children_at(&mut top, open.len()).push(clause);
                open.push(labelled.marker.level);
            }
            None => {
                if closing == Some(i) {
                    open.clear();
                }
                // An item ends with its paragraph: what follows belongs to the clause that holds the items.
                while matches!(open.last(), Some(Level::Dash | Level::Plus)) {
                    open.pop();
                }
                children_at(&mut top, open.len()).push(clause);
            }
        }
    }
    top
}

/// The list of children at a depth, along the last clause with a label of each level.
fn children_at(top: &mut Vec<Clause>, depth: usize) -> &mut Vec<Clause> {
    let mut at = top;
    for _ in 0..depth {
        let last = at.iter().rposition(|c| c.label.is_some());
        match last {
            Some(i) => at = &mut at[i].children,
            None => break,
        }
    }
    at
}

/// The first of the paragraphs behind the last label that closes the notice: it ends the text, or
/// begins as closings do.
fn closing(lines: &[Line], paragraphs: &[Paragraph], last_label: Option<usize>) -> Option<usize> {
    let start = last_label? + 1;
    let first_words = |p: &Paragraph| crate::lexicon::folded(&lines[p.spans[0].line].text);
    let begins = |p: &Paragraph| ["tren day", "nay thong bao", "van phong", "yeu cau", "thua lenh", "thong bao nay", "de nghi"].iter().any(|s| first_words(p).starts_with(s));
    let tail = start..paragraphs.len();
    tail.clone().find(|&i| begins(&paragraphs[i])).or_else(|| tail.last())
}
