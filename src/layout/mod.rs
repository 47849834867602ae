//! Layout: from the words of all pages to printed lines in reading order.

mod blocks;
mod level;
mod noise;
mod overlap;
mod page_number;
mod paragraphs;
mod tables;

use crate::types::geometry::Rect;
use crate::types::line::{Line, Word};
use crate::types::notice::Place;
use crate::types::ocr::{Block, Cell, Confidence, OcrLine, text_of};
use crate::types::page::{Removal, RemovalKind};
use crate::types::read::ReadPage;
use std::borrow::Borrow;

/// The lines of a document and what was found to be no text of it.
#[derive(Debug, Clone, Default)]
pub struct Layout {
    /// In reading order.
    pub lines: Vec<Line>,
    /// Page number and what was read there but kept out of the text.
    pub removed: Vec<(u32, Removal)>,
    /// Braces along some of the recipients.
    pub braces: Vec<Place>,
    /// Pages with the numbers printed on them.
    pub printed: Vec<(u32, u32)>,
}

/// Lays out the pages that were read, in the order of their numbers.
pub fn layout(pages: impl IntoIterator<Item: Borrow<ReadPage>>) -> Layout {
    let mut out = Layout::default();
    for page in pages {
        let page = page.borrow();
        let (lines, removed) = page_lines(page, &out.lines);
        out.printed.extend(page_number::printed(&removed).map(|number| (page.number, number)));
        out.removed.extend(removed.into_iter().map(|r| (page.number, r)));
        out.lines.extend(lines);
        out.braces.extend(page.braces.iter().map(|b| Place { page: page.number, bbox: page.to_scan.rect(b, page.scan_size) }));
    }
    out
}

/// Lines of a page that follows those of `before`. Repeated lines go before the page's number is
/// looked for: they may stand above it.
fn page_lines(page: &ReadPage, before: &[Line]) -> (Vec<Line>, Vec<Removal>) {
    let (lines, mut removed) = noise::without(page);
    let cells = tables::cells(&lines);
    let mut lines = tables::rows_joined(blocks::ordered(lines, page.number));
    let rest = lines.split_off(overlap::repeated(before, &lines, page.number));
    removed.extend(lines.iter().map(|l| overlap::removal(l, page)));
    let (lines, number) = page_number::without(rest, page, !lines.is_empty());
    removed.extend(number);
    let lines = level::joined(lines);
    let shape = paragraphs::shapes(&lines, page.letter);
    let placed = lines.iter().zip(shape).map(|(line, shape)| place((line, shape), &cells, page)).collect();
    (placed, removed)
}

fn place((line, shape): (&OcrLine, paragraphs::Shape), cells: &[(Cell, Rect)], page: &ReadPage) -> Line {
    let words: Vec<Word> = line.words.iter().map(|w| {
        let bbox = page.to_scan.rect(&w.area, page.scan_size);
        let (text, alternatives, under) = (w.text.clone(), w.alternatives.clone(), under(&bbox, page));
        Word { text, bbox, confidence: w.confidence, alternatives, filled: w.filled, under, bold: w.face.bold, italic: w.face.italic, cell: tables::cell_of(w, line, cells) }
    }).collect();
    let raw = words.iter().map(|w| w.text.as_str()).collect::<Vec<_>>().join(" ");
    Line {
        page: page.number,
        bbox: Rect::hull_of(words.iter().map(|w| w.bbox)).unwrap_or(line.area),
        block: line.block,
        starts_paragraph: shape.starts_paragraph,
        centred: shape.centred,
        indent: shape.indent,
        text: raw.clone(),
        raw,
        words,
    }
}

/// What was removed from over a place; dust does not count, its box is larger than itself.
fn under(place: &Rect, page: &ReadPage) -> Vec<RemovalKind> {
    let covers = |r: &&Removal| r.kind != RemovalKind::Speckle && r.kind != RemovalKind::Border && r.bbox.overlaps(place);
    let mut kinds: Vec<RemovalKind> = page.removed.iter().filter(covers).map(|r| r.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}

/// Words joined by blanks and their mean confidence, weighted by length.
fn reading(line: &OcrLine) -> (String, f64) {
    (text_of(&line.words), Confidence::of_words(&line.words).get())
}

fn is_head(block: Block) -> bool {
    matches!(block, Block::HeadLeft | Block::HeadRight)
}

fn is_foot(block: Block) -> bool {
    matches!(block, Block::Recipients | Block::Signature)
}
