//! Connected components of dark pixels, found by runs: what every stage that looks at shapes needs.

use crate::types::geometry::Rect;
use image::GrayImage;
use std::ops::Range;

/// A horizontal run of dark pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    /// Row.
    pub y: u32,
    /// First column.
    pub x0: u32,
    /// Column after the last.
    pub x1: u32,
}

impl Run {
    /// Its pixels, as a rectangle.
    pub fn area(&self) -> Rect {
        Rect::new(self.x0 as i32, self.y as i32, self.x1 as i32, self.y as i32 + 1)
    }

    /// Its pixels, as indices into those of a picture of some width.
    pub fn pixels(&self, width: u32) -> Range<usize> {
        let row = self.y as usize * width as usize;
        row + self.x0 as usize..row + self.x1 as usize
    }
}

/// An 8-connected component.
#[derive(Debug, Clone)]
pub struct Component {
    /// Its upright hull.
    pub area: Rect,
    /// Number of dark pixels.
    pub pixels: u32,
    /// Its runs, top to bottom.
    pub runs: Vec<Run>,
}

impl Component {
    /// Its pixels with a rim of one around them, the soft edge of letters, in runs as indices into those of a picture
    /// of some size.
    pub fn rimmed(&self, (width, height): (u32, u32)) -> impl Iterator<Item = Range<usize>> + '_ {
        self.runs.iter().flat_map(move |run| {
            let (x0, x1) = (run.x0.saturating_sub(1), (run.x1 + 1).min(width));
            (run.y.saturating_sub(1)..(run.y + 2).min(height)).map(move |y| Run { y, x0, x1 }.pixels(width))
        })
    }

    /// Brightness of its darkest pixel in a picture.
    pub fn darkest(&self, image: &GrayImage) -> u8 {
        let pixels = self.runs.iter().flat_map(|r| &image.as_raw()[r.pixels(image.width())]);
        pixels.copied().min().unwrap_or(255)
    }
}

/// Rows of an area of a picture of some size, as indices into its pixels; what lies outside is left out.
pub fn rows(size: (u32, u32), area: &Rect) -> impl Iterator<Item = Range<usize>> + use<> {
    let area = area.intersect(&Rect::of_size(size));
    let (x0, x1) = (area.x0 as u32, area.x1.max(area.x0) as u32);
    (area.y0..area.y1).map(move |y| Run { y: y as u32, x0, x1 }.pixels(size.0))
}

/// The pixel at a place, None outside of the picture.
pub fn at(image: &GrayImage, x: i64, y: i64) -> Option<u8> {
    let place = u32::try_from(x).ok().zip(u32::try_from(y).ok());
    place.and_then(|(x, y)| image.get_pixel_checked(x, y)).map(|p| p.0[0])
}

/// All components of the pixels for which `dark` holds, in order of their first run.
///
/// Two passes over runs with union-find (Rosenfeld and Pfaltz, 1966; runs instead of pixels).
pub fn components(image: &GrayImage, dark: impl Fn(u8) -> bool) -> Vec<Component> {
    let (runs, parents) = link(image, dark);
    let mut index = vec![usize::MAX; runs.len()];
    let mut out: Vec<Component> = Vec::new();
    for (i, run) in runs.iter().enumerate() {
        let root = find(&parents, i);
        if index[root] == usize::MAX {
            index[root] = out.len();
            out.push(Component { area: run.area(), pixels: 0, runs: Vec::new() });
        }
        let c = &mut out[index[root]];
        c.area = c.area.hull(&run.area());
        c.pixels += run.x1 - run.x0;
        c.runs.push(*run);
    }
    out
}

fn link(image: &GrayImage, dark: impl Fn(u8) -> bool) -> (Vec<Run>, Vec<usize>) {
    let width = image.width() as usize;
    let (mut runs, mut parents): (Vec<Run>, Vec<usize>) = (Vec::new(), Vec::new());
    let mut above = 0..0;
    for (y, row) in image.as_raw().chunks_exact(width.max(1)).enumerate() {
        let start = runs.len();
        runs_of(row, y as u32, &dark, &mut runs);
        parents.extend(start..runs.len());
        let mut a = above.start;
        for i in start..runs.len() {
            while a < above.end && runs[a].x1 < runs[i].x0 {
                a += 1;
            }
            for j in (a..above.end).take_while(|&j| runs[j].x0 <= runs[i].x1) {
                union(&mut parents, i, j);
            }
        }
        above = start..runs.len();
    }
    (runs, parents)
}

