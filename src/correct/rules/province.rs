//! The name of a province in the left head, where a mark of it was misread.
//!
//! Only marks: without them the name must be right, and it must be the only such name.
//! `TĨNH QUÁNG NGÃI` → `TỈNH QUẢNG NGÃI`.

use super::Proposal;
use crate::lexicon::{PROVINCES, folded};
use crate::types::edit::Certainty;
use crate::types::line::Line;
use crate::types::ocr::Block;

/// The name with its marks, and `TỈNH` or `THÀNH PHỐ` before it.
pub fn rule(line: &Line) -> Vec<Proposal> {
    if line.block != Block::HeadLeft {
        return Vec::new();
    }
    let fold = folded(&line.raw);
    let mut fit = PROVINCES.iter().flat_map(|name| [format!("TỈNH {}", name.to_uppercase()), format!("THÀNH PHỐ {}", name.to_uppercase())])
        .filter(|full| fold.ends_with(&folded(full)) && (fold.len() == folded(full).len() || fold[..fold.len() - folded(full).len()].ends_with(' ')));
    let (Some(full), None) = (fit.next(), fit.next()) else { return Vec::new() };
    let length = line.raw.chars().count();
    let start = length - full.chars().count().min(length);
    let as_printed: String = line.raw.chars().skip(start).collect();
    if as_printed == full || as_printed.replace("OÀ", "ÒA").replace("OÁ", "ÓA") == full {
        return Vec::new();
    }
    vec![Proposal { range: [start, length], after: full, certainty: Certainty::Likely }]
}
