//! Signatures and other strokes of a pen in black: thin lines far longer than letters, without the walls of frames and
//! tables.

use super::lift::Outline;
use crate::raster::{Component, Run};
use crate::types::geometry::Rect;
use crate::types::page::RemovalKind;
use image::GrayImage;

/// Long and short side of a signature, inches: at least, and at most (no hand signs larger).
const LEAST: (f64, f64) = (0.45, 0.16);
const MOST: (f64, f64) = (3.2, 1.8);
/// Ink fills at most this share of its box.
const FILL: f64 = 0.16;
/// A stroke is at most this thick, inches, where it is crossed: two thirds of its runs along or down.
const THICK: f64 = 0.045;
/// Share of the ink in walls longer than so many inches from which on it is a frame or a table.
const STRAIGHT: f64 = 0.12;
const PIECE: f64 = 0.16;
/// A wall moves sideways by a pixel in so many: pages lean by up to 5 degrees.
const LEAN: i32 = 11;

/// A pen's mark.
pub struct Pen<'a> {
    mark: &'a Component,
    /// 1 on the mark and its soft edge, in a picture of its hull.
    mask: GrayImage,
}

/// The marks that look like a pen's, one after the other: masks are large.
pub fn find(marks: &[Component], dpi: f64) -> impl Iterator<Item = Pen<'_>> {
    marks.iter().filter(move |m| is_pen(m, dpi)).map(Pen::of)
}

/// Whether a mark looks like a pen's.
pub fn is_pen(mark: &Component, dpi: f64) -> bool {
    let (w, h) = (f64::from(mark.area.width()) / dpi, f64::from(mark.area.height()) / dpi);
    let (long, short) = (w.max(h), w.min(h));
    let sized = (LEAST.0..=MOST.0).contains(&long) && (LEAST.1..=MOST.1).contains(&short);
    if !sized || f64::from(mark.pixels) > FILL * mark.area.area() as f64 {
        return false;
    }
    let across = turned(mark);
    let walls = walls(&mark.runs, dpi) + walls(&across, dpi);
    (is_thin(&mark.runs, dpi) || is_thin(&across, dpi)) && f64::from(walls) < STRAIGHT * f64::from(mark.pixels)
}

/// Its runs from top to bottom, column by column: x and y change places.
fn turned(mark: &Component) -> Vec<Run> {
    let mut columns: Vec<Vec<(u32, u32)>> = vec![Vec::new(); mark.area.width() as usize];
    for run in &mark.runs {
        for x in run.x0..run.x1 {
            let column = &mut columns[(x as i32 - mark.area.x0) as usize];
            match column.last_mut().filter(|(_, end)| *end == run.y) {
                Some((_, end)) => *end += 1,
                None => column.push((run.y, run.y + 1)),
            }
        }
    }
    let runs = columns.into_iter().zip(mark.area.x0 as u32..);
    runs.flat_map(|(column, x)| column.into_iter().map(move |(x0, x1)| Run { y: x, x0, x1 })).collect()
}

fn is_thin(runs: &[Run], dpi: f64) -> bool {
    let thin = runs.iter().filter(|r| f64::from(r.x1 - r.x0) <= THICK * dpi).count();
    3 * thin >= 2 * runs.len()
}

/// Pixels in walls, as of frames and tables: straight down, but for the lean of the page.
fn walls(runs: &[Run], dpi: f64) -> u32 {
    let piece = (PIECE * dpi) as i32;
    let mut walls: Vec<Wall> = Vec::new();
    let mut straight = 0;
    for run in runs {
        let (x, y) = (run.x0 as i32, run.y as i32);
        walls.retain(|w| w.y + 1 >= y);
        match walls.iter_mut().find(|w| w.y + 1 == y && (w.x - x).abs() <= 1 + (y - w.top) / LEAN) {
            Some(wall) => {
                wall.y = y;
                straight += if y - wall.top >= piece { run.x1 - run.x0 } else { 0 };
            }
            None => walls.push(Wall { x, top: y, y }),
        }
    }
    straight
}

/// A left edge that goes on downwards: where it began, and the last row that it reached.
struct Wall {
    x: i32,
    top: i32,
    y: i32,
}

impl<'a> Pen<'a> {
    fn of(mark: &'a Component) -> Self {
        let hull = mark.area.grown(1);
        let mut mask = GrayImage::new(hull.width() as u32, hull.height() as u32);
        let place = |run: &Run| {
            let x = |x: u32| (x as i32 - hull.x0) as u32;
            Run { y: (run.y as i32 - hull.y0) as u32, x0: x(run.x0), x1: x(run.x1) }
        };
        let local = Component { runs: mark.runs.iter().map(place).collect(), ..*mark };
        local.rimmed(mask.dimensions()).for_each(|pixels| mask.as_mut()[pixels].fill(1));
        Self { mark, mask }
    }
}

impl Outline for Pen<'_> {
    fn kind(&self) -> RemovalKind {
        RemovalKind::Handwriting
    }

    fn hull(&self) -> Rect {
        self.mark.area.grown(1)
    }

    fn holds(&self, x: i32, y: i32) -> bool {
        let hull = self.hull();
        self.mask.get_pixel_checked((x - hull.x0) as u32, (y - hull.y0) as u32).is_some_and(|p| p.0[0] > 0)
    }

    fn chord(&self, y: f64) -> Option<(f64, f64)> {
        let hull = self.hull();
        (f64::from(hull.y0)..f64::from(hull.y1)).contains(&y).then_some((hull.x0.into(), hull.x1.into()))
    }

    fn is_line(&self, _: &GrayImage, _: i32, _: i32) -> bool {
        false
    }

    fn points(&self) -> Vec<(f64, f64)> {
        self.mark.runs.iter().step_by(4).map(|r| (f64::from(r.x0 + r.x1) / 2.0, f64::from(r.y) + 0.5)).collect()
    }

    fn has_lines(&self) -> bool {
        false
    }
}
