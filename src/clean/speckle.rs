//! Dust: small marks far from any letter. Dots, tone marks and full stops are near letters and stay.

use super::Sheet;
use crate::raster::{self, Component};
use crate::types::geometry::Rect;
use crate::types::page::RemovalKind;
use std::collections::HashSet;

/// Smallest height of a letter, inches: small letters of 11 pt type are 0.065 high.
const LETTER: f64 = 0.045;
/// Specks up to this size (inches) are dust when this far (inches) from every letter. The larger a
/// mark is, the more room it needs around it to be taken for dust.
const DUST: [(f64, f64); 3] = [(0.008, 0.03), (0.018, 0.07), (0.035, 0.16)];
/// Specks recorded as one when closer than this (inches).
const APART: f64 = 0.3;

/// Takes the dust off.
pub fn take(sheet: &mut Sheet) {
    let marks = raster::components(&sheet.grey, |p| p < 160);
    let letters = Near::of(marks.iter().filter(|c| is_letter(c, sheet.dpi)), sheet.dpi);
    let mut dust = Vec::new();
    for mark in &marks {
        if reach(mark, sheet.dpi).is_some_and(|far| !letters.within(&mark.area, far)) {
            take_with_rim(sheet, mark);
            dust.push(mark.area);
        }
    }
    sheet.record(RemovalKind::Speckle, dust, APART);
}

fn is_letter(c: &Component, dpi: f64) -> bool {
    let (w, h) = (f64::from(c.area.width()) / dpi, f64::from(c.area.height()) / dpi);
    h >= LETTER || (w >= LETTER && h > 0.006)
}

/// How far from letters a mark must be to be dust, in pixels; None for what is too large.
fn reach(c: &Component, dpi: f64) -> Option<i32> {
    let size = f64::from(c.area.width().max(c.area.height())) / dpi;
    DUST.iter().find(|(largest, _)| size <= *largest).map(|(_, far)| (far * dpi) as i32)
}

/// The soft rim of a grey speck goes with it.
fn take_with_rim(sheet: &mut Sheet, mark: &Component) {
    raster::rows(sheet.grey.dimensions(), &mark.area.grown(1)).for_each(|row| sheet.take_run(row));
}

/// Which cells of 1/32 inch hold a part of a letter.
struct Near {
    cell: i32,
    cells: HashSet<(i32, i32)>,
}

impl Near {
    /// By their ink, not by their boxes: that of a table holds the whole table.
    fn of<'a>(letters: impl Iterator<Item = &'a Component>, dpi: f64) -> Self {
        let cell = ((dpi / 32.0) as i32).max(2);
        let cells = letters.flat_map(|c| &c.runs).map(|run| run.area()).flat_map(|r| {
            (r.x0 / cell..=(r.x1 - 1) / cell).map(move |x| (x, r.y0 / cell))
        });
        Self { cell, cells: cells.collect() }
    }

    fn within(&self, r: &Rect, far: i32) -> bool {
        let r = r.grown(far);
        (r.x0.div_euclid(self.cell)..=r.x1 / self.cell)
            .any(|x| (r.y0.div_euclid(self.cell)..=r.y1 / self.cell).any(|y| self.cells.contains(&(x, y))))
    }
}
