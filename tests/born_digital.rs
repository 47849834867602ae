//! Pages that a word processor wrote: their text is the file's own, whatever the picture looks like.
#![allow(missing_docs, clippy::unwrap_used)]

#[path = "support/pdf.rs"]
mod pdf;
mod support;

use sohoa::layered::layered;
use sohoa::types::geometry::{Affine, Rect};
use sohoa::types::ocr::{Block, Region, Segmentation};
use sohoa::types::page::CleanPage;
use sohoa::types::text_layer::{LayerWord, TextLayer};

/// Letters that look like A, B, C, D and say something else: only the file knows it.
const LETTERS: [&str; 4] = ["0110", "1EA3", "006E", "0067"];

/// A page that draws with these letters.
fn file(letters: &[&str], drawing: &str) -> Vec<u8> {
    let own = "/MediaBox [0 0 400 300] /Resources << /Font << /F0 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 5 0 R >> >> >>";
    pdf::page("", own, drawing, pdf::stream("", pdf::to_unicode(letters).as_bytes()))
}

/// Runs a file called `born.pdf`: its text and its evidence.
fn run(file: &[u8]) -> (String, serde_json::Value) {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("born.pdf"), file).unwrap();
    let out = dir.path().join("out");
    support::sohoa().arg("run").arg(dir.path()).arg("-o").arg(&out).arg("-q").assert().code(0);
    (std::fs::read_to_string(out.join("born/text.txt")).unwrap(), support::json(&out.join("born/evidence.json")))
}

fn words(evidence: &serde_json::Value) -> Vec<&serde_json::Value> {
    evidence["lines"].as_array().unwrap().iter().flat_map(|l| l["words"].as_array().unwrap()).collect()
}

#[test]
fn its_own_words_are_the_text_and_it_is_marked() {
    let (text, evidence) = run(&file(&LETTERS, "BT /F0 20 Tf 60 200 Td (ABCD) Tj 0 -40 Td (ABCD ABCD) Tj ET"));
    assert_eq!(text, "Đảng\nĐảng Đảng\n");
    assert_eq!(evidence["pages"][0]["text_layer"], true);
    assert!(words(&evidence).len() == 3 && words(&evidence).into_iter().all(|w| w["confidence"] == 1.0));
    assert!(evidence["edits"].as_array().unwrap().is_empty());
}

#[test]
fn a_word_that_the_file_does_not_tell_is_read_within_its_line() {
    // E, F, G, H, I: for private use.
    let letters = [&LETTERS[..], &["E000", "E001", "E002", "E003", "E004"]].concat();
    let line = ["(ABCD)"; 8].join("( )");
    let rest = [line.as_str(); 5].map(|line| format!("0 -25 Td [{line}] TJ")).join(" ");
    let drawing = format!("BT /F0 12 Tf 60 250 Td (ABCD ABCD) Tj 75 0 Td (HIEE ABCD) Tj -75 0 Td {rest} ET");
    let (text, evidence) = run(&file(&letters, &drawing));
    assert!(text.starts_with("Đảng Đảng HIEE Đảng\nĐảng Đảng"), "{text}");
    let unsure: Vec<_> = words(&evidence).into_iter().filter(|w| w["confidence"] != 1.0).map(|w| &w["text"]).collect();
    assert_eq!(unsure, ["HIEE"]);
}

fn region(area: Rect) -> Region {
    Region { block: Block::Body, area, cell: None, foreign: Vec::new() }
}

#[test]
fn what_the_own_words_leave_out_is_to_be_read_and_no_word_is_lost() {
    let mut grey = image::GrayImage::from_pixel(1000, 1000, image::Luma([255]));
    let mut ink = |x: i32, y: i32| Rect::new(x, y, x + 40, y + 20).pixels().for_each(|(x, y)| grey.put_pixel(x as u32, y as u32, image::Luma([0])));
    [(200, 110), (110, 110), (300, 700), (150, 210)].into_iter().for_each(|(x, y)| ink(x, y));
    let clean = CleanPage {
        number: 1, grey, dpi: 300.0, scan_dpi: 300.0, skew: 0.0, orientation: 0, removed: Vec::new(),
        taken: image::GrayImage::new(2000, 2000), by_shape: Vec::new(), to_scan: Affine { m: [2.0, 0.0, 0.0, 2.0, 0.0, 0.0] },
    };
    let cut = Segmentation {
        regions: vec![region(Rect::new(100, 100, 900, 140)), region(Rect::new(100, 200, 900, 240))],
        told: Vec::new(), letter: 20.0, strokes: Vec::new(), braces: Vec::new(), unread: Vec::new(),
    };
    let word = |text: &str, x: i32, y: i32| LayerWord { text: text.into(), bbox: Rect::new(2 * x, 2 * y, 2 * x + 80, 2 * y + 40) };
    let layer = TextLayer { words: vec![word("hai", 200, 110), word("một", 110, 110), word("một", 111, 110), word("ngoài", 300, 700)] };
    let found = layered(&clean, &cut, &layer);
    let said: Vec<String> = found.lines.iter().map(|l| sohoa::types::ocr::text_of(&l.words)).collect();
    assert_eq!(said, ["một hai", "ngoài"], "in their order, once, also outside of all lines");
    assert_eq!(found.lines[0].words[0].area, Rect::new(110, 110, 150, 130), "pixels of the cleaned page");
    assert_eq!(found.rest, [cut.regions[1].clone()]);
}
