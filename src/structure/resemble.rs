//! Damaged labels: what scans and engines make of a label's signs.

use super::label::{Label, Level};
use super::marker;
use crate::lexicon::folded;

/// Signs that stand for each other on bad scans, and those that were seen of several.
const ALIKE: [(&str, &str); 32] = [
    ("1", "l"), ("1", "I"), ("1", "L"), ("1", "|"), ("1", "i"), ("1", "]"), ("1", "!"), ("0", "O"), ("0", "o"), ("5", "S"), ("5", "s"),
    ("2", "Z"), ("2", "z"), ("8", "B"), ("6", "G"), ("6", "b"), ("9", "g"), ("4", "A"), ("3", "8"), ("7", "1"), ("I", "l"), ("I", "1"),
    ("I", "|"), ("I", "]"), ("I", "T"), ("II", "H"), ("II", "U"), ("V", "Y"), ("đ", "d"), ("đ", "ä"), ("đ", "ả"), (".", ","),
];
/// What a dash is read as, and a plus.
const DASHES: [&str; 7] = ["—", "_", "~", "*", "=", "•", "·"];
const PLUSES: [&str; 3] = ["*", "†", "‡"];
/// What numbers are read as, besides digits, and how many signs one has.
const NUMERALS: &str = "IVXlL|]SZOHU";
const LONG: usize = 8;
/// The words of labels, without marks.
const WORDS: [&str; 4] = ["phan", "chuong", "muc", "dieu"];
/// Signs that close a label, which are the first thing to be lost or changed.
const CLOSING: &str = ".,:;)}]-–—_~";
/// What a damage costs that is known, one that is not, a closing sign that is another, one that is lost.
const KNOWN: f64 = 0.4;
const OTHER: f64 = 1.4;
const CLOSED: f64 = 0.3;
const UNCLOSED: f64 = 0.9;
/// Mending at all; where a word such as `Điều` tells that it is a label.
const MENDED: f64 = 0.6;
pub const TOLD: f64 = 0.3;
/// Mending what was read as another label, and surely: only by damages that are known.
const FIRM: f64 = 0.5;

/// A label that what stands at the start of a text may have been.
#[derive(Debug, Clone, Copy)]
pub struct Likeness {
    /// What the damages cost.
    pub cost: f64,
    /// Code points that it takes, with the blank behind it.
    pub length: usize,
}

/// How like a text's start is to a label, None where it is not; `firm` where the engine was sure of what it read.
pub fn likeness(text: &str, label: &Label, firm: bool) -> Option<Likeness> {
    let quotes = marker::quotes(text);
    let text = text.trim_start_matches(['"', '“']);
    let stem = if label.level.upper().is_some() { "" } else { label.stem.as_str() };
    let words = stem.split_whitespace().count() + usize::from(!label.level.is_bullet());
    let first: String = text.split_inclusive(' ').take(words).collect();
    let whole = first.chars().count() == text.chars().count();
    let cost = match label.level {
        _ if whole && !label.level.is_titled() => None,
        Level::Dash => DASHES.contains(&first.trim_end()).then_some(KNOWN),
        Level::Plus => PLUSES.contains(&first.trim_end()).then_some(KNOWN),
        _ if stem.is_empty() => numbered(first.trim_end(), &label.text(), firm).map(|c| c + MENDED),
        _ => worded(first.trim_end(), label, firm),
    }?;
    Some(Likeness { cost: cost + if firm { FIRM } else { 0.0 }, length: quotes + first.chars().count() })
}

/// A label that begins with a word.
fn worded(read: &str, label: &Label, firm: bool) -> Option<f64> {
    let text = label.text();
    let ((word, read), (own, label)) = (read.rsplit_once(' ')?, text.rsplit_once(' ')?);
    let other = if word == own { 0.0 } else { TOLD };
    let alike = folded(word) == folded(own) || strsim::levenshtein(&folded(word), &folded(own)) == 1;
    let (body, own) = (read.trim_end_matches(is_closing), label.trim_end_matches(is_closing));
    let body = if body.is_empty() { read } else { body };
    alike.then(|| signs(body, own, firm).map(|c| c + other + TOLD))?
}

fn is_closing(c: char) -> bool {
    CLOSING.contains(c)
}

