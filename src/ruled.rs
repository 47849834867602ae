//! Ruled frames: the rules of a cut-out and the cells between them.

use crate::cutout::{DPI, INK};
use crate::raster;
use crate::types::geometry::Rect;
use image::GrayImage;

/// A rule is interrupted by no more than this (inches): letters of a line stand further apart or
/// cover less of it.
const GAP: i32 = (0.03 * DPI) as i32;
/// Share of a rule's length that is ink.
const COVERED: f64 = 0.75;
/// Rows that a rule may stray to either side, pixels: what is left of its lean, and worn edges.
const STRAY: u32 = 2;
/// A rule is at least this long (inches) and this share of the cut-out's width.
const LONG: i32 = (0.4 * DPI) as i32;
const SPAN: f64 = 0.3;
/// A rule between two others reaches over this share of their distance; stems of letters do not.
const REACH: f64 = 0.8;
/// Rules are thinner than this (inches).
const THICK: i32 = (0.06 * DPI) as i32;
/// A cell is at least this high and wide (inches): room for small type.
const CELL: i32 = (0.08 * DPI) as i32;
/// Only a band so high (inches) has columns: a line of large letters is lower, and their stems are no rules.
const BAND: i32 = (0.4 * DPI) as i32;
/// A frame's rule reaches over this share of its width. One is enough, stamps are worn: chords of a seal
/// are shorter and no pen draws one so straight.
const FRAME: f64 = 0.6;
/// A frame is at least so many times as wide as high.
const WIDE: f64 = 1.15;
/// What is left of the frame's sides lies within this of the ends of its rules (inches); text does not.
const SIDE: i32 = (0.04 * DPI) as i32;

/// A cut-out's rules and cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ruled {
    /// Rules that run across, top to bottom.
    pub across: Vec<Rect>,
    /// Rules that run down.
    pub down: Vec<Rect>,
    /// What lies between them, in reading order, where there is ink.
    pub cells: Vec<Rect>,
    /// Whether the mark stands in a frame.
    pub framed: bool,
}

/// Finds the rules of a straight cut-out and what they divide.
pub fn find(grey: &GrayImage) -> Ruled {
    let whole = Rect::of_size(grey.dimensions());
    let ink = ink(grey, whole).unwrap_or(whole);
    let least = LONG.max((SPAN * f64::from(ink.width())) as i32);
    let across = rules(grey, whole, least, false);
    let mut ruled = Ruled { framed: is_framed(&across, ink), across, down: Vec::new(), cells: Vec::new() };
    let inside = inside(&ruled, ink);
    let edges = edges(ruled.across.iter().map(|r| (r.y0, r.y1)), (ink.y0, ink.y1));
    for (y0, y1) in edges {
        let band = Rect { y0, y1, ..inside };
        let least = (REACH * f64::from(band.height())) as i32;
        let down = if band.height() >= BAND { rules(grey, band, least, true) } else { Vec::new() };
        let columns = self::edges(down.iter().map(|r| (r.x0, r.x1)), (inside.x0, inside.x1));
        let cells = columns.into_iter().map(|(x0, x1)| Rect { x0, x1, ..band });
        ruled.cells.extend(cells.filter(|c| self::ink(grey, *c).is_some()));
        ruled.down.extend(down);
    }
    ruled
}

/// A frame's ink without its sides, which may be too worn to be found as rules.
fn inside(ruled: &Ruled, ink: Rect) -> Rect {
    let long = ruled.across.iter().filter(|r| ruled.framed && f64::from(r.width()) >= FRAME * f64::from(ink.width()));
    Rect::hull_of(long.copied()).map_or(ink, |frame| Rect { x0: frame.x0 + SIDE, x1: frame.x1 - SIDE, ..ink })
}

fn is_framed(across: &[Rect], ink: Rect) -> bool {
    let wide = f64::from(ink.width()) >= WIDE * f64::from(ink.height());
    wide && across.iter().any(|r| f64::from(r.width()) >= FRAME * f64::from(ink.width()))
}

