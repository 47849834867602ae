//! The kind of the notice, where a letter of it was misread.
//!
//! A line of capitals of its own, near the top, like no other words of the form.
//! `NGHỊ QUYÉT` → `NGHỊ QUYẾT`.

use super::Proposal;
use super::marks::bare;
use crate::lexicon::{Lexicon, folded};
use crate::lexicon::syllable::is_syllable;
use crate::types::edit::Certainty;
use crate::types::line::{Line, Word};
use crate::types::ocr::Block;

/// Alike from here on.
const ALIKE: f64 = 0.8;
/// A word of the language read worse than this may be another one.
const HARDLY: f64 = 0.6;

/// The kind in place of the line.
pub fn rule(line: &Line, lexicon: &Lexicon) -> Vec<Proposal> {
    let letters = || line.raw.chars().filter(|c| c.is_alphabetic());
    let capitals = letters().count() >= 6 && letters().all(char::is_uppercase);
    let place = line.page == 1 && matches!(line.block, Block::Body | Block::HeadRight);
    // What stands behind the words, as in QUYẾT ĐỊNH: before the articles, stays.
    let words = line.raw.trim_end_matches(|c: char| !c.is_alphabetic());
    if !(capitals && place) || lexicon.kind(words).is_some() {
        return Vec::new();
    }
    let like = |k: &str| strsim::normalized_levenshtein(k, words);
    let best = lexicon.kinds.iter().map(|(k, _)| (like(k), *k)).filter(|(s, _)| *s >= ALIKE).max_by(|a, b| a.0.total_cmp(&b.0));
    best.filter(|(_, kind)| may_be_misread(line, kind)).map(|(_, kind)| Proposal { range: [0, words.chars().count()], after: kind.to_owned(), certainty: Certainty::Likely }).into_iter().collect()
}

/// Whether every word of a line is that of a kind but for its marks, or none of the language, or was not read well: another word
/// may be what is printed.
fn may_be_misread(line: &Line, kind: &str) -> bool {
    let misread = |(word, is): (&Word, &str)| folded(bare(&word.text)) == folded(is) || word.confidence.get() < HARDLY || !is_syllable(&word.text, 2);
    line.words.len() == kind.split(' ').count() && line.words.iter().zip(kind.split(' ')).all(misread)
}
