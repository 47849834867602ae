//! The paper: its brightness from place to place, and pages brought to white paper by it.

use crate::raster;
use image::GrayImage;

/// Tiles are 1/6 inch: larger than a letter's strokes, smaller than a shadow.
const TILE_INCH: f64 = 1.0 / 6.0;
/// Share of a tile's pixels that are darker than its paper at most; print covers up to half.
const PERCENTILE: f64 = 0.8;
/// Darker than this is no paper but a scan border or a picture; its paper is that of the neighbours.
const DARKEST_PAPER: u8 = 110;

/// Brightness of the paper, tile by tile, of one channel.
pub struct Paper {
    tile: usize,
    across: usize,
    down: usize,
    values: Vec<u8>,
}

impl Paper {
    /// Measures channel `channel` of interleaved pixels, `channels` bytes each.
    pub fn measure(data: &[u8], width: usize, (channel, channels): (usize, usize), dpi: f64) -> Self {
        let height = data.len() / (width * channels).max(1);
        let tile = ((dpi * TILE_INCH) as usize).max(8);
        let (across, down) = (width.div_ceil(tile), height.div_ceil(tile));
        let mut values = Vec::with_capacity(across * down);
        for ty in 0..down {
            for tx in 0..across {
                let mut counts = [0u32; 256];
                for y in (ty * tile..((ty + 1) * tile).min(height)).step_by(3) {
                    for x in (tx * tile..((tx + 1) * tile).min(width)).step_by(3) {
                        counts[usize::from(data[(y * width + x) * channels + channel])] += 1;
                    }
                }
                values.push(percentile(&counts, PERCENTILE));
            }
        }
        let mut paper = Self { tile, across, down, values };
        paper.fill_dark();
        paper.smooth();
        paper
    }

    /// Dark tiles take the brightest of their neighbours, from known ones outwards.
    fn fill_dark(&mut self) {
        for _ in 0..self.across.max(self.down) {
            let dark: Vec<usize> = (0..self.values.len()).filter(|&i| self.values[i] < DARKEST_PAPER).collect();
            let filled: Vec<(usize, u8)> = dark.iter().map(|&i| (i, self.around(i).max().unwrap_or(0)))
                .filter(|&(_, v)| v >= DARKEST_PAPER).collect();
            if filled.is_empty() {
                break;
            }
            filled.into_iter().for_each(|(i, v)| self.values[i] = v);
        }
        self.values.iter_mut().filter(|v| **v < DARKEST_PAPER).for_each(|v| *v = 255);
    }

    /// Every tile takes the upper median of its neighbourhood: a tile full of ink is not paper.
    fn smooth(&mut self) {
        self.values = (0..self.values.len()).map(|i| {
            let mut near: Vec<u8> = self.around(i).collect();
            near.sort_unstable();
            near[near.len() * 2 / 3]
        }).collect();
    }

    fn around(&self, i: usize) -> impl Iterator<Item = u8> + '_ {
        raster::around(i, (self.across, self.down)).map(|n| self.values[n])
    }

    /// For every pixel of row `y`: 65536 / paper, linear between the centres of the tiles.
    pub fn reciprocals(&self, y: usize, out: &mut [u32]) {
        let (r0, r1, fy) = between(y, self.tile, self.down);
        let at = |c: usize| {
            let (above, below) = (u32::from(self.values[r0 * self.across + c]), u32::from(self.values[r1 * self.across + c]));
            ((1 << 24) / (above * (256 - fy) + below * fy).max(256)) as i32
        };
        let mut left = at(0);
        let (before, rest) = out.split_at_mut((self.tile / 2).min(out.len()));
        before.fill(left as u32);
        for (c, span) in (1..).zip(rest.chunks_mut(self.tile)) {
            let right = at(c.min(self.across - 1));
            let slope = ((right - left) << 16) / self.tile as i32;
            (0..).zip(span).for_each(|(i, value)| *value = (left + ((slope * i) >> 16)) as u32);
            left = right;
        }
    }
}

/// The two tiles whose centres a pixel lies between, and how far it is from the first, in 1/256.
fn between(at: usize, tile: usize, tiles: usize) -> (usize, usize, u32) {
    let from_first = at.saturating_sub(tile / 2);
    let first = (from_first / tile).min(tiles - 1);
    let next = (first + 1).min(tiles - 1);
    (first, next, ((from_first % tile) * 256 / tile) as u32)
}

fn percentile(counts: &[u32; 256], share: f64) -> u8 {
    let total: u32 = counts.iter().sum();
    let mut left = (f64::from(total) * share) as u32;
    for (value, &count) in counts.iter().enumerate() {
        if count > left {
            return value as u8;
        }
        left -= count;
    }
    255
}

/// A grey page brought to white paper.
pub fn flatten(grey: &GrayImage, dpi: f64) -> GrayImage {
    let width = grey.width() as usize;
    let paper = Paper::measure(grey.as_raw(), width, (0, 1), dpi);
    let mut out = grey.clone();
    let mut reciprocals = vec![0; width];
    for (y, row) in out.chunks_exact_mut(width).enumerate() {
        if y % 8 == 0 {
            paper.reciprocals(y, &mut reciprocals);
        }
        for (p, r) in row.iter_mut().zip(&reciprocals) {
            *p = lit(*p, *r);
        }
    }
    out
}

/// A pixel relative to its paper, 255 for paper and brighter.
pub fn lit(pixel: u8, reciprocal: u32) -> u8 {
    ((u32::from(pixel) * reciprocal * 255) >> 16).min(255) as u8
}
