//! Coloured ink whose colour the compression of the scan has smeared.
//!
//! JPEG keeps colour at half the resolution of brightness (ITU-T T.81 with 4:2:0 sampling): at the edges of
//! a stamp's letters the ink looks grey and the paper beside it coloured. What was smeared is still there on
//! the average of a neighbourhood, so there ink without print is told by its density as in `density`.

use super::Sheet;
use super::density::{DARK, GONE, Inks, spread};
use crate::raster;
use crate::types::geometry::Rect;
use image::{GrayImage, RgbImage};

/// A neighbourhood reaches this far (pixels): colour is smeared over two, and by resampling over some more.
const REACH: i32 = 3;
/// Side (pixels) of the squares that are looked at or not.
const SQUARE: u32 = 32;
/// Chroma (in 1/64) of a pixel that may have been smeared, at least: less is scanner noise.
const TINGED: i32 = 10;
/// Mean chroma (in 1/64) of a neighbourhood with ink in it, at least.
const MEAN: i32 = 5;
/// So much mean density (in 1/64) over the ink's own is no print: letters have three times that.
const SLACK: i32 = 10;
/// No ink is denser in its clearest channel than this many halves of its chroma; black print is by far.
const DENSEST: i32 = 3;

/// Takes off what is left of coloured ink where a neighbourhood has no print.
pub fn take(densities: &RgbImage, inks: &Inks, sheet: &mut Sheet) {
    let (width, height) = densities.dimensions();
    let inner = Rect::of_size((width, height)).grown(-REACH);
    for square in inked(&sheet.taken) {
        let square = square.intersect(&inner);
        for y in square.y0..square.y1 {
            let first = y as usize * width as usize;
            let row = first + square.x0 as usize..first + square.x1.max(square.x0) as usize;
            row.for_each(|pixel| take_bare(densities.as_raw(), inks, sheet, pixel));
        }
    }
}

/// Squares of the page in which or beside which coloured ink was found: few pages are inked all over.
fn inked(taken: &GrayImage) -> impl Iterator<Item = Rect> + use<> {
    let (across, down) = (taken.width().div_ceil(SQUARE), taken.height().div_ceil(SQUARE));
    let mut found = vec![false; (across * down) as usize];
    for (y, row) in taken.as_raw().chunks_exact(taken.width() as usize).enumerate() {
        let squares = &mut found[y / SQUARE as usize * across as usize..];
        for (found, part) in squares.iter_mut().zip(row.chunks(SQUARE as usize)) {
            *found |= part.iter().fold(0, |all, p| all | p) > 0;
        }
    }
    let near: Vec<usize> = (0..found.len())
        .filter(|&i| raster::around(i, (across as usize, down as usize)).any(|n| found[n])).collect();
    near.into_iter().map(move |i| {
        let (x, y) = ((i as u32 % across * SQUARE) as i32, (i as u32 / across * SQUARE) as i32);
        Rect::new(x, y, x + SQUARE as i32, y + SQUARE as i32)
    })
}

fn take_bare(data: &[u8], inks: &Inks, sheet: &mut Sheet, pixel: usize) {
    if (DARK..=GONE).contains(&sheet.grey.as_raw()[pixel]) && is_tinged(&data[3 * pixel..]) && is_bare(data, sheet.grey.width() as usize, pixel, inks) {
        sheet.grey.as_mut()[pixel] = 255;
        // As dark as the rest of the layer of what was taken off: where the ink takes most of the light.
        let most = data[3 * pixel..3 * pixel + 3].iter().copied().max().unwrap_or(0);
        sheet.taken.as_mut()[pixel] = 255 - inks.brightness(most);
    }
}

fn is_tinged(density: &[u8]) -> bool {
    let (_, chroma) = spread([density[0], density[1], density[2]].map(i32::from));
    chroma >= TINGED
}

/// Whether all that darkens a pixel's neighbourhood is coloured ink.
fn is_bare(data: &[u8], width: usize, pixel: usize, inks: &Inks) -> bool {
    let side = 2 * REACH as usize + 1;
    let corner = pixel - REACH as usize * (width + 1);
    let mut sums = [0i32; 3];
    for y in 0..side {
        let first = 3 * (corner + y * width);
        for p in data[first..first + 3 * side].chunks_exact(3) {
            sums.iter_mut().zip(p).for_each(|(sum, d)| *sum += i32::from(*d));
        }
    }
    let area = (side * side) as i32;
    let (least, chroma) = spread(sums);
    chroma >= MEAN * area && least <= (inks.residue(chroma, sums) + SLACK * area).min(chroma * DENSEST / 2)
}
