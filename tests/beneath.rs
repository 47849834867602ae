//! What was read under a mark is read again.
#![allow(missing_docs, clippy::unwrap_used)]

use image::GrayImage;
use sohoa::again;
use sohoa::types::geometry::{Affine, Rect};
use sohoa::types::ocr::{Block, Confidence, Face, OcrLine, OcrPage, OcrWord, Segmentation};
use sohoa::types::page::CleanPage;

const SIZE: (u32, u32) = (1000, 400);
const LETTER: f64 = 20.0;

fn word(text: &str, x: (i32, i32), base: i32, confidence: f64) -> OcrWord {
    OcrWord { text: text.into(), area: Rect::new(x.0, base - 20, x.1, base), confidence: Confidence::new(confidence), alternatives: Vec::new(), filled: false, face: Face::default() }
}

fn line(words: Vec<OcrWord>) -> OcrLine {
    OcrLine { block: Block::Body, area: Rect::hull_of(words.iter().map(|w| w.area)).unwrap(), cell: None, words }
}

fn segmentation() -> Segmentation {
    Segmentation { regions: Vec::new(), told: Vec::new(), letter: LETTER, strokes: Vec::new(), braces: Vec::new(), unread: Vec::new() }
}

fn texts(page: &OcrPage) -> Vec<String> {
    page.lines.iter().map(|l| l.words.iter().map(|w| w.text.as_str()).collect::<Vec<_>>().join(" ")).collect()
}

/// A page on which a mark was taken off by its shape at 200-400 pixels from the left.
fn marked() -> CleanPage {
    let white = GrayImage::from_pixel(SIZE.0, SIZE.1, image::Luma([255]));
    let mut taken = GrayImage::new(SIZE.0, SIZE.1);
    taken.put_pixel(250, 90, image::Luma([200]));
    CleanPage {
        number: 1, grey: white, dpi: 300.0, scan_dpi: 300.0, skew: 0.0, orientation: 0, removed: Vec::new(), taken,
        by_shape: vec![Rect::new(200, 50, 400, 150)], to_scan: Affine::IDENTITY,
    }
}

#[test]
fn words_under_a_mark_are_taken_from_the_better_reading() {
    let clean = marked();
    let own = line(vec![word("một", (100, 190), 100, 0.8), word("h.", (210, 280), 100, 0.4), word("ba", (300, 390), 100, 0.8), word("bốn", (500, 600), 100, 0.5)]);
    let mut read = OcrPage { lines: vec![own] };
    let beneath = again::beneath(&clean, &read, &segmentation()).unwrap();
    assert_eq!(beneath.regions.len(), 1);
    assert_eq!(beneath.page.grey.get_pixel(250, 90).0[0], 55, "the ink that was taken is back");
    let other = line(vec![word("mốt", (100, 190), 100, 0.99), word("hai", (212, 282), 100, 0.9), word("bà", (300, 390), 100, 0.6), word("năm", (500, 600), 100, 0.9)]);
    beneath.settle(&clean, &mut read, OcrPage { lines: vec![other] });
    // The first and the last word are under nothing; the third was read better at first.
    assert_eq!(texts(&read), ["một hai ba bốn"]);
    assert_eq!(read.lines[0].words[1].alternatives, ["h."], "the first reading stays as another one");
    assert_eq!(read.lines[0].words[2].alternatives, ["bà"]);
}

#[test]
fn a_page_without_doubtful_words_under_marks_is_not_read_again() {
    let read = OcrPage { lines: vec![line(vec![word("một", (210, 300), 100, 0.95), word("hai", (500, 600), 100, 0.2)])] };
    assert!(again::beneath(&marked(), &read, &segmentation()).is_none());
}

#[test]
fn a_reading_of_several_words_that_is_not_taken_stays_beside_the_nearest_ones() {
    let clean = marked();
    let mut read = OcrPage { lines: vec![line(vec![word("h.", (210, 280), 100, 0.3), word("b.", (290, 380), 100, 0.3)])] };
    let beneath = again::beneath(&clean, &read, &segmentation()).unwrap();
    let other = line(vec![word("hai", (210, 270), 100, 0.9), word("bà", (268, 390), 100, 0.9)]);
    beneath.settle(&clean, &mut read, OcrPage { lines: vec![other] });
    assert_eq!(texts(&read), ["hai bà"]);
    let kept: Vec<&[String]> = read.lines[0].words.iter().map(|w| w.alternatives.as_slice()).collect();
    assert_eq!(kept, [["h.".to_owned()].as_slice(), ["b.".to_owned()].as_slice()]);
}
