//! Rows of nothing but dashes, as are set under a heading: no letter makes a row of them.

use crate::raster::{self, Component};
use crate::types::geometry::Rect;

/// Heights and widths of dashes, in letter heights.
const HIGH: f64 = 0.4;
const WIDE: (f64, f64) = (0.25, 1.6);
/// They are so much wider than high.
const FLAT: f64 = 1.4;
/// And lie level within this and apart by no more than this, in letter heights.
const LEVEL: f64 = 0.15;
const APART: f64 = 0.9;
/// Sizes and gaps differ by no more than this share of the median, or two pixels.
const EVEN: f64 = 0.25;
/// One dash is no wider than so many others: so many have grown together.
const GROWN: i32 = 3;
/// Nothing else stands nearer than this over or under them, in letter heights.
const ALONE: f64 = 0.5;
/// So many dashes may have a speck beside them.
const SPECKS: usize = 5;
/// Fewer are none.
const FEWEST: usize = 4;

/// A row of dashes.
pub struct Dashes<'a> {
    /// From left to right; some may have grown together.
    pub marks: Vec<&'a Component>,
    /// How many there are.
    pub count: usize,
}

/// Rows of dashes that stand alone, and the marks that are in none. `letters` are what makes rows of text.
pub fn rows<'a>(letters: &[&Component], mut marks: Vec<&'a Component>, letter: f64) -> (Vec<Dashes<'a>>, Vec<&'a Component>) {
    marks.sort_unstable_by_key(|c| (c.area.x0, c.area.y0));
    let (mut open, mut done, mut rest): (Vec<Vec<&Component>>, Vec<Vec<&Component>>, Vec<&Component>) = Default::default();
    for mark in marks {
        if !is_dash(mark, letter) {
            rest.push(mark);
            continue;
        }
        done.extend(open.extract_if(.., |row| row.last().is_some_and(|last| is_behind(mark, last, letter))));
        match open.iter_mut().find(|row| row.last().is_some_and(|last| follows(mark, last, letter))) {
            Some(row) => row.push(mark),
            None => open.push(vec![mark]),
        }
    }
    done.extend(open);
    let places: Vec<Rect> = letters.iter().chain(&rest).chain(done.iter().flatten()).map(|c| c.area).collect();
    let mut rows = Vec::new();
    for marks in done {
        let count = count(&marks);
        if count >= FEWEST && is_alone(&marks, &places, letter) { rows.push(Dashes { marks, count }) } else { rest.extend(marks) }
    }
    (rows, rest)
}

/// How many dashes a row has: of one size and in equal steps, as type sets them, where some may have grown together. 0 if
/// they are not even.
fn count(row: &[&Component]) -> usize {
    let widths = || row.iter().map(|c| c.area.width());
    let gaps: Vec<i32> = row.windows(2).map(|pair| pair[1].area.x0 - pair[0].area.x1).collect();
    let (Some(gap), Some(least)) = (raster::median(gaps.clone()), widths().min()) else { return 0 };
    // Of the widths that may be of one dash: those that have grown together are twice as wide.
    let one = raster::median(widths().filter(|w| *w < least + gap + least / 2).collect()).unwrap_or(least);
    let near = |is: i32, ought: i32| f64::from((is - ought).abs()) <= (EVEN * f64::from(one)).max(2.0);
    let in_it = |width: i32| (width + gap + (one + gap) / 2) / (one + gap);
    let even = widths().all(|w| near(w, in_it(w) * (one + gap) - gap)) && gaps.iter().all(|g| near(*g, gap));
    if even { widths().map(in_it).sum::<i32>() as usize } else { 0 }
}

/// Whether nothing else stands close over or under the dashes, a speck aside: pieces of broken letters do.
fn is_alone(row: &[&Component], places: &[Rect], letter: f64) -> bool {
    let Some(hull) = Rect::hull_of(row.iter().map(|c| c.area)) else { return false };
    let room = (ALONE * letter) as i32;
    let around = Rect { y0: hull.y0 - room, y1: hull.y1 + room, ..hull };
    places.iter().filter(|p| p.overlaps(&around)).count() <= row.len() + row.len() / SPECKS
}

fn is_dash(mark: &Component, letter: f64) -> bool {
    let (wide, high) = (f64::from(mark.area.width()), f64::from(mark.area.height()));
    high <= HIGH * letter && (WIDE.0 * letter..=WIDE.1 * letter).contains(&wide) && wide >= FLAT * high
}

/// Whether a mark is too far to the right to go on with a row.
fn is_behind(mark: &Component, last: &Component, letter: f64) -> bool {
    f64::from(mark.area.x0 - last.area.x1) > APART * letter
}

fn follows(mark: &Component, last: &Component, letter: f64) -> bool {
    let (a, b) = (last.area, mark.area);
    let alike = GROWN * b.width() >= a.width() && GROWN * a.width() >= b.width();
    let gap = f64::from(b.x0 - a.x1);
    alike && f64::from((a.centre().1 - b.centre().1).abs()) <= LEVEL * letter && (0.0..=APART * letter).contains(&gap)
}
