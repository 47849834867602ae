//! What holds for every notice, and the rules of the setting.
#![allow(clippy::unwrap_used)]

use super::super::font::Fonts;
use super::super::notice::{self, Notice};
use super::super::sheet::Blank;
use super::flow::{Print, Room, Row, pages};
use super::line::{Column, Line, Set};
use super::{Blanks, Style, Typeset, body, typeset};
use crate::scans::font::Face;
use serde_json::Value;
use unicode_normalization::is_nfc;

const DPI: f32 = 100.0;

fn set(notice: &Notice, blanks: Blanks) -> Typeset {
    typeset(&Fonts::load().unwrap(), notice, DPI, blanks).unwrap_or_else(|e| panic!("{}: {e:#}", notice.name))
}

fn all() -> Vec<Notice> {
    notice::all().unwrap_or_else(|e| panic!("{e:#}"))
}

/// The letters of blocks in reading order, without blanks; an opening quotation mark before a label in its place.
fn letters(blocks: &Value) -> String {
    let mut out = String::new();
    for block in blocks.as_array().unwrap() {
        let (label, text) = (block["label"].as_str().unwrap_or(""), block["text"].as_str().unwrap());
        match text.strip_prefix('“').filter(|_| !label.is_empty()) {
            Some(rest) => out += &format!("“{label}{rest}"),
            None => out += &format!("{label}{text}"),
        }
        out += &letters(&block["children"]);
    }
    out.replace(' ', "")
}

/// Share of ink, in pixels that are more than half black, within an area of millimetres.
fn ink(page: &super::Sheet, (x0, y0): (f32, f32), (x1, y1): (f32, f32)) -> usize {
    let px = |mm: f32| (mm / 25.4 * DPI) as u32;
    let inside = |x: u32, y: u32| (px(x0)..px(x1)).contains(&x) && (px(y0)..px(y1)).contains(&y);
    page.ink.enumerate_pixels().filter(|(x, y, p)| inside(*x, *y) && p.0[0] > 127).count()
}

#[test]
fn every_notice_is_set_within_its_margins() {
    let given = [Blanks::default(), Blanks { number: true, day: true, repeated: 2 }];
    for (notice, blanks) in all().iter().flat_map(|notice| given.map(|blanks| (notice, blanks))) {
        let top = if blanks.repeated > 0 { 4.0 } else { 10.0 };
        for (index, page) in set(notice, blanks).pages.iter().enumerate() {
            let all = ink(page, (0.0, 0.0), (210.0, 297.0));
            let inner = ink(page, (20.0, top), (200.0, 285.0));
            assert!(all > 1000 && all == inner, "{} page {}: {all} pixels, {inner} within", notice.name, index + 1);
        }
    }
}

#[test]
fn every_line_is_nfc_and_bare() {
    for notice in all() {
        for line in set(&notice, Blanks::default()).pages.iter().flat_map(|page| &page.lines) {
            assert!(is_nfc(line) && line.trim() == line && !line.is_empty() && !line.contains("**"), "{}: {line:?}", notice.name);
        }
    }
}

#[test]
fn the_body_says_what_its_lines_say() {
    let fonts = Fonts::load().unwrap();
    for notice in all() {
        let lines: Vec<String> = body::rows(&fonts, &notice).unwrap().iter().flat_map(Row::lines).collect();
        let set = set(&notice, Blanks::default());
        let printed: Vec<String> = set.pages.iter().flat_map(|page| page.lines.clone()).collect();
        assert!(printed.windows(lines.len()).any(|w| w == lines), "{}: lines of the body on the pages", notice.name);
        // Cells of several lines stand cell by cell, as they do in the table's text.
        assert_eq!(letters(&set.truth["body"]), lines.concat().replace(' ', ""), "{}", notice.name);
    }
}

#[test]
fn the_seeds_have_the_trees_of_their_truth() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/notices/truth");
    let mut seeds = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let truth: Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        let notice = notice::named(path.file_stem().unwrap().to_str().unwrap()).unwrap();
        let set = set(&notice, Blanks::default());
        assert_eq!(set.truth["body"], truth["body"], "{}", notice.name);
        for (field, value) in truth["document"].as_object().unwrap() {
            // The seed that ends before its foot got an invented one.
            if value.as_array().is_none_or(|items| !items.is_empty()) {
                assert_eq!(&set.truth["document"][field], value, "{} {field}", notice.name);
            }
        }
        seeds += 1;
    }
    assert_eq!(seeds, 5);
}

#[test]
fn every_record_is_whole() {
    for notice in all() {
        let document = &set(&notice, Blanks::default()).truth["document"];
        for field in ["kind", "kind_code", "issuer", "number", "place", "date", "subject"] {
            assert!(document[field].as_str().is_some_and(|s| !s.is_empty()), "{} {field}", notice.name);
        }
        for signature in document["signatures"].as_array().unwrap() {
            assert!(signature["name"].is_string() && (signature["authority"].is_string() || signature["position"].is_string()), "{}", notice.name);
        }
    }
}

