//! A sheet of paper as it leaves the printer: upright, black on nothing, and what it says.

use super::font::{Fonts, Style};
use anyhow::Result;
use image::GrayImage;
use unicode_normalization::UnicodeNormalization;

/// Width and height of A4 in millimetres.
pub const A4: (f32, f32) = (210.0, 297.0);

/// Where a text stands across the page, in millimetres.
#[derive(Debug, Clone, Copy)]
pub enum Across {
    /// It starts here.
    From(f32),
    /// Its middle is here.
    Around(f32),
}

/// Ink on a page (0 none, 255 full) and its printed lines in the order in which they were set.
pub struct Sheet<'a> {
    /// The typefaces.
    pub fonts: &'a Fonts,
    /// Dots per inch.
    pub dpi: f32,
    /// How much of each pixel is inked.
    pub ink: GrayImage,
    /// What the page says.
    pub text: Vec<String>,
}

impl<'a> Sheet<'a> {
    /// An empty A4 sheet.
    pub fn a4(fonts: &'a Fonts, dpi: f32) -> Self {
        Self::sized(fonts, dpi, A4)
    }

    /// An empty sheet of some millimetres.
    pub fn sized(fonts: &'a Fonts, dpi: f32, (width, height): (f32, f32)) -> Self {
        let pixels = |mm: f32| (mm / 25.4 * dpi).round() as u32;
        Self { fonts, dpi, ink: GrayImage::new(pixels(width), pixels(height)), text: Vec::new() }
    }

    /// Millimetres in pixels.
    pub fn px(&self, mm: f32) -> f32 {
        mm / 25.4 * self.dpi
    }

    /// Prints a line that belongs to the text, its baseline `y` millimetres from the top.
    pub fn line(&mut self, across: Across, y: f32, text: &str, style: Style) -> Result<()> {
        self.text.push(text.nfc().collect());
        self.print(across, y, text, style)
    }

    /// Prints something that is not a line of the text: page numbers, words of a line.
    pub fn print(&mut self, across: Across, y: f32, text: &str, style: Style) -> Result<()> {
        let text: String = text.nfc().collect();
        let x = match across {
            Across::From(x) => x,
            Across::Around(x) => x - self.fonts.width(&text, style)? / 2.0,
        };
        let (glyphs, _) = self.fonts.set(&text, style, self.dpi, self.px(x), self.px(y))?;
        let fonts = self.fonts;
        for glyph in glyphs {
            fonts.draw(glyph, style.0, |x, y, c| self.add(x, y, c));
        }
        Ok(())
    }

    /// Draws a rule of 0.2 mm from `x0` to `x1`, `y` millimetres from the top.
    pub fn rule(&mut self, x0: f32, x1: f32, y: f32) {
        let thick = self.px(0.2).round().max(1.0) as i64;
        let top = self.px(y) as i64;
        for y in top..top + thick {
            (self.px(x0) as i64..self.px(x1) as i64).for_each(|x| self.add(x, y, 1.0));
        }
    }

    fn add(&mut self, x: i64, y: i64, cover: f32) {
        let (Ok(x), Ok(y)) = (u32::try_from(x), u32::try_from(y)) else { return };
        if let Some(pixel) = self.ink.get_pixel_mut_checked(x, y) {
            pixel.0[0] = pixel.0[0].saturating_add((cover.clamp(0.0, 1.0) * 255.0).round() as u8);
        }
    }
}
