//! Coloured ink told from black print and taken off; the print beneath stays.
//!
//! In optical density (`-ln` of what the paper reflects; Beer and Lambert) black print adds the
//! same to all three channels, a stamp's or pen's ink adds much to some and little to one. So the
//! channel of least density carries the print, and what the channels differ by tells how much ink
//! of a colour lies over it; a share of that is taken off even the clearest channel, because no
//! ink is quite clear there.

use super::background::{Paper, lit};
use super::{Sheet, objects};
use image::{GrayImage, RgbImage};

/// Density (in 1/64) that channels may differ by in black print: the fringes of scanner optics.
const FRINGE: i32 = 22;
/// Density of a coloured ink in its clearest channel, as a share of its chroma: blue ball pens
/// have about this, red seals less.
const RESIDUE: (i32, i32) = (6, 10);
/// Chroma (in 1/64) from which a pixel is coloured ink.
const COLOURED: i32 = 38;
/// Brightness (of 255) from which all three channels are paper: most pixels, and nothing to unmix.
const WHITE: u8 = 250;
/// The paper is measured anew every so many rows; it changes over tiles of fifty.
const PAPER_ROWS: usize = 8;
/// Lifts dark pixels off zero, where compression noise would be all of the density.
const FLOOR: f64 = 12.0;

/// Flattens a colour page to grey without its coloured ink and records what was coloured.
pub fn take_coloured(rgb: &RgbImage, sheet: &mut Sheet) {
    let (width, height) = rgb.dimensions();
    let tables = Tables::new();
    let papers = [0, 1, 2].map(|c| Paper::measure(rgb.as_raw(), width as usize, (c, 3), sheet.dpi));
    let mut reciprocals = [0, 1, 2].map(|_| vec![0u32; width as usize]);
    let mut grey = GrayImage::new(width, height);
    let rows = rgb.as_raw().chunks_exact(3 * width as usize);
    let out = grey.chunks_exact_mut(width as usize).zip(sheet.taken.chunks_exact_mut(width as usize));
    for (y, (row, (grey, taken))) in rows.zip(out).enumerate() {
        if y % PAPER_ROWS == 0 {
            papers.iter().zip(&mut reciprocals).for_each(|(p, r)| p.reciprocals(y, r));
        }
        let [red, green, blue] = &reciprocals;
        let papers = red.iter().zip(green).zip(blue);
        for (((p, grey), taken), ((r, g), b)) in row.chunks_exact(3).zip(grey).zip(taken).zip(papers) {
            let flat = [lit(p[0], *r), lit(p[1], *g), lit(p[2], *b)];
            if flat[0].min(flat[1]).min(flat[2]) >= WHITE {
                *grey = 255;
                continue;
            }
            let (print, coloured) = tables.unmix(flat);
            *grey = print;
            // The ink is darkest where it takes most of the light.
            *taken = if coloured { 255 - flat[0].min(flat[1]).min(flat[2]) } else { 0 };
        }
    }
    sheet.grey = grey;
    objects::record_coloured(rgb, sheet);
}

/// Density of a brightness and back.
struct Tables {
    density: [i32; 256],
    brightness: [u8; 512],
}

impl Tables {
    fn new() -> Self {
        let density = std::array::from_fn(|v| {
            (-64.0 * ((v as f64 + FLOOR) / (255.0 + FLOOR)).ln()).round() as i32
        });
        let brightness = std::array::from_fn(|d| {
            ((255.0 + FLOOR) * (-(d as f64) / 64.0).exp() - FLOOR).round().clamp(0.0, 255.0) as u8
        });
        Self { density, brightness }
    }

    /// Brightness of the black print in a pixel and whether coloured ink was taken off it.
    fn unmix(&self, flat: [u8; 3]) -> (u8, bool) {
        let density = |v: u8| self.density[usize::from(v)];
        let d = [density(flat[0]), density(flat[1]), density(flat[2])];
        let (least, most) = (d[0].min(d[1]).min(d[2]), d[0].max(d[1]).max(d[2]));
        let chroma = most - least;
        let residue = (chroma - FRINGE).max(0) * RESIDUE.0 / RESIDUE.1;
        let print = self.brightness[(least - residue).clamp(0, 511) as usize];
        (print, chroma > COLOURED && print > 100)
    }
}
