//! Digits as many hands write them.

use super::face;
use crate::scans::hand::digits::{self, Hand};
use crate::scans::hand::pen::Pen;
use crate::scans::random::Random;
use ab_glyph::FontVec;
use anyhow::{Context, Result, ensure};
use image::{GrayImage, Luma, imageops};
use std::path::Path;

/// Bytes before the samples and before their labels (the IDX format of MNIST), and the edge of a sample.
const HEADERS: (usize, usize) = (16, 8);
const EDGE: u32 = 28;
/// Dots per inch at which strokes are drawn.
const DPI: f32 = 300.0;

/// Everyone who writes.
pub struct Hands {
    samples: [Vec<GrayImage>; 10],
    faces: Vec<FontVec>,
}

/// Someone who writes.
#[derive(Clone, Copy)]
pub enum Who {
    /// Samples of many writers.
    Samples,
    /// A typeface drawn after handwriting.
    Face(usize),
    /// The project's own strokes.
    Strokes,
}

impl Hands {
    /// Reads `train-images-idx3-ubyte`, `train-labels-idx1-ubyte` and all `*.ttf` of a folder.
    pub fn read(folder: &Path) -> Result<Self> {
        let file = |name: &str| std::fs::read(folder.join(name)).with_context(|| format!("{}/{name}", folder.display()));
        let (images, labels) = (file("train-images-idx3-ubyte")?, file("train-labels-idx1-ubyte")?);
        let mut samples: [Vec<GrayImage>; 10] = Default::default();
        let squares = images.get(HEADERS.0..).unwrap_or_default().chunks_exact((EDGE * EDGE) as usize);
        for (pixels, &label) in squares.zip(labels.get(HEADERS.1..).unwrap_or_default()) {
            let image = GrayImage::from_raw(EDGE, EDGE, pixels.to_vec()).context("a sample is cut short")?;
            samples.get_mut(usize::from(label)).context("a label is no digit")?.push(tight(&image));
        }
        ensure!(samples.iter().all(|s| !s.is_empty()), "a digit has no samples");
        let mut paths: Vec<_> = std::fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?.into_iter().map(|e| e.path()).collect();
        paths.retain(|p| p.extension().is_some_and(|e| e == "ttf"));
        paths.sort();
        let font = |p| FontVec::try_from_vec(std::fs::read(p)?).context("no font");
        let faces: Vec<FontVec> = paths.iter().map(font).collect::<Result<_>>()?;
        ensure!(!faces.is_empty(), "{} has no *.ttf", folder.display());
        Ok(Self { samples, faces })
    }

    /// Someone.
    pub fn pick(&self, random: &mut Random) -> Who {
        match random.below(20) {
            0..9 => Who::Samples,
            9..18 => Who::Face(random.below(self.faces.len())),
            _ => Who::Strokes,
        }
    }

    /// Digits, `/`, `.` and `-` as ink (255 full), cut to their box, digits `high` pixels high, by someone.
    pub fn write(&self, who: Who, text: &str, high: f32, random: &mut Random) -> GrayImage {
        let plain = text.bytes().all(|b| b.is_ascii_digit());
        let ink = match who {
            Who::Samples if plain => self.sampled(text, high, random),
            Who::Face(i) => face::set(&self.faces[i], text, high * 1.45, random.between(0.8, 1.15)).unwrap_or_else(|| stroked(text, high, random)),
            _ => stroked(text, high, random),
        };
        tight(&pressed(&tight(&sheared(&ink, random.between(-0.1, 0.35))), high, random))
    }

    fn sampled(&self, text: &str, high: f32, random: &mut Random) -> GrayImage {
        let apart = random.between(-0.06, 0.22) * high;
        let digits = text.bytes().filter_map(|b| random.pick(&self.samples[usize::from(b.saturating_sub(b'0')).min(9)]));
        let (mut pen, mut placed) = (0.0, Vec::new());
        for sample in digits.collect::<Vec<_>>() {
            let own = high * random.between(0.88, 1.12);
            let scale = own / sample.height() as f32;
            let (wide, tall) = ((sample.width() as f32 * scale).max(2.0) as u32, own.max(2.0) as u32);
            let large = imageops::resize(sample, wide, tall, imageops::FilterType::CatmullRom);
            placed.push((pen as u32, (0.25 * high + 0.07 * high * random.about()) as u32, large));
            pen = (pen + wide as f32 + apart).max(0.0);
        }
        let mut out = GrayImage::new(pen.max(1.0) as u32 + high as u32, (1.6 * high) as u32 + 2);
        for (left, top, ink) in placed {
            for (x, y, pixel) in ink.enumerate_pixels() {
                out.get_pixel_mut_checked(left + x, top + y).into_iter().for_each(|p| p.0[0] = p.0[0].max(pixel.0[0]));
            }
        }
        out
    }
}

/// The project's own strokes.
fn stroked(text: &str, high: f32, random: &mut Random) -> GrayImage {
    let hand = Hand { high: high * 25.4 / DPI, jitter: 0.04, slant: random.between(0.0, 0.2) };
    let (strokes, _) = digits::write(text, hand, (0.0, 0.0), random);
    Pen { half: random.between(0.045, 0.09) * hand.high, seed: (random.unit() * 1e6) as u64 }.draw(&strokes, DPI).ink
}

/// Leans over by a share of the height.
fn sheared(ink: &GrayImage, slope: f32) -> GrayImage {
    let room = (slope.abs() * ink.height() as f32) as u32 + 1;
    GrayImage::from_fn(ink.width() + room, ink.height(), |x, y| {
        let shift = slope * (ink.height() - y) as f32 - slope.min(0.0) * ink.height() as f32;
        let from = x as f32 - shift;
        let pixel = |x: f32| if x >= 0.0 { ink.get_pixel_checked(x as u32, y).map_or(0.0, |p| f32::from(p.0[0])) } else { 0.0 };
        let (left, part) = (from.floor(), from - from.floor());
        Luma([(pixel(left) * (1.0 - part) + pixel(left + 1.0) * part) as u8])
    })
}

/// Strokes thinner or thicker than they were written, by another pen.
fn pressed(ink: &GrayImage, high: f32, random: &mut Random) -> GrayImage {
    let soft = imageops::blur(ink, (random.between(0.015, 0.05) * high).max(0.3));
    let (limit, sharp) = (random.between(0.22, 0.5) * 255.0, random.between(2.0, 5.0));
    GrayImage::from_fn(soft.width(), soft.height(), |x, y| {
        Luma([((f32::from(soft.get_pixel(x, y).0[0]) - limit) * sharp + 127.0).clamp(0.0, 255.0) as u8])
    })
}

/// Cut to the box of its ink.
fn tight(ink: &GrayImage) -> GrayImage {
    let (mut x0, mut y0, mut x1, mut y1) = (ink.width(), ink.height(), 0, 0);
    for (x, y, _) in ink.enumerate_pixels().filter(|(_, _, p)| p.0[0] > 60) {
        (x0, y0, x1, y1) = (x0.min(x), y0.min(y), x1.max(x + 1), y1.max(y + 1));
    }
    if x1 <= x0 { GrayImage::new(1, 1) } else { imageops::crop_imm(ink, x0, y0, x1 - x0, y1 - y0).to_image() }
}
