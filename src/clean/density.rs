//! Optical density of a pixel, and the inks of a page by it.

use super::background::{Paper, lit};
use image::RgbImage;

/// Density (in 1/64) that channels may differ by in black print: the fringes of scanner optics.
pub const FRINGE: i32 = 22;
/// Density of a coloured ink in its clearest channel, in 1/16 of its chroma, where a page has too little of
/// the ink to tell: blue ball pens have about this, red seals less.
const RESIDUE: i32 = 8;
/// And at least and at most: no ink is clear, and what is denser is print.
const RESIDUES: (i32, i32) = (4, 18);
/// Of the pixels of an ink this share is less dense than is taken off: the rest has print beneath.
const BARE: f64 = 0.8;
/// Fewer pixels (of those looked at) do not tell an ink.
const ENOUGH: u32 = 300;
/// Hues that inks are told by.
const HUES: usize = 12;
/// Chroma (in 1/64) from which a pixel is coloured ink.
const COLOURED: i32 = 38;
/// What is darker than this (brightness) once the ink is off is print.
pub const DARK: u8 = 100;
/// Paler ink counts as taken, too, where so little of it (brightness) is left that nobody sees it.
pub const GONE: u8 = 230;
/// Brighter pixels (of 255) have too little ink to tell its residue.
const FAINT: u8 = 180;
/// The paper is measured anew every so many rows; it changes over tiles of fifty.
pub const PAPER_ROWS: usize = 8;
/// Lifts dark pixels off zero, where compression noise would be all of the density.
const FLOOR: f64 = 12.0;

/// Density of a brightness and back.
pub struct Inks {
    density: [i32; 256],
    brightness: [u8; 512],
    /// Density of the inks of each hue in their clearest channel, in 1/16 of their chroma.
    residues: [i32; HUES],
}

impl Inks {
    pub fn new() -> Self {
        let density = std::array::from_fn(|v| {
            (-64.0 * ((v as f64 + FLOOR) / (255.0 + FLOOR)).ln()).round() as i32
        });
        let brightness = std::array::from_fn(|d| {
            ((255.0 + FLOOR) * (-(d as f64) / 64.0).exp() - FLOOR).round().clamp(0.0, 255.0) as u8
        });
        Self { density, brightness, residues: [RESIDUE; HUES] }
    }

    /// With the residues of the page's own inks, measured on every third pixel of every fourth row.
    pub fn fitted(mut self, rgb: &RgbImage, papers: &[Paper; 3]) -> Self {
        let width = rgb.width() as usize;
        let mut reciprocals = [0, 1, 2].map(|_| vec![0u32; width]);
        let mut counts = [[0u32; RESIDUES.1 as usize + 1]; HUES];
        for (y, row) in rgb.as_raw().chunks_exact(3 * width).enumerate().step_by(PAPER_ROWS / 2) {
            if y % PAPER_ROWS == 0 {
                papers.iter().zip(&mut reciprocals).for_each(|(p, r)| p.reciprocals(y, r));
            }
            for (x, p) in row.chunks_exact(3).enumerate().step_by(3).filter(|(_, p)| p.iter().any(|&v| v < FAINT)) {
                let density = self.densities([lit(p[0], reciprocals[0][x]), lit(p[1], reciprocals[1][x]), lit(p[2], reciprocals[2][x])]);
                let (least, chroma) = spread(density);
                if chroma > 2 * FRINGE {
                    counts[hue(density)][(least * 16 / chroma).clamp(0, RESIDUES.1) as usize] += 1;
                }
            }
        }
        self.residues = counts.map(|c| share_below(&c));
        self
    }

    pub fn densities(&self, flat: [u8; 3]) -> [i32; 3] {
        flat.map(|v| self.density[usize::from(v)])
    }

    /// Brightness of the black print in a pixel and whether coloured ink was taken off it.
    pub fn unmix(&self, density: [i32; 3]) -> (u8, bool) {
        let (least, chroma) = spread(density);
        // None for the fringes of black print, all of it from twice their chroma on.
        let residue = self.residue((2 * (chroma - FRINGE)).clamp(0, chroma), density);
        let print = self.brightness[(least - residue).clamp(0, 511) as usize];
        let gone = chroma > FRINGE && print > GONE;
        (print, chroma > COLOURED && print > DARK || gone)
    }

    /// Brightness of a density.
    pub fn brightness(&self, density: u8) -> u8 {
        self.brightness[usize::from(density)]
    }

    /// What an ink of this chroma and of the hue of a density adds to its clearest channel.
    pub fn residue(&self, chroma: i32, density: [i32; 3]) -> i32 {
        chroma * self.residues[hue(density)] / 16
    }
}

/// The least density of the channels, and how much more the densest has: the chroma.
pub fn spread(density: [i32; 3]) -> (i32, i32) {
    let (least, most) = (density[0].min(density[1]).min(density[2]), density[0].max(density[1]).max(density[2]));
    (least, most - least)
}

/// The hue of an ink: which channel it takes most of and which least, and which of the two the third is nearer to.
fn hue(density: [i32; 3]) -> usize {
    let (least, chroma) = spread(density);
    let most = density.iter().position(|&d| d == least + chroma).unwrap_or(0);
    let clearest = density.iter().position(|&d| d == least).unwrap_or(0);
    let middle = density[0] + density[1] + density[2] - 2 * least - chroma;
    let near = usize::from(2 * (middle - least) > chroma);
    let other = usize::from((most + 1) % 3 == clearest);
    (most * 2 + other) * 2 + near
}

/// The residue that a share of the pixels of an ink stay below.
fn share_below(counts: &[u32; RESIDUES.1 as usize + 1]) -> i32 {
    let all: u32 = counts.iter().sum();
    let mut left = (f64::from(all) * BARE) as u32;
    let found = (0..).zip(counts).find(|(_, count)| { let ends = **count > left; left = left.saturating_sub(**count); ends });
    match found {
        Some((share, _)) if all >= ENOUGH => share.max(RESIDUES.0),
        _ => RESIDUE,
    }
}
