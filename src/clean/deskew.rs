//! Skew of the text lines, measured and undone.

use crate::leptonica;
use crate::types::geometry::Affine;
use image::GrayImage;

/// Searched on both sides, degrees; scans lean up to 5.
const RANGE: f32 = 6.0;
/// leptonica's confidence from which a skew is believed.
const SURE: f64 = 2.5;
/// Less than this (degrees) moves a line by under two pixels over its length and is left alone:
/// resampling costs sharpness.
const LEAST: f64 = 0.1;

/// Degrees the page leans, clockwise as scanned, rounded to 2 digits; 0 where it is not sure.
///
/// # Errors
/// leptonica failed.
pub fn measure(grey: &GrayImage) -> Result<f64, String> {
    if grey.as_raw().iter().all(|&p| p >= 160) {
        return Ok(0.0);
    }
    let (angle, confidence) = leptonica::skew(grey, |p| p < 160, RANGE).unwrap_or((0.0, 0.0));
    let rounded = (-angle * 100.0).round() / 100.0;
    Ok(if confidence >= SURE && rounded.abs() >= LEAST { rounded } else { 0.0 })
}

/// The page straight, same size, and the map from it to the leaning one. Bilinear.
pub fn undo(grey: GrayImage, skew: f64) -> (GrayImage, Affine) {
    if skew == 0.0 {
        return (grey, Affine::IDENTITY);
    }
    let (sin, cos) = skew.to_radians().sin_cos();
    let (cx, cy) = (f64::from(grey.width()) / 2.0, f64::from(grey.height()) / 2.0);
    let map = Affine { m: [cos, sin, -sin, cos, cx - cos * cx + sin * cy, cy - sin * cx - cos * cy] };
    (resampled(&grey, &map), map)
}

/// Fixed point: 16 bits behind the point.
fn resampled(from: &GrayImage, map: &Affine) -> GrayImage {
    let (width, height) = from.dimensions();
    let mut out = GrayImage::from_pixel(width, height, image::Luma([255]));
    let (dx, dy) = ((map.m[0] * 65536.0) as i64, (map.m[1] * 65536.0) as i64);
    for (y, row) in out.chunks_exact_mut(width as usize).enumerate() {
        let (x, y) = map.point(0.5, y as f64 + 0.5);
        let (mut sx, mut sy) = (((x - 0.5) * 65536.0) as i64, ((y - 0.5) * 65536.0) as i64);
        for p in row {
            *p = sample(from, sx, sy);
            sx += dx;
            sy += dy;
        }
    }
    out
}

fn sample(from: &GrayImage, sx: i64, sy: i64) -> u8 {
    let (x, y) = (sx >> 16, sy >> 16);
    let (width, height) = (i64::from(from.width()), i64::from(from.height()));
    if x < 0 || y < 0 || x + 1 >= width || y + 1 >= height {
        return 255;
    }
    let at = (y * width + x) as usize;
    let data = from.as_raw();
    let (a, b) = (u32::from(data[at]), u32::from(data[at + 1]));
    let (c, d) = (u32::from(data[at + width as usize]), u32::from(data[at + width as usize + 1]));
    if a & b & c & d == 255 {
        return 255;
    }
    let (fx, fy) = (((sx >> 8) & 255) as u32, ((sy >> 8) & 255) as u32);
    (((a * (256 - fx) + b * fx) * (256 - fy) + (c * (256 - fx) + d * fx) * fy) >> 16) as u8
}
