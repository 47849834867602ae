//! What several tests need.
#![allow(dead_code, missing_docs, clippy::unwrap_used)]

use assert_cmd::Command;
use image::{GrayImage, Luma};
use sohoa::lexicon::Lexicon;
use sohoa::types::aside::Aside;
use sohoa::types::evidence::{Digitized, EVIDENCE_SCHEMA, PageEvidence, Review};
use sohoa::types::geometry::Rect;
use sohoa::types::line::{Line, Word};
use sohoa::types::notice::{Place, Source, SourceFile};
use sohoa::types::ocr::{Block, Cell, Confidence, EngineInfo, Face, OcrWord};
use sohoa::types::page::Removal;
use sohoa::types::stamp::{Stamp, StampLine};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

pub fn sohoa() -> Command {
    Command::new(env!("CARGO_BIN_EXE_sohoa"))
}

/// Every file below an output folder with its bytes, by relative path, but what tells of runs and their times.
pub fn tree(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let of_runs = |e: &walkdir::DirEntry| e.depth() == 1 && (e.file_name() == ".sohoa" || e.file_name().to_string_lossy().starts_with("report."));
    let entries = walkdir::WalkDir::new(folder).into_iter().filter_entry(|e| !of_runs(e));
    let files = entries.map(Result::unwrap).filter(|e| e.file_type().is_file());
    files.map(|e| (e.path().strip_prefix(folder).unwrap().to_owned(), std::fs::read(e.path()).unwrap())).collect()
}

/// A page of rows of bars like letters, 300 dpi, a sixth of A4: enough for decoders and cleaning.
pub fn bars() -> GrayImage {
    let mut page = GrayImage::from_pixel(826, 1170, Luma([255]));
    for line in 0..12u32 {
        for letter in 0..26u32 {
            let (x0, y0) = (80 + letter * 25, 100 + line * 75);
            let tall = if (line + letter).is_multiple_of(3) { 12 } else { 0 };
            for y in y0 - tall..y0 + 28 {
                for x in x0..x0 + 14 {
                    page.put_pixel(x, y, Luma([0]));
                }
            }
        }
    }
    page
}

pub fn json(path: &Path) -> serde_json::Value {
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

/// Blocks of a case file, separated by lines of `===`; `#` begins a comment line.
pub fn blocks(path: &Path) -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(path).unwrap();
    let lines: Vec<&str> = text.lines().filter(|l| !l.starts_with('#')).collect();
    let blocks = lines.split(|l| *l == "===").map(|b| b.iter().filter(|l| !l.is_empty()).map(ToString::to_string).collect());
    blocks.filter(|b: &Vec<String>| !b.is_empty()).collect()
}

fn block_named(name: &str) -> Block {
    serde_json::from_value(serde_json::json!(name)).unwrap_or_else(|_| panic!("no block {name}"))
}

/// `block| text`: a leading `>` starts a paragraph, `>>` one further in, `^` is centred, `!` behind them bold, `@900 ` behind
/// that stands so many pixels to the right; words sure unless `?` follows one. What follows a `}` stands behind a brace,
/// what ` | ` parts are the cells of a row.
pub fn line(index: usize, case: &str) -> Line {
    let (block, text) = case.split_once("| ").filter(|(block, _)| block.chars().all(|c| c.is_lowercase() || c == '_')).unwrap_or(("body", case));
    let (starts, further, centred) = (text.starts_with('>'), text.starts_with(">>"), text.trim_start_matches('>').starts_with('^'));
    let text = text.trim_start_matches(['>', '^']);
    let bold = text.starts_with('!');
    let text = text.trim_start_matches('!');
    let column = text.strip_prefix('@').and_then(|t| t.split_once(' '));
    let (x, text) = column.map_or((0, text), |(x, t)| (x.parse().unwrap(), t));
    let words = words((index, x), text, bold);
    let raw = words.iter().map(|w| w.text.as_str()).collect::<Vec<_>>().join(" ");
    let y = 100 * index as i32;
    Line {
        page: 1, bbox: Rect::new(x, y, if column.is_some() { x + 100 * words.len() as i32 } else { 2000 }, y + 40), block: block_named(block),
        starts_paragraph: starts || centred, centred,
        indent: if centred { 15.0 } else if further { 6.0 } else if starts { 4.0 } else { 0.0 }, text: raw.clone(), raw, words,
    }
}

