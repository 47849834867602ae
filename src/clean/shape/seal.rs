//! Takes a round seal off a page without colour: everything inside its rim but the rows of print that
//! run into it, and the rim where it crosses them.

use super::bands::{self, Band, Slope};
use super::circle::{self, Circle};
use crate::clean::Sheet;
use crate::raster::{self, Component, Run};
use crate::types::geometry::Rect;
use crate::types::page::{Removal, RemovalKind};
use image::GrayImage;

/// Darker than this is ink.
const INK: u8 = 128;
/// Room around the rim, inches.
const SLACK: f64 = 0.045;
/// Ink on the rim that goes on across it for this many times the rim's thickness is a letter.
const ACROSS: f64 = 2.0;
/// A mark is of a row of print if this share of it lies in the row.
const IN_ROW: f64 = 0.6;
/// It is a letter if it is this tall and stands this near to the line, in letter heights.
const TALL: f64 = 0.55;
const STANDS: f64 = 0.3;
/// How far from a letter (in letter heights) its tone marks and dots may be.
const NEAR: f64 = 0.35;

/// Takes round seals off.
pub fn take(sheet: &mut Sheet, seals: &[Circle], slope: Slope) {
    let marks = raster::components(&sheet.grey, |p| p < INK);
    for circle in seals {
        let letters = bands::beside(&marks, |y| chord(circle, y), slope, sheet.dpi);
        take_one(sheet, circle, (&letters, slope));
    }
}

/// Left and right edge of a circle at a height.
fn chord(c: &Circle, y: f64) -> Option<(f64, f64)> {
    let half = (c.radius * c.radius - (y - c.y) * (y - c.y)).sqrt();
    (half > 0.0).then_some((c.x - half, c.x + half))
}

fn take_one(sheet: &mut Sheet, circle: &Circle, rows: (&[Band], Slope)) {
    let (width, height) = sheet.grey.dimensions();
    let reach = circle.radius + SLACK * sheet.dpi;
    let page = Rect::new(0, 0, width as i32, height as i32);
    let bbox = Rect::new((circle.x - reach) as i32, (circle.y - reach) as i32, (circle.x + reach) as i32 + 1, (circle.y + reach) as i32 + 1).intersect(&page);
    let inside = |x: i32, y: i32| (f64::from(x) + 0.5 - circle.x).hypot(f64::from(y) + 0.5 - circle.y) <= reach;
    let kept = kept(sheet, circle, bbox, rows);
    for y in bbox.y0..bbox.y1 {
        for x in (bbox.x0..bbox.x1).filter(|&x| inside(x, y)) {
            let at = y as usize * width as usize + x as usize;
            let keep = kept.as_raw()[(y - bbox.y0) as usize * bbox.width() as usize + (x - bbox.x0) as usize] > 0;
            if !keep && sheet.grey.as_raw()[at] < 255 {
                sheet.take_run(at..at + 1);
            }
        }
    }
    sheet.removed.push(Removal { kind: RemovalKind::Seal, bbox, text: None });
}

/// 255 on the print inside of a seal, in a picture of its box.
fn kept(sheet: &Sheet, circle: &Circle, bbox: Rect, (rows, slope): (&[Band], Slope)) -> GrayImage {
    let mut kept = GrayImage::new(bbox.width() as u32, bbox.height() as u32);
    let marks = raster::components(&without_rims(sheet, circle, bbox), |p| p > 0);
    let level = |x: i32, y: i32| slope.level((x + bbox.x0).into(), (y + bbox.y0).into());
    let origin = level(0, 0);
    let hidden = bands::among(&marks, slope, sheet.dpi).into_iter().map(|b| b.lowered(origin));
    for band in rows.iter().cloned().chain(hidden) {
        let in_row = |r: &Run| (band.top..=band.bottom).contains(&level(r.x0 as i32, r.y as i32));
        // A row that goes through is print all along; one that ends here may not even begin here.
        let share = if band.through { 0.0 } else { IN_ROW };
        let parts: Vec<Component> = marks.iter().filter_map(|m| part(m, in_row, share)).collect();
        let (letters, others): (Vec<&Component>, Vec<&Component>) = parts.iter().partition(|m| {
            let foot = level((m.area.x0 + m.area.x1) / 2, m.area.y1);
            let tall = f64::from(m.area.height()) >= TALL * band.letter;
            tall && foot > band.base - STANDS * band.letter
        });
        let near = (NEAR * band.letter) as i32;
        let belongs = |m: &&&Component| f64::from(m.area.height()) < TALL * band.letter && letters.iter().any(|l| l.area.grown(near).overlaps(&m.area));
        for mark in letters.iter().chain(others.iter().filter(belongs)) {
            raster::paint(&mut kept, mark, 255);
        }
    }
    grown(&kept)
}

