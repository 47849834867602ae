//! Letters that no line holds. They are not read, so they have to be named: nothing goes in silence.

use crate::raster;
use crate::types::geometry::Rect;
use crate::types::ocr::Region;

/// Letters no further apart than this (letter heights) are one place.
const APART: f64 = 1.0;
/// More are noise, and named as one place.
const MOST: usize = 500;

/// Places of the letters that are in none of the lines and in none of the rows that are known not to be read.
pub fn places(letters: impl Iterator<Item = Rect>, lines: &[Region], unread: &[Rect], letter: f64) -> Vec<Rect> {
    // Of noise there are any number.
    let hull = Rect::hull_of(unread.iter().copied()).filter(|_| unread.len() > MOST);
    let unread = hull.as_ref().map_or(unread, std::slice::from_ref);
    let held = |r: &Rect| lines.iter().map(|l| &l.area).chain(unread).any(|area| area.contains(r.centre()));
    let lost: Vec<Rect> = letters.filter(|r| !held(r)).collect();
    if lost.len() > MOST {
        return Rect::hull_of(lost).into_iter().collect();
    }
    raster::merge_near(lost, (APART * letter) as i32)
}
