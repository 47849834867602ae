//! The star between the issuer and the number of a Party document, read as letters.
//!
//! Nothing else of one or two signs that is no word stands on a line of its own in the left head.
//! `zk` → `*`.

use super::Proposal;
use crate::lexicon::syllable::is_syllable;
use crate::lexicon::Lexicon;
use crate::types::edit::Certainty;
use crate::types::line::Line;
use crate::types::ocr::Block;

/// A star in place of the line.
pub fn rule(line: &Line, _: &Lexicon) -> Vec<Proposal> {
    let length = line.raw.chars().count();
    let short = length <= 2 && !line.raw.contains(|c: char| c.is_ascii_digit() || c.is_whitespace() || c.is_uppercase());
    let word = is_syllable(&line.raw, 1);
    let here = line.page == 1 && line.block == Block::HeadLeft;
    (short && here && !word).then(|| Proposal { range: [0, length], after: "*".to_owned(), certainty: Certainty::Likely }).into_iter().collect()
}
