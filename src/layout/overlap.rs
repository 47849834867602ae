//! Lines that a scanner caught twice at a page turn.

use super::reading;
use crate::types::line::Line;
use crate::types::ocr::{Block, OcrLine};
use crate::types::page::{Removal, RemovalKind};
use crate::types::read::ReadPage;

/// Copies are at least this alike: two readings of the same print differ by a few letters.
const ALIKE: f64 = 0.9;
/// One repeated line counts only if it is this long (characters); short ones repeat by nature.
const LONG: usize = 40;
/// More lines than this no scanner catches twice.
const MOST: usize = 8;

/// Shorter ones are specks, or the number of a page.
const SHORT: usize = 3;

/// How many lines at the start of a page repeat the last lines before it. What stands above the page's own number does so,
/// if it is but alike.
pub fn repeated(before: &[Line], page: &[OcrLine], number: u32) -> usize {
    let is_print = |text: &str| text.chars().count() >= SHORT;
    let last = before.iter().rev().filter(|l| is_print(&l.raw)).take(MOST);
    let last: Vec<&Line> = last.take_while(|l| l.block == Block::Body).collect();
    let texts: Vec<String> = page.iter().take(2 * MOST).map(|l| reading(l).0).collect();
    (1..=texts.len()).rev().find(|&n| {
        let copies: Vec<&String> = texts[..n].iter().filter(|t| is_print(t)).collect();
        let length: usize = copies.iter().map(|t| t.chars().count()).sum();
        let numbered = texts.get(n).is_some_and(|t| *t == number.to_string());
        let whole = (1..=last.len()).contains(&copies.len()) && is_print(&texts[n - 1]);
        whole && (numbered || length >= LONG) && copies.iter().rev().zip(&last).all(|(copy, line)| alike(&line.raw, copy))
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
