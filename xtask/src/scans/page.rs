//! A finished page of a scan and its masks.

use super::lens::bilevel::grey;
use super::lens::shot::Shot;
use super::recipe::Tone;
use image::imageops::{rotate90, rotate180, rotate270};
use image::{GrayImage, Luma, RgbImage};

/// Pixels as a file holds them.
pub enum Pixels {
    /// Red, green, blue.
    Colour(RgbImage),
    /// Shades.
    Grey(GrayImage),
    /// 0 black, 255 white.
    Bilevel(GrayImage),
}

impl Pixels {
    /// Width and height.
    pub fn size(&self) -> (u32, u32) {
        match self {
            Self::Colour(rgb) => rgb.dimensions(),
            Self::Grey(grey) | Self::Bilevel(grey) => grey.dimensions(),
        }
    }

    fn turned(self, degrees: u32) -> Self {
        match self {
            Self::Colour(rgb) => Self::Colour(match degrees {
                90 => rotate90(&rgb),
                180 => rotate180(&rgb),
                270 => rotate270(&rgb),
                _ => rgb,
            }),
            Self::Grey(grey) => Self::Grey(turned(grey, degrees)),
            Self::Bilevel(bits) => Self::Bilevel(turned(bits, degrees)),
        }
    }
}

/// A page of a scan. Masks are 255 where they hold.
pub struct Page {
    /// Dots per inch.
    pub dpi: f32,
    /// What the file shows.
    pub pixels: Pixels,
    /// Print, and handwriting that is text.
    pub print: GrayImage,
    /// What covers the page and is not print.
    pub cover: GrayImage,
}

/// Ink (0 to 255) from which on a pixel counts as print.
const PRINT: u8 = 110;
/// Lost light (0 to 255) from which on a pixel counts as covered: paler cannot be seen on paper.
const COVER: u8 = 16;

impl Page {
    /// A page in shades or in colour.
    pub fn toned(shot: Shot, tone: Tone) -> Self {
        let print = GrayImage::from_fn(shot.print.width(), shot.print.height(), |x, y| held(shot.print.get_pixel(x, y).0[0] >= PRINT));
        let cover = GrayImage::from_fn(shot.print.width(), shot.print.height(), |x, y| {
            held(shot.cover.get_pixel(x, y).0[0] >= COVER && print.get_pixel(x, y).0[0] == 0)
        });
        let pixels = if tone == Tone::Colour { Pixels::Colour(shot.light) } else { Pixels::Grey(shades(&shot.light)) };
        Self { dpi: shot.dpi, pixels, print, cover }
    }

    /// A page in black and white: black within `spread` pixels of print is print, all other black is cover.
    pub fn bilevel(bits: GrayImage, shot: &Shot, spread: u32) -> Self {
        let near = |x: u32, y: u32| {
            let around = |at: u32, end: u32| at.saturating_sub(spread)..=(at + spread).min(end - 1);
            around(y, bits.height()).any(|y| around(x, bits.width()).any(|x| shot.print.get_pixel(x, y).0[0] >= PRINT / 2))
        };
        let black = |x, y| bits.get_pixel(x, y).0[0] == 0;
        let print = GrayImage::from_fn(bits.width(), bits.height(), |x, y| held(black(x, y) && near(x, y)));
        let cover = GrayImage::from_fn(bits.width(), bits.height(), |x, y| held(black(x, y) && print.get_pixel(x, y).0[0] == 0));
        Self { dpi: shot.dpi, pixels: Pixels::Bilevel(bits), print, cover }
    }

    /// The page fed the wrong way round: 0, 90, 180 or 270 degrees clockwise.
    pub fn turned(self, degrees: u32) -> Self {
        let Self { dpi, pixels, print, cover } = self;
        Self { dpi, pixels: pixels.turned(degrees), print: turned(print, degrees), cover: turned(cover, degrees) }
    }
}

fn held(holds: bool) -> Luma<u8> {
    Luma([if holds { 255 } else { 0 }])
}

fn turned(page: GrayImage, degrees: u32) -> GrayImage {
    match degrees {
        90 => rotate90(&page),
        180 => rotate180(&page),
        270 => rotate270(&page),
        _ => page,
    }
}

fn shades(light: &RgbImage) -> GrayImage {
    GrayImage::from_fn(light.width(), light.height(), |x, y| Luma([(grey(light.get_pixel(x, y).0) * 255.0).round() as u8]))
}
