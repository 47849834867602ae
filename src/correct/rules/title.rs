//! The office of a signer, where a letter of it was misread: seals lie over it.
//!
//! A line of capitals in the signature, like one office and no other, word for word; only words that the
//! engine was not sure of are changed. `PHỜ “HỦ TỊCH` → `PHÓ CHỦ TỊCH`.

use super::Proposal;
use crate::lexicon::syllable::is_syllable;
use crate::lexicon::{Lexicon, folded};
use crate::types::edit::Certainty;
use crate::types::line::Line;
use crate::types::ocr::Block;

/// Alike from here on.
const ALIKE: f64 = 0.7;
/// Less alike than the best by this is another office; else it may be either.
const APART: f64 = 0.12;
/// A word is that of the office from here on, without tones and hats; else a sign before it (`Q.`, `P.`) may be what is
/// misread, or it is another office.
const HALF: f64 = 0.5;
/// Words surer than this stay.
const SURE: f64 = 0.95;

/// The office in place of the words.
pub fn rule(line: &Line, lexicon: &Lexicon) -> Vec<Proposal> {
    let words: Vec<&str> = line.raw.split(' ').collect();
    let capitals = line.raw.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    if line.block != Block::Signature || !capitals {
        return Vec::new();
    }
    let begins = usize::from(acts_for(words[0]));
    let office = words[begins..].join(" ");
    let Some(best) = nearest(&office, lexicon) else { return Vec::new() };
    let sure = |i: usize| line.words.get(i).is_some_and(|w| w.confidence.get() > SURE);
    let changed: Vec<usize> = (begins..).zip(best.split(' ')).filter(|(i, word)| words[*i] != *word).map(|(i, _)| i).collect();
    if changed.is_empty() || changed.iter().any(|i| sure(*i)) {
        return Vec::new();
    }
    let length = line.raw.chars().count();
    let start = length - office.chars().count();
    vec![Proposal { range: [start, length], after: best.to_owned(), certainty: Certainty::Likely }]
}

/// The only office that is like some words, with as many.
fn nearest(read: &str, lexicon: &Lexicon) -> Option<&'static str> {
    let like = |office: &str| strsim::normalized_levenshtein(office, read);
    let same = |office: &&&str| office.split(' ').count() == read.split(' ').count();
    let mut all: Vec<(f64, &str)> = lexicon.offices.iter().filter(same).map(|o| (like(o), *o)).collect();
    all.sort_by(|a, b| b.0.total_cmp(&a.0));
    let next = all.get(1).map_or(0.0, |n| n.0);
    all.first().filter(|best| best.0 >= ALIKE && best.0 - next >= APART && are_akin(best.1, read)).map(|best| best.1)
}

/// Whether each word read could be that of the office. Of a `PHÓ` one letter is enough, but there
/// must be one: it may be a `KT.`
fn are_akin(office: &str, read: &str) -> bool {
    office.split(' ').zip(read.split(' ')).enumerate().all(|(i, (office, read))| {
        let own = folded(read.trim_matches(|c: char| !c.is_alphabetic()));
        let half = strsim::normalized_levenshtein(&folded(office), &own) >= HALF;
        // Another word of the language with other letters may be what is printed.
        let word = read.chars().all(char::is_alphabetic) && is_syllable(read, 1);
        let may_be = folded(office) == own || !word && half;
        office == read || (may_be || i == 0 && office == "PHÓ" && own.contains(['p', 'h', 'o'])) && !own.contains(|c: char| !c.is_alphanumeric())
    })
}

/// `TM.`, `KT.`, `TL.`, `TUQ.`, `Q.` before an office (Nghị định 30/2020/NĐ-CP, Phụ lục I) and `T/M`, `K/T`
/// of the Party, also misread.
fn acts_for(word: &str) -> bool {
    let short = word.chars().filter(|c| c.is_alphabetic()).count() <= 3;
    short && (word.contains(['.', '/']) || ["TM", "KT", "TL", "TUQ", "Q"].contains(&word))
}
