//! The sheet as the scanner sees it: pixels and masks moved alike.

use super::warp::Map;
use crate::scans::ink::canvas::Canvas;
use crate::scans::ink::sample;
use crate::scans::random::cloud;
use image::{GrayImage, Luma, Rgb, RgbImage};

/// A page on the glass, with what of it is print and what is cover (0 to 255).
pub struct Shot {
    /// Dots per inch.
    pub dpi: f32,
    /// Light.
    pub light: RgbImage,
    /// Print.
    pub print: GrayImage,
    /// Darkness of what covers.
    pub cover: GrayImage,
}

/// How the sheet lies under the lid.
pub struct Lie {
    /// Where the sheet's points come to lie.
    pub map: Map,
    /// How far the black lid reaches over the left, upper, right and lower edge of the sheet, in pixels; None under a white lid.
    pub lid: Option<[f32; 4]>,
    /// Decides how ragged the lid's edge is.
    pub seed: u64,
}

/// Scans a page that lies so; where there is no sheet, there is the lid.
pub fn take(page: Canvas, lie: &Lie) -> Shot {
    if lie.map.is_straight() && lie.lid.is_none() {
        return Shot { dpi: page.dpi, light: page.light, print: page.print, cover: page.cover };
    }
    let (width, height) = page.light.dimensions();
    let mask = || GrayImage::new(width, height);
    let mut shot = Shot { dpi: page.dpi, light: RgbImage::new(width, height), print: mask(), cover: mask() };
    for y in 0..height {
        for x in 0..width {
            let under = lie.map.under(x as f32 + 0.5, y as f32 + 0.5);
            if lie.is_lid(under, (width, height)) {
                shot.light.put_pixel(x, y, Rgb(lie.lid.map_or([254; 3], |_| [14, 13, 15])));
                shot.cover.put_pixel(x, y, Luma([if lie.lid.is_some() { 255 } else { 0 }]));
            } else {
                shot.light.put_pixel(x, y, light(&page.light, under));
                shot.print.put_pixel(x, y, Luma([(sample::ink(&page.print, under) * 255.0) as u8]));
                shot.cover.put_pixel(x, y, Luma([(sample::ink(&page.cover, under) * 255.0) as u8]));
            }
        }
    }
    shot
}

impl Lie {
    fn is_lid(&self, (x, y): (f32, f32), (width, height): (u32, u32)) -> bool {
        let (width, height) = (width as f32, height as f32);
        let [left, top, right, bottom] = self.lid.unwrap_or([0.0; 4]);
        let ragged = |along: f32, side: f32| match side > 0.0 {
            true => 0.12 * side * cloud(along / 160.0, side, self.seed) + 2.0 * cloud(along / 9.0, side, self.seed + 1),
            false => 0.0,
        };
        let across = x < left - ragged(y, left) || x >= width - right + ragged(y, right);
        across || y < top - ragged(x, top) || y >= height - bottom + ragged(x, bottom)
    }
}

/// Light between the pixels; the sheet's edge goes on outside.
fn light(page: &RgbImage, (x, y): (f32, f32)) -> Rgb<u8> {
    let (x, y) = ((x - 0.5).max(0.0), (y - 0.5).max(0.0));
    let (left, top) = (x as u32, y as u32);
    let (u, v) = (x - left as f32, y - top as f32);
    let at = |dx: u32, dy: u32| page.get_pixel((left + dx).min(page.width() - 1), (top + dy).min(page.height() - 1)).0.map(f32::from);
    let (a, b, c, d) = (at(0, 0), at(1, 0), at(0, 1), at(1, 1));
    Rgb([0, 1, 2].map(|i| ((a[i] * (1.0 - u) + b[i] * u) * (1.0 - v) + (c[i] * (1.0 - u) + d[i] * u) * v).round() as u8))
}
