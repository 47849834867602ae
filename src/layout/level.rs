//! Pieces of a row that were read apart: wide blanks of a table without rules make columns of it.

use super::reading;
use crate::lexicon::form;
use crate::types::ocr::{Block, OcrLine};

/// Pieces of one row share this much of the height of the lower one.
const SHARED: f64 = 0.6;

/// Lines of the body, from top to bottom, with those that are level and beside each other as one.
pub fn joined(lines: Vec<OcrLine>) -> Vec<OcrLine> {
    let mut out: Vec<OcrLine> = Vec::new();
    for line in lines {
        match out.last_mut().filter(|last| is_level(last, &line)) {
            Some(last) => {
                last.words.extend(line.words);
                last.words.sort_by_key(|w| w.area.x0);
                last.area = last.area.hull(&line.area);
            }
            None => out.push(line),
        }
    }
    out
}

fn is_level(one: &OcrLine, other: &OcrLine) -> bool {
    let (a, b) = (one.area, other.area);
    let shared = f64::from(a.y1.min(b.y1) - a.y0.max(b.y0));
    let beside = one.words.iter().all(|w| w.area.x1 <= b.x0 || b.x1 <= w.area.x0);
    beside && shared >= SHARED * f64::from(a.height().min(b.height())) && is_piece(one) && is_piece(other)
}

/// Whether a line may be a piece of a row: print of the body. Where its columns were not found, a head stands there, too;
/// a tick in the margin says nothing.
fn is_piece(line: &OcrLine) -> bool {
    let text = reading(line).0;
    let says = |word: &str| word.chars().filter(|c| c.is_alphanumeric()).count() > 1 || word.bytes().any(|b| b.is_ascii_digit());
    line.block == Block::Body && line.cell.is_none() && !form::is_head_line(&text) && text.split(' ').any(says)
}
