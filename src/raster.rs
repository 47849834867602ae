//! Connected components of dark pixels, found by runs: what every stage that looks at shapes needs.

use crate::types::geometry::Rect;
use image::GrayImage;

/// A horizontal run of dark pixels.
#[derive(Debug, Clone, Copy)]
pub struct Run {
    /// Row.
    pub y: u32,
    /// First column.
    pub x0: u32,
    /// Column after the last.
    pub x1: u32,
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
            out.push(Component { area: hull(run), pixels: 0, runs: Vec::new() });
        }
        let c = &mut out[index[root]];
        c.area = c.area.hull(&hull(run));
        c.pixels += run.x1 - run.x0;
        c.runs.push(*run);
    }
    out
}

fn hull(r: &Run) -> Rect {
    Rect::new(r.x0 as i32, r.y as i32, r.x1 as i32, r.y as i32 + 1)
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
    let width = image.width() as usize;
    for run in &component.runs {
        let row = run.y as usize * width;
        image.as_mut()[row + run.x0 as usize..row + run.x1 as usize].fill(value);
    }
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

/// The median of some lengths, None of none.
pub fn median(mut values: Vec<i32>) -> Option<i32> {
    let middle = values.len() / 2;
    (!values.is_empty()).then(|| *values.select_nth_unstable(middle).1)
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
