//! How lines stand in their column: indented, centred, at the start of a paragraph.

use crate::types::ocr::{Block, OcrLine};

/// A first-line indent is at least this, in letter heights; 1 cm is about four.
const INDENT: f64 = 1.2;
/// A line that ends this far from the right edge (letter heights) ends its paragraph.
const SHORT: f64 = 3.0;
/// Centred lines leave this on both sides, in letter heights, and differ by this at most.
const MARGIN: f64 = 2.0;
const LOPSIDED: f64 = 2.5;

/// One of so many lines of a column, and two at least, begin at its left edge, within this (letter heights).
const SOME: usize = 12;
const LEVEL: f64 = 0.8;

/// How a line stands.
#[derive(Debug, Clone, Copy)]
pub struct Shape {
    /// First line of a paragraph.
    pub starts_paragraph: bool,
    /// In the middle of the column.
    pub centred: bool,
    /// From the column's left edge, in letter heights, 1 digit.
    pub indent: f64,
}

/// The shapes of the lines of one page; `letter` is the height of its letters in pixels.
pub fn shapes(lines: &[OcrLine], letter: f64) -> Vec<Shape> {
    let column = |block: Block| edges(lines.iter().filter(|l| l.block == block), letter);
    let mut before: Option<&OcrLine> = None;
    lines.iter().map(|line| {
        let (left, right) = column(line.block);
        let units = |pixels: i32| f64::from(pixels) / letter;
        let (indent, rest) = (units(line.area.x0 - left), units(right - line.area.x1));
        // The rows of a table go on; a table ends what is before it, and what follows starts anew.
        let table_turns = before.is_some_and(|b| b.cell.is_some() != line.cell.is_some());
        let in_table = before.is_some_and(|b| b.cell.is_some()) && line.cell.is_some();
        let before_ended = before.filter(|b| b.block == line.block).is_some_and(|b| units(right - b.area.x1) > SHORT);
        before = Some(line);
        Shape {
            starts_paragraph: table_turns || !in_table && (indent > INDENT || before_ended),
            centred: indent > MARGIN && rest > MARGIN && (indent - rest).abs() / 2.0 < LOPSIDED,
            indent: (indent * 10.0).round() / 10.0,
        }
    }).collect()
}

/// Left and right edge of a column: where the lines that fill it begin and end.
fn edges<'a>(lines: impl Iterator<Item = &'a OcrLine>, letter: f64) -> (i32, i32) {
    let areas: Vec<_> = lines.map(|l| l.area).collect();
    let widest = areas.iter().map(|a| a.width()).max().unwrap_or(0);
    let mut full: Vec<_> = areas.iter().filter(|a| a.width() * 10 >= widest * 8).collect();
    // The leftmost place where some lines begin: on a page of short paragraphs most begin at the indent.
    let mut starts: Vec<i32> = areas.iter().map(|a| a.x0).collect();
    starts.sort_unstable();
    let enough = (starts.len() / SOME).max(2);
    let level = |i: &usize| starts.get(i + enough - 1).is_some_and(|x| f64::from(x - starts[*i]) < LEVEL * letter);
    let left = (0..starts.len()).find(level).map_or(starts.first().copied().unwrap_or(0), |i| starts[i]);
    full.sort_by_key(|a| a.x1);
    let right = full.get(full.len() / 2).map_or(0, |a| a.x1);
    (left, right)
}
