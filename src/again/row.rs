//! Letters in a row.

use crate::raster;
use crate::types::geometry::Rect;

/// Letters of a row stand no further apart than this, in letter heights: the widest blank of justified text.
pub const APART: f64 = 2.0;
/// Fewer letters are no row: specks and pieces of strokes stand together by chance.
const FEWEST: usize = 4;
/// Bottoms of letters lie on the baseline as exactly as this (letter heights), of so many of them; the rest has tails.
const EXACT: f64 = 0.2;
const MOST: f64 = 0.6;

/// Letters side by side.
pub struct Row(Vec<Rect>);

/// Groups letters into rows.
pub fn rows(mut letters: Vec<Rect>, letter: f64) -> Vec<Row> {
    letters.sort_unstable_by_key(|l| (l.x0, l.y0));
    let (mut rows, mut done): (Vec<Row>, Vec<Row>) = (Vec::new(), Vec::new());
    for own in letters {
        done.extend(rows.extract_if(.., |r| !r.reaches(&own, letter)));
        let near = rows.iter_mut().filter(|r| r.is_level(&own)).min_by_key(|r| (r.last().y1 - own.y1).abs());
        match near {
            Some(row) => row.0.push(own),
            None => rows.push(Row(vec![own])),
        }
    }
    done.extend(rows);
    done
}

impl Row {
    /// All of it.
    pub fn hull(&self) -> Rect {
        Rect::hull_of(self.0.iter().copied()).unwrap_or(self.last())
    }

    /// Whether its letters stand as print stands: several, most of them on one line.
    pub fn is_text(&self, letter: f64) -> bool {
        let Some(base) = raster::median(self.0.iter().map(|l| l.y1).collect()) else { return false };
        let exact = self.0.iter().filter(|l| f64::from((l.y1 - base).abs()) <= EXACT * letter).count();
        self.0.len() >= FEWEST && exact as f64 >= MOST * self.0.len() as f64
    }

    /// How many letters it has.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    fn last(&self) -> Rect {
        self.0[self.0.len() - 1]
    }

    fn reaches(&self, next: &Rect, letter: f64) -> bool {
        f64::from(next.x0 - self.last().x1) <= APART * letter
    }

    fn is_level(&self, next: &Rect) -> bool {
        let last = self.last();
        2 * last.intersect(next).height() >= last.height().min(next.height())
    }
}
