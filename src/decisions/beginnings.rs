//! Where clauses begin: behind what the clause before has of the same line, with the label.

use super::place::{self, length};
use super::text;
use crate::types::clause::Clause;
use crate::types::edit::{Edit, Status};
use crate::types::evidence::Digitized;
use std::ops::Range;

/// Where a clause begins.
#[derive(Debug, Clone)]
pub struct Beginning {
    /// The way to it through the tree.
    pub way: Vec<usize>,
    /// Index of the line.
    pub line: usize,
    /// Where in the text of the line, with its label.
    pub start: usize,
    /// The same place in the raw text, which no correction moves.
    pub from: usize,
}

/// The beginnings of all clauses that have text, in its order.
pub fn beginnings(found: &Digitized) -> Vec<Beginning> {
    let (mut out, mut last) = (Vec::new(), None);
    each(&found.body, &mut Vec::new(), &mut |clause, way| {
        if let Some(first) = clause.spans.first() {
            let start = start(found, (first.line, first.range[0]), last);
            out.push(Beginning { way: way.to_vec(), line: first.line, start, from: raw_of(edits(found, first.line), start) });
            last = clause.spans.last().map(|s| (s.line, s.range[1]));
        }
    });
    out
}

/// Where the clause at the end of a way begins; None where it has no text.
pub fn beginning(found: &Digitized, way: &[usize]) -> Option<Beginning> {
    beginnings(found).into_iter().find(|b| b.way == way)
}

/// The words of a clause's label in the line in which it begins.
pub fn words_of_label(found: &Digitized, at: &Beginning) -> Range<usize> {
    let behind = place::at(&found.body, &at.way).and_then(|c| c.spans.first()).map_or(at.start, |s| s.range[0]);
    text::within(&found.lines[at.line], [at.from, raw_of(edits(found, at.line), behind)])
}

fn each(body: &[Clause], way: &mut Vec<usize>, see: &mut impl FnMut(&Clause, &[usize])) {
    for (i, clause) in body.iter().enumerate() {
        way.push(i);
        see(clause, way);
        each(&clause.children, way, see);
        way.pop();
    }
}

/// Behind what stands in the line before a place, without the blank between.
fn start(found: &Digitized, (line, to): (usize, usize), last: Option<(usize, usize)>) -> usize {
    let before = last.filter(|(l, _)| *l == line).map_or(0, |(_, end)| end);
    let blanks = found.lines[line].text.chars().skip(before).take_while(|c| *c == ' ').count();
    (before + blanks).min(to)
}

/// The edits of a line; those of a document are in the order of its lines.
fn edits(found: &Digitized, line: usize) -> &[Edit] {
    let from = found.edits.partition_point(|e| e.line < line);
    &found.edits[from..from + found.edits[from..].partition_point(|e| e.line == line)]
}

/// The place in the raw text of a place in the text: of what an edit put there the beginning of that edit, behind what it took away.
fn raw_of(edits: &[Edit], at: usize) -> usize {
    let (mut raw, mut text) = (0, 0);
    for edit in edits.iter().filter(|e| matches!(e.status, Status::Made | Status::Accepted)) {
        if at < text + edit.range[0] - raw {
            break;
        }
        text += edit.range[0] - raw + length(&edit.after);
        if at < text {
            return edit.range[0];
        }
        raw = edit.range[1];
    }
    raw + (at - text)
}
