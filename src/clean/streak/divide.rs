//! Gives back the light that a streak or a crease took: what the paper still shows in it is measured along the
//! line, and the page divided by it.

use super::chain::{Axis, Line};
use super::cut;
use crate::clean::Sheet;
use crate::raster;
use std::ops::Range;

/// How far (inches) beside a line its soft edge is looked for.
const REACH: f64 = 0.03;
/// The brightest share of a stretch is paper, wherever print runs along it.
const PAPER: f64 = 0.1;
/// What is at least this share as bright as that is paper, too: sensors are noisy.
const LIKE_PAPER: f64 = 0.75;
/// Windows on both sides among which the loss is alike; a stroke along the line is darker in one of them only.
const NEAR: usize = 4;
/// A stretch loses at most this share more than those near it in the middle.
const ALIKE: f64 = 0.85;
/// Paper darker than this in a line has no shades left to give back.
const OPAQUE: u8 = 50;

/// Takes a line off a page with shades.
pub fn take(sheet: &mut Sheet, axis: &Axis, line: &Line) {
    let reach = line.wide() / 2 + (sheet.dpi * REACH).max(2.0) as usize;
    let windows: Vec<Range<usize>> = line.windows(axis).collect();
    let measured: Vec<Vec<u8>> = windows.iter().map(|w| profile(sheet, axis, (line, w.clone()), reach)).collect();
    if middle(measured.iter().map(|p| p[reach])) < OPAQUE {
        return cut::take(sheet, axis, line);
    }
    let smooth: Vec<Vec<u8>> = (0..measured.len()).map(|w| alike(&measured, w)).collect();
    for (window, paper) in windows.into_iter().zip(smooth) {
        for along in window {
            let first = line.middle(along) as usize;
            for (offset, &light) in paper.iter().enumerate() {
                if let Some(across) = (first + offset).checked_sub(reach).filter(|x| *x < axis.across) {
                    let pixel = axis.at(along, across);
                    let was = u32::from(sheet.grey.as_raw()[pixel]);
                    sheet.lighten(pixel, (was * 255 / u32::from(light.max(1))).min(255) as u8);
                }
            }
        }
    }
}

/// Brightness of the paper in a window, from `reach` before the middle of the line to as far behind.
fn profile(sheet: &Sheet, axis: &Axis, (line, window): (&Line, Range<usize>), reach: usize) -> Vec<u8> {
    let mut counts = vec![[0u16; 256]; 2 * reach + 1];
    for along in window {
        let first = line.middle(along) as usize;
        for (offset, counts) in counts.iter_mut().enumerate() {
            if let Some(across) = (first + offset).checked_sub(reach).filter(|x| *x < axis.across) {
                counts[usize::from(sheet.grey.as_raw()[axis.at(along, across)])] += 1;
            }
        }
    }
    counts.iter().map(paper).collect()
}

fn paper(counts: &[u16; 256]) -> u8 {
    let total: u32 = counts.iter().map(|&n| u32::from(n)).sum();
    let mut left = (f64::from(total) * PAPER) as u32;
    let bright = (0..256).rev().find(|&v| {
        let n = u32::from(counts[v]);
        let found = n > left;
        left = left.saturating_sub(n);
        found
    });
    let from = (bright.unwrap_or(255) as f64 * LIKE_PAPER) as usize;
    let (sum, n) = (from..256).fold((0, 0), |(sum, n), v| (sum + v * usize::from(counts[v]), n + usize::from(counts[v])));
    sum.checked_div(n).unwrap_or(255) as u8
}

/// The paper in a window, not much darker than in the middle of the windows around.
fn alike(measured: &[Vec<u8>], window: usize) -> Vec<u8> {
    let near = &measured[window.saturating_sub(NEAR)..(window + NEAR + 1).min(measured.len())];
    measured[window].iter().enumerate().map(|(offset, &own)| {
        own.max((f64::from(middle(near.iter().map(|p| p[offset]))) * ALIKE) as u8)
    }).collect()
}

fn middle(values: impl Iterator<Item = u8>) -> u8 {
    raster::median(values.collect()).unwrap_or(255)
}
