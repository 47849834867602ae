//! Again: print that no line holds is looked for and read line by line.
//!
//! The engine's own layout analysis gives up lines beside seals, stamps and rules, however clean
//! they are. What is left over is found by its letters: several in a row on one baseline.

mod beneath;
mod row;

use crate::types::geometry::Rect;
use crate::types::ocr::{Block, Confidence, OcrLine, OcrPage, Region, Segmentation};
pub use beneath::beneath;
use row::Row;

/// A letter whose middle lies this near (letter heights) to a word belongs to it.
const NEAR: f64 = 0.15;
/// Room above and below a row, in letter heights: marks over capitals, tails of letters.
const ROOM: (f64, f64) = (0.8, 0.4);
/// What is read worse than this is no line: of strokes the engine is less sure.
const SURE: f64 = 0.6;

/// Rows of letters that lie in no word of a page of some size, each as a region of one line.
pub fn missed(cut: &Segmentation, read: &OcrPage, size: (u32, u32)) -> Vec<Region> {
    let words: Vec<Rect> = read.lines.iter().flat_map(|l| &l.words).map(|w| w.area.grown((NEAR * cut.letter) as i32)).collect();
    let left: Vec<Rect> = cut.letters.iter().copied().filter(|l| !words.iter().any(|w| w.contains(l.centre()))).collect();
    let rows = row::rows(left, cut.letter);
    let texts = rows.iter().filter(|r| r.is_text(cut.letter));
    texts.map(|row| region(row, cut, (&words, size))).collect()
}

fn region(row: &Row, cut: &Segmentation, (words, size): (&[Rect], (u32, u32))) -> Region {
    let hull = row.hull();
    let within = cut.regions.iter().find(|r| r.area.contains(hull.centre()));
    let area = free(hull, words, cut.letter).intersect(&Rect::of_size(size));
    Region { block: within.map_or(Block::Body, |r| r.block), area, cell: within.and_then(|r| r.cell), one_line: true }
}

/// A row with room around it that ends at the words above and below.
fn free(hull: Rect, words: &[Rect], letter: f64) -> Rect {
    let room = |share: f64| (share * letter) as i32;
    let beside = |w: &&Rect| w.x0 < hull.x1 && hull.x0 < w.x1;
    let (_, y) = hull.centre();
    let above = words.iter().filter(beside).filter(|w| w.centre().1 < y).map(|w| w.y1).max();
    let below = words.iter().filter(beside).filter(|w| w.centre().1 > y).map(|w| w.y0).min();
    Rect {
        x0: hull.x0 - room(ROOM.0),
        y0: (hull.y0 - room(ROOM.0)).max(above.unwrap_or(0)).min(hull.y0),
        x1: hull.x1 + room(ROOM.0),
        y1: (hull.y1 + room(ROOM.1)).min(below.unwrap_or(i32::MAX)).max(hull.y1),
    }
}

/// Puts lines that were found in between those that were there, pieces of a line to that line.
pub fn insert(read: &mut OcrPage, found: OcrPage, letter: f64) {
    for line in found.lines.into_iter().filter(|l| Confidence::of_words(&l.words).get() >= SURE) {
        match read.lines.iter_mut().find(|own| same_line(own, &line, letter)) {
            Some(own) => join(own, line),
            None => read.lines.insert(place(read, &line), line),
        }
    }
}

/// Whether one goes on where the other ends.
fn same_line(a: &OcrLine, b: &OcrLine, letter: f64) -> bool {
    let shared = a.area.y1.min(b.area.y1) - a.area.y0.max(b.area.y0);
    let gap = a.area.x0.max(b.area.x0) - a.area.x1.min(b.area.x1);
    (a.block, a.cell) == (b.block, b.cell) && 2 * shared > a.area.height().max(b.area.height())
        && f64::from(gap).abs() <= row::APART * letter
}

fn join(own: &mut OcrLine, more: OcrLine) {
    own.area = own.area.hull(&more.area);
    own.words.extend(more.words);
    own.words.sort_by_key(|w| w.area.x0);
}

/// Behind the last line of its block that stands higher, else before the block.
fn place(read: &OcrPage, line: &OcrLine) -> usize {
    let above = |l: &OcrLine| l.block == line.block && l.area.centre().1 < line.area.centre().1;
    let behind = read.lines.iter().rposition(above).map(|i| i + 1);
    behind.or_else(|| read.lines.iter().position(|l| l.block >= line.block)).unwrap_or(read.lines.len())
}