fn numbered(read: &str, label: &str, firm: bool) -> Option<f64> {
    let ((body, close), (own, closing)) = (split(read), split(label));
    let Some(signs) = signs(&body, &own, firm) else {
        // `II.` read as `I]`: what looks like a closing sign was the last of the number.
        return signs_with_last(read, &own, firm);
    };
    let closed = match close.as_str() {
        "" if "]|!".contains(&body) => CLOSED,
        "" => UNCLOSED,
        c if c == closing => 0.0,
        _ => CLOSED,
    };
    Some(signs + closed)
}

fn signs_with_last(read: &str, label: &str, firm: bool) -> Option<f64> {
    signs(read, label, firm).filter(|_| read.ends_with(']')).map(|cost| cost + CLOSED)
}

/// Whether a text begins with a bullet, or with signs such as labels have and words do not, and closed.
pub fn is_short(text: &str) -> bool {
    let Some((first, _)) = text.split_once(' ') else { return false };
    let (body, close) = split(first);
    let signs = body.chars().all(|c| c.is_ascii_digit() || c == '.' || c == ',' || NUMERALS.contains(c));
    let numbered = signs && body.chars().count() <= LONG && (!close.is_empty() || "]|".contains(&body));
    numbered || body.chars().count() == 1 && close.ends_with(|c| ")]}".contains(c) || BRACKETS.contains(c)) || DASHES.contains(&first) || PLUSES.contains(&first)
}

/// Whether a text begins with the word of a label and with signs that no word of a sentence has: `Điều L`, `Muc 2`.
pub fn is_worded(text: &str) -> bool {
    let mut words = text.split(' ');
    let (word, number) = (words.next().unwrap_or_default(), words.next().unwrap_or_default().trim_end_matches(is_closing));
    let named = word.starts_with(char::is_uppercase) && WORDS.contains(&folded(word).as_str());
    named && (1..=4).contains(&number.chars().count()) && number.chars().all(|c| c.is_ascii_digit() || NUMERALS.contains(c))
}

/// Whether what a text begins with may have been a label at all: signs, one or two letters, or a label's word.
pub fn may_be(text: &str) -> bool {
    let first = text.trim_start_matches(['“', '"']).split(' ').next().unwrap_or_default();
    let word = first.chars().all(char::is_alphabetic) && !first.chars().all(|c| NUMERALS.contains(c));
    let fold = folded(first);
    !word || first.chars().count() <= 2 || WORDS.iter().any(|w| strsim::levenshtein(w, &fold) <= 1)
}

/// What a bracket is read as behind one of the letters that no syllable of two has before it.
const BRACKETS: &str = "yýỳỷỹỵj";
const ITEMS: &str = "abcdđegio";

/// A label and the signs that close it.
fn split(label: &str) -> (String, String) {
    let letters: Vec<char> = label.chars().collect();
    if let [item, bracket] = letters[..] && ITEMS.contains(item) && BRACKETS.contains(bracket) {
        return (item.to_string(), bracket.to_string());
    }
    let body = label.trim_end_matches(is_closing);
    if body.is_empty() { (label.to_owned(), String::new()) } else { (body.to_owned(), label[body.len()..].to_owned()) }
}

/// What the damages cost that lead from one label to what was read; at most one that is not known, and none where it was read firmly.
fn signs(read: &str, label: &str, firm: bool) -> Option<f64> {
    if read == label {
        return Some(0.0);
    }
    let parts = |of: &str| of.replace(['.', ','], "");
    let dots_lost = label.contains('.') && !read.contains(['.', ',']) && parts(label) == read;
    if dots_lost || ALIKE.iter().any(|(is, was)| label.replace(is, was) == read) {
        return Some(KNOWN);
    }
    let (a, b): (Vec<char>, Vec<char>) = (read.chars().collect(), label.chars().collect());
    if a.len() != b.len() {
        return None;
    }
    let pairs = a.iter().zip(&b).filter(|(a, b)| a != b);
    let costs: Vec<f64> = pairs.map(|(read, is)| sign(*read, *is)).collect();
    let unknown = costs.iter().filter(|c| **c >= OTHER).count();
    let sum: f64 = costs.iter().sum();
    (unknown <= usize::from(!firm) && sum.is_finite()).then_some(sum)
}

/// What it costs that a sign was read as another.
fn sign(read: char, is: char) -> f64 {
    let (one, other) = (is.to_string(), read.to_string());
    let known = ALIKE.iter().any(|(a, b)| *a == one && *b == other || *a == other && *b == one);
    let marked = is.is_alphabetic() && folded(&one) == folded(&other);
    if known || marked { KNOWN } else if read.is_ascii_digit() && is.is_ascii_digit() { OTHER } else { f64::INFINITY }
}
