//! Outlines as printed lines, with the layout that pages show.

use crate::damages::{DAMAGED, damaged};
use crate::outline::{Kind, Paragraph};
use crate::random::Random;
use sohoa::types::geometry::Rect;
use sohoa::types::line::{Line, Word};
use sohoa::types::ocr::{Block, Confidence};

/// Letters of a full line, lines of a page.
const WIDE: usize = 70;
const HIGH: usize = 38;
/// A letter's width in letter heights, as the type has it.
const LETTER: f64 = 0.85;
/// What layout calls an indent and a short line.
const INDENT: f64 = 1.2;
const SHORT: f64 = 3.0;

/// Lines, and where each paragraph of the outline begins.
#[derive(Default)]
pub struct Printed {
    pub lines: Vec<Line>,
    pub starts: Vec<usize>,
    /// What stands for each label; None where it is whole.
    pub damages: Vec<Option<String>>,
}

/// Which indents a document has, in letter heights.
struct Indents {
    first: f64,
    /// What each of the kinds point, dash and plus stands further in.
    step: f64,
}

/// A line to be.
struct Row {
    words: Vec<String>,
    x0: f64,
    x1: f64,
    centred: bool,
    bold: bool,
    /// How sure the first word is, where it is a damaged label.
    first: Option<f64>,
}

/// An outline as it is printed and read; some of its labels damaged or none.
pub fn printed(random: &mut Random, outline: &[Paragraph], is_damaged: bool) -> Printed {
    let indents = Indents { first: 3.0 + 2.0 * random.unit(), step: if random.chance(0.3) { 1.5 } else { 0.0 } };
    let mut rows: Vec<Row> = Vec::new();
    let mut out = Printed::default();
    for paragraph in outline {
        let damage = paragraph.kind.filter(|_| is_damaged && random.chance(DAMAGED)).map(|k| damaged(random, k, &paragraph.label));
        let label = damage.clone().unwrap_or_else(|| paragraph.label.clone());
        out.starts.push(rows.len());
        let first = damage.as_ref().filter(|d| !d.is_empty()).map(|_| if random.chance(0.5) { 0.3 + 0.6 * random.unit() } else { 0.9 + 0.09 * random.unit() });
        rows.extend(rows_of(random, paragraph, (&label, first), &indents));
        out.damages.push(damage);
    }
    let shapes: Vec<bool> = (0..rows.len()).map(|i| starts(&rows, i)).collect();
    out.lines = rows.into_iter().zip(shapes).enumerate().map(|(i, (row, starts))| line(random, i, row, starts)).collect();
    out
}

/// As layout tells it: by the indent, or by the line before, which ends early.
fn starts(rows: &[Row], i: usize) -> bool {
    let ended = !i.is_multiple_of(HIGH) && rows[i - 1].x1 < WIDE as f64 * LETTER - SHORT;
    rows[i].x0 > INDENT || ended
}

fn rows_of(random: &mut Random, paragraph: &Paragraph, (label, first): (&str, Option<f64>), indents: &Indents) -> Vec<Row> {
    if paragraph.titled {
        let lines = [label, paragraph.text.as_str()].into_iter().filter(|l| !l.is_empty()).enumerate();
        return lines.map(|(i, l)| centred(l, first.filter(|_| i == 0))).collect();
    }
    let jitter = 0.4 * random.unit() - 0.2;
    let step = match paragraph.kind { Some(Kind::Point) => 0.0, Some(Kind::Dash) => 1.0, Some(Kind::Plus) => 2.0, _ => 0.0 };
    let indent = indents.first + step * indents.step + jitter;
    let text = if label.is_empty() { paragraph.text.clone() } else { format!("{label} {}", paragraph.text) };
    let wrapped = wrapped(&text, (indent / LETTER) as usize);
    let last = wrapped.len() - 1;
    wrapped.into_iter().enumerate().map(|(i, words)| {
        let letters: usize = words.iter().map(|w| w.chars().count() + 1).sum();
        let x0 = if i == 0 { indent } else { 0.2 * random.unit() };
        let x1 = if i < last { WIDE as f64 * LETTER } else { (x0 + letters as f64 * LETTER).min(WIDE as f64 * LETTER) };
        Row { words, x0, x1, centred: false, bold: paragraph.bold, first: first.filter(|_| i == 0) }
    }).collect()
}

fn centred(text: &str, first: Option<f64>) -> Row {
    let words: Vec<String> = text.split(' ').map(String::from).collect();
    let width = text.chars().count() as f64 * LETTER;
    let x0 = ((WIDE as f64 * LETTER - width) / 2.0).max(2.1);
    Row { words, x0, x1: WIDE as f64 * LETTER - x0, centred: true, bold: true, first }
}

/// Words by lines. A `\n` between two of them ends the line if it is at least half full.
fn wrapped(text: &str, indent: usize) -> Vec<Vec<String>> {
    let mut out: Vec<Vec<String>> = vec![Vec::new()];
    let mut used = indent;
    for (at, part) in text.split('\n').enumerate() {
        let mut breaks = at > 0 && used > WIDE / 2;
        for word in part.split(' ') {
            let letters = word.chars().count() + 1;
            if breaks || used + letters > WIDE + 1 && !out[out.len() - 1].is_empty() {
                out.push(Vec::new());
                used = 0;
            }
            breaks = false;
            used += letters;
            out.last_mut().unwrap().push(word.to_owned());
        }
    }
    out
}

fn line(random: &mut Random, i: usize, row: Row, starts: bool) -> Line {
    let y = 60 * (i % HIGH) as i32;
    let pixels = |units: f64| (units * 20.0) as i32;
    let words: Vec<Word> = row.words.iter().enumerate().map(|(at, text)| {
        let usual = if random.chance(0.1) { 0.4 + 0.5 * random.unit() } else { 0.9 + 0.09 * random.unit() };
        let confidence = Confidence::new(row.first.filter(|_| at == 0).unwrap_or(usual));
        Word { text: text.clone(), bbox: Rect::new(pixels(row.x0), y, pixels(row.x1), y + 40), confidence, alternatives: Vec::new(), filled: false, under: Vec::new(), bold: row.bold, italic: false }
    }).collect();
    let raw = row.words.join(" ");
    Line {
        page: (i / HIGH) as u32 + 1, bbox: Rect::new(pixels(row.x0), y, pixels(row.x1), y + 40), block: Block::Body, starts_paragraph: starts,
        centred: row.centred, indent: (row.x0 * 10.0).round() / 10.0, text: raw.clone(), raw, words,
    }
}
