//! Values between the pixels.

use image::GrayImage;
use sohoa::raster;

/// Ink between the pixels, 0 to 1; nothing outside of the picture. Pixel (0, 0) has its middle at (0.5, 0.5).
pub fn ink(of: &GrayImage, (x, y): (f32, f32)) -> f32 {
    let (x, y) = (x - 0.5, y - 0.5);
    let (left, top) = (x.floor(), y.floor());
    let (u, v) = (x - left, y - top);
    let at = |dx: i64, dy: i64| pixel(of, left as i64 + dx, top as i64 + dy);
    let upper = at(0, 0) * (1.0 - u) + at(1, 0) * u;
    let lower = at(0, 1) * (1.0 - u) + at(1, 1) * u;
    (upper * (1.0 - v) + lower * v) / 255.0
}

fn pixel(of: &GrayImage, x: i64, y: i64) -> f32 {
    raster::at(of, x, y).map_or(0.0, f32::from)
}
