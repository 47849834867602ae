//! What lies over a line: slices of seals and strokes of pens, whole, or what cleaning leaves of them. The print
//! beneath is never taken: the model is to read what can be seen, not to guess.

use crate::scans::hand::pen::{Pen, Strokes};
use crate::scans::hand::{scribble, signature};
use crate::scans::ink::lettering::Letters;
use crate::scans::ink::plate::Plate;
use crate::scans::ink::sample;
use crate::scans::random::{Random, cloud};
use crate::scans::stamps::seal::{Emblem, design};
use anyhow::Result;
use image::{GrayImage, Luma};
use sohoa::raster;

/// Resolutions of the lines, dots per inch.
pub const DPI: [f32; 4] = [150.0, 200.0, 250.0, 300.0];

/// Seals at every resolution.
pub struct Covers(Vec<Plate>);

impl Covers {
    /// Draws the seals.
    pub fn load() -> Result<Self> {
        let letters = Letters::load()?;
        Ok(Self(DPI.iter().flat_map(|&dpi| [Emblem::State, Emblem::Star].map(|e| design(&letters, e, dpi))).collect()))
    }

    /// Lays something over a line (255 full ink) scanned at a resolution.
    pub fn lay(&self, page: &mut GrayImage, dpi: f32, random: &mut Random, seed: u64) {
        let plate = if random.chance(0.65) { self.seal(page, dpi, random) } else { pen(page, dpi, random, seed) };
        // No darker than the print: a threshold by the darkest ink would take the print away.
        let darkest = page.as_raw().iter().copied().max().unwrap_or(255);
        let strength = random.between(0.35, 1.0) * f32::from(darkest) / 255.0;
        let remains = (!random.chance(0.5)).then(|| random.between(0.2, 0.5));
        let grain = random.between(0.2, 1.5) * dpi / 25.4;
        for (x, y, pixel) in page.enumerate_pixels_mut() {
            let own = f32::from(plate.get_pixel(x, y).0[0]) * strength;
            let stays = remains.is_none_or(|share| pixel.0[0] < 60 && cloud(x as f32 / grain, y as f32 / grain, seed) < share);
            if own > 0.0 && stays {
                pixel.0[0] = pixel.0[0].max(own as u8);
            }
        }
    }

    /// The slice of a seal that lies over the line.
    fn seal(&self, page: &GrayImage, dpi: f32, random: &mut Random) -> GrayImage {
        let all = self.0.iter().filter(|p| p.dpi == dpi).collect::<Vec<_>>();
        let mut out = GrayImage::new(page.width(), page.height());
        let Some(seal) = random.pick(&all) else { return out };
        let (half, (sin, cos)) = (seal.ink.width() as f32 / 2.0, random.between(-0.7, 0.7).sin_cos());
        let at = (random.unit() * page.width() as f32, page.height() as f32 / 2.0 + random.about() * half);
        let scale = random.between(0.85, 1.15);
        for (x, y, pixel) in out.enumerate_pixels_mut() {
            let (dx, dy) = ((x as f32 - at.0) * scale, (y as f32 - at.1) * scale);
            if dx.hypot(dy) < half {
                pixel.0[0] = (sample::ink(&seal.ink, (half + dx * cos + dy * sin, half + dy * cos - dx * sin)) * 255.0) as u8;
            }
        }
        out
    }
}

/// Strokes of a pen through the line.
fn pen(page: &GrayImage, dpi: f32, random: &mut Random, seed: u64) -> GrayImage {
    let mm = |pixels: u32| pixels as f32 * 25.4 / dpi;
    let at = (random.unit() * mm(page.width()), random.unit() * mm(page.height()));
    let strokes: Strokes = match random.below(4) {
        0 => signature::signature(at, random.between(30.0, 55.0), random),
        1 => signature::tick(at, random.between(4.0, 7.0), random),
        2 => scribble::word(2 + random.below(5), random.between(1.5, 3.0), at, random).0,
        _ => vec![vec![at, (at.0 + random.between(10.0, 60.0), at.1 + random.about())]],
    };
    let plate = Pen { half: random.between(0.15, 0.4), seed }.draw(&strokes, dpi);
    GrayImage::from_fn(page.width(), page.height(), |x, y| {
        Luma([raster::at(&plate.ink, i64::from(x) - plate.left, i64::from(y) - plate.top).unwrap_or(0)])
    })
}
