//! The five seeds, which were copied by hand from real notices, give the trees that their truth tells, letter by letter.
//!
//! A seed has a paragraph a line. What is not print of the notice is left out, as layout keeps it out of the text: what stands
//! before the kind (place and date, an arrival stamp), `(Faint text …)` of the sheet beneath, and the end of a paragraph that was
//! scanned a second time at a page turn. A line that begins with a small letter goes on, over a page turn, with the one before
//! it. Marks of bold and italic type and of headings become the looks of words; each paragraph is set in lines of 75 letters.
#![allow(missing_docs, clippy::unwrap_used)]

use serde_json::{Value, json};
use sohoa::lexicon::Lexicon;
use sohoa::types::aside::Aside;
use sohoa::lexicon::joining::joined;
use sohoa::types::clause::Clause;
use sohoa::types::geometry::Rect;
use sohoa::types::line::{Line, Word};
use sohoa::types::ocr::{Block, Confidence};
use std::path::{Path, PathBuf};

/// Letters of a full line, and of one of the two columns at the end.
const WIDE: usize = 75;
const COLUMN: usize = 40;
/// Indents of a paragraph and of a centred line, in letter heights.
const INDENT: f64 = 4.0;
const CENTRE: f64 = 15.0;

#[derive(Clone, Copy, PartialEq)]
enum Part {
    Title,
    Body,
    Recipients,
    Signature,
}

/// Paragraphs with their part; those that go on over a page turn are whole, with a line feed where the page turns.
fn paragraphs(text: &str) -> Vec<(Part, String)> {
    let mut out: Vec<(Part, String)> = Vec::new();
    let lines = text.lines().map(str::trim).filter(|l| !l.is_empty() && !l.contains("(Faint text") && plain(l) != "-----");
    let mut part = Part::Title;
    for line in lines.skip_while(|l| !["THÔNG BÁO", "KẾT LUẬN"].contains(&plain(l).as_str())) {
        let said = plain(line);
        part = match part {
            Part::Title if !line.starts_with(['*', '#']) => Part::Body,
            Part::Body | Part::Title if said.starts_with("Nơi nhận") => Part::Recipients,
            Part::Recipients if said.starts_with("T/") => Part::Signature,
            same => same,
        };
        let small = said.chars().next().unwrap().is_lowercase() && part == Part::Body;
        match out.last_mut().filter(|_| small) {
            Some((_, before)) if before.ends_with(&said) => {}
            Some((_, before)) => *before = format!("{before}\n{line}"),
            None => out.push((part, line.to_owned())),
        }
    }
    out
}

/// A text without marks of type.
fn plain(text: &str) -> String {
    text.replace(['*', '#'], "").trim().to_owned()
}

/// Printed lines of a paragraph: words, and whether the page turns before it.
fn wrapped(text: &str, wide: usize) -> Vec<(Vec<String>, bool)> {
    let mut out: Vec<(Vec<String>, bool)> = Vec::new();
    for (at, half) in text.split('\n').enumerate() {
        out.push((Vec::new(), at > 0));
        for word in half.split_whitespace() {
            let used: usize = out[out.len() - 1].0.iter().map(|w| w.chars().count() + 1).sum();
            if used + word.chars().count() > wide {
                out.push((Vec::new(), false));
            }
            out.last_mut().unwrap().0.push(word.to_owned());
        }
    }
    out
}

fn lines(text: &str) -> Vec<Line> {
    let mut out: Vec<Line> = Vec::new();
    let mut page = 1;
    for (part, paragraph) in paragraphs(text) {
        let bold = paragraph.trim_start_matches(['#', ' ']).starts_with("**");
        let wide = if matches!(part, Part::Title | Part::Body) { WIDE } else { COLUMN };
        let unmarked = paragraph.replace(['*', '#'], "");
        for (at, (words, turns)) in wrapped(unmarked.trim(), wide).into_iter().enumerate() {
            page += u32::from(turns);
            out.push(line(out.len(), &words, (part, at == 0, bold, page)));
        }
    }
    out
}

fn line(index: usize, words: &[String], (part, first, bold, page): (Part, bool, bool, u32)) -> Line {
    let y = 60 * index as i32;
    let centred = part == Part::Title;
    let block = match part { Part::Title | Part::Body => Block::Body, Part::Recipients => Block::Recipients, Part::Signature => Block::Signature };
    let word = |(i, text): (usize, &String)| {
        let x = 100 * i as i32;
        Word { text: text.clone(), bbox: Rect::new(x, y, x + 80, y + 40), confidence: Confidence::new(0.96), alternatives: Vec::new(), filled: false, under: Vec::new(), bold, italic: false, cell: None }
    };
    let raw = words.join(" ");
    Line {
        // A title stands on the first page, whatever its lines are.
        page, bbox: Rect::new(0, y, 2000, y + 40), block, starts_paragraph: first || centred, centred,
        indent: if centred { CENTRE } else if first { INDENT } else { 0.0 }, text: raw.clone(), raw, words: words.iter().enumerate().map(word).collect(),
    }
}

/// The tree as the truth has it.
fn tree(clauses: &[Clause], lines: &[Line]) -> Value {
    let text = |c: &Clause| {
        let parts: Vec<String> = c.spans.iter().map(|s| lines[s.line].text.chars().skip(s.range[0]).take(s.range[1] - s.range[0]).collect()).collect();
        joined(parts.iter().map(String::as_str))
    };
    clauses.iter().map(|c| json!({ "label": c.label, "text": text(c), "children": tree(&c.children, lines) })).collect()
}

fn seeds() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/seeds");
    let mut all: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).filter(|p| p.extension().is_some_and(|e| e == "txt")).collect();
    all.sort();
    assert_eq!(all.len(), 5);
    all
}

#[test]
fn seeds_give_their_trees() {
    for seed in seeds() {
        let lines = lines(&std::fs::read_to_string(&seed).unwrap());
        let truth: Value = serde_json::from_slice(&std::fs::read(seed.with_extension("truth.json")).unwrap()).unwrap();
        let found = sohoa::structure::structure(&lines, &Aside::default(), &Lexicon::default());
        let said = tree(&found.body, &lines);
        assert!(said == truth["body"], "{}:\n{said:#}\n\nbut truth is\n{:#}", seed.display(), truth["body"]);
        for name in ["kind", "subject", "recipients", "signatures"] {
            let field = found.fields.iter().find(|f| f.field == name).unwrap();
            assert_eq!(field.value, truth["document"][name], "{}: {name}", seed.display());
        }
        assert!(found.notes.is_empty(), "{}: {:?}", seed.display(), found.notes);
    }
}
