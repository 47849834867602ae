//! The surname of a signer, where a mark of it was misread: seals lie over it.
//!
//! Surnames are few. The first word of a name that is none of them, was not surely read, and is one of them but for its marks:
//! `Hô Quốc Dũng` → `Hồ Quốc Dũng`. Where two fit as well, it stays.

use super::Proposal;
use super::marks::{SURE, bare, respell};
use crate::lexicon::syllable::without_tone;
use crate::lexicon::{Lexicon, folded};
use crate::types::line::Line;
use crate::types::ocr::Block;

/// A word read worse than this may be any.
const READ: f64 = 0.5;

/// The surname in place of the first word with letters.
pub fn rule(line: &Line, lexicon: &Lexicon) -> Vec<Proposal> {
    // Where hardly a letter was read, any surname is a guess.
    let first = line.words.iter().position(|w| w.text.chars().any(char::is_alphabetic)).filter(|_| line.block == Block::Signature);
    let Some(at) = first.filter(|&at| is_name(line, at) && line.words[at].confidence.get() >= READ) else { return Vec::new() };
    let read = bare(&line.words[at].text);
    nearest(read, lexicon).and_then(|surname| respell(line, (at, surname), SURE)).into_iter().collect()
}

/// The only surname that differs in its tone, else the only one that differs in marks.
fn nearest(read: &str, lexicon: &Lexicon) -> Option<&'static str> {
    let only = |same: &dyn Fn(&str) -> bool| {
        let mut fit = lexicon.surnames.iter().copied().filter(|s| same(s));
        fit.next().filter(|_| fit.next().is_none())
    };
    only(&|s| without_tone(s) == without_tone(read)).or_else(|| only(&|s| folded(s) == folded(read)))
}

/// Three words or more, each a capital and small letters.
fn is_name(line: &Line, first: usize) -> bool {
    let is_part = |word: &str| word.starts_with(char::is_uppercase) && word.chars().skip(1).all(char::is_lowercase);
    let words = &line.words[first..];
    words.len() >= 3 && words.iter().all(|w| is_part(bare(&w.text)))
}
