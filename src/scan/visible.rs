//! Whether something can be seen on a page.

use crate::types::geometry::Rect;
use crate::types::page::Pixels;
use image::Luma;

/// Least difference of brightness, of 255, between what is seen and what is around it. The palest print that is read is
/// darker than its page by more.
const CONTRAST: u8 = 48;

/// Whether anything stands out in an area and the row of pixels around it: not what is white on white, cut off, painted over.
pub fn is_visible(pixels: &Pixels, area: &Rect) -> bool {
    let area = area.grown(1).intersect(&Rect::of_size(pixels.size()));
    let brightness = area.pixels().map(|(x, y)| brightness(pixels, (x as u32, y as u32)));
    let (darkest, brightest) = brightness.fold((255, 0), |(low, high), b| (b.min(low), b.max(high)));
    brightest.saturating_sub(darkest) >= CONTRAST
}

fn brightness(pixels: &Pixels, (x, y): (u32, u32)) -> u8 {
    match pixels {
        Pixels::Bilevel(g) | Pixels::Grey(g) => g.get_pixel(x, y).0[0],
        Pixels::Colour(c) => {
            let Luma([b]) = image::Pixel::to_luma(c.get_pixel(x, y));
            b
        }
    }
}
