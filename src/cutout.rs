//! Marks cut out of the ink that was taken off a page: turned upright, straightened, at one resolution.

use crate::leptonica;
use crate::types::geometry::{Affine, Rect};
use image::GrayImage;

/// Resolution of a cut-out, dots per inch: letters of 7-10 pt, as on stamps, are about 30 pixels high.
pub const DPI: f64 = 300.0;
/// Ink of a cut-out is darker than this: a third of a stamp's strength, above the noise of scanners.
pub const INK: u8 = 190;
/// Room around a mark, inches: its box is drawn in cells, its soft edges lie outside.
const ROOM: f64 = 0.05;
/// Stamps are set by hand: on top of the page's lean they lie up to so many degrees askew.
const LEAN: f32 = 12.0;
/// leptonica's confidence from which the lean is believed; a cut-out has few lines.
const SURE: f64 = 2.0;
/// Less than this (degrees) is left alone.
const LEAST: f64 = 0.15;

/// A mark of the ink in `taken` (255 darkest), upright and straight, dark on white. `orientation` is how
/// far the page was turned clockwise when it was scanned (degrees), `dpi` its resolution.
pub fn straight(taken: &GrayImage, bbox: &Rect, orientation: u32, dpi: f64) -> GrayImage {
    let page = Rect::of_size(taken.dimensions());
    let area = bbox.grown((ROOM * dpi) as i32).intersect(&page);
    let turned = |lean: f64| turned(taken, area, f64::from(orientation) + lean, dpi / DPI);
    let upright = turned(0.0);
    let (angle, confidence) = leptonica::skew(&upright, |p| p < INK, LEAN).unwrap_or((0.0, 0.0));
    if confidence < SURE || angle.abs() < LEAST { upright } else { turned(-angle) }
}

/// A part of the ink, turned anticlockwise by some degrees; `step` pixels of the page a pixel.
fn turned(taken: &GrayImage, area: Rect, degrees: f64, step: f64) -> GrayImage {
    let (sin, cos) = degrees.to_radians().sin_cos();
    let (w, h) = (f64::from(area.width()) / step, f64::from(area.height()) / step);
    // The size of the turned area's hull.
    let (width, height) = (w * cos.abs() + h * sin.abs(), w * sin.abs() + h * cos.abs());
    let (cx, cy) = (f64::from(area.x0 + area.x1) / 2.0, f64::from(area.y0 + area.y1) / 2.0);
    let (a, b) = (step * cos, step * sin);
    let map = Affine { m: [a, b, -b, a, cx - a * width / 2.0 + b * height / 2.0, cy - b * width / 2.0 - a * height / 2.0] };
    GrayImage::from_fn(width.ceil() as u32, height.ceil() as u32, |x, y| {
        let (sx, sy) = map.point(f64::from(x) + 0.5, f64::from(y) + 0.5);
        image::Luma([255 - sample(taken, area, sx - 0.5, sy - 0.5)])
    })
}

/// The ink at a point, bilinear; none outside of the area.
fn sample(taken: &GrayImage, area: Rect, x: f64, y: f64) -> u8 {
    let (left, top) = (x.floor() as i32, y.floor() as i32);
    let (fx, fy) = (x - x.floor(), y - y.floor());
    let at = |x: i32, y: i32| {
        let inside = (area.x0..area.x1).contains(&x) && (area.y0..area.y1).contains(&y);
        if inside { f64::from(taken.as_raw()[y as usize * taken.width() as usize + x as usize]) } else { 0.0 }
    };
    let above = at(left, top) * (1.0 - fx) + at(left + 1, top) * fx;
    let below = at(left, top + 1) * (1.0 - fx) + at(left + 1, top + 1) * fx;
    (above * (1.0 - fy) + below * fy) as u8
}
