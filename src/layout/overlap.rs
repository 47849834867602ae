//! Lines that a scanner caught twice at a page turn.

use super::reading;
use crate::types::line::Line;
use crate::types::ocr::{Block, OcrLine};
use crate::types::read::ReadPage;
use crate::types::page::{Removal, RemovalKind};

/// Copies are at least this alike: two readings of the same print differ by a few letters.
const ALIKE: f64 = 0.9;
/// One repeated line counts only if it is this long (characters); short ones repeat by nature.
const LONG: usize = 40;
/// More lines than this no scanner catches twice.
const MOST: usize = 8;

/// How many lines at the start of a page repeat the last lines before it.
pub fn repeated(before: &[Line], page: &[OcrLine]) -> usize {
    let most = MOST.min(before.len()).min(page.len());
    (1..=most).rev().find(|&n| {
        let pairs = || before[before.len() - n..].iter().zip(&page[..n]);
        let length: usize = page[..n].iter().map(|l| reading(l).0.chars().count()).sum();
        length >= LONG && pairs().all(|(a, b)| b.block == Block::Body && a.block == Block::Body && alike(&a.raw, &reading(b).0))
    }).unwrap_or(0)
}

/// Different digits are different print: items of a list may differ by an amount only.
fn alike(a: &str, b: &str) -> bool {
    let digits = |s: &str| s.chars().filter(char::is_ascii_digit).collect::<String>();
    digits(a) == digits(b) && strsim::normalized_levenshtein(a, b) >= ALIKE
}

/// The record of one repeated line.
pub fn removal(line: &OcrLine, page: &ReadPage) -> Removal {
    let bbox = page.to_scan.rect(&line.area, page.scan_size);
    Removal { kind: RemovalKind::PageOverlap, bbox, text: Some(reading(line).0) }
}