/// The part of a mark in a row, if that is at least a share of it.
fn part(mark: &Component, in_row: impl Fn(&Run) -> bool, share: f64) -> Option<Component> {
    let runs: Vec<Run> = mark.runs.iter().filter(|r| in_row(r)).copied().collect();
    let pixels: u32 = runs.iter().map(|r| r.x1 - r.x0).sum();
    let area = Rect::hull_of(runs.iter().map(|r| Rect::new(r.x0 as i32, r.y as i32, r.x1 as i32, r.y as i32 + 1)))?;
    (f64::from(pixels) >= share * f64::from(mark.pixels)).then_some(Component { area, pixels, runs })
}

/// The ink in the box of a seal, 255, without the seal's rims.
fn without_rims(sheet: &Sheet, circle: &Circle, bbox: Rect) -> GrayImage {
    let rims = circle::rims(&sheet.grey, circle, sheet.dpi);
    let width = sheet.grey.width() as usize;
    GrayImage::from_fn(bbox.width() as u32, bbox.height() as u32, |x, y| {
        let (x, y) = (x as i32 + bbox.x0, y as i32 + bbox.y0);
        let ink = sheet.grey.as_raw()[y as usize * width + x as usize] < INK;
        image::Luma([if ink && !is_rim(&sheet.grey, circle, &rims, (x, y)) { 255 } else { 0 }])
    })
}

/// Whether ink lies on a rim and is not much thicker across it than the rim is.
fn is_rim(grey: &GrayImage, circle: &Circle, rims: &[bool], (x, y): (i32, i32)) -> bool {
    let (dx, dy) = (f64::from(x) + 0.5 - circle.x, f64::from(y) + 0.5 - circle.y);
    let far = dx.hypot(dy);
    // No seal is quite round: a pixel beside a rim is rim.
    let on = |r: i32| (r - 1..=r + 1).any(|r| rims.get(r.max(0) as usize).copied().unwrap_or(false));
    let at = far as i32;
    if !on(at) {
        return false;
    }
    let thick = 1 + (1..).take_while(|s| on(at + s)).count() + (1..).take_while(|s| on(at - s)).count();
    let most = (ACROSS * thick as f64) as i32 + 2;
    let dark = |step: i32| {
        let scale = (far + f64::from(step)) / far;
        let (px, py) = ((circle.x + dx * scale) as i64, (circle.y + dy * scale) as i64);
        px >= 0 && py >= 0 && grey.get_pixel_checked(px as u32, py as u32).is_some_and(|p| p.0[0] < INK)
    };
    let run = (1..=most).take_while(|&s| dark(s)).count() + (1..=most).take_while(|&s| dark(-s)).count();
    run < most as usize
}

/// With a rim of one pixel, the soft edge of letters.
fn grown(mask: &GrayImage) -> GrayImage {
    let mut out = mask.clone();
    for c in raster::components(mask, |p| p > 0) {
        for run in &c.runs {
            let wide = Run { y: run.y, x0: run.x0.saturating_sub(1), x1: (run.x1 + 1).min(mask.width()) };
            for y in run.y.saturating_sub(1)..(run.y + 2).min(mask.height()) {
                let row = y as usize * mask.width() as usize;
                out.as_mut()[row + wide.x0 as usize..row + wide.x1 as usize].fill(255);
            }
        }
    }
    out
}
