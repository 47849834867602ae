//! Outputs of a document, made without any engine.

use serde_json::{Value, json};
use sohoa::types::evidence::{Digitized, EVIDENCE_SCHEMA, PageEvidence};
use sohoa::types::geometry::Rect;
use sohoa::types::line::{Line, Word};
use sohoa::types::notice::Source;
use sohoa::types::ocr::{Block, Confidence, EngineInfo};
use sohoa::types::page::{Removal, RemovalKind};
use std::path::Path;

/// Pixels from one word, and from one line, to the next.
pub const STEP: (i32, i32) = (100, 100);

/// What is written into the folder of a document.
#[derive(Clone)]
pub struct Outputs {
    pub text: String,
    pub notice: Value,
    pub evidence: Digitized,
}

impl Outputs {
    /// Of a text read without any fault, each word surely.
    pub fn perfect(text: &str, record: &Value) -> Self {
        let mut notice = record.clone();
        notice["quality"] = json!({ "needs_review": false });
        Self { text: text.to_owned(), notice, evidence: evidence(text) }
    }

    pub fn write(&self, folder: &Path) {
        std::fs::create_dir_all(folder).unwrap();
        std::fs::write(folder.join("text.txt"), &self.text).unwrap();
        std::fs::write(folder.join("notice.json"), self.notice.to_string()).unwrap();
        std::fs::write(folder.join("evidence.json"), serde_json::to_string(&self.evidence).unwrap()).unwrap();
    }

    /// Takes lines out of text and evidence, by the index of the line in the document.
    pub fn without(mut self, gone: impl Fn(usize) -> bool) -> Self {
        let mut index = 0;
        let mut kept = |page: &str| -> String {
            page.lines().filter(|_| { index += 1; !gone(index - 1) }).map(|l| format!("{l}\n")).collect()
        };
        self.text = self.text.split('\u{c}').map(&mut kept).collect::<Vec<_>>().join("\u{c}");
        let mut index = 0;
        self.evidence.lines.retain(|_| { index += 1; !gone(index - 1) });
        self
    }

    /// A seal over some words of a line.
    pub fn sealed(mut self, line: usize, words: std::ops::Range<usize>) -> Self {
        let line = &mut self.evidence.lines[line];
        line.words[words.clone()].iter_mut().for_each(|w| w.under = vec![RemovalKind::Seal]);
        let bbox = Rect::hull_of(line.words[words].iter().map(|w| w.bbox)).unwrap();
        let page = line.page as usize - 1;
        self.evidence.pages[page].removed.push(Removal { kind: RemovalKind::Seal, bbox, text: None });
        self
    }
}

fn evidence(text: &str) -> Digitized {
    let pages: Vec<&str> = text.split('\u{c}').collect();
    let page = |n: usize| PageEvidence {
        page: n as u32 + 1, size: [2000, 5000], dpi: Some(300.0), skew: Some(0.0), orientation: Some(0), removed: Vec::new(), failure: None, blank: false, text_layer: false,
    };
    let lines = pages.iter().enumerate().flat_map(|(p, page)| page.lines().enumerate().map(move |(k, text)| line(p as u32 + 1, k, text)));
    Digitized {
        schema: EVIDENCE_SCHEMA.into(), fingerprint: "none".into(), source: Source { files: Vec::new() },
        engine: EngineInfo { name: "none".into(), version: "0".into(), model: "none".into(), config: String::new() },
        pages: (0..pages.len()).map(page).collect(), lines: lines.collect(),
        edits: Vec::new(), body: Vec::new(), fields: Vec::new(), notes: Vec::new(), review: sohoa::types::evidence::Review::Open,
    }
}

fn line(page: u32, index: usize, text: &str) -> Line {
    let y = STEP.1 * index as i32;
    let words: Vec<Word> = text.split(' ').enumerate().map(|(i, word)| {
        let x = STEP.0 * i as i32;
        let bbox = Rect::new(x, y, x + STEP.0 - 20, y + STEP.1 / 2);
        Word { text: word.into(), bbox, confidence: Confidence::new(0.97), alternatives: Vec::new(), filled: false, under: Vec::new(), bold: false, italic: false, cell: None }
    }).collect();
    Line {
        page, bbox: Rect::hull_of(words.iter().map(|w| w.bbox)).unwrap(), block: Block::Body, starts_paragraph: false, centred: false,
        indent: 0.0, raw: text.into(), text: text.into(), words,
    }
}
