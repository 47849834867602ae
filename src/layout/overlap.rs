//! Lines that a scanner caught twice at a page turn.

use crate::types::line::Line;
use crate::types::ocr::Block;
use crate::types::page::{Removal, RemovalKind};

/// Copies are at least this alike: two readings of the same print differ by a few letters.
const ALIKE: f64 = 0.85;
/// One repeated line counts only if it is this long (characters); short ones repeat by nature.
const LONG: usize = 40;
/// More lines than this no scanner catches twice.
const MOST: usize = 8;

/// How many lines at the start of a page repeat the last lines before it.
pub fn repeated(before: &[Line], page: &[Line]) -> usize {
    let most = MOST.min(before.len()).min(page.len());
    (1..=most).rev().find(|&n| {
        let pairs = || before[before.len() - n..].iter().zip(&page[..n]);
        let length: usize = page[..n].iter().map(|l| l.raw.chars().count()).sum();
        length >= LONG && pairs().all(|(a, b)| b.block == Block::Body && a.block == Block::Body && alike(&a.raw, &b.raw))
    }).unwrap_or(0)
}

/// The first line of a page may be cut by its edge: the copy may also be the end of the original.
fn alike(a: &str, b: &str) -> bool {
    strsim::normalized_levenshtein(a, b) >= ALIKE
}

/// The record of one repeated line.
pub fn removal(line: &Line) -> Removal {
    Removal { kind: RemovalKind::PageOverlap, bbox: line.bbox, text: Some(line.raw.clone()) }
}
