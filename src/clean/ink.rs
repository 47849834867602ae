//! Coloured ink told from black print and taken off; the print beneath stays.
//!
//! In optical density (`-ln` of what the paper reflects; Beer and Lambert) black print adds the
//! same to all three channels, a stamp's or pen's ink adds much to some and little to one. So the
//! channel of least density carries the print, and what the channels differ by tells how much ink
//! of a colour lies over it; a share of that is taken off even the clearest channel, because no
//! ink is quite clear there.

use super::background::{Paper, lit};
use super::density::{Inks, PAPER_ROWS};
use super::{Sheet, objects, smear};
use image::{GrayImage, RgbImage};

/// Brightness (of 255) from which all three channels are paper: most pixels, and nothing to unmix.
const WHITE: u8 = 250;

/// Flattens a colour page to grey without its coloured ink and records what was coloured.
pub fn take_coloured(rgb: &RgbImage, sheet: &mut Sheet) {
    let (width, height) = rgb.dimensions();
    let papers = [0, 1, 2].map(|c| Paper::measure(rgb.as_raw(), width as usize, (c, 3), sheet.dpi));
    let inks = Inks::new().fitted(rgb, &papers);
    let mut reciprocals = [0, 1, 2].map(|_| vec![0u32; width as usize]);
    let mut grey = GrayImage::new(width, height);
    let mut densities = RgbImage::new(width, height);
    let rows = rgb.as_raw().chunks_exact(3 * width as usize);
    let out = grey.chunks_exact_mut(width as usize).zip(sheet.taken.chunks_exact_mut(width as usize));
    let out = out.zip(densities.chunks_exact_mut(3 * width as usize));
    for (y, (row, ((grey, taken), densities))) in rows.zip(out).enumerate() {
        if y % PAPER_ROWS == 0 {
            papers.iter().zip(&mut reciprocals).for_each(|(p, r)| p.reciprocals(y, r));
        }
        let [red, green, blue] = &reciprocals;
        let papers = red.iter().zip(green).zip(blue);
        let out = grey.iter_mut().zip(taken).zip(densities.chunks_exact_mut(3));
        for ((p, ((grey, taken), dense)), ((r, g), b)) in row.chunks_exact(3).zip(out).zip(papers) {
            let flat = [lit(p[0], *r), lit(p[1], *g), lit(p[2], *b)];
            if flat[0].min(flat[1]).min(flat[2]) >= WHITE {
                *grey = 255;
                continue;
            }
            let density = inks.densities(flat);
            dense.iter_mut().zip(density).for_each(|(to, d)| *to = d as u8);
            let (print, coloured) = inks.unmix(density);
            *grey = print;
            // The ink is darkest where it takes most of the light.
            *taken = if coloured { 255 - flat[0].min(flat[1]).min(flat[2]) } else { 0 };
        }
    }
    sheet.grey = grey;
    smear::take(&densities, &inks, sheet);
    objects::record_coloured(&densities, sheet);
}

