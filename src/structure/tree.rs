//! The clause tree: paragraphs under the labels they belong to.

use super::marker::{self, Level, Marker};
use crate::lexicon::joining::ends_in_hyphen;
use crate::types::clause::{Clause, LabelSource, Span};
use crate::types::line::Line;
use crate::types::notice::{Note, Place};

/// A paragraph: its label and its lines.
struct Paragraph {
    marker: Option<Marker>,
    spans: Vec<Span>,
}

/// The clauses of the body lines `body` (indices into `lines`), and what is odd about their labels.
pub fn build(lines: &[Line], body: &[usize]) -> (Vec<Clause>, Vec<Note>) {
    let mut paragraphs = paragraphs(lines, body);
    repair_points(&mut paragraphs);
    let notes = skipped(lines, &paragraphs);
    (nested(lines, paragraphs), notes)
}

fn paragraphs(lines: &[Line], body: &[usize]) -> Vec<Paragraph> {
    let mut out: Vec<Paragraph> = Vec::new();
    let mut before: Option<usize> = None;
    for &i in body {
        let line = &lines[i];
        let turned = before.is_some_and(|b| lines[b].page != line.page);
        let starts = line.starts_paragraph && !(turned && line.indent < 1.2 && !ended(before.map(|b| &lines[b])));
        let marker = starts.then(|| marker::read(&line.text)).flatten();
        let from = marker.as_ref().map_or(0, |m| m.length);
        let span = Span { line: i, range: [from, line.text.chars().count()] };
        match out.last_mut().filter(|_| !starts) {
            Some(open) => open.spans.push(span),
            None => out.push(Paragraph { marker, spans: vec![span] }),
        }
        before = Some(i);
    }
    out
}

fn ended(line: Option<&Line>) -> bool {
    line.is_some_and(|l| l.text.ends_with(['.', ';', ':']) && !ends_in_hyphen(&l.text))
}

/// `d)` behind `d)` is `đ)`: the bar of the đ is the first thing that scans lose.
fn repair_points(paragraphs: &mut [Paragraph]) {
    let mut last: Option<String> = None;
    for p in paragraphs.iter_mut() {
        let Some(marker) = p.marker.as_mut() else { continue };
        match marker.level {
            Level::Point => {
                let expected = last.as_deref().and_then(|l| marker::next(Level::Point, l));
                if marker.label == "d)" && expected.as_deref() == Some("đ)") {
                    marker.label = "đ)".to_owned();
                    marker.source = LabelSource::Repaired;
                } else if marker.label == "đ)" && expected.as_deref() == Some("d)") {
                    marker.label = "d)".to_owned();
                    marker.source = LabelSource::Repaired;
                }
                last = Some(marker.label.clone());
            }
            level if level < Level::Point => last = None,
            _ => {}
        }
    }
}

/// A note for each label that follows another with one missing between them, and for the first of
/// its kind that is not the first by its number.
fn skipped(lines: &[Line], paragraphs: &[Paragraph]) -> Vec<Note> {
    let mut notes = Vec::new();
    let mut open: Vec<(Level, String)> = Vec::new();
    let mut seen: Vec<Level> = Vec::new();
    for p in paragraphs {
        let Some(marker) = &p.marker else { continue };
        while open.last().is_some_and(|(l, _)| *l > marker.level) {
            open.pop();
        }
        let before = if open.last().is_some_and(|(l, _)| *l == marker.level) { open.pop() } else { None };
        let expected = before.and_then(|(l, label)| marker::next(l, &label));
        // Points whose letters run on without đ are common; the page wins.
        let expected = expected.filter(|e| !(e == "đ)" && marker.label == "e)"));
        let first = match marker.level {
            Level::Number => "1.",
            Level::Point => "a)",
            Level::Roman => "I.",
            Level::Article => "Điều 1.",
            Level::SubNumber if marker.label.ends_with(".1.") => &marker.label,
            _ => "",
        };
        let lonely = !seen.contains(&marker.level) && !first.is_empty();
        seen.push(marker.level);
        if (lonely || expected.is_some_and(|e| bare(&e) != bare(&marker.label))) && bare(&marker.label) != bare(first) {
            let line = &lines[p.spans[0].line];
            notes.push(Note {
                code: "label_skipped".into(),
                message: format!("{} does not follow the label before it", marker.label),
                places: vec![Place { page: line.page, bbox: line.bbox }],
            });
        }
        open.push((marker.level, marker.label.clone()));
    }
    notes
}

/// A label without the sign that closes it, which authors change in one document.
fn bare(label: &str) -> &str {
    label.trim_end_matches(['.', '-'])
}

/// Paragraphs under labels; one without label belongs to the clause before it, but the closing
/// sentence of the notice stands at the top.
fn nested(lines: &[Line], paragraphs: Vec<Paragraph>) -> Vec<Clause> {
    let last_label = paragraphs.iter().rposition(|p| p.marker.is_some());
    let closing = closing(lines, &paragraphs, last_label);
    let mut top: Vec<Clause> = Vec::new();
    let mut open: Vec<Level> = Vec::new();
    for (i, p) in paragraphs.into_iter().enumerate() {
        let (label, label_source) = p.marker.as_ref().map_or((None, None), |m| (Some(m.label.clone()), Some(m.source)));
        let clause = Clause { label, label_source, spans: p.spans, children: Vec::new() };
        match p.marker {
            Some(m) => {
                while open.last().is_some_and(|l| *l >= m.level) {
                    open.pop();
                }
                children_at(&mut top, open.len()).push(clause);
                open.push(m.level);
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
