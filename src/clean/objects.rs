//! Coloured ink grouped into things: seals, stamps, handwriting.

use super::Sheet;
use crate::raster;
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

/// Records the coloured ink marked in `sheet.taken` by things; ink that belongs to no cell is
/// recorded as nothing and shown in the mask only if it was part of one.
pub fn record_coloured(rgb: &RgbImage, sheet: &mut Sheet) {
    let cell = ((sheet.dpi * CELL_INCH) as u32).max(4);
    for hue in [Hue::Red, Hue::Blue] {
        let cells = coarse(rgb, &sheet.taken, cell, hue);
        let found = raster::components(&cells, |p| p > 0).into_iter().map(|c| scaled(&c.area, cell));
        let size = rgb.dimensions();
        for area in raster::merge_near(found.collect(), (sheet.dpi * APART) as i32) {
            let bbox = area.intersect(&Rect::new(0, 0, size.0 as i32, size.1 as i32));
            sheet.removed.push(Removal { kind: kind(&bbox, hue, sheet.dpi), bbox, text: None });
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Hue {
    Red,
    Blue,
}

fn hue(p: [u8; 3]) -> Hue {
    if p[0] >= p[2] { Hue::Red } else { Hue::Blue }
}

/// One pixel a cell, set where enough of it is ink of the hue.
fn coarse(rgb: &RgbImage, taken: &GrayImage, cell: u32, wanted: Hue) -> GrayImage {
    let (width, height) = taken.dimensions();
    let (across, down) = (width.div_ceil(cell), height.div_ceil(cell));
    let mut counts = vec![0u32; (across * down) as usize];
    let rows = taken.as_raw().chunks_exact(width as usize).zip(rgb.as_raw().chunks_exact(3 * width as usize));
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
        Hue::Red if w > 1.6 * h && w > 1.2 => RemovalKind::ArrivalStamp,
        Hue::Red if w.max(h) >= SEAL => RemovalKind::Seal,
        Hue::Red => RemovalKind::Speckle,
        Hue::Blue if w > 1.3 * h && w > 1.8 && h > 0.7 => RemovalKind::ArrivalStamp,
        Hue::Blue => RemovalKind::Handwriting,
    }
}
