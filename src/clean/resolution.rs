//! Resolution of a page whose file does not tell it.

use crate::raster;
use crate::types::page::{PageImage, Pixels};
use image::{GrayImage, imageops};

/// Median height of the letters' components in inches: body type of these documents is 13-14 pt
/// (Nghị định 30/2020, Phụ lục I), whose small letters are 0.45 em high, many with a mark above.
const LETTER: f64 = 0.098;
/// Fewer letters than this tell nothing.
const LETTERS: usize = 40;
/// A page without letters is taken for A4 across: 210 mm.
const A4_WIDTH: f64 = 8.27;

/// Dots per inch: the file's own where it is plausible, else estimated from the letters, else from
/// the sheet being A4. Estimates are rounded to 10 and kept within 100-600.
pub fn of(page: &PageImage) -> f64 {
    let estimate = || from_letters(&page.pixels).unwrap_or_else(|| f64::from(page.pixels.size().0) / A4_WIDTH);
    page.dpi.map_or_else(|| ((estimate() / 10.0).round() * 10.0).clamp(100.0, 600.0), |d| (d * 10.0).round() / 10.0)
}

fn from_letters(pixels: &Pixels) -> Option<f64> {
    let grey: GrayImage = match pixels {
        Pixels::Bilevel(g) | Pixels::Grey(g) => g.clone(),
        Pixels::Colour(c) => imageops::grayscale(c),
    };
    let heights: Vec<i32> = raster::components(&grey, |p| p < 128).iter()
        .filter(|c| c.pixels >= 12 && (6..120).contains(&c.area.height()) && (3..160).contains(&c.area.width()))
        .map(|c| c.area.height())
        .collect();
    (heights.len() >= LETTERS).then(|| raster::median(heights)).flatten().map(|h| f64::from(h) / LETTER)
}
