//! Lifts a seal or a stamp off a page without colour: all inside its outline but the print under it.

use super::bands::{self, Band, Slope};
use super::depth;
use crate::clean::Sheet;
use crate::raster::{self, Component, Run};
use crate::types::geometry::Rect;
use crate::types::page::{Removal, RemovalKind};
use image::GrayImage;

/// Darker than this is ink.
pub const INK: u8 = 128;
/// A mark is of a row of print if this share of it lies in the row.
const IN_ROW: f64 = 0.6;
/// It is a letter if it is this tall and stands this near to the line, in letter heights.
const TALL: f64 = 0.55;
const STANDS: f64 = 0.3;
/// How far from a letter (in letter heights) its tone marks and dots may be.
const NEAR: f64 = 0.35;
/// Width and greatest height of a dash, its distance to the letter behind it and its level over the line, in letter heights.
const DASH: (std::ops::RangeInclusive<f64>, f64) = (0.25..=0.9, 0.3);
const BEFORE: f64 = 1.2;
const LEVEL: std::ops::Range<f64> = 0.12..0.5;
/// Widest gap in a row of print that runs into a stamp, in letter heights: a space in a stretched line.
const GAP: f64 = 1.4;
/// Print of its own darkness is at least this large, inches; less is a dark spot of the cover.
const PRINT: f64 = 0.025;

/// The shape of a thing that was pressed on a page.
pub trait Outline {
    /// What it is recorded as.
    fn kind(&self) -> RemovalKind;
    /// Its hull with all its lines, pixels of the page.
    fn hull(&self) -> Rect;
    /// Whether a pixel belongs to its ground or to its edge.
    fn holds(&self, x: i32, y: i32) -> bool;
    /// Left and right edge at a height.
    fn chord(&self, y: f64) -> Option<(f64, f64)>;
    /// Whether ink lies on one of its lines and is no thicker across than the line is.
    fn is_line(&self, grey: &GrayImage, x: i32, y: i32) -> bool;
    /// Points on its lines, to tell how dark its ink is.
    fn points(&self) -> Vec<(f64, f64)>;
    /// Whether it has lines of type of its own, which may be taken for rows of print.
    fn has_lines(&self) -> bool;
}

/// Takes a thing off; `marks` are the components of the page.
pub fn take(sheet: &mut Sheet, outline: &impl Outline, marks: &[Component], slope: Slope) {
    let width = sheet.grey.width();
    let bbox = outline.hull().intersect(&Rect::of_size(sheet.grey.dimensions()));
    let kept = kept(sheet, outline, (marks, slope), bbox);
    let mut gone = false;
    for y in bbox.y0..bbox.y1 {
        for x in (bbox.x0..bbox.x1).filter(|&x| outline.holds(x, y)) {
            let at = y as usize * width as usize + x as usize;
            let keep = kept.as_raw()[(y - bbox.y0) as usize * bbox.width() as usize + (x - bbox.x0) as usize] > 0;
            if !keep && sheet.grey.as_raw()[at] < 255 {
                sheet.take_run(at..at + 1);
                gone = true;
            }
        }
    }
    if gone {
        sheet.removed.push(Removal { kind: outline.kind(), bbox, text: None });
        sheet.by_shape.push(bbox);
    }
}

/// 255 on the print inside of a thing, in a picture of its box.
fn kept(sheet: &Sheet, outline: &impl Outline, (page, slope): (&[Component], Slope), bbox: Rect) -> GrayImage {
    let mut kept = GrayImage::new(bbox.width() as u32, bbox.height() as u32);
    let darker = depth::cut(&sheet.grey, &outline.points(), (page, bbox), sheet.dpi);
    let marks = raster::components(&without_lines(sheet, outline, bbox, darker.unwrap_or(INK)), |p| p > 0);
    // The pen in a stamp may be as dark as print: there rows must tell as well.
    if darker.is_some() && !outline.has_lines() {
        let least = (PRINT * sheet.dpi) as i32;
        marks.iter().filter(|m| m.area.width().max(m.area.height()) >= least).for_each(|m| raster::paint(&mut kept, m, 255));
        return grown(&grown(&kept));
    }
    let level = |x: i32, y: i32| slope.level((x + bbox.x0).into(), (y + bbox.y0).into());
    let origin = level(0, 0);
    let rows = bands::beside(page, |y| outline.chord(y), slope, sheet.dpi);
    // A stamp's own lines look like rows of print, unless they are paler and no longer among the marks.
    let hidden = if darker.is_some() || !outline.has_lines() { bands::among(&marks, slope, sheet.dpi) } else { Vec::new() };
    let hidden = hidden.into_iter().map(|b| (b.lowered(origin), true));
    for (band, is_hidden) in rows.into_iter().map(|b| (b, false)).chain(hidden) {
        let in_row = |r: &Run| (band.top..=band.bottom).contains(&level(r.x0 as i32, r.y as i32));
        // A row that goes through is print all along; one that ends here may not even begin here.
        let share = if band.is_through() { 0.0 } else { IN_ROW };
        let parts: Vec<Component> = marks.iter().filter_map(|m| part(m, in_row, share)).collect();
        let (letters, others): (Vec<&Component>, Vec<&Component>) = parts.iter().partition(|m| {
            let foot = level((m.area.x0 + m.area.x1) / 2, m.area.y1);
            let tall = f64::from(m.area.height()) >= TALL * band.letter;
            tall && foot > band.base - STANDS * band.letter
        });
        let cut_off = !is_hidden && outline.has_lines();
        let letters = if cut_off { running_in(letters, &band, (outline, slope, bbox)) } else { letters };
        let near = (NEAR * band.letter) as i32;
        let belongs = |m: &&&Component| f64::from(m.area.height()) < TALL * band.letter && letters.iter().any(|l| l.area.grown(near).overlaps(&m.area));
        let dash = others.iter().filter(|m| begins(m, &letters, &band, level(m.area.centre().0, m.area.centre().1)));
        for mark in letters.iter().chain(others.iter().filter(belongs)).chain(dash) {
            raster::paint(&mut kept, mark, 255);
        }
    }
    grown(&kept)
}

