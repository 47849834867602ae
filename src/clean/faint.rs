//! Weak marks are kept only where they belong to strong ones: print of the other side, ghost lines
//! and paper noise are pale all over, a pale part of a letter hangs on a dark one.

use super::faded::{self, Mark};
use super::Sheet;
use crate::raster::{self, Component};
use crate::types::page::RemovalKind;
use image::GrayImage;

/// Tiles over which the darkness of the strokes is judged, inches: a few lines of text.
const TILE_INCH: f64 = 0.6;
/// A mark is strong if it is this share as dark as the strokes around: ghosts are up to a quarter as dark, their
/// darkest pixel, with noise, up to two fifths.
const STRONG: f64 = 0.44;
/// A pixel belongs to a mark at all if it is this share as dark as the strokes around.
const WEAK: f64 = 0.3;
/// The same for marks that may be faded print.
const PALE: f64 = 0.14;
/// Strokes paler than this brightness are not taken for print, or ghosts would count as faded print.
const PALEST_PRINT: u8 = 130;
/// Marks smaller than this (inches) are recorded as speckle, larger as ghosts.
const SPECK: f64 = 0.06;
/// Marks recorded as one when closer than this (inches).
const APART: f64 = 0.15;

/// Takes the weak marks off a flattened page and makes everything between the marks white.
pub fn take(sheet: &mut Sheet) {
    let strokes = Strokes::measure(&sheet.grey, sheet.dpi);
    let marks = raster::components(&masked(&sheet.grey, &strokes, WEAK), |p| p > 0);
    let mut out = GrayImage::from_pixel(sheet.grey.width(), sheet.grey.height(), image::Luma([255]));
    let (strong, weak): (Vec<&Component>, Vec<&Component>) = marks.iter().partition(|m| is_strong(m, &sheet.grey, &strokes));
    strong.iter().for_each(|mark| copy(mark, &sheet.grey, &mut out));
    keep_faded(sheet, &strokes, &strong, &mut out);
    let (mut specks, mut ghosts) = (Vec::new(), Vec::new());
    let speck = (sheet.dpi * SPECK) as i32;
    for mark in weak {
        if mark.pixels > 2 && !is_kept(mark, &out) {
            sheet.take(mark);
            let small = mark.area.width().max(mark.area.height()) < speck;
            if small { specks.push(mark.area) } else { ghosts.push(mark.area) }
        }
    }
    // What is too pale for a mark is white from here on; the mask keeps it.
    for ((&kept, grey), taken) in out.as_raw().iter().zip(sheet.grey.as_raw()).zip(sheet.taken.as_mut()) {
        *taken = (*taken).max(kept.saturating_sub(*grey));
    }
    sheet.grey = out;
    sheet.record(RemovalKind::Speckle, specks, APART);
    sheet.record(RemovalKind::GhostText, ghosts, APART);
}

/// Keeps what goes on where a line pales. Looked for at a lower darkness than other marks: next to dark
/// print the palest letters are no marks at all.
fn keep_faded(sheet: &Sheet, strokes: &Strokes, strong: &[&Component], out: &mut GrayImage) {
    let pale = raster::components(&masked(&left(&sheet.grey, out), strokes, PALE), |p| p > 0);
    let mark = |c| Mark { shape: c, dark: 255 - c.darkest(&sheet.grey) };
    let strong: Vec<Mark<'_>> = strong.iter().map(|c| mark(*c)).collect();
    let candidates: Vec<Mark<'_>> = pale.iter().filter(|c| c.pixels > 2).map(mark).collect();
    for i in faded::going_on(&strong, &candidates, sheet.dpi) {
        copy(candidates[i].shape, &sheet.grey, out);
    }
}

/// What of a page is not kept yet.
fn left(grey: &GrayImage, kept: &GrayImage) -> GrayImage {
    let data = grey.as_raw().iter().zip(kept.as_raw()).map(|(&p, &k)| if k < 255 { 255 } else { p });
    GrayImage::from_raw(grey.width(), grey.height(), data.collect()).unwrap_or_default()
}

fn is_kept(mark: &Component, out: &GrayImage) -> bool {
    mark.runs.first().is_some_and(|r| out.get_pixel(r.x0, r.y).0[0] < 255)
}

/// How dark the strokes are, tile by tile.
struct Strokes {
    tile: u32,
    across: u32,
    darkest: Vec<u8>,
}

impl Strokes {
    fn measure(grey: &GrayImage, dpi: f64) -> Self {
        let tile = ((dpi * TILE_INCH) as u32).max(16);
        let (width, height) = grey.dimensions();
        let (across, down) = (width.div_ceil(tile), height.div_ceil(tile));
        let mut counts = vec![[0u32; 256]; (across * down) as usize];
        for (y, row) in grey.as_raw().chunks_exact(width as usize).enumerate().step_by(2) {
            for (x, &p) in row.iter().enumerate().step_by(2) {
                counts[(y as u32 / tile * across + x as u32 / tile) as usize][usize::from(p)] += 1;
            }
        }
        let own: Vec<u8> = counts.iter().map(Self::darkness).collect();
        let around = |i| raster::around(i, (across as usize, down as usize));
        let darkest = (0..own.len()).map(|i| around(i).map(|n| own[n]).min().unwrap_or(0).min(PALEST_PRINT));
        let darkest = darkest.collect();
        Self { tile, across, darkest }
    }

    /// Brightness that one pixel in 200 stays under: the cores of the strokes.
    fn darkness(counts: &[u32; 256]) -> u8 {
        let total: u32 = counts.iter().sum();
        let mut left = total / 200;
        for (value, &count) in counts.iter().enumerate() {
            if count > left {
                return value as u8;
            }
            left -= count;
        }
        255
    }

    /// Brightness below which a pixel is `share` as dark as the strokes around it.
    fn threshold(&self, x: u32, y: u32, share: f64) -> u8 {
        let darkest = self.darkest[(y / self.tile * self.across + x / self.tile) as usize];
        (255.0 - share * f64::from(255 - darkest)) as u8
    }
}

/// 255 where a pixel is dark enough to belong to a mark.
fn masked(grey: &GrayImage, strokes: &Strokes, share: f64) -> GrayImage {
    let width = grey.width();
    let mut out = GrayImage::new(width, grey.height());
    let rows = grey.as_raw().chunks_exact(width as usize).zip(out.chunks_exact_mut(width as usize));
    for (y, (row, marks)) in rows.enumerate() {
        let tiles = row.chunks(strokes.tile as usize).zip(marks.chunks_mut(strokes.tile as usize));
        for (t, (pixels, marks)) in tiles.enumerate() {
            let limit = strokes.threshold(t as u32 * strokes.tile, y as u32, share);
            pixels.iter().zip(marks).for_each(|(&p, m)| *m = if p < limit { 255 } else { 0 });
        }
    }
    out
}

fn is_strong(mark: &Component, grey: &GrayImage, strokes: &Strokes) -> bool {
    let width = grey.width() as usize;
    mark.runs.iter().any(|run| {
        let limit = strokes.threshold(run.x0, run.y, STRONG);
        let row = run.y as usize * width;
        grey.as_raw()[row + run.x0 as usize..row + run.x1 as usize].iter().any(|&p| p < limit)
    })
}

/// Copies a mark with a rim of one pixel, the soft edge that the engine was trained on.
fn copy(mark: &Component, from: &GrayImage, to: &mut GrayImage) {
    for pixels in mark.rimmed(from.dimensions()) {
        to.as_mut()[pixels.clone()].copy_from_slice(&from.as_raw()[pixels]);
    }
}
