//! Thể thức ký: authority, position and name at the bottom right.

use super::Parts;
use super::field::Field;
use crate::lexicon::folded;
use crate::lexicon::joining::joined;
use crate::lexicon::syllable::is_syllable;
use crate::types::evidence::FieldEvidence;
use crate::types::notice::Signature;
use serde_json::json;

/// How an authority begins, state and Party.
const AUTHORITIES: [&str; 12] = ["TM", "KT", "TL", "TUQ", "Q.", "T/M", "K/T", "T/L", "TH.", "T.M", "K.T", "T.L"];

/// A part with a word below this is left open: a wrong name is worse than none.
const LEGIBLE: f64 = 0.7;

/// The signer. Lines in capitals are authority and position, the last line in small letters is the name.
pub fn read(parts: &Parts<'_>) -> FieldEvidence {
    let legible = |i: &usize| parts.lines[*i].words.iter().all(|w| w.confidence.get() >= LEGIBLE);
    let lines = &parts.signature;
    let text = |i: &usize| parts.lines[*i].text.as_str();
    let capitals: Vec<usize> = lines.iter().copied().filter(|i| is_capitals(text(i))).collect();
    let (authority, position): (Vec<usize>, Vec<usize>) = capitals.iter().copied().partition(|i| is_authority(text(i)));
    let name = lines.iter().rev().copied().find(|i| is_name(text(i)) && legible(i));
    let sound = |i: &usize| legible(i) && text(i).split(' ').all(|w| w.ends_with('.') || w.contains('/') || is_syllable(w, 1));
    let join = |of: &[usize]| (!of.is_empty() && of.iter().all(sound)).then(|| joined(of.iter().map(text)));
    let signature = Signature { authority: join(&authority), position: join(&position).filter(|p| !repeats(position.iter().map(text)) && !is_own_deputy(authority.iter().map(text), p)), name: name.as_ref().map(|i| text(i).to_owned()) };
    let empty = signature.authority.is_none() && signature.position.is_none() && signature.name.is_none();
    let value = if empty { json!([]) } else { json!([signature]) };
    let used = capitals.into_iter().chain(name);
    Field::of("signatures", "capitals and the name under them, bottom right").value(value).lines(parts.lines, used).build()
}

/// Two lines that end in the same word are the halves of one under a seal.
fn repeats<'a>(lines: impl Iterator<Item = &'a str>) -> bool {
    let mut ends: Vec<&str> = lines.filter_map(|l| l.rsplit(' ').next()).collect();
    let count = ends.len();
    ends.sort_unstable();
    ends.dedup();
    ends.len() < count
}

/// Who signs for an office (`KT.`, ký thay) is its deputy: the office itself as the signer's position
/// has lost its first word, mostly under a seal.
fn is_own_deputy<'a>(mut authority: impl Iterator<Item = &'a str>, position: &str) -> bool {
    authority.any(|a| a.strip_prefix("KT").or(a.strip_prefix("K/T")).is_some_and(|office| folded(office.trim_start_matches('.').trim()) == folded(position)))
}

fn is_capitals(text: &str) -> bool {
    let letters = || text.chars().filter(|c| c.is_alphabetic());
    letters().count() >= 3 && letters().filter(|c| c.is_lowercase()).count() * 6 <= letters().count()
}

fn is_authority(text: &str) -> bool {
    AUTHORITIES.iter().any(|a| text.strip_prefix(a).is_some_and(|rest| !rest.starts_with(char::is_alphabetic)))
}

/// Three to six words, each a capital and small letters. Two may be what a seal left of three.
fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    let is_part = |w: &&str| {
        let mut letters = w.chars();
        letters.next().is_some_and(char::is_uppercase) && letters.clone().all(|c| c.is_lowercase() || c == '.') && w.chars().count() > 1
    };
    (3..=6).contains(&words.len()) && words.iter().all(is_part)
}
