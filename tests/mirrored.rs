//! Print of the other side is told by its reading in the mirror.
#![allow(missing_docs, clippy::unwrap_used)]

use image::GrayImage;
use sohoa::again;
use sohoa::types::geometry::{Affine, Rect};
use sohoa::types::ocr::{Block, Confidence, OcrLine, OcrPage, OcrWord, Region, Segmentation};
use sohoa::types::page::{CleanPage, RemovalKind};

const SIZE: (u32, u32) = (1000, 400);

/// A line over some columns, 20 pixels high.
fn line(text: &str, (x0, x1): (i32, i32), base: i32, confidence: f64) -> OcrLine {
    let area = Rect::new(x0, base - 20, x1, base);
    let word = OcrWord { text: text.into(), area, confidence: Confidence::new(confidence), alternatives: Vec::new(), filled: false };
    OcrLine { block: Block::Body, area, cell: None, words: vec![word] }
}

fn page() -> CleanPage {
    let blank = GrayImage::new(SIZE.0, SIZE.1);
    CleanPage {
        number: 1, grey: blank.clone(), dpi: 300.0, scan_dpi: 300.0, skew: 0.0, orientation: 0, removed: Vec::new(), taken: blank,
        by_shape: Vec::new(), to_scan: Affine::IDENTITY,
    }
}

fn cut(lines: &[OcrLine]) -> Segmentation {
    let region = |l: &OcrLine| Region { block: l.block, area: l.area, cell: None, foreign: Vec::new() };
    Segmentation { regions: lines.iter().map(region).collect(), letter: 20.0, strokes: Vec::new(), unread: Vec::new() }
}

/// What is left of a good line and a senseless one, with what the mirror says of the second.
fn settled(mirror: OcrLine) -> (CleanPage, Segmentation, Vec<String>) {
    let mut read = OcrPage { lines: vec![line("Thôngbáo", (100, 300), 100, 0.95), line("ồnáhgnóht", (500, 700), 300, 0.4)] };
    let (mut clean, mut cut) = (page(), cut(&read.lines));
    let mirrored = again::mirrored(&clean, &read, &cut).unwrap();
    assert_eq!(mirrored.regions.iter().map(|r| r.area).collect::<Vec<_>>(), [Rect::new(295, 275, 505, 305)], "the bad line, in the mirror");
    mirrored.settle(&mut clean, &mut cut, &mut read, &OcrPage { lines: vec![mirror] });
    (clean, cut, read.lines.iter().map(|l| l.words[0].text.clone()).collect())
}

#[test]
fn a_line_that_reads_well_in_the_mirror_is_a_ghost_and_recorded() {
    let (clean, cut, left) = settled(line("Thôngbáo", (300, 500), 300, 0.9));
    assert_eq!(left, ["Thôngbáo"]);
    let ghost = &clean.removed[0];
    assert_eq!((ghost.kind, ghost.bbox, ghost.text.as_deref()), (RemovalKind::GhostText, Rect::new(500, 280, 700, 300), Some("Thôngbáo")));
    assert_eq!(cut.regions.len(), 1, "the place is not one where the engine saw nothing");
}

#[test]
fn a_line_that_reads_as_badly_in_the_mirror_stays() {
    let (clean, cut, left) = settled(line("ồnáhgnóht", (300, 500), 300, 0.5));
    assert_eq!((left.len(), clean.removed.len(), cut.regions.len()), (2, 0, 2));
}

#[test]
fn lines_that_are_read_well_are_not_read_again() {
    let read = OcrPage { lines: vec![line("Thôngbáo", (100, 300), 100, 0.95)] };
    assert!(again::mirrored(&page(), &read, &cut(&read.lines)).is_none());
}
