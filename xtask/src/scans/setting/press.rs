//! Puts ink on a sheet. Lengths are millimetres from the top left.

use super::super::font::{Fonts, Style};
use super::super::sheet::{A4, Area, Sheet, Spots};
use anyhow::Result;
use image::GrayImage;

/// Thickness of rules.
const RULE: f32 = 0.2;
/// A point in millimetres.
pub const POINT: f32 = 25.4 / 72.0;
/// How far letters reach above and below their baseline, in sizes.
const ASCENT: f32 = 0.78;
const DESCENT: f32 = 0.23;

/// A sheet in the press.
pub struct Press<'f> {
    /// The typefaces.
    pub fonts: &'f Fonts,
    /// What is printed so far.
    pub sheet: Sheet,
}

impl<'f> Press<'f> {
    /// An empty A4 sheet.
    pub fn new(fonts: &'f Fonts, dpi: f32) -> Self {
        let pixels = |mm: f32| (mm / 25.4 * dpi).round() as u32;
        let body = Area { x0: 0.0, y0: 0.0, x1: 0.0, y1: 0.0 };
        let spots = Spots { head: None, subject: None, signature: None, recipients: None, number: None, day: None, month: None, body };
        let ink = GrayImage::new(pixels(A4.0), pixels(A4.1));
        Self { fonts, sheet: Sheet { dpi, ink, lines: Vec::new(), spots } }
    }

    fn px(&self, mm: f32) -> f32 {
        mm / 25.4 * self.sheet.dpi
    }

    /// Prints a text on a baseline from `x` on; gives what it covers.
    pub fn text(&mut self, (x, baseline): (f32, f32), text: &str, style: Style) -> Result<Area> {
        let (fonts, dpi) = (self.fonts, self.sheet.dpi);
        let (glyphs, _) = fonts.set(text, style, dpi, self.px(x), self.px(baseline))?;
        for glyph in glyphs {
            fonts.draw(glyph, style.0, |x, y, cover| self.ink(x, y, cover));
        }
        Ok(around((x, x + fonts.width(text, style)?), baseline, style.1))
    }

    /// A rule along an area's length: level where it is wider than high.
    pub fn rule(&mut self, area: Area) {
        let level = area.x1 - area.x0 >= area.y1 - area.y0;
        let thick = self.px(RULE).round().max(1.0) as i64;
        let (x, y) = (self.px(area.x0).round() as i64, self.px(area.y0).round() as i64);
        let length = if level { self.px(area.x1).round() as i64 - x } else { self.px(area.y1).round() as i64 - y };
        for along in 0..length + if level { 0 } else { thick } {
            (0..thick).for_each(|across| if level { self.ink(x + along, y + across, 1.0) } else { self.ink(x + across, y + along, 1.0) });
        }
    }

    /// A level rule.
    pub fn level(&mut self, (x0, x1): (f32, f32), y: f32) {
        self.rule(Area { x0, y0: y, x1, y1: y });
    }

    /// A closing brace along the height of an area, its point at the right.
    pub fn brace(&mut self, area: Area) {
        let steps = (self.px(area.y1 - area.y0) * 4.0) as u32;
        for step in 0..=steps {
            let down = step as f32 / steps.max(1) as f32;
            let x = area.x0 + (area.x1 - area.x0) * bulge(down);
            let half = self.px(0.14).max(0.5);
            self.dot((self.px(x), self.px(area.y0 + (area.y1 - area.y0) * down)), half);
        }
    }

    fn dot(&mut self, (x, y): (f32, f32), half: f32) {
        let reach = half.ceil() as i64 + 1;
        for (dx, dy) in (-reach..=reach).flat_map(|dx| (-reach..=reach).map(move |dy| (dx, dy))) {
            let (px, py) = (x as i64 + dx, y as i64 + dy);
            let cover = half - (px as f32 - x).hypot(py as f32 - y) + 0.5;
            self.ink(px, py, cover.clamp(0.0, 1.0) * 0.5);
        }
    }

    fn ink(&mut self, x: i64, y: i64, cover: f32) {
        let (Ok(x), Ok(y)) = (u32::try_from(x), u32::try_from(y)) else { return };
        if let Some(pixel) = self.sheet.ink.get_pixel_mut_checked(x, y) {
            pixel.0[0] = pixel.0[0].saturating_add((cover.clamp(0.0, 1.0) * 255.0).round() as u8);
        }
    }
}

/// What a line of letters of some points covers.
pub fn around((x0, x1): (f32, f32), baseline: f32, size: f32) -> Area {
    Area { x0, y0: baseline - ASCENT * size * POINT, x1, y1: baseline + DESCENT * size * POINT }
}

/// How far right a brace stands at some height (both 0 to 1): its ends curl left, its middle points right.
fn bulge(down: f32) -> f32 {
    const CURL: f32 = 0.18;
    let middle = (1.0 - (down - 0.5).abs() / CURL).max(0.0);
    let end = (1.0 - down.min(1.0 - down) / CURL).max(0.0);
    0.5 + 0.5 * middle * middle - 0.5 * end * end
}
