//! Pages with more dots than the model has seen are read at fewer.

use crate::types::geometry::Affine;
use image::{GrayImage, imageops};

/// Dots per inch that the model is taught with at most (`models/README.md`): of finer letters it sees
/// marks that are not there (`lây` read as `lầy`).
const FINEST: f64 = 300.0;
/// Resolutions up to this are left as they are: resampling costs sharpness.
const ENOUGH: f64 = 340.0;

/// The page at no more dots than the model knows, its resolution, and the map back.
pub fn reduced(grey: GrayImage, dpi: f64) -> (GrayImage, f64, Affine) {
    if dpi <= ENOUGH {
        return (grey, dpi, Affine::IDENTITY);
    }
    let less = |length: u32| ((f64::from(length) * FINEST / dpi).round() as u32).max(1);
    let small = imageops::resize(&grey, less(grey.width()), less(grey.height()), imageops::FilterType::Triangle);
    let (x, y) = (f64::from(grey.width()) / f64::from(small.width()), f64::from(grey.height()) / f64::from(small.height()));
    (small, FINEST, Affine { m: [x, 0.0, 0.0, y, 0.0, 0.0] })
}
