//! Leaders: the rows of dots on which number and date are written. An engine reads them as letters.

use crate::cutout::{DPI, INK};
use crate::raster::{self, Component};
use image::GrayImage;

/// A dot is at most this high and wide (inches); two that touch are one.
const DOT: (i32, i32) = ((0.03 * DPI) as i32, (0.05 * DPI) as i32);
/// From dot to dot (inches) at most, and how far they may stand off the line.
const STEP: i32 = (0.09 * DPI) as i32;
const OFF: i32 = (0.012 * DPI) as i32;
/// So many dots in a row are a leader; an ellipsis has three.
const DOTS: usize = 4;

/// A cut-out without its leaders.
pub fn without(mut grey: GrayImage) -> GrayImage {
    let dot = |c: &Component| c.area.height() <= DOT.0 && c.area.width() <= DOT.1;
    let mut dots: Vec<Component> = raster::components(&grey, |p| p < INK).into_iter().filter(dot).collect();
    dots.sort_by_key(|c| (c.area.x0, c.area.y0));
    let mut of_leader = vec![false; dots.len()];
    for first in 0..dots.len() {
        if !of_leader[first] {
            let row = row_from(&dots, first);
            if row.len() >= DOTS {
                row.into_iter().for_each(|i| of_leader[i] = true);
            }
        }
    }
    for (dot, _) in dots.iter().zip(&of_leader).filter(|(_, leader)| **leader) {
        erase(&mut grey, dot);
    }
    grey
}

/// Dots that follow each other on a line, by index, from one on.
fn row_from(dots: &[Component], first: usize) -> Vec<usize> {
    let mut row = vec![first];
    let mut last = first;
    while let Some(next) = (last + 1..dots.len())
        .take_while(|&i| dots[i].area.x0 - dots[last].area.x1 <= STEP).find(|&i| follows(&dots[last], &dots[i])) {
        row.push(next);
        last = next;
    }
    row
}

fn follows(a: &Component, b: &Component) -> bool {
    let gap = b.area.x0 - a.area.x1;
    let off = (a.area.y0 + a.area.y1 - b.area.y0 - b.area.y1).abs();
    (-1..=STEP).contains(&gap) && off <= 2 * OFF
}

/// With a pixel around it, its soft edge.
fn erase(grey: &mut GrayImage, dot: &Component) {
    raster::rows(grey.dimensions(), &dot.area.grown(1)).for_each(|row| grey.as_mut()[row].fill(255));
}
