//! How dark the ink of a stamp is beside that of the print: on grey pages red and violet are paler.

use super::bands;
use crate::raster::{self, Component};
use crate::types::geometry::Rect;
use image::GrayImage;

/// Inks are told apart if they differ by this many levels: twice the noise of a stroke's core.
const APART: i32 = 50;
/// Paler than this a line is worn off where it was looked at.
const WORN: i32 = 215;
/// How far from a line its core is looked for, inches.
const OFF: f64 = 0.015;
/// Letters that are looked at.
const LETTERS: usize = 400;

/// The brightness between that of print and that of the lines of a stamp; None where they are alike.
/// `letters` are the marks of the page and the box of the stamp, in which none of them counts.
pub fn cut(grey: &GrayImage, points: &[(f64, f64)], (marks, stamp): (&[Component], Rect), dpi: f64) -> Option<u8> {
    let off = ((OFF * dpi) as i64).max(1);
    let lines = points.iter().map(|&(x, y)| core(grey, (x as i64, y as i64), off)).filter(|&p| p < WORN);
    let line = raster::median(lines.collect())?;
    let letters: Vec<&Component> = marks.iter().filter(|m| bands::is_letter(&m.area, dpi) && !m.area.overlaps(&stamp)).collect();
    let every = (letters.len() / LETTERS).max(1);
    let print = raster::median(letters.iter().step_by(every).map(|m| i32::from(m.darkest(grey))).collect())?;
    (line - print >= APART).then_some(((line + print) / 2) as u8)
}

/// The darkest pixel near a point.
fn core(grey: &GrayImage, (x, y): (i64, i64), off: i64) -> i32 {
    let near = (y - off..=y + off).flat_map(|y| (x - off..=x + off).map(move |x| (x, y)));
    near.filter_map(|(x, y)| raster::at(grey, x, y)).min().unwrap_or(255).into()
}
