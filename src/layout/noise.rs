//! Words that the engine made out of strokes, stamps and dust. They are kept out of the text and
//! recorded with what was read.

use super::{is_head, reading};
use crate::lexicon::{form, is_kind};
use crate::lexicon::syllable::is_syllable;
use crate::types::geometry::Rect;
use crate::types::ocr::{Block, Confidence, OcrLine, OcrWord, text_of};
use crate::types::page::{Removal, RemovalKind};
use crate::types::read::ReadPage;

/// A part of a line read worse than this on the whole is no text, whatever it says: the engine makes syllables of dust.
const DUST: f64 = 0.3;
/// A part of a line that says nothing is none below this.
const LINE: f64 = 0.4;
/// A part of a line that stands apart and is read worse than this beside a good part is no text.
const PART: f64 = 0.62;
const GOOD: f64 = 0.8;
/// Nor are figures where signatures are, below this: loops of a pen are read as such.
const FIGURES: f64 = 0.5;
/// A star or a row of dashes counts from this on: strokes are read as such, too.
const ORNAMENT: f64 = 0.4;
/// Words further apart than this (letter heights) are parts.
const APART: f64 = 1.6;
/// A word on a seal or a signature is no text below this.
const ON_STROKE: f64 = 0.3;
/// A word that is none of the language is no text anywhere below this: the engine itself does not believe it.
const NOTHING: f64 = 0.05;
/// Words at either end of a line are no text together when what speaks against them outweighs this:
/// each letter of a word counts by how far its confidence is below DOUBT, a possible syllable
/// speaks for itself.
const WEIGHT: f64 = 2.4;
const DOUBT: f64 = 0.45;
const SYLLABLE: f64 = 0.5;
/// Signs that no notice prints alone: the engine's reading of specks, rules and strokes.
const SPECKS: &str = "|`'\"“”‘’ˆ¬_°*^~—=<>[]{}\\«»„‹›¡.,:;";
/// Such a sign at the end of a line or standing alone is a speck below this confidence.
const SPECK: f64 = 0.9;
/// Lower than this (letter heights) no letter is.
const FLAT: f64 = 0.3;

/// The lines of a page without noise, and the noise.
pub fn without(page: &ReadPage) -> (Vec<OcrLine>, Vec<Removal>) {
    let mut removed: Vec<Removal> = page.unread.iter().map(|area| removal(area, None, page)).collect();
    let mut lines = Vec::new();
    for line in &page.ocr.lines {
        let mut noise = Vec::new();
        let words = if is_ornament(line) || is_form(line) { line.words.clone() } else { clean(line, page, &mut noise) };
        removed.extend(joined(&noise, page));
        if let Some(area) = Rect::hull_of(words.iter().map(|w| w.area)) {
            lines.push(OcrLine { area, words, ..*line });
        }
    }
    (lines, removed)
}

/// A line that says the kind of a document, letter by letter, or is the one with the number, is print, however badly it
/// was read.
fn is_form(line: &OcrLine) -> bool {
    let text = text_of(&line.words);
    let begins = is_head(line.block) || text.starts_with("Số:");
    is_kind(&text) || begins && form::is_number_line(&text)
}

/// A star or a row of dashes.
fn is_ornament(line: &OcrLine) -> bool {
    let (text, sure) = reading(line);
    form::is_ornament(&text) && sure >= ORNAMENT
}

/// Words of a line that are text; the others are pushed to `noise`.
fn clean(line: &OcrLine, page: &ReadPage, noise: &mut Vec<OcrWord>) -> Vec<OcrWord> {
    let (words, strokes): (Vec<OcrWord>, Vec<OcrWord>) = line.words.iter().cloned().partition(|w| !is_stroke(w, page));
    noise.extend(strokes);
    let parts = parts(words, page.letter * APART);
    let best = parts.iter().map(|p| confidence(p)).fold(0.0, f64::max);
    let mut out = Vec::new();
    for part in parts {
        let (text, sure) = reading(&OcrLine { words: part.clone(), ..*line });
        let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
        let syllables = part.iter().filter(|w| is_syllable(&w.text, 2)).count();
        // Beside a signature, strokes make such numbers.
        let begins = out.is_empty() && line.block == Block::Body && form::is_list_number(&text);
        let print = 2 * syllables >= part.len() || begins || form::is_amount(&text) || form::is_reference(&text);
        let figures = line.block == Block::Signature && !text.contains(char::is_alphabetic);
        let bad = letters == 0 && !is_dash(&text) || sure < DUST || !print && (sure < LINE || sure < PART && best >= GOOD || figures && sure < FIGURES);
        if bad { noise.extend(part) } else { out.extend(part) }
    }
    // Not before the parts are judged: what is no text at all speaks against its neighbours.
    without_nothing(&mut out, noise, page.letter * APART);
    ends(&mut out, noise);
    trim(&mut out, noise);
    if out.iter().all(|w| is_dash(&w.text)) {
        noise.append(&mut out);
    }
    out
}

