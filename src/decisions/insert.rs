//! What was taken for a stamp or a hand and is text.

use super::place::length;
use crate::types::clause::{Clause, Span};
use crate::types::decision::Area;
use crate::types::evidence::Digitized;
use crate::types::line::{Line, Word};
use crate::types::ocr::{Block, Confidence};

/// Puts lines into the text that were taken for a stamp or a hand: behind the lines of the body above them, at the end of their clause.
pub fn insert(found: &mut Digitized, at: &Area, text: &str) {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).for_each(|line| insert_line(found, at, line));
}

fn insert_line(found: &mut Digitized, at: &Area, text: &str) {
    let above = |l: &Line| (l.page, l.bbox.centre().1) <= (at.page, at.bbox.centre().1) && l.block == Block::Body;
    let index = found.lines.iter().rposition(above).map_or(0, |i| i + 1);
    found.edits.iter_mut().filter(|e| e.line >= index).for_each(|e| e.line += 1);
    let spans = vec![Span { line: index, range: [0, length(text)] }];
    make_room(&mut found.body, index);
    let above = (0..index).rev().find(|line| holds(&found.body, *line));
    match above.and_then(|line| ending(&mut found.body, line)) {
        Some(clause) => {
            let behind = clause.spans.iter().rposition(|s| s.line < index).map_or(0, |at| at + 1);
            clause.spans.splice(behind..behind, spans).for_each(drop);
        }
        None => found.body.insert(0, Clause { label: None, label_source: None, before: None, spans, table: false, children: Vec::new(), reviewed: true }),
    }
    let word = |text: &str| Word {
        text: text.into(), bbox: at.bbox, confidence: Confidence::new(1.0), alternatives: Vec::new(), filled: false, under: Vec::new(), bold: false, italic: false, cell: None,
    };
    let line = Line {
        page: at.page, bbox: at.bbox, block: Block::Body, starts_paragraph: false, centred: false, indent: 0.0, raw: text.into(), text: text.into(),
        words: text.split_whitespace().map(word).collect(),
    };
    found.lines.insert(index, line);
}

/// Lines from `index` on are one further on.
fn make_room(body: &mut [Clause], index: usize) {
    for clause in body {
        clause.spans.iter_mut().filter(|s| s.line >= index).for_each(|s| s.line += 1);
        make_room(&mut clause.children, index);
    }
}

/// The last clause that has a part of a line.
fn ending(body: &mut [Clause], line: usize) -> Option<&mut Clause> {
    body.iter_mut().rev().find_map(|clause| {
        let own = clause.spans.iter().any(|s| s.line == line);
        // Found twice, as what is borrowed for an answer stays borrowed.
        if holds(&clause.children, line) { ending(&mut clause.children, line) } else { own.then_some(clause) }
    })
}

fn holds(body: &[Clause], line: usize) -> bool {
    body.iter().any(|c| c.spans.iter().any(|s| s.line == line) || holds(&c.children, line))
}
