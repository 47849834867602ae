//! Tên loại và trích yếu: the kind and the subject.

use super::field::Field;
use super::{Parts, number};
use crate::lexicon::joining::joined;
use crate::lexicon::syllable::is_syllable;
use crate::lexicon::{Lexicon, SECRECY, URGENCY, folded, form};
use crate::types::evidence::FieldEvidence;
use crate::types::line::{Line, Word};
use serde_json::json;
use std::collections::BTreeSet;

/// The kind stands within this many lines under the head.
const NEAR_TOP: usize = 8;
/// A word below this that is not even a possible syllable was read badly.
const LEGIBLE: f64 = 0.55;
/// One of so many letters in such words leaves the subject open.
const BAD: usize = 12;
/// A kind that is not known has no more words than this, each read so well.
const MOST_WORDS: usize = 4;
const READ_WELL: f64 = 0.8;
/// Words surer than this stand as they were read.
const SURE: f64 = 0.95;
/// A damaged line is like the kind that the number's code names from here on, marks aside.
const ALIKE: f64 = 0.6;
/// A line that is not centred and indented more than this (letter heights) begins the body.
const PARAGRAPH: f64 = 2.0;
/// No subject has more lines.
const LONGEST: usize = 12;

/// Kind and subject, and which lines they are.
pub struct Title {
    pub kind: FieldEvidence,
    pub code: FieldEvidence,
    pub subject: FieldEvidence,
    pub used: BTreeSet<usize>,
}

/// The kind, as it is known of it.
struct Kind {
    name: String,
    code: Option<String>,
    line: Option<usize>,
    how: &'static str,
}

/// The kind as printed with the centred lines under it; else the `V/v` under the number.
pub fn read(parts: &Parts<'_>, number_line: Option<usize>, lexicon: &Lexicon) -> Title {
    match kind(parts, number_line, lexicon) {
        Some(found) => {
            let line = found.line.unwrap_or_default();
            let under = subject_lines(parts, line);
            let mut used: BTreeSet<usize> = under.iter().copied().collect();
            used.insert(line);
            // What stands between the head and the kind is no clause either.
            used.extend(parts.body.iter().copied().filter(|&i| i < line));
            title(parts, found, &under, used)
        }
        None => letter(parts, number_line),
    }
}

/// The kind: one that is known, one that is like it where the number says so, or what else stands in its place.
fn kind(parts: &Parts<'_>, number_line: Option<usize>, lexicon: &Lexicon) -> Option<Kind> {
    let order = || parts.head_right.iter().chain(parts.body.iter().take(NEAR_TOP)).copied().filter(|&i| parts.is_first(i));
    let code = number_line.and_then(|i| number::kind_code(&parts.lines[i].text));
    let known = order().find_map(|i| {
        let (name, code) = lexicon.kind(&parts.lines[i].text)?;
        Some(Kind { name: name.into(), code: Some(code.into()), line: Some(i), how: "printed under the head" })
    });
    let repaired = || order().find_map(|i| repaired(&parts.lines[i], code.as_deref()?, lexicon).map(|name| Kind {
        name, code: code.clone(), line: Some(i), how: "printed under the head, damaged; repaired by the code in the number",
    }));
    let letter = start_of_letter(parts, number_line).is_some();
    let other = || parts.body.first().filter(|_| !letter).copied().filter(|&i| parts.is_first(i) && may_be_kind(parts, i) && !lexicon.begins_body(&parts.lines[i].text)).map(|i| Kind {
        name: parts.lines[i].text.clone(), code: code.clone(), line: Some(i), how: "printed under the head, no kind that is known; its code is that in the number",
    });
    known.or_else(repaired).or_else(other)
}

/// The kind that a damaged line was, if the number's code says the same: words that were surely read are not changed.
fn repaired(line: &Line, code: &str, lexicon: &Lexicon) -> Option<String> {
    let damaged = line.words.iter().any(|w| w.confidence.get() < SURE);
    let like = |kind: &str| strsim::normalized_levenshtein(&folded(kind), &folded(&line.text));
    let of_code = lexicon.kinds.iter().filter(|(_, c)| *c == code).map(|(kind, _)| *kind);
    let best = of_code.max_by(|a, b| like(a).total_cmp(&like(b)));
    best.filter(|kind| damaged && line.centred && like(kind) >= ALIKE).map(str::to_owned)
}

/// Whether a line stands as a kind does: a few words in capitals in the middle, read well, with more in the middle under them.
fn may_be_kind(parts: &Parts<'_>, line: usize) -> bool {
    let next = parts.body.iter().copied().find(|&i| i > line).map(|i| &parts.lines[i]);
    let own = &parts.lines[line];
    let words = (1..=MOST_WORDS).contains(&own.words.len()) && own.words.iter().all(|w| w.confidence.get() >= READ_WELL && is_syllable(&w.text, 2));
    let stamp = URGENCY.iter().chain(&SECRECY).any(|s| *s == own.text);
    own.centred && is_capitals(own) && words && !stamp && next.is_some_and(|l| l.centred && l.page == own.page)
}