/// Takes words that are nothing off; one that stands among others as a word does is print that could not be read.
fn without_nothing(words: &mut Vec<OcrWord>, noise: &mut Vec<OcrWord>, apart: f64) {
    let is_nothing = |w: &OcrWord| w.confidence.get() < NOTHING && !is_syllable(&w.text, 2);
    let among = |three: &[OcrWord]| {
        let close = three.windows(2).all(|pair| f64::from(pair[1].area.x0 - pair[0].area.x1) <= apart);
        close && !is_nothing(&three[0]) && !is_nothing(&three[2])
    };
    let between: Vec<bool> = words.windows(3).map(among).collect();
    let mut i = 0;
    noise.extend(words.extract_if(.., |word| {
        i += 1;
        is_nothing(word) && !(i > 1 && between.get(i - 2).copied().unwrap_or(false))
    }));
}

fn is_stroke(word: &OcrWord, page: &ReadPage) -> bool {
    let flat = f64::from(word.area.height()) < FLAT * page.letter && word.text.chars().any(char::is_alphanumeric);
    let covered = || page.strokes.iter().any(|s| s.intersect(&word.area).area() * 2 > word.area.area() && s.overlaps(&word.area));
    flat || (word.confidence.get() < ON_STROKE && !is_syllable(&word.text, 2) && covered())
}

/// Takes strokes that were read as words off both ends of a line with text between them.
fn ends(words: &mut Vec<OcrWord>, noise: &mut Vec<OcrWord>) {
    let first = stroke_like(words.iter());
    if first < words.len() {
        noise.extend(words.drain(..first));
        let last = stroke_like(words.iter().rev());
        noise.extend(words.drain(words.len() - last.min(words.len() - 1)..));
    }
}

/// How many words from the start are strokes.
fn stroke_like<'a>(words: impl Iterator<Item = &'a OcrWord>) -> usize {
    let (mut sum, mut most, mut count) = (0.0, WEIGHT, 0);
    for (i, word) in words.enumerate() {
        let letters = word.text.chars().count() as f64;
        let for_text = if is_syllable(&word.text, 2) { SYLLABLE } else { 0.0 };
        sum += letters * (DOUBT - word.confidence.get() - for_text);
        if sum > most {
            (most, count) = (sum, i + 1);
        }
    }
    count
}

fn parts(words: Vec<OcrWord>, apart: f64) -> Vec<Vec<OcrWord>> {
    let mut parts: Vec<Vec<OcrWord>> = Vec::new();
    for word in words {
        let near = parts.last().and_then(|p| p.last()).is_some_and(|l| f64::from(word.area.x0 - l.area.x1) <= apart);
        match parts.last_mut().filter(|_| near) {
            Some(part) => part.push(word),
            None => parts.push(vec![word]),
        }
    }
    parts
}

fn confidence(words: &[OcrWord]) -> f64 {
    Confidence::mean(words.iter().map(|w| w.confidence)).get()
}

/// Specks before the first and behind the last word.
fn trim(words: &mut Vec<OcrWord>, noise: &mut Vec<OcrWord>) {
    let speck = |w: &OcrWord| w.text.chars().all(|c| SPECKS.contains(c)) && w.confidence.get() < SPECK;
    while words.last().is_some_and(|w| speck(w) || is_dash(&w.text) && w.confidence.get() < SPECK) {
        noise.extend(words.pop());
    }
    // A dash that was read as another sign begins an item; two signs are one too many.
    while words.len() > 2 && speck(&words[0]) && (words[1].text.chars().all(|c| SPECKS.contains(c)) || is_dash(&words[1].text)) {
        noise.push(words.remove(0));
    }
    let quote_or_dot = |t: &str| t.chars().all(|c| "`'|.,:;ˆ°¡".contains(c));
    if words.len() > 1 && speck(&words[0]) && quote_or_dot(&words[0].text) {
        noise.push(words.remove(0));
    }
}

fn is_dash(text: &str) -> bool {
    matches!(text, "-" | "–" | "—" | "_" | "~" | "+")
}

fn joined(noise: &[OcrWord], page: &ReadPage) -> Option<Removal> {
    let area = Rect::hull_of(noise.iter().map(|w| w.area))?;
    Some(removal(&area, Some(text_of(noise)), page))
}

/// The record of what is no text; of what was not read at all, without any.
fn removal(area: &Rect, text: Option<String>, page: &ReadPage) -> Removal {
    let says = text.as_ref().is_none_or(|t| t.chars().any(char::is_alphanumeric));
    let small = f64::from(area.width().max(area.height())) < 1.5 * page.letter || !says;
    let kind = if small { RemovalKind::Speckle } else { RemovalKind::Handwriting };
    Removal { kind, bbox: page.to_scan.rect(area, page.scan_size), text }
}
