//! Coloured ink grouped into things: seals, stamps, handwriting.

use super::Sheet;
use crate::{cutout, raster, ruled};
use crate::types::geometry::Rect;
use crate::types::page::{Removal, RemovalKind};
use image::{GrayImage, RgbImage};

/// Cells of 1/25 inch: parts of one seal are at most a few apart.
const CELL_INCH: f64 = 0.04;
/// A cell counts when this share of it is coloured; less is noise of compression.
const FILLED: f64 = 0.08;
/// Things of one colour closer than this (inches) are one.
const APART: f64 = 0.12;
/// Smaller (inches) is a speck of ink.
const SPECK: f64 = 0.12;
/// A seal is at least this large (inches); they are 25-42 mm across.
const SEAL: f64 = 0.6;

/// Long and short side of a stamp in a frame, inches, at most and at least: from one word to six lines.
const FRAMED: (f64, f64) = (4.5, 0.2);
/// A frame is longer than high by this; seals need not be looked at.
const WIDE: f64 = 1.15;
/// A frame lower than this (inches) has room for one line of large letters, not for an arrival stamp's four.
const ONE_LINE: f64 = 0.6;
/// An urgency stamp without a frame: a line of large letters, this high and wide (inches) and this many
/// times as wide as high.
const LETTERS: ((f64, f64), (f64, f64), f64) = ((0.15, 0.45), (0.6, 2.5), 2.0);

/// Records the coloured ink marked in `sheet.taken` by things; ink that belongs to no cell is
/// recorded as nothing and shown in the mask only if it was part of one.
pub fn record_coloured(densities: &RgbImage, sheet: &mut Sheet) {
    let cell = ((sheet.dpi * CELL_INCH) as u32).max(4);
    for hue in [Hue::Red, Hue::Blue] {
        let cells = coarse(densities, &sheet.taken, cell, hue);
        let found = raster::components(&cells, |p| p > 0).into_iter().map(|c| scaled(&c.area, cell));
        for area in raster::merge_near(found.collect(), (sheet.dpi * APART) as i32) {
            let bbox = area.intersect(&Rect::of_size(densities.dimensions()));
            sheet.removed.push(Removal { kind: kind(&bbox, hue, sheet.dpi), bbox, text: None });
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Hue {
    Red,
    Blue,
}

/// The hue of a density: red ink takes less of the red light than of the blue.
fn hue(density: [u8; 3]) -> Hue {
    if density[0] <= density[2] { Hue::Red } else { Hue::Blue }
}

/// One pixel a cell, set where enough of it is ink of the hue.
fn coarse(densities: &RgbImage, taken: &GrayImage, cell: u32, wanted: Hue) -> GrayImage {
    let (width, height) = taken.dimensions();
    let (across, down) = (width.div_ceil(cell), height.div_ceil(cell));
    let mut counts = vec![0u32; (across * down) as usize];
    let rows = taken.as_raw().chunks_exact(width as usize).zip(densities.as_raw().chunks_exact(3 * width as usize));
    for (y, (mask, colours)) in rows.enumerate() {
        for (x, p) in mask.iter().zip(colours.chunks_exact(3)).enumerate().filter(|(_, (m, _))| **m > 0).map(|(x, (_, p))| (x, p)) {
            if hue([p[0], p[1], p[2]]) == wanted {
                counts[(y as u32 / cell * across + x as u32 / cell) as usize] += 1;
            }
        }
    }
    let enough = (f64::from(cell * cell) * FILLED) as u32;
    let cells = counts.into_iter().map(|n| if n > enough { 255 } else { 0 }).collect();
    GrayImage::from_raw(across, down, cells).unwrap_or_default()
}

fn scaled(r: &Rect, by: u32) -> Rect {
    let by = by as i32;
    Rect::new(r.x0 * by, r.y0 * by, r.x1 * by, r.y1 * by)
}

fn kind(r: &Rect, hue: Hue, dpi: f64) -> RemovalKind {
    let (w, h) = (f64::from(r.width()) / dpi, f64::from(r.height()) / dpi);
    match hue {
        _ if w.max(h) < SPECK => RemovalKind::Speckle,
        Hue::Red if is_one_line(w, h) => RemovalKind::UrgencyStamp,
        Hue::Red if w.max(h) >= SEAL => RemovalKind::Seal,
        Hue::Red => RemovalKind::Speckle,
        Hue::Blue => RemovalKind::Handwriting,
    }
}

fn is_one_line(w: f64, h: f64) -> bool {
    let ((low, high), (short, long), times) = LETTERS;
    (low..=high).contains(&h) && (short..=long).contains(&w) && w >= times * h
}

/// Names what stands in a ruled frame: a stamp, which a seal and handwriting are not. When all else is
/// taken: pale parts of a frame are taken later than its strong ones. What a stamp says may correct its kind.
pub fn name_frames(sheet: &mut Sheet) {
    let (taken, dpi) = (&sheet.taken, sheet.dpi);
    let unnamed = |kind| matches!(kind, RemovalKind::Seal | RemovalKind::Handwriting);
    for removal in sheet.removed.iter_mut().filter(|r| unnamed(r.kind)) {
        let (w, h) = (f64::from(removal.bbox.width()) / dpi, f64::from(removal.bbox.height()) / dpi);
        let (long, short) = (w.max(h), w.min(h));
        let may_be = (SEAL..=FRAMED.0).contains(&long) && short >= FRAMED.1 && long >= WIDE * short;
        if may_be && is_framed(taken, &removal.bbox, dpi) {
            removal.kind = if short < ONE_LINE { RemovalKind::UrgencyStamp } else { RemovalKind::ArrivalStamp };
        }
    }
}

fn is_framed(taken: &GrayImage, r: &Rect, dpi: f64) -> bool {
    let sideways = if r.height() > r.width() { 90 } else { 0 };
    ruled::find(&cutout::straight(taken, r, sideways, dpi)).framed
}