/// Whether a mark whose middle is at some level is the dash that a row of print begins with.
fn begins(mark: &Component, letters: &[&Component], band: &Band, middle: f64) -> bool {
    let (wide, high) = (f64::from(mark.area.width()) / band.letter, f64::from(mark.area.height()) / band.letter);
    let flat = DASH.0.contains(&wide) && high <= DASH.1 && wide >= 2.0 * high;
    let before = letters.iter().map(|l| l.area.x0).min().is_some_and(|first| (0.0..=BEFORE * band.letter).contains(&f64::from(first - mark.area.x1)));
    flat && before && LEVEL.contains(&((band.base - middle) / band.letter))
}

/// The letters of a row that go on from the edges without a gap: behind it the stamp's own begin.
fn running_in<'a>(mut letters: Vec<&'a Component>, band: &Band, (outline, slope, bbox): (&impl Outline, Slope, Rect)) -> Vec<&'a Component> {
    letters.sort_by_key(|l| l.area.x0);
    let gap = GAP * band.letter;
    let middle = f64::from(bbox.x0 + bbox.x1) / 2.0;
    let y = (band.top + band.bottom) / 2.0 + middle * slope.0;
    let Some((left, right)) = outline.chord(y) else { return Vec::new() };
    let (mut from_left, mut from_right) = (left - f64::from(bbox.x0), right - f64::from(bbox.x0));
    let mut out: Vec<&Component> = Vec::new();
    for l in letters.iter().take_while(|l| {
        let on = band.sides.0 && f64::from(l.area.x0) - from_left <= gap;
        from_left = from_left.max(l.area.x1.into());
        on
    }) { out.push(l) }
    for l in letters.iter().rev().take_while(|l| {
        let on = band.sides.1 && from_right - f64::from(l.area.x1) <= gap;
        from_right = from_right.min(l.area.x0.into());
        on
    }) { out.push(l) }
    out
}

/// The part of a mark in a row, if that is at least a share of it.
fn part(mark: &Component, in_row: impl Fn(&Run) -> bool, share: f64) -> Option<Component> {
    let runs: Vec<Run> = mark.runs.iter().filter(|r| in_row(r)).copied().collect();
    let pixels: u32 = runs.iter().map(|r| r.x1 - r.x0).sum();
    let area = Rect::hull_of(runs.iter().map(Run::area))?;
    (f64::from(pixels) >= share * f64::from(mark.pixels)).then_some(Component { area, pixels, runs })
}

/// The ink in the box of a thing, 255, without its lines.
fn without_lines(sheet: &Sheet, outline: &impl Outline, bbox: Rect, cut: u8) -> GrayImage {
    let width = sheet.grey.width() as usize;
    GrayImage::from_fn(bbox.width() as u32, bbox.height() as u32, |x, y| {
        let (x, y) = (x as i32 + bbox.x0, y as i32 + bbox.y0);
        let ink = sheet.grey.as_raw()[y as usize * width + x as usize] < cut;
        image::Luma([if ink && !outline.is_line(&sheet.grey, x, y) { 255 } else { 0 }])
    })
}

/// With a rim of one pixel, the soft edge of letters.
fn grown(mask: &GrayImage) -> GrayImage {
    let mut out = mask.clone();
    for c in raster::components(mask, |p| p > 0) {
        c.rimmed(mask.dimensions()).for_each(|pixels| out.as_mut()[pixels].fill(255));
    }
    out
}
