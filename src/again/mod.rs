//! Again: print that no line holds is looked for and read line by line.
//!
//! The engine's own layout analysis gives up lines beside seals, stamps and rules, however clean
//! they are. What is left over is found by its letters: several in a row on one baseline.

mod beneath;
mod row;

use crate::types::geometry::Rect;
use crate::types::ocr::{Block, Confidence, OcrLine, OcrPage, OcrWord, Region, Segmentation};
pub use beneath::beneath;
use row::Row;

/// A letter whose middle lies this near (letter heights) to a word belongs to it.
const NEAR: f64 = 0.15;
/// Room around a row, in letter heights: marks over capitals and both ends, tails of letters.
const ROOM: (f64, f64) = (0.8, 0.4);
/// What is read worse than this is no line: of strokes the engine is less sure.
const SURE: f64 = 0.6;
/// So many rows of a page are read again, the longest ones: a page of halftones has any number.
const MOST_ROWS: usize = 24;

/// Rows of letters that lie in no word of a page of some size, each as a region of one line.
pub fn missed(cut: &Segmentation, read: &OcrPage, size: (u32, u32)) -> Vec<Region> {
    let words: Vec<Rect> = read.lines.iter().flat_map(|l| &l.words).map(|w| w.area).collect();
    let near = (NEAR * cut.letter) as i32;
    let left = cut.letters.iter().filter(|l| !words.iter().any(|w| w.grown(near).contains(l.centre())));
    let (mut within, mut outside): (Vec<Vec<Rect>>, Vec<Rect>) = (vec![Vec::new(); cut.regions.len()], Vec::new());
    for letter in left {
        let at = cut.regions.iter().position(|r| r.area.contains(letter.centre()));
        at.map_or(&mut outside, |i| &mut within[i]).push(*letter);
    }
    let columns = cut.regions.iter().map(Some).zip(within).chain([(None, outside)]);
    let rows = columns.flat_map(|(region, letters)| row::rows(letters, cut.letter).into_iter().map(move |row| (region, row)));
    let mut texts: Vec<(Option<&Region>, Row)> = rows.filter(|(_, row)| row.is_text(cut.letter)).collect();
    texts.sort_by_key(|(_, row)| std::cmp::Reverse(row.len()));
    texts.truncate(MOST_ROWS);
    let room = |row: &Row| free(row.hull(), &words, cut.letter).intersect(&Rect::of_size(size));
    texts.iter().map(|(region, row)| Region {
        block: region.map_or(Block::Body, |r| r.block), area: room(row), cell: region.and_then(|r| r.cell), one_line: true,
    }).collect()
}

/// A row with room around it that ends at the words above, below and beside it.
fn free(hull: Rect, words: &[Rect], letter: f64) -> Rect {
    let room = |share: f64| (share * letter) as i32;
    let over = |w: &&Rect| w.x0 < hull.x1 && hull.x0 < w.x1;
    let level = |w: &&Rect| w.y0 < hull.y1 && hull.y0 < w.y1;
    let (x, y) = hull.centre();
    let above = words.iter().filter(over).filter(|w| w.centre().1 < y).map(|w| w.y1).max();
    let below = words.iter().filter(over).filter(|w| w.centre().1 > y).map(|w| w.y0).min();
    let before = words.iter().filter(level).filter(|w| w.centre().0 < x).map(|w| w.x1).max();
    let behind = words.iter().filter(level).filter(|w| w.centre().0 > x).map(|w| w.x0).min();
    Rect {
        x0: (hull.x0 - room(ROOM.0)).max(before.unwrap_or(0)).min(hull.x0),
        y0: (hull.y0 - room(ROOM.0)).max(above.unwrap_or(0)).min(hull.y0),
        x1: (hull.x1 + room(ROOM.0)).min(behind.unwrap_or(i32::MAX)).max(hull.x1),
        y1: (hull.y1 + room(ROOM.1)).min(below.unwrap_or(i32::MAX)).max(hull.y1),
    }
}

/// Puts lines that were found in between those that were there, pieces of a line to that line.
pub fn insert(read: &mut OcrPage, found: OcrPage, letter: f64) {
    for mut line in found.lines {
        line.words.retain(|word| !is_known(read, word));
        if line.words.is_empty() || Confidence::of_words(&line.words).get() < SURE {
            continue;
        }
        line.area = Rect::hull_of(line.words.iter().map(|w| w.area)).unwrap_or(line.area);
        match read.lines.iter_mut().find(|own| goes_on(own, &line, letter)) {
            Some(own) => join(own, line),
            None => read.lines.insert(place(read, &line), line),
        }
    }
}

/// Whether a word stands where another one was read.
fn is_known(read: &OcrPage, word: &OcrWord) -> bool {
    read.lines.iter().flat_map(|l| &l.words).any(|w| w.area.contains(word.area.centre()))
}

/// Whether a piece stands beside words of a line, level with it.
fn goes_on(own: &OcrLine, piece: &OcrLine, letter: f64) -> bool {
    let gap = |w: &OcrWord| -w.area.intersect(&piece.area).width();
    (own.block, own.cell) == (piece.block, piece.cell) && 2 * own.area.intersect(&piece.area).height() > own.area.height().max(piece.area.height())
        && own.words.iter().any(|w| f64::from(gap(w)) <= row::APART * letter)
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
