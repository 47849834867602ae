//! Pages scanned sideways or upside down.

use crate::leptonica;
use crate::types::geometry::Affine;
use crate::types::page::CleanPage;
use image::{GrayImage, imageops};

/// Standard deviations from which leptonica's opinion counts (its own advice: 5).
const SURE: f64 = 5.0;
/// It wants 150 dpi at least; more only costs time.
const DPI: f64 = 150.0;

/// How far the page is turned clockwise: 0, 90, 180 or 270 degrees. When in doubt 0.
///
/// # Errors
/// leptonica failed.
pub fn detect(grey: &GrayImage, dpi: f64) -> Result<u32, String> {
    let small = shrunk(grey, (dpi / DPI) as u32);
    let (up, left) = leptonica::upright(&small, |p| p < 160).ok_or("pixOrientDetect failed")?;
    Ok(match (up, left) {
        (u, l) if u.abs() < SURE && l.abs() < SURE => 0,
        (u, l) if u.abs() >= l.abs() => if u > 0.0 { 0 } else { 180 },
        (_, l) => if l > 0.0 { 270 } else { 90 },
    })
}

/// Every pixel the darkest of a square: thin strokes survive.
fn shrunk(grey: &GrayImage, by: u32) -> GrayImage {
    if by < 2 {
        return grey.clone();
    }
    let (width, height) = ((grey.width() / by).max(1), grey.height() / by);
    let stride = grey.width() as usize;
    let mut out = GrayImage::from_pixel(width, height, image::Luma([255]));
    for (y, row) in out.chunks_exact_mut(width as usize).enumerate() {
        for r in y * by as usize..(y + 1) * by as usize {
            let source = grey.as_raw()[r * stride..(r + 1) * stride].chunks_exact(by as usize);
            row.iter_mut().zip(source).for_each(|(p, s)| *p = (*p).min(s.iter().copied().min().unwrap_or(255)));
        }
    }
    out
}

/// The page upright, and the map from it to the page as scanned.
pub fn undo(grey: GrayImage, orientation: u32) -> (GrayImage, Affine) {
    let (w, h) = (f64::from(grey.width()), f64::from(grey.height()));
    match orientation {
        90 => (imageops::rotate270(&grey), Affine { m: [0.0, 1.0, -1.0, 0.0, w, 0.0] }),
        180 => (imageops::rotate180(&grey), Affine { m: [-1.0, 0.0, 0.0, -1.0, w, h] }),
        270 => (imageops::rotate90(&grey), Affine { m: [0.0, -1.0, 1.0, 0.0, 0.0, h] }),
        _ => (grey, Affine::IDENTITY),
    }
}

/// A cleaned page as it would be if it lay so many degrees (90, 180, 270) further clockwise than was thought.
pub fn turned_by(page: &CleanPage, degrees: u32) -> CleanPage {
    let mut other = page.clone();
    let (grey, turn) = undo(std::mem::take(&mut other.grey), degrees);
    CleanPage { grey, orientation: (page.orientation + degrees) % 360, to_scan: turn.then(&page.to_scan), ..other }
}