/// The stretches between rules that are wide enough for a cell.
fn edges(rules: impl Iterator<Item = (i32, i32)>, (first, last): (i32, i32)) -> Vec<(i32, i32)> {
    raster::gaps(rules, (first, last)).into_iter().filter(|(from, to)| to - from >= CELL).collect()
}

/// Hull of the ink in an area.
fn ink(grey: &GrayImage, area: Rect) -> Option<Rect> {
    let row = |y: i32| &grey.as_raw()[(y * grey.width() as i32 + area.x0) as usize..(y * grey.width() as i32 + area.x1) as usize];
    Rect::hull_of((area.y0..area.y1).filter_map(|y| {
        let first = row(y).iter().position(|&p| p < INK)?;
        let last = row(y).iter().rposition(|&p| p < INK)?;
        Some(Rect::new(area.x0 + first as i32, y, area.x0 + last as i32 + 1, y + 1))
    }))
}

/// The rules in an area that are at least so long; those that run down if `down`.
fn rules(grey: &GrayImage, area: Rect, least: i32, down: bool) -> Vec<Rect> {
    let (lines, along) = if down { (area.width(), area.height()) } else { (area.height(), area.width()) };
    let dark = |line: i32, at: i32| {
        let (x, y) = if down { (area.x0 + line, area.y0 + at) } else { (area.x0 + at, area.y0 + line) };
        grey.as_raw()[y as usize * grey.width() as usize + x as usize] < INK
    };
    let mut found = Vec::new();
    for line in 0..lines {
        let near = (line - STRAY as i32).max(0)..(line + STRAY as i32 + 1).min(lines);
        let inked: Vec<bool> = (0..along).map(|at| near.clone().any(|l| dark(l, at))).collect();
        found.extend(long_runs(&inked, least).into_iter().map(|(from, to)| if down {
            Rect::new(area.x0 + line, area.y0 + from, area.x0 + line + 1, area.y0 + to)
        } else {
            Rect::new(area.x0 + from, area.y0 + line, area.x0 + to, area.y0 + line + 1)
        }));
    }
    let thick = |r: &Rect| if down { r.width() } else { r.height() };
    raster::merge_near(found, 1).into_iter().filter(|r| thick(r) <= THICK).collect()
}

/// Runs of ink with no gap longer than [`GAP`], mostly covered.
fn long_runs(inked: &[bool], least: i32) -> Vec<(i32, i32)> {
    let mut out = Vec::new();
    // From, to, and how much of it is ink.
    let mut run: Option<(i32, i32, i32)> = None;
    let mut end = |run: Option<(i32, i32, i32)>| {
        let long = run.filter(|(from, to, count)| to - from >= least && f64::from(*count) >= COVERED * f64::from(to - from));
        out.extend(long.map(|(from, to, _)| (from, to)));
    };
    for at in (0..inked.len() as i32).filter(|&at| inked[at as usize]) {
        run = match run {
            Some((from, to, count)) if at - to <= GAP => Some((from, at + 1, count + 1)),
            before => {
                end(before);
                Some((at, at + 1, 1))
            }
        };
    }
    end(run);
    out
}

/// A cut-out without its rules; strokes that cross one stay.
pub fn without_rules(mut grey: GrayImage, ruled: &Ruled) -> GrayImage {
    let before = grey.clone();
    let dark = |x: i32, y: i32| raster::at(&before, x.into(), y.into()).is_some_and(|p| p < INK);
    let mut clear = |r: Rect, crossed: &dyn Fn(i32, i32) -> bool| {
        for y in r.y0.max(0)..r.y1.min(before.height() as i32) {
            for x in (r.x0.max(0)..r.x1.min(before.width() as i32)).filter(|&x| !crossed(x, y)) {
                grey.put_pixel(x as u32, y as u32, image::Luma([255]));
            }
        }
    };
    for r in &ruled.across {
        clear(*r, &|x, _| dark(x, r.y0 - 1) && dark(x, r.y1));
    }
    for r in &ruled.down {
        clear(*r, &|_, y| dark(r.x0 - 1, y) && dark(r.x1, y));
    }
    grey
}
