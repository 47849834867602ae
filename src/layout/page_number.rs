//! The printed number of a page.

use super::reading;
use crate::types::ocr::OcrLine;
use crate::types::page::{Removal, RemovalKind};
use crate::types::read::ReadPage;

/// Page numbers stand in this share of the page's height, at its top or bottom.
const EDGE: f64 = 0.12;

/// The lines without the page's number, and the number. Under repeated lines (`pushed_down`) it may
/// stand anywhere, as long as it comes first.
pub fn without(mut lines: Vec<OcrLine>, page: &ReadPage, pushed_down: bool) -> (Vec<OcrLine>, Option<Removal>) {
    let height = f64::from(page.size.1);
    let at_edge = |l: &OcrLine| pushed_down || f64::from(l.area.y1) < EDGE * height || f64::from(l.area.y0) > (1.0 - EDGE) * height;
    let alone = |l: &OcrLine, all: &[OcrLine]| {
        all.iter().filter(|o| o.area.y0 < l.area.y1 && l.area.y0 < o.area.y1).count() == 1
            && (all.iter().all(|o| o.area.y0 >= l.area.y0) || all.iter().all(|o| o.area.y1 <= l.area.y1))
    };
    let found = lines.iter().position(|l| at_edge(l) && is_number(&reading(l).0) && alone(l, &lines));
    let removal = found.map(|i| {
        let line = lines.remove(i);
        Removal { kind: RemovalKind::PageNumber, bbox: page.to_scan.rect(&line.area, page.scan_size), text: Some(reading(&line).0) }
    });
    (lines, removal)
}

fn is_number(text: &str) -> bool {
    let digits = text.trim_matches(|c: char| matches!(c, '-' | '–' | '—' | '.' | ' '));
    (1..=3).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())
}

/// The number among what was taken off a page.
pub fn printed(removed: &[Removal]) -> Option<u32> {
    let number = removed.iter().find(|r| r.kind == RemovalKind::PageNumber)?;
    number.text.as_ref()?.trim_matches(|c: char| !c.is_ascii_digit()).parse().ok()
}