#[test]
fn the_foot_is_whole_on_the_last_page() {
    for notice in all() {
        let set = set(&notice, Blanks::default());
        let (last, before) = set.pages.split_last().unwrap();
        assert!(before.iter().all(|page| page.spots.signature.is_none() && page.spots.recipients.is_none()), "{}", notice.name);
        let space = last.spots.signature.unwrap();
        assert!(space.y1 - space.y0 > 20.0 && ink(last, (space.x0, space.y0 + 0.5), (space.x1, space.y1 - 0.5)) == 0, "{}", notice.name);
        assert!(last.spots.body.y1 > last.spots.body.y0, "{}: the foot has no body above it", notice.name);
    }
}

#[test]
fn gaps_for_the_hand_are_empty_and_the_text_is_whole() {
    let notice = notice::named("thong-bao-mau").unwrap();
    let (plain, gaps) = (set(&notice, Blanks::default()), set(&notice, Blanks { number: true, day: true, repeated: 0 }));
    assert_eq!(plain.pages[0].lines, gaps.pages[0].lines);
    assert!(plain.pages[0].spots.number.is_none());
    let spots = &gaps.pages[0].spots;
    for (blank, text) in [(&spots.number, "45"), (&spots.day, "12"), (&spots.month, "7")] {
        let Blank { area, text: hand } = blank.as_ref().unwrap();
        assert_eq!(hand, text, "what the hand writes");
        assert!(area.x1 - area.x0 > 8.0 && ink(&gaps.pages[0], (area.x0 + 0.5, area.y0), (area.x1 - 0.5, area.y1)) == 0);
    }
}

#[test]
fn lines_break_alike_at_every_resolution() {
    let fonts = Fonts::load().unwrap();
    let notice = notice::named("lai-chau").unwrap();
    let lines = |dpi| typeset(&fonts, &notice, dpi, Blanks::default()).unwrap().pages.into_iter().map(|page| page.lines).collect::<Vec<_>>();
    assert_eq!(lines(60.0), lines(217.0));
}

#[test]
fn heads_do_not_run_into_each_other() {
    for notice in all() {
        for blanks in [Blanks::default(), Blanks { number: true, day: true, repeated: 0 }] {
            let page = &set(&notice, blanks).pages[0];
            // The strip between the two heads is empty.
            assert_eq!(ink(page, (94.3, 18.0), (95.3, page.spots.head.unwrap().y1)), 0, "{}", notice.name);
        }
    }
}

#[test]
fn repeated_lines_stand_above_the_text_and_are_no_lines_of_it() {
    let notice = notice::named("lai-chau").unwrap();
    let (plain, twice) = (set(&notice, Blanks::default()), set(&notice, Blanks { repeated: 2, ..Blanks::default() }));
    let above = |set: &Typeset| ink(&set.pages[1], (25.0, 4.0), (195.0, 17.0));
    assert!(above(&twice) > 20 * above(&plain).max(1), "{} {}", above(&twice), above(&plain));
    let lines = |set: &Typeset| set.pages.iter().map(|page| page.lines.len()).sum::<usize>();
    assert_eq!(lines(&plain), lines(&twice));
}

#[test]
fn a_glyph_that_the_typeface_lacks_is_named() {
    let mut notice = notice::named("ket-luan-mau").unwrap();
    notice.head.place = "☃".into();
    let error = typeset(&Fonts::load().unwrap(), &notice, DPI, Blanks::default()).err().unwrap();
    assert!(format!("{error:#}").contains("U+2603"), "{error:#}");
}

#[test]
fn no_page_turns_where_it_must_not() {
    let line = || Line::plain("chữ", Style(Face::Regular, 14.0), Column { x0: 30.0, x1: 190.0, indent: 0.0, set: Set::Left });
    let row = |turn| Row { apart: 0.0, height: 10.0, turn, print: Print::Line(line()) };
    let room = Room { first: 0.0, later: 0.0, bottom: 50.0, foot: 30.0 };
    // Six rows: the fifth still fits on page 1, but a page may only begin with the fourth.
    let rows: Vec<Row> = [true, true, false, true, false, false].map(row).into_iter().collect();
    assert_eq!(pages(&rows, Room { foot: 0.0, ..room }).unwrap(), [0..3, 3..6]);
    // The foot takes rows along.
    let rows: Vec<Row> = [true, true, true, true].map(row).into_iter().collect();
    assert_eq!(pages(&rows, room).unwrap(), [0..3, 3..4]);
    assert!(pages(&[row(true), row(false)], Room { foot: 45.0, ..room }).is_err());
}
