//! The kind of the notice, where a letter of it was misread.
//!
//! A line of capitals of its own, near the top, like no other words of the form.
//! `NGHỊ QUYÉT` → `NGHỊ QUYẾT`.

use super::Proposal;
use crate::lexicon::KINDS;
use crate::types::edit::Certainty;
use crate::types::line::Line;
use crate::types::ocr::Block;

/// Alike from here on.
const ALIKE: f64 = 0.8;

/// The kind in place of the line.
pub fn rule(line: &Line) -> Vec<Proposal> {
    let letters = || line.raw.chars().filter(|c| c.is_alphabetic());
    let capitals = letters().count() >= 6 && letters().all(char::is_uppercase);
    let place = line.page == 1 && matches!(line.block, Block::Body | Block::HeadRight);
    // What stands behind the words, as in QUYẾT ĐỊNH: before the articles, stays.
    let words = line.raw.trim_end_matches(|c: char| !c.is_alphabetic());
    if !(capitals && place) || KINDS.iter().any(|(k, _)| *k == words) {
        return Vec::new();
    }
    let like = |k: &str| strsim::normalized_levenshtein(k, words);
    let best = KINDS.iter().map(|(k, _)| (like(k), *k)).filter(|(s, _)| *s >= ALIKE).max_by(|a, b| a.0.total_cmp(&b.0));
    best.map(|(_, kind)| Proposal { range: [0, words.chars().count()], after: kind.to_owned(), certainty: Certainty::Likely }).into_iter().collect()
}
