//! Braces: what runs along several recipients and gives them one remark, `} (báo cáo)`.

use crate::raster::Component;
use crate::types::ocr::Block;

/// A brace is at least this high and so many times as high as wide: two lines of small print.
const HIGH: f64 = 3.0;
const SLIM: i32 = 3;
/// Its stroke is this wide at most, in letter heights; letters of two lines that touch are wider.
const THIN: f64 = 0.45;
/// Of so many rows of pixels one at most is crossed more than once: letters that touch have more strokes than one.
const ONCE: usize = 8;

/// Whether a component of a block is a brace: one thin stroke past some lines of the recipients.
pub fn is_brace(of: &Component, block: Block, letter: f64) -> bool {
    let (high, wide) = (of.area.height(), of.area.width());
    block == Block::Recipients
        && f64::from(high) >= HIGH * letter
        && high >= SLIM * wide
        && f64::from(of.pixels) <= THIN * letter * f64::from(high)
        && of.runs.len() * ONCE <= high as usize * (ONCE + 1)
}
