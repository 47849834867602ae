//! Tables: grids of rules, and their cells.
//!
//! The rules of a table hang together: they are one component, and the cells are the holes in it. That
//! holds for leaning, bent and merged cells, which lines found one by one do not.

use crate::raster::{self, Component};
use crate::types::geometry::Rect;
use crate::types::ocr::{Block, Cell, Region};
use image::{GrayImage, Luma};

/// A table is at least this wide and high, in letter heights: two cells of a short word.
const SMALLEST: (f64, f64) = (12.0, 4.0);
/// A cell is at least this wide and high, in letter heights: holes of letters and frames are smaller.
const CELL: (f64, f64) = (1.6, 1.4);
/// Rules fill at most this share of a table; more is a seal or a picture.
const RULES: f64 = 0.25;
/// Cells cover at least this share of a table: what they leave are rules and letters that touch them.
const COVERED: f64 = 0.5;
/// Gaps in rules up to this long, in letter heights, are closed: where a letter or a seal was cut out of them.
const GAP: f64 = 0.5;
/// The soft edge of rules, in letter heights.
const SOFT: f64 = 0.1;
/// Cells of a row share this much of the height of the lower one.
const LEVEL: f64 = 0.5;

/// A table and its cells, row by row.
pub struct Table {
    /// Its outer rules.
    pub area: Rect,
    rows: Vec<Vec<Rect>>,
}

/// The tables of a page, from top to bottom.
pub fn find(marks: &[Component], letter: f64) -> Vec<Table> {
    let mut tables: Vec<Table> = marks.iter().filter_map(|mark| table(mark, letter)).collect();
    tables.sort_by_key(|t| t.area.y0);
    tables
}

fn table(grid: &Component, letter: f64) -> Option<Table> {
    let (width, height) = (f64::from(grid.area.width()) / letter, f64::from(grid.area.height()) / letter);
    let large = width >= SMALLEST.0 && height >= SMALLEST.1;
    if !large || f64::from(grid.pixels) > RULES * grid.area.area() as f64 {
        return None;
    }
    let cells = without_leaks(cells(grid, letter));
    let covered: i64 = cells.iter().map(Rect::area).sum();
    let rows = rows(cells);
    let is_grid = rows.iter().any(|row| row.len() > 1) && covered as f64 >= COVERED * grid.area.area() as f64;
    is_grid.then(|| Table { area: grid.area, rows: mended(&rows, grid.area, letter) })
}

/// Cells whose walls are whole: where one is broken, cells run into each other, and the box of them holds others.
fn without_leaks(cells: Vec<Rect>) -> Vec<Rect> {
    let holds = |a: &Rect, b: &Rect| a.area() > b.area() && 2 * a.intersect(b).area() > b.area() && a.overlaps(b);
    cells.iter().filter(|a| !cells.iter().any(|b| holds(a, b))).copied().collect()
}

/// The rows with cells in the place of those that have no whole walls: a seal was cut out of them.
fn mended(rows: &[Vec<Rect>], area: Rect, letter: f64) -> Vec<Vec<Rect>> {
    let high = |(y0, y1): &(i32, i32)| f64::from(y1 - y0) >= CELL.1 * letter;
    let lost = raster::gaps(rows.iter().map(|row| (row[0].y0, bottom(row))), (area.y0, area.y1)).into_iter().filter(high).map(|(y0, y1)| (y0, y1, Vec::new()));
    let mut all: Vec<(i32, i32, Vec<Rect>)> = rows.iter().map(|row| (row[0].y0.max(area.y0), bottom(row), row.clone())).chain(lost).collect();
    all.sort_by_key(|(y0, y1, _)| (*y0, *y1));
    let mend = |(y0, y1, mut row): (i32, i32, Vec<Rect>)| {
        let level = Rect::new(area.x0, y0, area.x1, y1);
        let beside = rows.iter().flatten().filter(|c| c.overlaps(&level)).map(|c| (c.x0, c.x1));
        let wide = |(x0, x1): &(i32, i32)| f64::from(x1 - x0) >= CELL.0 * letter;
        let open: Vec<(i32, i32)> = raster::gaps(beside, (area.x0, area.x1)).into_iter().filter(wide).collect();
        row.extend(open.into_iter().flat_map(|gap| columns(rows, gap)).map(|(x0, x1)| Rect { x0, x1, ..level }));
        row.sort_by_key(|c| c.x0);
        row
    };
    all.into_iter().map(mend).filter(|row| !row.is_empty()).collect()
}

fn bottom(row: &[Rect]) -> i32 {
    row.iter().map(|c| c.y1).min().unwrap_or(0)
}

