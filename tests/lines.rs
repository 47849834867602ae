//! The lines of a page, drawn as boxes for letters.
#![allow(missing_docs, clippy::unwrap_used)]

use image::{GrayImage, Luma};
use sohoa::segment::segment;
use sohoa::types::geometry::{Affine, Rect};
use sohoa::types::ocr::{Region, Segmentation};
use sohoa::types::page::CleanPage;

/// Height of the small letters; lines of single spacing are two and a half of it apart.
const LETTER: i32 = 20;

struct Page(GrayImage);

impl Page {
    fn new() -> Self {
        Self(GrayImage::from_pixel(1200, 700, Luma([255])))
    }

    fn ink(mut self, r: Rect) -> Self {
        r.pixels().for_each(|(x, y)| self.0.put_pixel(x as u32, y as u32, Luma([0])));
        self
    }

    /// Letters of 14 by 20 pixels, every 20 pixels from `x` on.
    fn line(self, count: i32, x: i32, base: i32) -> Self {
        (0..count).fold(self, |page, i| page.ink(Rect::new(x + 20 * i, base - LETTER, x + 20 * i + 14, base)))
    }

    fn lines(self) -> Vec<Region> {
        segmented(self.0).regions
    }
}

fn segmented(grey: GrayImage) -> Segmentation {
    let taken = GrayImage::new(grey.width(), grey.height());
    segment(&CleanPage {
        number: 2, grey, dpi: 300.0, scan_dpi: 300.0, skew: 0.0, orientation: 0, removed: Vec::new(), taken,
        by_shape: Vec::new(), to_scan: Affine::IDENTITY,
    })
}

/// Whether a line's ink reaches into a place: it lies in the line's area and is not wiped.
fn has(line: &Region, place: Rect) -> bool {
    let wiped = |(x, y): (i32, i32)| line.foreign.iter().any(|r| r.y as i32 == y && (r.x0 as i32..r.x1 as i32).contains(&x));
    line.area.intersect(&place) == place && !wiped(place.centre())
}

#[test]
fn marks_and_dots_stay_with_their_line() {
    let (dot, hat, acute) = (Rect::new(204, 105, 209, 109), Rect::new(302, 124, 312, 129), Rect::new(306, 115, 313, 121));
    let lines = Page::new().line(40, 100, 100).line(40, 100, 151).line(40, 100, 202).ink(dot).ink(hat).ink(acute).lines();
    assert_eq!(lines.len(), 3);
    assert!(has(&lines[0], dot) && !has(&lines[1], dot));
    assert!(has(&lines[1], hat) && has(&lines[1], acute));
    assert!(!has(&lines[0], acute) && !has(&lines[0], hat));
}

#[test]
fn what_touches_two_lines_is_cut_between_them() {
    let stem = Rect::new(204, 80, 209, 151);
    let lines = Page::new().line(40, 100, 100).line(40, 100, 151).ink(stem).lines();
    assert_eq!(lines.len(), 2);
    assert!(has(&lines[0], Rect::new(204, 100, 209, 108)) && !has(&lines[1], Rect::new(204, 100, 209, 108)));
    assert!(has(&lines[1], Rect::new(204, 122, 209, 130)) && !has(&lines[0], Rect::new(204, 122, 209, 130)));
}

#[test]
fn a_dash_and_a_number_before_the_text_belong_to_it() {
    let dash = Rect::new(100, 138, 112, 142);
    let lines = Page::new().line(40, 100, 100).line(20, 160, 151).ink(dash).line(1, 100, 202).line(20, 170, 202).lines();
    assert_eq!(lines.len(), 3);
    assert!(has(&lines[1], dash), "{:?}", lines[1].area);
    assert!(lines[2].area.x0 <= 100, "{:?}", lines[2].area);
}

#[test]
fn broken_letters_are_one_line() {
    let broken = (0..10).fold(Page::new().line(20, 100, 100), |page, i| page.ink(Rect::new(500 + 20 * i, 80, 514 + 20 * i, 87)).ink(Rect::new(500 + 20 * i, 91, 514 + 20 * i, 100)));
    let lines = broken.line(40, 100, 160).lines();
    assert_eq!(lines.len(), 2);
    assert!(has(&lines[0], Rect::new(500, 80, 514, 100)));
}

