//! Tên loại và trích yếu: the kind and the subject.

use super::Parts;
use super::field::Field;
use crate::lexicon::joining::joined;
use crate::lexicon::{KINDS, folded, form};
use crate::lexicon::syllable::is_syllable;
use crate::types::evidence::FieldEvidence;
use crate::types::line::Line;
use serde_json::json;
use std::collections::BTreeSet;

/// The kind stands within this many lines under the head.
const NEAR_TOP: usize = 8;
/// A word below this that is not even a possible syllable leaves the subject open.
const LEGIBLE: f64 = 0.5;
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

/// The kind as printed with the centred lines under it; else the `V/v` under the number.
pub fn read(parts: &Parts<'_>, number_line: &Option<usize>) -> Title {
    let order: Vec<usize> = parts.head_right.iter().chain(parts.body.iter().take(NEAR_TOP)).copied()
        .filter(|&i| parts.lines[i].page == 1).collect();
    let found = order.iter().enumerate().find_map(|(at, &i)| kind_of(&parts.lines[i].text).map(|k| (at, i, k)));
    match found {
        Some((_, line, (kind, code))) => {
            let under = subject_lines(parts, line);
            let mut used: BTreeSet<usize> = under.iter().copied().collect();
            used.insert(line);
            // What stands between the head and the kind is no clause either.
            used.extend(parts.body.iter().copied().filter(|&i| i < line));
            title(parts, (kind, code, Some(line)), &under, used)
        }
        None => letter(parts, *number_line),
    }
}

fn letter(parts: &Parts<'_>, number_line: Option<usize>) -> Title {
    let is_start = |i: usize| { let t = folded(&parts.lines[i].text); t.starts_with("v/v") || t.starts_with("ve viec") || t.starts_with("viv ") };
    let start = parts.head_left.iter().copied().find(|&i| Some(i) > number_line && is_start(i));
    let under: Vec<usize> = start.map(|s| parts.head_left.iter().copied().filter(|&i| i >= s && parts.lines[i].page == parts.lines[s].page).collect()).unwrap_or_default();
    if under.is_empty() {
        let open = |name| Field::of(name, "no kind and no V/v was read").build();
        return Title { kind: open("kind"), code: open("kind_code"), subject: open("subject"), used: BTreeSet::new() };
    }
    let used = under.iter().copied().collect();
    title(parts, ("CÔNG VĂN", "CV", None), &under, used)
}

fn title(parts: &Parts<'_>, (kind, code, line): (&str, &str, Option<usize>), under: &[usize], used: BTreeSet<usize>) -> Title {
    let how = if line.is_some() { "printed under the head" } else { "a letter: V/v and no printed kind" };
    let subject = joined(under.iter().map(|&i| parts.lines[i].text.as_str()));
    let field = Field::of("subject", "lines under the kind or from V/v on").lines(parts.lines, under.iter().copied());
    let words = || under.iter().flat_map(|&i| &parts.lines[i].words);
    let legible = words().all(|w| w.confidence.get() >= LEGIBLE || is_syllable(&w.text, 2));
    let field = match (subject.is_empty(), legible) {
        (true, _) => field,
        (false, true) => field.value(json!(subject)),
        (false, false) => field.how("not legible as a whole: left open"),
    };
    Title {
        kind: Field::of("kind", how).value(json!(kind)).lines(parts.lines, line).build(),
        code: Field::of("kind_code", "code of the kind").value(json!(code)).lines(parts.lines, line).build(),
        subject: field.build(),
        used,
    }
}

fn kind_of(text: &str) -> Option<(&'static str, &'static str)> {
    KINDS.iter().copied().find(|(kind, _)| *kind == text)
}

/// Centred lines under the kind, until the body begins.
fn subject_lines(parts: &Parts<'_>, kind: usize) -> Vec<usize> {
    let mut out: Vec<usize> = Vec::new();
    for &i in parts.body.iter().filter(|&&i| i > kind).take(LONGEST) {
        let line = &parts.lines[i];
        let caps_after_text = is_capitals(line) && out.last().is_some_and(|&l| !is_capitals(&parts.lines[l]));
        let ornament = (kind..i).any(|i| form::is_ornament(&parts.lines[i].text));
        let paragraph = !line.centred && line.indent > PARAGRAPH && !on_axis(parts, line, &parts.lines[kind]);
        if ornament || paragraph || !near(parts, &out, line) || caps_after_text || begins_text(&line.text) || line.page != parts.lines[kind].page {
            break;
        }
        out.push(i);
    }
    out
}

/// Whether a line stands in the middle below the kind, where margins that differ hide that it is centred: both
/// have the same middle, and it ends before the lines that fill the column.
fn on_axis(parts: &Parts<'_>, line: &Line, kind: &Line) -> bool {
    let high = line.bbox.height();
    let body = parts.body.iter().map(|&i| &parts.lines[i]).filter(|l| l.page == line.page);
    let right = body.map(|l| l.bbox.x1).max().unwrap_or(0);
    let off = (line.bbox.x0 + line.bbox.x1 - kind.bbox.x0 - kind.bbox.x1).abs();
    off <= high && line.bbox.x1 + high < right
}

/// A subject's lines follow each other closely; only a centred one may stand further down.
fn near(parts: &Parts<'_>, before: &[usize], line: &Line) -> bool {
    let next_to = |i: &usize| (line.bbox.y0 - parts.lines[*i].bbox.y1) < line.bbox.height();
    line.centred || before.last().is_none_or(next_to)
}

fn is_capitals(line: &Line) -> bool {
    line.text.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase)
}

/// First words of a body, which no subject has.
fn begins_text(text: &str) -> bool {
    let fold = folded(text);
    ["can cu", "kinh gui", "theo de nghi", "thuc hien ", "dieu 1", "ngay ", "sau khi"].iter().any(|s| fold.trim_start_matches(['-', ' ']).starts_with(s))
}
