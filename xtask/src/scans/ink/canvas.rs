//! A page while inks come onto it: the light it gives back, and which pixels are print and which are cover.

use super::plate::Plate;
use image::{GrayImage, Luma, Rgb, RgbImage};

/// Share of the light left under a full layer of an ink, by channel.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ink(pub [f32; 3]);

/// Toner.
pub const BLACK: Ink = Ink([0.11, 0.11, 0.12]);
/// Seal paste.
pub const RED: Ink = Ink([0.94, 0.13, 0.16]);
/// Stamp pad.
pub const VIOLET: Ink = Ink([0.42, 0.22, 0.62]);
/// Stamp pad and ballpoint.
pub const BLUE: Ink = Ink([0.13, 0.24, 0.68]);
/// Gel pen and marker.
pub const PEN_BLACK: Ink = Ink([0.14, 0.14, 0.17]);

/// An upright page under work. Light is 255 for unprinted paper before any unevenness.
#[derive(Clone)]
pub struct Canvas {
    /// Dots per inch.
    pub dpi: f32,
    /// Light given back.
    pub light: RgbImage,
    /// How much of a pixel is print (0 to 255).
    pub print: GrayImage,
    /// How much covering ink darkens a pixel (0 to 255).
    pub cover: GrayImage,
}

impl Canvas {
    /// A clean page of some pixels.
    pub fn new((width, height): (u32, u32), dpi: f32) -> Self {
        let light = RgbImage::from_pixel(width, height, Rgb([255; 3]));
        Self { dpi, light, print: GrayImage::new(width, height), cover: GrayImage::new(width, height) }
    }

    /// Millimetres in pixels.
    pub fn px(&self, mm: f32) -> f32 {
        mm / 25.4 * self.dpi
    }

    /// The place of a pixel's middle in millimetres.
    pub fn mm(&self, x: u32, y: u32) -> (f32, f32) {
        ((x as f32 + 0.5) * 25.4 / self.dpi, (y as f32 + 0.5) * 25.4 / self.dpi)
    }

    /// Prints a whole page; `strength` says of a place in millimetres how much of the toner stuck (0 to 1).
    pub fn print(&mut self, ink: &GrayImage, strength: impl Fn(f32, f32) -> f32) {
        for (x, y, own) in ink.enumerate_pixels() {
            if own.0[0] == 0 || x >= self.print.width() || y >= self.print.height() {
                continue;
            }
            let (at_x, at_y) = self.mm(x, y);
            self.darken(x, y, f32::from(own.0[0]) / 255.0 * strength(at_x, at_y), BLACK);
            raise(&mut self.print, (x, y), own.0[0]);
        }
    }

    /// Ink that is text: handwriting in a blank of the form.
    pub fn write(&mut self, plate: &Plate, ink: Ink) {
        self.lay(plate, ink, |canvas, at, cover| raise(&mut canvas.print, at, (cover * 255.0) as u8));
    }

    /// Ink that covers the text.
    pub fn cover(&mut self, plate: &Plate, ink: Ink) {
        let darkest = ink.0.iter().copied().fold(1.0, f32::min);
        self.lay(plate, ink, |canvas, at, cover| raise(&mut canvas.cover, at, (cover * (1.0 - darkest) * 255.0) as u8));
    }

    fn lay(&mut self, plate: &Plate, ink: Ink, mark: impl Fn(&mut Self, (u32, u32), f32)) {
        for (dx, dy, own) in plate.ink.enumerate_pixels() {
            let (Ok(x), Ok(y)) = (u32::try_from(plate.left + i64::from(dx)), u32::try_from(plate.top + i64::from(dy))) else { continue };
            if own.0[0] > 0 && x < self.light.width() && y < self.light.height() {
                let cover = f32::from(own.0[0]) / 255.0;
                self.darken(x, y, cover, ink);
                mark(self, (x, y), cover);
            }
        }
    }

    /// Takes the light that `cover` (0 to 1) of an ink takes.
    pub fn darken(&mut self, x: u32, y: u32, cover: f32, ink: Ink) {
        let pixel = self.light.get_pixel_mut(x, y);
        for (light, left) in pixel.0.iter_mut().zip(ink.0) {
            *light = (f32::from(*light) * (1.0 - cover * (1.0 - left))).round() as u8;
        }
    }
}

/// Raises a pixel to at least a value.
pub fn raise(mask: &mut GrayImage, (x, y): (u32, u32), to: u8) {
    let pixel: &mut Luma<u8> = mask.get_pixel_mut(x, y);
    pixel.0[0] = pixel.0[0].max(to);
}
