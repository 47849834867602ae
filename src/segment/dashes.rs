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
/// Sizes and steps differ by no more than this share of the median, or two pixels.
const EVEN: f64 = 0.25;
/// Nothing else stands nearer than this over or under them, in letter heights.
const ALONE: f64 = 0.5;
/// Fewer are none.
const FEWEST: usize = 4;

/// Rows of dashes that stand alone, and the marks that are in none. `letters` are what makes rows of text.
pub fn rows<'a>(letters: &[&Component], mut marks: Vec<&'a Component>, letter: f64) -> (Vec<Vec<&'a Component>>, Vec<&'a Component>) {
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
    let is_row = |row: &Vec<&Component>| row.len() >= FEWEST && is_even(row) && is_alone(row, &places, letter);
    let (rows, few): (Vec<_>, Vec<_>) = done.into_iter().partition(is_row);
    rest.extend(few.into_iter().flatten());
    (rows, rest)
}

/// Whether dashes are of one size and stand in equal steps, as type does.
fn is_even(row: &[&Component]) -> bool {
    let near = |of: Vec<i32>| {
        let middle = f64::from(raster::median(of.clone()).unwrap_or(0));
        of.into_iter().all(|v| (f64::from(v) - middle).abs() <= (EVEN * middle).max(2.0))
    };
    near(row.iter().map(|c| c.area.width()).collect()) && near(row.windows(2).map(|pair| pair[1].area.x0 - pair[0].area.x0).collect())
}

/// Whether nothing else stands close over or under the dashes: pieces of broken letters do.
fn is_alone(row: &[&Component], places: &[Rect], letter: f64) -> bool {
    let Some(hull) = Rect::hull_of(row.iter().map(|c| c.area)) else { return false };
    let room = (ALONE * letter) as i32;
    let around = Rect { y0: hull.y0 - room, y1: hull.y1 + room, ..hull };
    places.iter().filter(|p| p.overlaps(&around)).count() == row.len()
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
    let alike = 2 * b.width() >= a.width() && 2 * a.width() >= b.width();
    let gap = f64::from(b.x0 - a.x1);
    alike && f64::from((a.centre().1 - b.centre().1).abs()) <= LEVEL * letter && (0.0..=APART * letter).contains(&gap)
}