/// The line under the number that begins with `V/v`.
fn start_of_letter(parts: &Parts<'_>, number_line: Option<usize>) -> Option<usize> {
    let is_start = |i: usize| { let t = folded(&parts.lines[i].text); t.starts_with("v/v") || t.starts_with("ve viec") || t.starts_with("viv ") };
    parts.head_left.iter().copied().find(|&i| Some(i) > number_line && is_start(i))
}

fn letter(parts: &Parts<'_>, number_line: Option<usize>) -> Title {
    let start = start_of_letter(parts, number_line);
    let under: Vec<usize> = start.map(|s| parts.head_left.iter().copied().filter(|&i| i >= s && parts.lines[i].page == parts.lines[s].page).collect()).unwrap_or_default();
    if under.is_empty() {
        let open = |name| Field::of(name, "no kind and no V/v was read").build();
        return Title { kind: open("kind"), code: open("kind_code"), subject: open("subject"), used: BTreeSet::new() };
    }
    let used = under.iter().copied().collect();
    let kind = Kind { name: "CÔNG VĂN".into(), code: Some("CV".into()), line: None, how: "a letter: V/v and no printed kind" };
    title(parts, kind, &under, used)
}

fn title(parts: &Parts<'_>, kind: Kind, under: &[usize], used: BTreeSet<usize>) -> Title {
    let subject = joined(under.iter().map(|&i| parts.lines[i].text.as_str()));
    let field = Field::of("subject", "lines under the kind or from V/v on").lines(parts.lines, under.iter().copied());
    let field = match (subject.is_empty(), is_legible(under.iter().flat_map(|&i| &parts.lines[i].words))) {
        (true, _) => field,
        (false, true) => field.value(json!(subject)),
        (false, false) => field.how("not legible as a whole: left open"),
    };
    Title {
        kind: Field::of("kind", kind.how).value(json!(kind.name)).lines(parts.lines, kind.line).build(),
        code: Field::of("kind_code", "code of the kind").value(json!(kind.code)).lines(parts.lines, kind.line).build(),
        subject: field.build(),
        used,
    }
}

/// Whether few enough of the letters stand in words that were read badly and are none of the language.
fn is_legible<'a>(words: impl Iterator<Item = &'a Word>) -> bool {
    let (mut all, mut bad) = (0, 0);
    for word in words {
        let letters = word.text.chars().filter(|c| c.is_alphanumeric()).count();
        all += letters;
        bad += if word.confidence.get() < LEGIBLE && !is_syllable(&word.text, 2) { letters } else { 0 };
    }
    bad * BAD <= all
}

/// Centred lines under the kind, until the body begins.
fn subject_lines(parts: &Parts<'_>, kind: usize) -> Vec<usize> {
    let mut out: Vec<usize> = Vec::new();
    for &i in parts.body.iter().filter(|&&i| i > kind).take(LONGEST) {
        let line = &parts.lines[i];
        let caps_after_text = is_capitals(line) && out.last().is_some_and(|&l| !is_capitals(&parts.lines[l]));
        let ornament = (kind..i).any(|i| form::is_ornament(&parts.lines[i].text));
        let paragraph = !line.centred && line.indent > PARAGRAPH && !on_axis(parts, i, kind);
        if ornament || paragraph || !near(parts, &out, i) || caps_after_text || begins_text(&line.text) || line.page != parts.lines[kind].page {
            break;
        }
        out.push(i);
    }
    out
}

/// Whether a line stands in the middle below the kind, where margins that differ hide that it is centred: both
/// have the same middle, and it ends before the lines that fill the column.
fn on_axis(parts: &Parts<'_>, line: usize, kind: usize) -> bool {
    let (own, kind) = (parts.place(line), parts.place(kind));
    let body = parts.body.iter().filter(|&&i| parts.lines[i].page == parts.lines[line].page);
    let right = body.map(|&i| parts.place(i).x1).max().unwrap_or(own.x1);
    let off = (own.x0 + own.x1 - kind.x0 - kind.x1).abs();
    off <= own.height() && own.x1 + own.height() < right
}

/// A subject's lines follow each other closely; only a centred one may stand further down.
fn near(parts: &Parts<'_>, before: &[usize], line: usize) -> bool {
    let own = parts.place(line);
    let next_to = |i: &usize| own.y0 - parts.place(*i).y1 < own.height();
    parts.lines[line].centred || before.last().is_none_or(next_to)
}

fn is_capitals(line: &Line) -> bool {
    line.text.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase)
}

/// First words of a body, which no subject has.
fn begins_text(text: &str) -> bool {
    let fold = folded(text);
    ["can cu", "kinh gui", "theo de nghi", "thuc hien ", "dieu 1", "ngay ", "sau khi"].iter().any(|s| fold.trim_start_matches(['-', ' ']).starts_with(s))
}
