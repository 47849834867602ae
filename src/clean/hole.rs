//! Punch holes: solid dark discs, thicker than any stroke of print.

use super::Sheet;
use crate::raster::{self, Component};
use crate::types::page::RemovalKind;

/// Diameters of holes that punches make, with room for torn edges and what the paper's shadow takes, inches:
/// 5.5-6 mm is usual (ISO 838), old punches made 4-8 mm.
const DIAMETER: (f64, f64) = (0.13, 0.36);
/// A disc is as wide as high, but where the sheet's edge cuts it.
const ROUND: f64 = 1.35;
/// Share of its box that a disc fills is π/4; no letter, seal or picture of this size fills as much.
const SOLID: f64 = 0.7;
/// Part of the page's width and height, from each edge, in which sheets are punched.
const MARGIN: f64 = 0.14;
/// Darker than this (0-255) is a hole's rim.
const DARK: u8 = 200;
/// Holes are one by one.
const APART: f64 = 0.0;

/// Takes the holes off.
pub fn take(sheet: &mut Sheet) {
    let (width, height) = sheet.grey.dimensions();
    let in_margin = |c: &Component| {
        let beside = |low: i32, high: i32, length: u32| f64::from(high) < MARGIN * f64::from(length) || f64::from(low) > (1.0 - MARGIN) * f64::from(length);
        beside(c.area.x0, c.area.x1, width) || beside(c.area.y0, c.area.y1, height)
    };
    let marks = raster::components(&sheet.grey, |p| p < DARK);
    let holes: Vec<&Component> = marks.iter().filter(|c| is_disc(c, sheet.dpi) && in_margin(c)).collect();
    holes.iter().for_each(|hole| sheet.take(hole));
    sheet.record(RemovalKind::Border, holes.iter().map(|c| c.area).collect(), APART);
}

fn is_disc(c: &Component, dpi: f64) -> bool {
    let (w, h) = (f64::from(c.area.width()) / dpi, f64::from(c.area.height()) / dpi);
    let (short, long) = (w.min(h), w.max(h));
    let sized = (DIAMETER.0..=DIAMETER.1).contains(&long) && long <= ROUND * short;
    sized && f64::from(c.pixels) >= SOLID * c.area.area() as f64
}
