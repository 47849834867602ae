//! A sheet laid askew on the glass.

use image::GrayImage;

/// Turns points of the scan back to points of the upright sheet.
#[derive(Clone, Copy)]
pub struct Skew {
    sin: f32,
    cos: f32,
    middle: (f32, f32),
}

impl Skew {
    /// A sheet of some pixels turned clockwise about its middle.
    pub fn new(degrees: f32, (width, height): (u32, u32)) -> Self {
        let (sin, cos) = degrees.to_radians().sin_cos();
        Self { sin, cos, middle: (width as f32 / 2.0, height as f32 / 2.0) }
    }

    /// The point of the sheet that lies under a point of the scan.
    pub fn under(&self, x: u32, y: u32) -> (f32, f32) {
        let (dx, dy) = (x as f32 - self.middle.0, y as f32 - self.middle.1);
        (self.middle.0 + dx * self.cos + dy * self.sin, self.middle.1 - dx * self.sin + dy * self.cos)
    }
}

/// Ink between the pixels, 0 to 1; nothing outside of the sheet.
pub fn sample(ink: &GrayImage, (x, y): (f32, f32)) -> f32 {
    let (left, top) = (x.floor(), y.floor());
    let (u, v) = (x - left, y - top);
    let at = |dx: f32, dy: f32| pixel(ink, left + dx, top + dy);
    let upper = at(0.0, 0.0) * (1.0 - u) + at(1.0, 0.0) * u;
    let lower = at(0.0, 1.0) * (1.0 - u) + at(1.0, 1.0) * u;
    (upper * (1.0 - v) + lower * v) / 255.0
}

fn pixel(ink: &GrayImage, x: f32, y: f32) -> f32 {
    if x < 0.0 || y < 0.0 {
        return 0.0;
    }
    ink.get_pixel_checked(x as u32, y as u32).map_or(0.0, |p| f32::from(p.0[0]))
}

/// Softens edges as the scanner's optics do: a tent of three pixels each way.
pub fn blur(ink: &GrayImage) -> GrayImage {
    let (width, height) = ink.dimensions();
    let across = GrayImage::from_fn(width, height, |x, y| tent(ink, [(x.saturating_sub(1), y), (x, y), ((x + 1).min(width - 1), y)]));
    GrayImage::from_fn(width, height, |x, y| tent(&across, [(x, y.saturating_sub(1)), (x, y), (x, (y + 1).min(height - 1))]))
}

fn tent(ink: &GrayImage, [a, b, c]: [(u32, u32); 3]) -> image::Luma<u8> {
    let at = |(x, y)| u16::from(ink.get_pixel(x, y).0[0]);
    image::Luma([((at(a) + 2 * at(b) + at(c) + 2) / 4) as u8])
}
