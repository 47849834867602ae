//! Text cases of the layout: lines with their places as they were read, `---`, the lines of the text in their order. A new
//! case is a block of text in a file.
#![allow(missing_docs, clippy::unwrap_used)]

mod support;

use serde::Serialize;
use serde::de::DeserializeOwned;
use sohoa::layout::layout;
use sohoa::types::geometry::{Affine, Rect};
use sohoa::types::ocr::{Confidence, Face, OcrLine, OcrPage, OcrWord};
use sohoa::types::read::ReadPage;

const SIZE: (u32, u32) = (2480, 3508);

fn name<T: Serialize>(of: T) -> String {
    serde_json::to_value(of).unwrap().as_str().unwrap().to_owned()
}

fn named<T: DeserializeOwned>(name: &str) -> T {
    serde_json::from_value(name.into()).unwrap()
}

/// `1 body 300 900 2200 950| text`, or with a confidence behind the place: the words share the width.
fn line(case: &str) -> (u32, OcrLine) {
    let (place, text) = case.split_once("| ").unwrap_or_else(|| panic!("no text: {case}"));
    let parts: Vec<&str> = place.split(' ').collect();
    let number = |i: usize| parts[i].parse::<i32>().unwrap_or_else(|_| panic!("not a number in {case}"));
    let area = Rect::new(number(2), number(3), number(4), number(5));
    let confidence = Confidence::new(parts.get(6).map_or(0.96, |c| c.parse().unwrap()));
    let step = (area.width() + 12) / (text.chars().count() as i32 + 1);
    let mut x = area.x0;
    let words = text.split(' ').map(|text| {
        let from = x;
        x += step * (text.chars().count() as i32 + 1);
        OcrWord { text: text.into(), area: Rect { x0: from, x1: x - step, ..area }, confidence, alternatives: Vec::new(), filled: false, face: Face::default() }
    }).collect();
    (parts[0].parse().unwrap(), OcrLine { block: named(parts[1]), area, cell: None, words })
}

fn pages(case: &[String]) -> Vec<ReadPage> {
    let lines: Vec<(u32, OcrLine)> = case.iter().map(|l| line(l)).collect();
    lines.chunk_by(|a, b| a.0 == b.0).map(|page| ReadPage {
        number: page[0].0, size: SIZE, scan_size: SIZE, letter: 24.0, to_scan: Affine::IDENTITY, removed: Vec::new(), stamps: Vec::new(),
        strokes: Vec::new(), braces: Vec::new(), unread: Vec::new(), ocr: OcrPage { lines: page.iter().map(|l| l.1.clone()).collect() },
    }).collect()
}

#[test]
fn layouts() {
    for case in support::blocks(&support::root().join("tests/layout/cases.txt")) {
        let at = case.iter().position(|l| l == "---").unwrap_or_else(|| panic!("no ---: {case:?}"));
        let found = layout(pages(&case[..at]));
        let lines = found.lines.iter().map(|l| format!("{} {}| {}", l.page, name(l.block), l.text));
        let removed = found.removed.iter().map(|(page, r)| format!("{page} {}! {}", name(r.kind), r.text.clone().unwrap_or_default()));
        assert_eq!(lines.chain(removed).collect::<Vec<_>>(), case[at + 1..]);
    }
}
