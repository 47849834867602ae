//! The clause tree: paragraphs under the labels they belong to.

use super::marker::Marker;
use super::place;
use super::sequence::{self, Labelled, Start};
use crate::types::clause::{Clause, LabelSource, Span};
use crate::types::line::Line;
use crate::types::notice::{Note, Place};

/// A paragraph: its label and its lines.
struct Paragraph {
    clause: Option<Labelled>,
    /// How many clauses it stands under.
    depth: usize,
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
    // The rows of a table go with its first one.
    let goes_on = |at: usize| at > 0 && place::is_row(&lines[body[at]]) && place::is_row(&lines[body[at - 1]]);
    let begins: Vec<usize> = (0..body.len()).filter(|&at| !goes_on(at)).map(|at| body[at]).collect();
    let mut starts = sequence::assign(lines, &begins).into_iter();
    for (at, &i) in body.iter().enumerate() {
        let start = if goes_on(at) { Start::Goes } else { starts.next().unwrap_or(Start::Goes) };
        let (clause, depth) = match start {
            Start::Goes => (None, None),
            Start::Paragraph(depth) => (None, Some(depth)),
            Start::Clause(clause) => (Some(clause.clone()), Some(clause.depth)),
        };
        let from = clause.as_ref().map_or(0, |c| c.marker.length);
        let span = Span { line: i, range: [from, lines[i].text.chars().count()] };
        match out.last_mut().filter(|_| depth.is_none()) {
            Some(open) => open.spans.push(span),
            None => out.push(Paragraph { clause, depth: depth.unwrap_or(0), spans: vec![span] }),
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
        message: format!("{} does not follow the label before it", clause.marker.label.text()),
        places: vec![Place { page: line.page, bbox: line.bbox }],
    })
}

/// Paragraphs under labels; one without label belongs to the clause before it, but the closing
/// sentence of the notice stands at the top.
fn nested(lines: &[Line], paragraphs: Vec<Paragraph>) -> Vec<Clause> {
    let last_label = paragraphs.iter().rposition(|p| p.clause.is_some());
    let closing = closing(lines, &paragraphs, last_label);
    let mut top: Vec<Clause> = Vec::new();
    for (i, p) in paragraphs.into_iter().enumerate() {
        let depth = if closing.is_some_and(|c| c <= i) { 0 } else { p.depth };
        children_at(&mut top, depth).push(clause(lines, p));
    }
    top
}

fn clause(lines: &[Line], of: Paragraph) -> Clause {
    let first = &lines[of.spans[0].line];
    let damaged = |m: &Marker| (m.source != LabelSource::Read).then(|| first.text.chars().take(m.length).collect::<String>().trim_end().to_owned());
    let marker = of.clause.map(|c| c.marker);
    Clause {
        label: marker.as_ref().map(|m| m.label.text()), label_source: marker.as_ref().map(|m| m.source),
        before: marker.as_ref().and_then(|m| damaged(m)), table: place::is_row(first), spans: of.spans, children: Vec::new(), reviewed: false,
    }
}

/// The list of children at a depth, along the last clauses; what follows a paragraph without label never goes before it.
fn children_at(top: &mut Vec<Clause>, depth: usize) -> &mut Vec<Clause> {
    let mut at = top;
    for _ in 0..depth {
        let Some(last) = at.len().checked_sub(1).filter(|&i| at[i].label.is_some()) else { break };
        at = &mut at[last].children;
    }
    at
}

/// What the closing sentences of notices begin with, without marks.
const CLOSINGS: [&str; 7] = ["tren day", "nay thong bao", "van phong", "yeu cau", "thua lenh", "thong bao nay", "de nghi"];
/// A closing sentence that begins otherwise has so many lines at most: longer ones go on with the last clause.
const SHORT: usize = 4;

/// The first of the paragraphs behind the last label that closes the notice: it begins as closings do, or is the last of the
/// text, and short or ended as state notices end.
fn closing(lines: &[Line], paragraphs: &[Paragraph], last_label: Option<usize>) -> Option<usize> {
    let start = last_label? + 1;
    let first_words = |p: &Paragraph| crate::lexicon::folded(&lines[p.spans[0].line].text);
    let begins = |p: &Paragraph| CLOSINGS.iter().any(|s| first_words(p).starts_with(s));
    let tail = start..paragraphs.len();
    tail.clone().find(|&i| begins(&paragraphs[i])).or_else(|| tail.last().filter(|&i| is_end(lines, &paragraphs[i])))
}

fn is_end(lines: &[Line], paragraph: &Paragraph) -> bool {
    let last = paragraph.spans.last().map_or("", |s| lines[s.line].text.as_str());
    paragraph.spans.len() <= SHORT || last.ends_with("./.")
}