/// Where what is behind a brace begins, pixels.
const BRACED: i32 = 2400;

fn words((index, x): (usize, i32), text: &str, bold: bool) -> Vec<Word> {
    let y = 100 * index as i32;
    let in_table = text.contains(" | ");
    let (mut out, mut column, mut shift) = (Vec::new(), 0, x);
    for (i, w) in text.split(' ').enumerate() {
        match w {
            "}" => shift = BRACED,
            "|" if in_table => column += 1,
            _ => {
                let confidence = Confidence::new(if w.ends_with('?') { 0.5 } else { 0.96 });
                let (x, cell) = (shift + 100 * i as i32, in_table.then_some(Cell { row: index as u32, column }));
                out.push(Word { text: w.trim_end_matches('?').into(), bbox: Rect::new(x, y, x + 80, y + 40), confidence, alternatives: Vec::new(), filled: false, under: Vec::new(), bold, italic: false, cell });
            }
        }
    }
    out
}

/// `brace| 3 5`: past the third to the fifth line.
pub fn brace(case: &str, lines: &[Line]) -> Place {
    let ends: Vec<usize> = case.split_once("| ").unwrap().1.split(' ').map(|n| n.parse().unwrap()).collect();
    let (first, last) = (&lines[ends[0] - 1], &lines[ends[1] - 1]);
    Place { page: first.page, bbox: Rect::new(BRACED - 40, first.bbox.y0, BRACED, last.bbox.y1) }
}

/// `arrival_stamp| text` or `urgency_stamp| text`, the lines of one stamp; words sure unless `?` follows one.
pub fn stamp(cases: &[&String]) -> Stamp {
    let kind = cases[0].split_once("| ").unwrap().0;
    let kind = serde_json::from_value(serde_json::json!(kind)).unwrap_or_else(|_| panic!("no kind {kind}"));
    let words = |case: &str| {
        let line = line(0, &format!("body| {}", case.split_once("| ").unwrap().1));
        let word = |w: Word| OcrWord { text: w.text, area: w.bbox, confidence: w.confidence, alternatives: Vec::new(), filled: false, face: Face::default() };
        StampLine { words: line.words.into_iter().map(word).collect() }
    };
    Stamp { page: 1, kind, bbox: Rect::new(100, 400, 700, 700), lines: cases.iter().map(|c| words(c)).collect() }
}

/// A document of one page as the later stages make it of these lines, with what was taken off.
pub fn digitized(printed: Vec<Line>, aside: &Aside, removed: Vec<Removal>) -> Digitized {
    let corrected = sohoa::correct::correct(printed, &Lexicon::default());
    let structured = sohoa::structure::structure(&corrected.lines, aside, &Lexicon::default());
    Digitized {
        schema: EVIDENCE_SCHEMA.into(), fingerprint: "0".repeat(64),
        source: Source { files: vec![SourceFile { file: "a.pdf".into(), blake3: "0".repeat(64), pages: 1 }] },
        engine: EngineInfo { name: "recorded".into(), version: "1".into(), model: "none".into(), config: String::new() },
        pages: vec![page(1, removed)], lines: corrected.lines, edits: corrected.edits, body: structured.body, fields: structured.fields, notes: structured.notes,
        review: Review::Open,
    }
}

/// A page that was read.
pub fn page(number: u32, removed: Vec<Removal>) -> PageEvidence {
    PageEvidence { page: number, size: [2000, 3000], dpi: Some(300.0), skew: Some(0.0), orientation: Some(0), removed, failure: None, blank: false, text_layer: false }
}