/// A stretch of a row cut as the row with the most cells there is; whole if there is none.
fn columns(rows: &[Vec<Rect>], (x0, x1): (i32, i32)) -> Vec<(i32, i32)> {
    let inside = |row: &Vec<Rect>| row.iter().filter(|c| x0 <= c.x0 && c.x1 <= x1).map(|c| (c.x0, c.x1)).collect::<Vec<_>>();
    let best = rows.iter().map(inside).max_by_key(Vec::len).filter(|cells| !cells.is_empty());
    best.unwrap_or_else(|| vec![(x0, x1)])
}

/// The holes of a grid that are large enough, in pixels of the page.
fn cells(grid: &Component, letter: f64) -> Vec<Rect> {
    let (dx, dy) = (grid.area.x0 - 1, grid.area.y0 - 1);
    let mut walls = GrayImage::new(grid.area.width() as u32 + 2, grid.area.height() as u32 + 2);
    for run in &grid.runs {
        (run.x0 as i32 - dx..run.x1 as i32 - dx).for_each(|x| walls.put_pixel(x as u32, (run.y as i32 - dy) as u32, Luma([255])));
    }
    close_gaps(&mut walls, (GAP * letter) as u32);
    let (width, height) = (walls.width() as i32, walls.height() as i32);
    let inside = Rect::new(1, 1, width - 1, height - 1);
    let holes = raster::components(&walls, |p| p == 0).into_iter().map(|hole| hole.area).filter(|a| a.intersect(&inside) == *a);
    let soft = (SOFT * letter).ceil() as i32;
    let large = |a: &Rect| f64::from(a.width()) >= CELL.0 * letter && f64::from(a.height()) >= CELL.1 * letter;
    holes.filter(large).map(|a| Rect::new(a.x0 + dx, a.y0 + dy, a.x1 + dx, a.y1 + dy).grown(-soft)).collect()
}

/// Fills gaps between walls that are at most `most` pixels long, across and down.
fn close_gaps(walls: &mut GrayImage, most: u32) {
    let (width, height) = walls.dimensions();
    let open = walls.clone();
    let mut close = |length: u32, at: &dyn Fn(u32) -> (u32, u32)| {
        let mut last = None;
        for i in (0..length).filter(|&i| { let (x, y) = at(i); open.get_pixel(x, y).0[0] > 0 }) {
            let gap = last.map_or(0, |l| i - l - 1);
            if (1..=most).contains(&gap) {
                (i - gap..i).for_each(|i| { let (x, y) = at(i); walls.put_pixel(x, y, Luma([255])) });
            }
            last = Some(i);
        }
    };
    (0..height).for_each(|y| close(width, &|x| (x, y)));
    (0..width).for_each(|x| close(height, &|y| (x, y)));
}

/// Cells by rows from top to bottom, each from left to right. A cell over several rows stands in its first.
fn rows(mut cells: Vec<Rect>) -> Vec<Vec<Rect>> {
    cells.sort_by_key(|c| (c.y0, c.x0));
    let mut rows: Vec<Vec<Rect>> = Vec::new();
    for cell in cells {
        let level = |row: &Vec<Rect>| {
            let lowest = bottom(row);
            f64::from(lowest - cell.y0) >= LEVEL * f64::from(cell.height().min(lowest - row[0].y0))
        };
        match rows.last_mut().filter(|row| level(row)) {
            Some(row) => row.push(cell),
            None => rows.push(vec![cell]),
        }
    }
    rows.iter_mut().for_each(|row| row.sort_by_key(|c| c.x0));
    rows
}

/// The regions with those of the body that hold tables cut into what is above, the cells, and what is below.
pub fn cut(regions: Vec<Region>, tables: &[Table], marks: &[Rect]) -> Vec<Region> {
    let holds = |region: &Region, table: &Table| region.block == Block::Body && region.area.intersect(&table.area) == table.area;
    let mut first_row = 0;
    regions.into_iter().flat_map(|region| {
        let (mut out, mut top) = (Vec::new(), region.area.y0);
        for table in tables.iter().filter(|t| holds(&region, t)) {
            out.push(Region { area: Rect { y0: top, y1: table.area.y0, ..region.area }, ..region.clone() });
            out.extend(table.regions(first_row, marks));
            first_row += table.rows.len() as u32;
            top = table.area.y1;
        }
        out.push(Region { area: Rect { y0: top, ..region.area }, ..region });
        out.into_iter().filter(|r| r.area.height() > 0).collect::<Vec<_>>()
    }).collect()
}

impl Table {
    /// A region for each cell that is not empty; rows count from `first`.
    fn regions(&self, first: u32, marks: &[Rect]) -> Vec<Region> {
        let filled = |cell: &Rect| marks.iter().any(|m| cell.intersect(m) == *m);
        let rows = (first..).zip(&self.rows);
        let cells = rows.flat_map(|(row, cells)| (0..).zip(cells).map(move |(column, area)| (Cell { row, column }, area)));
        let filled = cells.filter(|(_, area)| filled(area));
        filled.map(|(cell, area)| Region { block: Block::Body, area: *area, cell: Some(cell), foreign: Vec::new() }).collect()
    }
}
