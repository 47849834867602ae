//! Lines that something black lay over are read a second time with all ink put back. What was taken off by its
//! shape alone may have taken print along; the engine reads some words better through a seal than without the
//! pieces that went with it.

use super::{dispute, keep, region_of, uncovered};
use crate::types::geometry::Rect;
use crate::types::ocr::{Confidence, OcrLine, OcrPage, OcrWord, Region, Segmentation, text_of};
use crate::types::page::CleanPage;
use image::Luma;

/// Words surer than this are not read again.
const SURE: f64 = 0.9;
/// The other reading counts if it is surer by this.
const BETTER: f64 = 0.05;
/// A word of the other reading where the first has none counts from this on.
const ALONE: f64 = 0.85;
/// Room around a line, in letter heights.
const ROOM: f64 = 0.25;

/// The page with the ink put back around the lines at these places of `read`, and a region for each.
pub struct Beneath {
    /// What is read.
    pub page: CleanPage,
    /// One line each.
    pub regions: Vec<Region>,
    lines: Vec<usize>,
}

/// What is to be read again of a page, None if nothing.
pub fn beneath(clean: &CleanPage, read: &OcrPage, cut: &Segmentation) -> Option<Beneath> {
    let lines: Vec<usize> = (0..read.lines.len()).filter(|&i| is_doubtful(clean, &read.lines[i])).collect();
    let page_area = Rect::of_size(clean.grey.dimensions());
    let foreign = |line: &OcrLine| region_of(&cut.regions, &line.area).map_or(Vec::new(), |i| cut.regions[i].foreign.clone());
    let region = |&i: &usize| {
        let line = &read.lines[i];
        let area = row(line, cut.letter).grown((ROOM * cut.letter) as i32).intersect(&page_area);
        Region { block: line.block, area, cell: line.cell, foreign: foreign(line) }
    };
    let regions: Vec<Region> = lines.iter().map(region).collect();
    (!lines.is_empty()).then(|| Beneath { page: with_ink(clean, &regions), regions, lines })
}

/// Whether a line has doubtful words under something that was taken off by its shape.
fn is_doubtful(clean: &CleanPage, line: &OcrLine) -> bool {
    line.words.iter().any(|w| w.confidence.get() < SURE && is_under(clean, &w.area))
}

fn is_under(clean: &CleanPage, area: &Rect) -> bool {
    let place = clean.to_scan.rect(area, clean.taken.dimensions());
    clean.by_shape.iter().any(|mark| mark.overlaps(&place))
}

/// The line as its sure words have it: pieces of a seal among the words make a line too high.
fn row(line: &OcrLine, letter: f64) -> Rect {
    let sure = Rect::hull_of(line.words.iter().filter(|w| w.confidence.get() >= SURE).map(|w| w.area));
    // Dashes and dots are no measure.
    sure.filter(|s| f64::from(s.height()) >= letter).map_or(line.area, |s| Rect { y0: s.y0, y1: s.y1, ..line.area })
}

/// The page with the ink put back in some regions.
fn with_ink(clean: &CleanPage, regions: &[Region]) -> CleanPage {
    let mut page = clean.clone();
    for (x, y) in regions.iter().flat_map(|r| r.area.pixels()).map(|(x, y)| (x as u32, y as u32)) {
        page.grey.put_pixel(x, y, Luma([uncovered(clean, (x, y))]));
    }
    page
}

impl Beneath {
    /// Takes over what was read better with the ink put back; the first reading stays as another reading.
    pub fn settle(&self, clean: &CleanPage, read: &mut OcrPage, again: OcrPage) {
        let mut other: Vec<Vec<OcrWord>> = vec![Vec::new(); self.lines.len()];
        for line in again.lines {
            region_of(&self.regions, &line.area).into_iter().for_each(|i| other[i].extend_from_slice(&line.words));
        }
        for (&line, other) in self.lines.iter().zip(other) {
            let own = &mut read.lines[line];
            own.words = merged(clean, std::mem::take(&mut own.words), other);
            own.area = Rect::hull_of(own.words.iter().map(|w| w.area)).unwrap_or(own.area);
        }
    }
}

/// Two readings of a line as one, piece by piece; pieces end where both have a gap.
fn merged(clean: &CleanPage, own: Vec<OcrWord>, other: Vec<OcrWord>) -> Vec<OcrWord> {
    let mut all: Vec<(bool, OcrWord)> = own.into_iter().map(|w| (true, w)).chain(other.into_iter().map(|w| (false, w))).collect();
    all.sort_by_key(|(_, w)| w.area.x0);
    let mut out = Vec::new();
    let mut rest = all.into_iter().peekable();
    while let Some(first) = rest.next() {
        let mut end = first.1.area.x1;
        let mut piece = vec![first];
        while let Some(next) = rest.next_if(|(_, w)| w.area.x0 < end) {
            end = end.max(next.1.area.x1);
            piece.push(next);
        }
        let (own, other): (Vec<_>, Vec<_>) = piece.into_iter().partition(|(is_own, _)| *is_own);
        let words = |side: Vec<(bool, OcrWord)>| side.into_iter().map(|(_, w)| w).collect::<Vec<_>>();
        out.extend(better(clean, words(own), words(other)));
    }
    out
}

/// One of two readings of a piece of a line.
fn better(clean: &CleanPage, own: Vec<OcrWord>, other: Vec<OcrWord>) -> Vec<OcrWord> {
    let (a, b) = (Confidence::of_words(&own).get(), Confidence::of_words(&other).get());
    let counts = if own.is_empty() { b >= ALONE } else { b >= a + BETTER && !loses_a_dash(&own, &other) };
    let under = other.iter().any(|w| is_under(clean, &w.area));
    let mended = counts && under;
    let (mut best, lost) = if mended { (other, own) } else { (own, other) };
    match best.as_mut_slice() {
        [only] if !lost.is_empty() => {
            if mended { keep(only, std::iter::once(text_of(&lost))) } else { dispute(only, text_of(&lost)) }
            keep(only, lost.into_iter().flat_map(|w| w.alternatives));
        }
        all => lost.into_iter().for_each(|word| {
            let nearest = all.iter_mut().min_by_key(|w| (w.area.centre().0 - word.area.centre().0).abs());
            nearest.into_iter().for_each(|w| keep(w, std::iter::once(word.text.clone()).chain(word.alternatives.iter().cloned())));
        }),
    }
    best
}

/// Whether a reading has not the dash that the other one begins with: dashes are easily lost, not made up.
fn loses_a_dash(own: &[OcrWord], other: &[OcrWord]) -> bool {
    let begins = |words: &[OcrWord]| words.first().is_some_and(|w| w.text.starts_with(['-', '–', '+']));
    begins(own) && !begins(other)
}