#[test]
fn dashes_under_a_heading_are_told_by_their_form() {
    for dashes in [&[(600, 610), (613, 623), (626, 636), (639, 649), (652, 662)][..], &[(600, 610), (613, 623), (626, 649), (652, 662)]] {
        let drawn = dashes.iter().fold(Page::new().line(20, 400, 100), |page, &(x0, x1)| page.ink(Rect::new(x0, 130, x1, 133)));
        let found = segmented(drawn.line(40, 100, 184).0);
        assert_eq!((found.regions.len(), found.told.len()), (2, 1), "{found:?}");
        assert_eq!((found.told[0].words[0].text.as_str(), found.told[0].area), ("-----", Rect::new(600, 130, 662, 133)));
        assert!(found.regions.iter().all(|line| !line.area.contains((630, 131)) || !has(line, Rect::new(626, 130, 636, 133))));
    }
}

#[test]
fn cells_whose_walls_a_seal_has_broken_are_lines() {
    let rule = |page: Page, r: Rect| page.ink(r);
    // Four columns and three rows; in the first row a piece of the outer wall is gone, and one between two cells.
    let across = [100, 160, 220, 280].into_iter().fold(Page::new(), |page, y| rule(page, Rect::new(100, y, 900, y + 3)));
    let grid = [100, 300, 500, 700, 900].into_iter().fold(across, |page, x| rule(page, Rect::new(x, 100, x + 3, 283)));
    let page = [110, 170, 230].into_iter().fold(grid, |page, y| [120, 320, 520, 720].into_iter().fold(page, |page, x| page.line(5, x, y + 35)));
    let whole = segmented(page.0.clone());
    assert_eq!((whole.regions.len(), whole.unread.len()), (12, 0));
    let gone = |page: Page, r: Rect| { let mut page = page; r.pixels().for_each(|(x, y)| page.0.put_pixel(x as u32, y as u32, Luma([255]))); page };
    let broken = segmented(gone(gone(page, Rect::new(340, 95, 400, 104)), Rect::new(495, 120, 510, 150)).0);
    assert_eq!((broken.regions.len(), broken.unread.len()), (12, 0), "{broken:?}");
    let cells = |found: &Segmentation| found.regions.iter().filter_map(|r| r.cell.map(|c| (c.row, c.column))).collect::<Vec<_>>();
    assert_eq!(cells(&broken), cells(&whole));
}

#[test]
fn text_beside_a_brace_takes_no_marks_of_the_lines_beside_it() {
    let (dot, acute) = (Rect::new(184, 105, 189, 109), Rect::new(164, 118, 172, 124));
    let lines = Page::new().line(5, 100, 100).line(5, 100, 151).line(5, 230, 125).ink(dot).ink(acute).lines();
    assert_eq!(lines.len(), 3, "{lines:?}");
    assert!(has(&lines[0], dot) && has(&lines[2], acute), "{lines:?}");
}

#[test]
fn lines_that_lean_are_whole() {
    let lean = |page: Page, base: i32| (0..50).fold(page, |page, i| page.line(1, 100 + 20 * i, base + i / 3));
    let lines = lean(lean(Page::new(), 100), 151).lines();
    assert_eq!(lines.len(), 2);
    assert!(lines.iter().all(|l| l.area.x0 <= 100 && l.area.x1 >= 1094));
}

#[test]
fn dust_beside_a_line_is_not_read_with_it() {
    let specks = (0..6).fold(Page::new().line(20, 100, 100), |page, i| page.ink(Rect::new(700 + 15 * i, 70 + 3 * i, 703 + 15 * i, 73 + 3 * i)));
    let lines = specks.line(40, 100, 160).lines();
    assert_eq!(lines.len(), 2);
    assert!(lines[0].area.x1 < 600, "{:?}", lines[0].area);
}

#[test]
fn a_short_line_of_low_letters_is_a_line() {
    let low = |page: Page, x: i32| page.ink(Rect::new(x, 211, x + 10, 226));
    let lines = low(low(Page::new().line(40, 100, 100).line(40, 100, 160), 100), 116).lines();
    assert_eq!(lines.len(), 3, "{lines:?}");
}

#[test]
fn words_grown_together_and_large_letters_are_lines() {
    let lines = Page::new().line(40, 100, 100).ink(Rect::new(100, 140, 400, 160)).ink(Rect::new(100, 190, 140, 245)).ink(Rect::new(150, 190, 190, 245)).lines();
    assert_eq!(lines.len(), 3, "{lines:?}");
}

#[test]
fn rows_of_noise_are_bounded_and_named() {
    let mut page = GrayImage::from_pixel(1200, 9700, Luma([255]));
    for i in 0..400 {
        let (x, y) = (20 + 259 * i % 1100, 24 * i);
        Rect::new(x, y, x + 14, y + LETTER).pixels().for_each(|(x, y)| page.put_pixel(x as u32, y as u32, Luma([0])));
    }
    let found = segmented(page);
    assert_eq!((found.regions.len(), found.unread.len()), (150, 250));
}
