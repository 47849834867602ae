//! A piece of a page with one ink on it: what a stamp, a pen or a sheet beneath leaves there.

use crate::scans::sheet::Area;
use image::GrayImage;

/// Ink (0 none, 255 full) over a part of the page.
pub struct Plate {
    /// Left edge, in pixels of the page; may lie outside of it.
    pub left: i64,
    /// Top edge, in pixels of the page.
    pub top: i64,
    /// Dots per inch.
    pub dpi: f32,
    /// How much of each pixel is inked.
    pub ink: GrayImage,
}

impl Plate {
    /// An empty plate over an area of the page in millimetres.
    pub fn new(area: &Area, dpi: f32) -> Self {
        let px = |mm: f32| mm / 25.4 * dpi;
        let (left, top) = (px(area.x0).floor() as i64, px(area.y0).floor() as i64);
        let size = |from: f32, to: f32| (px(to) - px(from)).ceil().max(1.0) as u32 + 1;
        Self { left, top, dpi, ink: GrayImage::new(size(area.x0, area.x1), size(area.y0, area.y1)) }
    }

    /// Millimetres in pixels.
    pub fn px(&self, mm: f32) -> f32 {
        mm / 25.4 * self.dpi
    }

    /// Where the middle of one of its pixels lies on the page, in millimetres.
    pub fn mm(&self, x: u32, y: u32) -> (f32, f32) {
        let mm = |pixels: i64| (pixels as f32 + 0.5) * 25.4 / self.dpi;
        (mm(self.left + i64::from(x)), mm(self.top + i64::from(y)))
    }

    /// Inks a pixel of the page at least as much as `cover` (0 to 1).
    pub fn ink(&mut self, x: i64, y: i64, cover: f32) {
        let (Ok(x), Ok(y)) = (u32::try_from(x - self.left), u32::try_from(y - self.top)) else { return };
        if let Some(pixel) = self.ink.get_pixel_mut_checked(x, y) {
            pixel.0[0] = pixel.0[0].max((cover.clamp(0.0, 1.0) * 255.0).round() as u8);
        }
    }

    /// Inks every pixel as much as `cover` says of its place in millimetres.
    pub fn fill(&mut self, cover: impl Fn(f32, f32) -> f32) {
        for y in 0..self.ink.height() {
            for x in 0..self.ink.width() {
                let (at_x, at_y) = self.mm(x, y);
                self.ink(self.left + i64::from(x), self.top + i64::from(y), cover(at_x, at_y));
            }
        }
    }

    /// Keeps of the ink what `share` (0 to 1) says of a place in millimetres.
    pub fn thin(&mut self, share: impl Fn(f32, f32) -> f32) {
        for y in 0..self.ink.height() {
            for x in 0..self.ink.width() {
                let (at_x, at_y) = self.mm(x, y);
                let pixel = self.ink.get_pixel_mut(x, y);
                if pixel.0[0] > 0 {
                    pixel.0[0] = (f32::from(pixel.0[0]) * share(at_x, at_y).clamp(0.0, 1.0)).round() as u8;
                }
            }
        }
    }

    /// A straight line, `half` its thickness, all in millimetres.
    pub fn line(&mut self, from: (f32, f32), to: (f32, f32), half: f32) {
        let reach = half + 0.3;
        let (x0, x1) = (self.px(from.0.min(to.0) - reach) as i64, self.px(from.0.max(to.0) + reach) as i64);
        let (y0, y1) = (self.px(from.1.min(to.1) - reach) as i64, self.px(from.1.max(to.1) + reach) as i64);
        let scale = self.dpi / 25.4;
        for y in y0..=y1 {
            for x in x0..=x1 {
                let at = ((x as f32 + 0.5) / scale, (y as f32 + 0.5) / scale);
                self.ink(x, y, (half - distance(at, from, to)) * scale + 0.5);
            }
        }
    }
}

/// Distance of a point from the piece of line between two others.
fn distance(at: (f32, f32), from: (f32, f32), to: (f32, f32)) -> f32 {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = (dx * dx + dy * dy).max(1e-9);
    let along = (((at.0 - from.0) * dx + (at.1 - from.1) * dy) / length).clamp(0.0, 1.0);
    (at.0 - from.0 - along * dx).hypot(at.1 - from.1 - along * dy)
}