fn runs_of(row: &[u8], y: u32, dark: &impl Fn(u8) -> bool, out: &mut Vec<Run>) {
    let mut x = 0;
    while let Some(skip) = row[x..].iter().position(|&p| dark(p)) {
        let x0 = x + skip;
        let x1 = row[x0..].iter().position(|&p| !dark(p)).map_or(row.len(), |n| x0 + n);
        out.push(Run { y, x0: x0 as u32, x1: x1 as u32 });
        x = x1;
    }
}

fn find(parents: &[usize], mut i: usize) -> usize {
    while parents[i] != i {
        i = parents[i];
    }
    i
}

fn union(parents: &mut [usize], a: usize, b: usize) {
    let (ra, rb) = (find(parents, a), find(parents, b));
    let root = ra.min(rb);
    parents[ra.max(rb)] = root;
    parents[a] = root;
    parents[b] = root;
}

/// Sets every pixel of a component.
pub fn paint(image: &mut GrayImage, component: &Component, value: u8) {
    let width = image.width();
    component.runs.iter().for_each(|run| image.as_mut()[run.pixels(width)].fill(value));
}

/// Joins rectangles that come within `gap` pixels of each other, until none do.
pub fn merge_near(mut rects: Vec<Rect>, gap: i32) -> Vec<Rect> {
    rects.sort_by_key(|r| (r.y0, r.x0));
    let mut out: Vec<Rect> = Vec::new();
    for rect in rects {
        let mut joined = rect;
        while let Some(i) = out.iter().position(|o| o.grown(gap).overlaps(&joined)) {
            joined = joined.hull(&out.swap_remove(i));
        }
        out.push(joined);
    }
    out.sort();
    out
}

/// A tile and those that touch it, of tiles in rows: `size` is how many there are across and down.
pub fn around(tile: usize, (across, down): (usize, usize)) -> impl Iterator<Item = usize> {
    let (x, y) = (tile % across, tile / across);
    let rows = y.saturating_sub(1)..=(y + 1).min(down - 1);
    rows.flat_map(move |r| (x.saturating_sub(1)..=(x + 1).min(across - 1)).map(move |c| r * across + c))
}

/// The upper median of some values, None of none.
pub fn median<T: Ord + Copy>(mut values: Vec<T>) -> Option<T> {
    let middle = values.len() / 2;
    (!values.is_empty()).then(|| *values.select_nth_unstable(middle).1)
}

/// What spans leave of a whole, in order.
pub fn gaps(spans: impl Iterator<Item = (i32, i32)>, (first, last): (i32, i32)) -> Vec<(i32, i32)> {
    let mut sorted: Vec<(i32, i32)> = spans.chain([(last, last)]).collect();
    sorted.sort_unstable();
    let mut end = first;
    sorted.into_iter().filter_map(|(from, to)| {
        let gap = (end < from).then_some((end, from));
        end = end.max(to);
        gap
    }).collect()
}

/// Median height in pixels of the letters of a page, None where it has none.
///
/// Components between 1/30 and 1/6 inch count, larger than dust and smaller than seals: on a page
/// of 10-16 pt type the median is the x-height or a little more, for letters with marks.
pub fn letter_height(components: &[Component], dpi: f64) -> Option<i32> {
    let (low, high) = ((dpi / 30.0) as i32, (dpi / 6.0) as i32);
    let heights = components.iter().filter(|c| (low..=high).contains(&c.area.height()) && c.area.width() <= high);
    median(heights.map(|c| c.area.height()).collect())
}

/// Makes ink white, with its soft rim, in a picture cut out of a page at `area`. The runs are those of the page.
pub fn wipe(picture: &mut GrayImage, area: Rect, ink: &[Run]) {
    for (x, y) in ink.iter().map(|run| run.area().grown(1).intersect(&area)).flat_map(|r| r.pixels()) {
        picture.put_pixel((x - area.x0) as u32, (y - area.y0) as u32, image::Luma([255]));
    }
}
