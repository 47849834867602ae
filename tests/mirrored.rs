//! Print of the other side is told by its reading in the mirror.
#![allow(missing_docs, clippy::unwrap_used)]

use image::GrayImage;
use sohoa::again;
use sohoa::types::geometry::{Affine, Rect};
use sohoa::types::ocr::{Block, Confidence, Face, OcrLine, OcrPage, OcrWord};
use sohoa::types::page::{CleanPage, Removal, RemovalKind};

const SIZE: (u32, u32) = (1000, 400);

/// A line over some columns, 20 pixels high.
fn line(text: &str, (x0, x1): (i32, i32), base: i32, confidence: f64) -> OcrLine {
    let area = Rect::new(x0, base - 20, x1, base);
    let word = OcrWord { text: text.into(), area, confidence: Confidence::new(confidence), alternatives: Vec::new(), filled: false, face: Face::default() };
    OcrLine { block: Block::Body, area, cell: None, words: vec![word] }
}

fn page() -> CleanPage {
    let blank = GrayImage::new(SIZE.0, SIZE.1);
    CleanPage {
        number: 1, grey: blank.clone(), dpi: 300.0, scan_dpi: 300.0, skew: 0.0, orientation: 0, removed: Vec::new(), taken: blank,
        by_shape: Vec::new(), to_scan: Affine::IDENTITY,
    }
}

/// What the mirror says of the second line.
fn two(first: &str, second: &str, confidence: f64) -> OcrLine {
    let (mut line, other) = (line(first, (300, 390), 300, confidence), line(second, (410, 500), 300, confidence));
    line.words.extend(other.words);
    OcrLine { area: Rect::new(300, 280, 500, 300), ..line }
}

/// What is left of a good line and a senseless one, with what the mirror says of the second.
fn settled(mirror: OcrLine) -> (Vec<Removal>, Vec<String>) {
    let mut read = OcrPage { lines: vec![line("Thông", (100, 300), 100, 0.95), line("ồnáhgnóht", (500, 700), 300, 0.4)] };
    let mirrored = again::mirrored(&page(), &read, 20.0).unwrap();
    assert_eq!(mirrored.regions.iter().map(|r| r.area).collect::<Vec<_>>(), [Rect::new(295, 275, 505, 305)], "the bad line, in the mirror");
    let removed = mirrored.settle(&page(), &mut read, &OcrPage { lines: vec![mirror] });
    (removed, read.lines.iter().map(|l| l.words[0].text.clone()).collect())
}

#[test]
fn a_line_that_reads_well_in_the_mirror_is_a_ghost_and_recorded() {
    let (removed, left) = settled(two("Nguyên", "thượng", 0.9));
    assert_eq!(left, ["Thông"]);
    let [ghost] = &removed[..] else { panic!("{removed:?}") };
    assert_eq!((ghost.kind, ghost.bbox), (RemovalKind::BleedThrough, Rect::new(500, 280, 700, 300)));
    assert_eq!(ghost.text.as_deref(), Some("Nguyên thượng (ồnáhgnóht)"), "both readings are kept");
}

#[test]
fn a_line_that_reads_as_badly_in_the_mirror_stays() {
    let (removed, left) = settled(two("Nguyên", "thượng", 0.5));
    assert_eq!((left.len(), removed), (2, Vec::new()));
}

#[test]
fn a_line_that_makes_no_sense_in_the_mirror_stays() {
    let (removed, left) = settled(two("xqzwk", "40293-", 0.9));
    assert_eq!((left.len(), removed), (2, Vec::new()));
}

#[test]
fn lines_that_are_read_well_are_not_read_again() {
    let read = OcrPage { lines: vec![line("Thông", (100, 300), 100, 0.95)] };
    assert!(again::mirrored(&page(), &read, 20.0).is_none());
}
