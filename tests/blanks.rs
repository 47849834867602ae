//! What a hand filled into the head counts when it is read alike, surely, in all cuts of its line.
#![allow(missing_docs, clippy::unwrap_used)]

use image::{GrayImage, Luma};
use sohoa::again;
use sohoa::types::geometry::{Affine, Rect};
use sohoa::types::ocr::{Block, Confidence, Face, OcrLine, OcrPage, OcrWord, Region, Segmentation};
use sohoa::types::page::CleanPage;

/// Cuts of a line as cleaned, and as many with all ink.
const CUTS: usize = 3;

/// `23.?47` is a word read with confidence 0.47, others are read with 0.97.
fn words(text: &str) -> Vec<OcrWord> {
    let word = |(i, w): (usize, &str)| {
        let (text, confidence) = w.split_once('?').map_or((w, 0.97), |(t, c)| (t, format!("0.{c}").parse().unwrap()));
        let x = 100 * i as i32;
        OcrWord { text: text.into(), area: Rect::new(x, 40, x + 80, 60), confidence: Confidence::new(confidence), alternatives: Vec::new(), filled: false, face: Face::default() }
    };
    text.split(' ').enumerate().map(word).collect()
}

fn line(text: &str) -> OcrLine {
    let words = words(text);
    OcrLine { block: Block::HeadLeft, area: Rect::hull_of(words.iter().map(|w| w.area)).unwrap(), cell: None, words }
}

fn page(number: u32) -> CleanPage {
    let mut taken = GrayImage::new(1000, 200);
    taken.put_pixel(150, 50, Luma([200]));
    CleanPage {
        number, grey: GrayImage::from_pixel(1000, 200, Luma([255])), dpi: 300.0, scan_dpi: 300.0, skew: 0.0, orientation: 0,
        removed: Vec::new(), taken, by_shape: Vec::new(), to_scan: Affine::IDENTITY,
    }
}

fn cut() -> Segmentation {
    let region = Region { block: Block::HeadLeft, area: Rect::new(0, 30, 1000, 70), cell: None, foreign: Vec::new() };
    Segmentation { regions: vec![region], told: Vec::new(), letter: 20.0, strokes: Vec::new(), braces: Vec::new(), unread: Vec::new() }
}

/// The line `first` after its cuts were read as `cleaned` and `whole`; nothing is an empty text.
fn filled(first: &str, cleaned: [&str; CUTS], whole: [&str; CUTS]) -> OcrLine {
    let mut read = OcrPage { lines: vec![line(first)] };
    let blanks = again::blanks(&page(1), &read, &cut()).unwrap();
    assert_eq!(blanks.regions.len(), 2 * CUTS);
    let answers: Vec<Option<OcrLine>> = cleaned.into_iter().chain(whole).map(|t| (!t.is_empty()).then(|| line(t))).collect();
    blanks.settle(&mut read, &answers);
    read.lines.remove(0)
}

/// Its words, those that fill a blank in brackets.
fn shown(line: &OcrLine) -> String {
    let show = |w: &OcrWord| if w.filled { format!("[{}]", w.text) } else { w.text.clone() };
    line.words.iter().map(show).collect::<Vec<_>>().join(" ")
}

#[test]
fn digits_that_all_cuts_have_in_common_fill_the_blank() {
    let number = filled("Số: 87+?33 /CT-UBND", ["Số: 07 /CT-UBND"; 3], ["Số: 07 /CT-UBND"; 3]);
    assert_eq!(shown(&number), "Số: [07] /CT-UBND");
    assert_eq!(number.words[1].alternatives, ["87+"], "the first reading stays as another one");
    let glued = filled("Số: ỚƠ/CT-UBND", ["Số: 07 /CT-UBND"; 3], [""; 3]);
    assert_eq!(shown(&glued), "Số: [07/CT-UBND]");
    let date = "Quảng Ngãi, ngày 3)?37 tháng 12 năm 2024";
    let read = "Quảng Ngãi, ngày 31 tháng 12 năm 2024";
    assert_eq!(shown(&filled(date, [read; 3], [read; 3])), "Quảng Ngãi, ngày [31] tháng [12] năm 2024");
}

#[test]
fn a_blank_that_was_seen_empty_is_filled_where_it_is() {
    let line = filled("Số: /CT-UBND", [""; 3], ["Số: 07 /CT-UBND"; 3]);
    assert_eq!(shown(&line), "Số: [07] /CT-UBND");
    assert_eq!(line.words[1].area, Rect::new(80, 40, 100, 60), "between its neighbours");
}

#[test]
fn what_the_cuts_do_not_agree_on_stays_open_and_is_kept() {
    let open = |cleaned, whole| {
        let line = filled("Số: 8?30 /CT-UBND", cleaned, whole);
        assert_eq!(shown(&line), "Số: 8 /CT-UBND");
        line.words[1].alternatives.clone()
    };
    assert_eq!(open(["Số: 07 /CT-UBND", "Số: 01 /CT-UBND", "Số: 07 /CT-UBND"], [""; 3]), ["07", "01"]);
    assert_eq!(open(["Số: 07 /CT-UBND"; 3], ["Số: 107 /CT-UBND"; 3]), ["07", "107"], "with ink and without");
    assert_eq!(open(["Số: 07?80 /CT-UBND"; 3], [""; 3]), ["07"], "unsure");
    assert!(open(["Số: O7 /CT-UBND"; 3], [""; 3]).is_empty(), "no digits");
}

#[test]
fn what_the_first_reading_says_too_needs_less() {
    let line = filled("Số: 07?60 /CT-UBND", ["Số: 07?85 /CT-UBND"; 3], [""; 3]);
    assert_eq!(shown(&line), "Số: [07] /CT-UBND");
}

#[test]
fn a_firm_first_reading_is_not_overruled() {
    let line = filled("Số: 45?98 /CT-UBND", ["Số: 46 /CT-UBND"; 3], [""; 3]);
    assert_eq!(shown(&line), "Số: 45 /CT-UBND");
    assert_eq!(line.words[1].alternatives, ["46"]);
}

#[test]
fn only_the_first_page_has_a_head() {
    let read = OcrPage { lines: vec![line("Số: 45 /CT-UBND")] };
    assert!(again::blanks(&page(2), &read, &cut()).is_none());
    let read = OcrPage { lines: vec![line("Căn cứ Luật")] };
    assert!(again::blanks(&page(1), &read, &cut()).is_none());
}

#[test]
fn a_line_at_the_edge_of_the_page_is_cut_where_the_page_ends() {
    let mut cut = cut();
    cut.regions[0].area = Rect::new(-4, 30, 1004, 70);
    let read = OcrPage { lines: vec![line("Số: 45 /CT-UBND")] };
    let blanks = again::blanks(&page(1), &read, &cut).unwrap();
    assert!(blanks.regions.iter().all(|r| r.area.width() == 1000));
}
