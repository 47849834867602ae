//! Lines with doubtful words are read again in another cut.
#![allow(missing_docs, clippy::unwrap_used)]

use image::{GrayImage, Luma};
use sohoa::again;
use sohoa::types::geometry::{Affine, Rect};
use sohoa::types::ocr::{Block, Confidence, Face, OcrLine, OcrPage, OcrWord, Region, Segmentation};
use sohoa::types::page::CleanPage;

/// Where the line stands on its page.
const AREA: Rect = Rect { x0: 100, y0: 80, x1: 700, y1: 120 };

fn word(text: &str, x: (i32, i32), y: (i32, i32), confidence: f64) -> OcrWord {
    OcrWord { text: text.into(), area: Rect::new(x.0, y.0, x.1, y.1), confidence: Confidence::new(confidence), alternatives: Vec::new(), filled: false, face: Face::default() }
}

fn line(words: Vec<OcrWord>) -> OcrLine {
    OcrLine { block: Block::Body, area: Rect::hull_of(words.iter().map(|w| w.area)).unwrap(), cell: None, words }
}

fn page() -> CleanPage {
    let mut grey = GrayImage::from_pixel(800, 200, Luma([255]));
    grey.put_pixel(110, 90, Luma([0]));
    CleanPage {
        number: 1, grey, dpi: 300.0, scan_dpi: 300.0, skew: 0.0, orientation: 0, removed: Vec::new(), taken: GrayImage::new(800, 200),
        by_shape: Vec::new(), to_scan: Affine::IDENTITY,
    }
}

fn cut() -> Segmentation {
    let region = Region { block: Block::Body, area: AREA, cell: None, foreign: Vec::new() };
    Segmentation { regions: vec![region], told: Vec::new(), letter: 20.0, strokes: Vec::new(), braces: Vec::new(), unread: Vec::new() }
}

fn first(doubt: f64) -> OcrPage {
    let y = (85, 115);
    OcrPage { lines: vec![line(vec![word("nhất", (110, 200), y, 0.97), word("hai", (220, 300), y, doubt), word("ba", (320, 400), y, 0.97)])] }
}

#[test]
fn what_two_cuts_do_not_agree_on_is_doubtful() {
    let mut read = first(0.5);
    let doubtful = again::doubtful(&page(), &read, &cut()).unwrap();
    assert_eq!((doubtful.page.grey.dimensions(), doubtful.regions.len()), ((600, 48), 1), "the line with white above and below");
    assert_eq!(doubtful.page.grey.get_pixel(10, 14).0[0], 0);
    // On the strip everything stands further left by the line's own place.
    let y = (9, 39);
    let again = OcrPage { lines: vec![line(vec![word("nhật", (10, 100), y, 0.9), word("hai", (120, 200), y, 0.9), word("b", (220, 250), y, 0.9), word("a", (255, 300), y, 0.9)])] };
    doubtful.settle(&mut read, &again);
    let said: Vec<(&str, f64, Vec<String>)> = read.lines[0].words.iter().map(|w| (w.text.as_str(), w.confidence.get(), w.alternatives.clone())).collect();
    assert_eq!(said, [("nhất", 0.8, vec!["nhật".to_owned()]), ("hai", 0.5, vec![]), ("ba", 0.8, vec!["b a".to_owned()])], "the first reading stays");
}

#[test]
fn lines_of_sure_words_and_blanks_filled_in_by_hand_are_not_read_again() {
    assert!(again::doubtful(&page(), &first(0.8), &cut()).is_none());
    let mut filled = first(0.5);
    filled.lines[0].words[1].filled = true;
    assert!(again::doubtful(&page(), &filled, &cut()).is_none());
}
