//! Black scan borders: long straight dark runs that hang on the edge of the page.

use super::Sheet;
use crate::raster::{self, Component};
use crate::types::geometry::Rect;
use crate::types::page::{Removal, RemovalKind};
use image::GrayImage;

/// A component at the edge is a border if it runs along it for this share of the page.
const LENGTH: f64 = 0.2;
/// Brighter than this is paper.
const PAPER: u8 = 200;
/// Runs longer than this (inches) are border; no stroke of a letter is.
const RUN: f64 = 0.35;
/// Components at the edge smaller than this (inches) are crumbs of a border.
const CRUMB: f64 = 0.1;
/// What is thinner than this (inches) beside a border that was taken off is its ragged rim.
const RIM: f64 = 0.04;
/// Crumbs recorded as one when closer than this (inches).
const APART: f64 = 0.3;
/// How near (inches) is "at the edge".
const NEAR: f64 = 0.02;

/// Takes off what hangs on the edge of the page; letters that touch a border keep their pixels.
pub fn take(sheet: &mut Sheet) {
    let (width, height) = sheet.grey.dimensions();
    let page = Rect::of_size((width, height));
    let inner = page.grown(-((sheet.dpi * NEAR) as i32));
    let mut taken = Vec::new();
    let at_edge = |c: &Component| c.area.intersect(&inner) != c.area;
    for c in raster::components(&sheet.grey, |p| p < 128).iter().filter(|c| at_edge(c)) {
        let long = f64::from(c.area.width()) > LENGTH * f64::from(width) || f64::from(c.area.height()) > LENGTH * f64::from(height);
        let crumb = f64::from(c.area.width().max(c.area.height())) < CRUMB * sheet.dpi;
        let cut = if long { straight_part(c, (sheet.dpi * RUN) as u32) } else if crumb { c.clone() } else { continue };
        if cut.pixels > 0 {
            sheet.take(&cut);
            taken.push(cut.area);
            sheet.removed.push(Removal { kind: RemovalKind::Border, bbox: cut.area, text: None });
        }
    }
    take_rims(sheet, &taken);
}

/// Crumbs along the borders that were taken: where a border fades out, it falls apart.
fn take_rims(sheet: &mut Sheet, borders: &[Rect]) {
    let rim = (sheet.dpi * RIM) as i32;
    let thin = |c: &Component| c.area.width().min(c.area.height()) <= rim && borders.iter().any(|b| b.grown(rim).overlaps(&c.area));
    if borders.is_empty() {
        return;
    }
    let crumbs = raster::components(&sheet.grey, |p| p < PAPER).into_iter().filter(thin);
    let crumbs: Vec<Component> = crumbs.filter(|c| beside(&sheet.taken, &c.area.grown(rim))).collect();
    crumbs.iter().for_each(|crumb| sheet.take(crumb));
    sheet.record(RemovalKind::Border, crumbs.iter().map(|c| c.area).collect(), APART);
}

/// Whether ink was taken off some pixel of an area.
fn beside(taken: &GrayImage, area: &Rect) -> bool {
    raster::rows(taken.dimensions(), area).any(|row| taken.as_raw()[row].iter().any(|&t| t > 0))
}

/// The pixels of a component that lie in long runs across or in long columns down.
fn straight_part(c: &Component, length: u32) -> Component {
    let (width, height) = (c.area.width() as usize, c.area.height() as usize);
    let mut mask = GrayImage::new(width as u32, height as u32);
    let mut down = vec![0u32; width];
    let mut tall = vec![false; width * height];
    let inside = filled(c, width, height);
    for y in 0..=height {
        for x in 0..width {
            if y < height && inside[y * width + x] {
                down[x] += 1;
            } else {
                if down[x] >= length {
                    (y - down[x] as usize..y).for_each(|r| tall[r * width + x] = true);
                }
                down[x] = 0;
            }
        }
    }
    for run in &c.runs {
        let (y, x0, x1) = (run.y as usize - c.area.y0 as usize, run.x0 as usize - c.area.x0 as usize, run.x1 as usize - c.area.x0 as usize);
        let long = run.x1 - run.x0 >= length;
        (x0..x1).filter(|x| long || tall[y * width + x]).for_each(|x| mask.as_mut()[y * width + x] = 255);
    }
    moved(raster::components(&mask, |p| p > 0), c.area)
}

fn filled(c: &Component, width: usize, height: usize) -> Vec<bool> {
    let mut inside = vec![false; width * height];
    for run in &c.runs {
        let row = (run.y as usize - c.area.y0 as usize) * width;
        inside[row + run.x0 as usize - c.area.x0 as usize..row + run.x1 as usize - c.area.x0 as usize].fill(true);
    }
    inside
}

/// Components of a cut-out as one, back in the coordinates of the page.
fn moved(parts: Vec<Component>, origin: Rect) -> Component {
    let (dx, dy) = (origin.x0 as u32, origin.y0 as u32);
    let mut runs: Vec<raster::Run> = parts.iter().flat_map(|p| &p.runs)
        .map(|r| raster::Run { y: r.y + dy, x0: r.x0 + dx, x1: r.x1 + dx }).collect();
    runs.sort_by_key(|r| (r.y, r.x0));
    let area = Rect::hull_of(runs.iter().map(raster::Run::area));
    Component { area: area.unwrap_or(origin), pixels: parts.iter().map(|p| p.pixels).sum(), runs }
}
