//! Faded print is brought to the darkness of other print. Lines are found by what is darker than the middle between
//! print and paper, and so are letters by the engine: what is paler they do not see.

use crate::raster::{self, Component};
use image::GrayImage;

/// Tiles over which the darkness of print is judged, inches: as large as a letter.
const TILE: f64 = 0.08;
/// Print at least this dark (0-255) is left as it is.
const ENOUGH: u8 = 150;
/// Brighter than this is paper.
const PAPER: u8 = 250;
/// Darkness that paler print is brought to.
const FULL: f64 = 190.0;
/// By so much at most: what is paler is as much noise as print.
const MOST: f64 = 4.0;
/// Smallest and largest height of a letter, inches.
const LETTER: (f64, f64) = (0.035, 0.2);

/// Darkens what is pale around the letters of a page on which all but print is white.
pub fn even(grey: &mut GrayImage, dpi: f64) {
    let marks = raster::components(grey, |p| p < PAPER);
    let print = Print::measure(grey, &marks, dpi);
    let gains = print.gains();
    if gains.iter().all(|&g| g == 1.0) {
        return;
    }
    let (width, tile) = (grey.width() as usize, print.tile as usize);
    for (y, row) in grey.chunks_exact_mut(width).enumerate() {
        let gains = &gains[y / tile * print.across as usize..];
        for (x, pixel) in row.iter_mut().enumerate().filter(|(_, p)| **p < 255) {
            *pixel = 255 - (f64::from(255 - *pixel) * gains[x / tile]).min(255.0) as u8;
        }
    }
}

/// How dark the letters are, tile by tile; 0 where there are none.
struct Print {
    tile: u32,
    across: u32,
    down: u32,
    darkest: Vec<u8>,
}

impl Print {
    fn measure(grey: &GrayImage, marks: &[Component], dpi: f64) -> Self {
        let tile = ((TILE * dpi) as u32).max(4);
        let (across, down) = (grey.width().div_ceil(tile), grey.height().div_ceil(tile));
        let mut darkest = vec![0u8; (across * down) as usize];
        let is_letter = |m: &&Component| (LETTER.0 * dpi..=LETTER.1 * dpi).contains(&f64::from(m.area.height()));
        for run in marks.iter().filter(is_letter).flat_map(|m| &m.runs) {
            for x in run.x0..run.x1 {
                let cell = &mut darkest[(run.y / tile * across + x / tile) as usize];
                *cell = (*cell).max(255 - grey.get_pixel(x, run.y).0[0]);
            }
        }
        Self { tile, across, down, darkest }
    }

    /// What the darkness in each tile is to be multiplied with: by the median of the letters around.
    fn gains(&self) -> Vec<f64> {
        let size = (self.across as usize, self.down as usize);
        (0..self.darkest.len()).map(|i| {
            match raster::median(raster::around(i, size).map(|i| self.darkest[i]).filter(|&d| d > 0).collect()) {
                Some(dark) if dark < ENOUGH => (FULL / f64::from(dark)).min(MOST),
                _ => 1.0,
            }
        }).collect()
    }
}
