//! Số, ký hiệu: the number and its notation.

use super::Parts;
use super::field::Field;
use crate::lexicon::{Lexicon, folded};
use crate::types::evidence::{BY_HAND, FieldEvidence};
use crate::types::line::{Line, Word};
use regex::Regex;
use serde_json::json;
use std::sync::LazyLock;

/// The ordinal counts only when the engine is this sure of the word it stands in.
const SURE: f64 = 0.9;
/// A wider blank before the ordinal, in heights of its word, had something in it.
const GAP: f64 = 0.8;
/// The notation counts only above this.
const LEGIBLE: f64 = 0.5;

/// `/2026/TT-BCT`, `/QĐ-UBND`, `-TB/TU`: year, code of the kind, code of the body.
static NOTATION: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^(?:(?:/\d{4})?/[\p{Lu}][\p{L}]{0,6}(?:-[\p{Lu}\d][\p{L}\d.]*)+|-[\p{Lu}][\p{L}]{0,5}/[\p{Lu}][\p{L}\d.-]*)").ok()
});

/// The number, as far as it is legible; `kind` is the code of the printed kind. A blank before the notation is where an ordinal is written
/// by hand; what the engine makes of handwriting is not believed.
pub fn read(parts: &Parts<'_>, line: Option<usize>, kind: (Option<&str>, &Lexicon)) -> FieldEvidence {
    let field = Field::of("number", "line that begins with Số").lines(parts.lines, line);
    let Some(line) = line.map(|i| &parts.lines[i]) else { return field.how("no line begins with Số").build() };
    let Some((notation, at)) = notation(&line.text) else { return field.how("no notation in the line").build() };
    if confidence_at(line, at) < LEGIBLE {
        return field.how("the notation is not legible").build();
    }
    let right = repaired(&notation, line, kind);
    let ordinal = ordinal(parts, line, at);
    let mut how = match &ordinal {
        None => "the ordinal is blank, written by hand or not sure: left open".to_owned(),
        _ if line.words.iter().any(|w| w.filled) => format!("line that begins with Số; the ordinal read as one {BY_HAND}"),
        _ => "line that begins with Số".to_owned(),
    };
    if let Some(right) = &right {
        how += &format!("; {notation} repaired by the kind: {right}");
    }
    let number = ordinal.unwrap_or_default() + &right.unwrap_or(notation);
    let own = line.words.iter().filter(|w| w.text.contains(|c: char| c.is_ascii_digit() || matches!(c, '/' | '-')));
    field.value(json!(number)).words(own).how(&how).build()
}

/// The code of the kind in a number line: `TB` of `660/TB-UBND` and of `12-TB/TU`.
pub fn kind_code(text: &str) -> Option<String> {
    let (notation, _) = notation(text)?;
    let parts: Vec<&str> = notation.split(['/', '-']).filter(|p| !p.is_empty() && !p.bytes().all(|b| b.is_ascii_digit())).collect();
    let code = parts.first().filter(|_| parts.len() > 1)?;
    // `HDLN`: several bodies issue it together (liên ngành).
    Some(code.strip_suffix("LN").filter(|own| own.len() > 1).unwrap_or(code).to_owned())
}

/// A notation whose code is none that is known and one letter off that of the kind, with the right one.
fn repaired(notation: &str, line: &Line, (kind, lexicon): (Option<&str>, &Lexicon)) -> Option<String> {
    let (read, right) = (kind_code(notation)?, kind?);
    let unsure = line.words.iter().any(|w| w.text.contains(&read) && w.confidence.get() < SURE);
    let unknown = lexicon.kinds.iter().all(|(_, code)| *code != read);
    (unsure && unknown && strsim::levenshtein(&read, right) == 1).then(|| notation.replacen(&read, right, 1))
}

/// The notation and the code point of the text where it begins.
fn notation(text: &str) -> Option<(String, usize)> {
    let letters: Vec<char> = text.chars().collect();
    (0..letters.len()).filter(|&i| matches!(letters[i], '/' | '-')).find_map(|i| {
        let rest: String = letters[i..].iter().filter(|c| !c.is_whitespace()).collect();
        let rest = rest.replace(['–', '—'], "-");
        let found = NOTATION.as_ref()?.find(&rest)?.as_str().trim_end_matches(['.', '-']);
        Some((found.to_owned(), i))
    })
}

/// The word of a line that covers a code point of its raw text.
fn confidence_at(line: &Line, at: usize) -> f64 {
    word_at(line, at).map_or(0.0, |(w, _)| line.words[w].confidence.get())
}

/// Index of the word at a code point and how far into it.
fn word_at(line: &Line, at: usize) -> Option<(usize, usize)> {
    let mut start = 0;
    for (i, word) in line.words.iter().enumerate() {
        let length = word.text.chars().count();
        if at < start + length {
            return at.checked_sub(start).map(|into| (i, into));
        }
        start += length + 1;
    }
    None
}

/// Pixels between a word and the one before it.
fn gap(parts: &Parts<'_>, line: &Line, word: usize) -> f64 {
    let [before, own] = [word - 1, word].map(|w| parts.upright(line.page, &line.words[w].bbox));
    f64::from(own.x0 - before.x1)
}

/// Digits printed in one word with the notation, surely read.
fn ordinal(parts: &Parts<'_>, line: &Line, at: usize) -> Option<String> {
    let (word, into) = word_at(line, at).filter(|_| line.raw == line.text)?;
    if let Some(filled) = filled(line, word, into) {
        return Some(filled);
    }
    let digits: String = line.words[word].text.chars().take(into).collect();
    let digits = digits.rsplit(':').next().unwrap_or_default();
    let printed = is_ordinal(digits);
    let alone = word > 0 && folded(&line.words[word - 1].text).starts_with("so") || digits.len() < into;
    let follows = word == 0 || digits.len() < into || gap(parts, line, word) <= GAP * f64::from(parts.upright(line.page, &line.words[word].bbox).height());
    (printed && alone && follows && line.words[word].confidence.get() >= SURE).then(|| digits.to_owned())
}

/// Digits that the reader of filled-in blanks is sure of, in the word with the notation or in the one before.
fn filled(line: &Line, word: usize, into: usize) -> Option<String> {
    let digits = |w: &Word, most: usize| Some(w.text.chars().take(most).collect::<String>()).filter(|d| w.filled && is_ordinal(d));
    digits(&line.words[word], into).or_else(|| digits(&line.words[word.checked_sub(1).filter(|_| into == 0)?], usize::MAX))
}

fn is_ordinal(digits: &str) -> bool {
    (1..=5).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())
}
