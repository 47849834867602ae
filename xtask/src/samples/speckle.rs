//! A bilevel scan: no shades, ragged letters, dust, and the dark lid along the top.

use super::random::{Random, cloud};
use super::warp::{Skew, sample};
use image::{GrayImage, Luma};

const INK: Luma<u8> = Luma([0]);
/// Specks of dust on the page.
const SPECKS: u32 = 90;

/// Scans a page that lies `degrees` clockwise on the glass, black 0 and white 255.
pub fn scan(ink: &GrayImage, degrees: f32, seed: u64) -> GrayImage {
    let (width, height) = ink.dimensions();
    let skew = Skew::new(degrees, (width, height));
    let mut random = Random::new(seed);
    let mut page = GrayImage::from_fn(width, height, |x, y| {
        let threshold = 0.46 + random.between(-0.12, 0.12);
        Luma([if sample(ink, skew.under(x, y)) > threshold { 0 } else { 255 }])
    });
    (0..SPECKS).for_each(|_| speck(&mut page, &mut random));
    strip(&mut page, seed);
    page
}

fn speck(page: &mut GrayImage, random: &mut Random) {
    let (x, y) = (random.unit() * page.width() as f32, random.unit() * page.height() as f32);
    let (wide, high) = (random.between(1.0, 2.6) as u32, random.between(1.0, 2.6) as u32);
    for dy in 0..high {
        for dx in 0..wide {
            if let Some(pixel) = page.get_pixel_mut_checked(x as u32 + dx, y as u32 + dy) {
                *pixel = INK;
            }
        }
    }
}

/// The lid seen past the sheet's edge.
fn strip(page: &mut GrayImage, seed: u64) {
    for x in 0..page.width() {
        let along = x as f32 / page.width() as f32;
        let depth = 16.0 + 14.0 * along + 3.0 * cloud(x as f32 / 9.0, 0.0, seed);
        (0..depth as u32).for_each(|y| page.put_pixel(x, y, INK));
    }
}
