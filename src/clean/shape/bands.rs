//! Rows of print that run into a seal: what stands in them is kept, whatever covers it.

use crate::raster::Component;
use crate::types::geometry::Rect;

/// Heights and largest width of a letter, inches: 8-20 pt type, a pair of touching letters.
const HEIGHT: (f64, f64) = (0.04, 0.22);
const WIDTH: f64 = 0.35;
/// How far (inches) from the seal a letter may stand to show where its line runs.
const REACH: f64 = 0.45;
/// A row needs this many letters.
const LETTERS: usize = 2;
/// Inside of a seal it needs this many, with their feet on one line within this share of their height.
const LETTERS_INSIDE: usize = 5;
const ON_LINE: f64 = 0.15;
/// Room above a row for tone marks and below for dots and tails, in letter heights.
const ABOVE: f64 = 0.45;
const BELOW: f64 = 0.3;

/// Direction of the lines of a page.
#[derive(Debug, Clone, Copy)]
pub struct Slope(pub f64);

impl Slope {
    /// Of lines that lean by some degrees clockwise.
    pub fn of(degrees: f64) -> Self {
        Self(degrees.to_radians().tan())
    }

    /// Height of a point above or below the line through the origin.
    pub fn level(self, x: f64, y: f64) -> f64 {
        y - x * self.0
    }
}

/// Rows of letters beside a thing, by level.
#[derive(Debug, Clone, PartialEq)]
pub struct Band {
    /// Top of the tone marks.
    pub top: f64,
    /// Bottom of the tails.
    pub bottom: f64,
    /// Line on which the letters stand.
    pub base: f64,
    /// Median height of the letters.
    pub letter: f64,
    /// Whether letters stand on its left and on its right: on both, the row goes through.
    pub sides: (bool, bool),
}

impl Band {
    /// Whether letters stand on both sides.
    pub fn is_through(&self) -> bool {
        self.sides.0 && self.sides.1
    }

    /// The band in coordinates whose origin lies at another level.
    pub fn lowered(self, by: f64) -> Self {
        Self { top: self.top + by, bottom: self.bottom + by, base: self.base + by, ..self }
    }
}

/// Whether a component has the size of a letter.
pub fn is_letter(area: &Rect, dpi: f64) -> bool {
    let (w, h) = (f64::from(area.width()) / dpi, f64::from(area.height()) / dpi);
    (HEIGHT.0..=HEIGHT.1).contains(&h) && w <= WIDTH
}

/// The rows of letters that end near a thing. `edge` tells its left and right edge at a height.
pub fn beside(marks: &[Component], edge: impl Fn(f64) -> Option<(f64, f64)>, slope: Slope, dpi: f64) -> Vec<Band> {
    let letters = marks.iter().map(|c| &c.area).filter(|r| is_letter(r, dpi));
    let rows: Vec<Letter> = letters.filter_map(|r| {
        let (left, right) = edge(f64::from(r.y0 + r.y1) / 2.0)?;
        let x = f64::from(r.x0 + r.x1) / 2.0;
        let is_left = x < (left + right) / 2.0;
        let gap = if is_left { left - f64::from(r.x1) } else { f64::from(r.x0) - right };
        (0.0..REACH * dpi).contains(&gap).then(|| Letter { top: slope.level(x, r.y0.into()), foot: slope.level(x, r.y1.into()), is_left })
    }).collect();
    grouped(rows).iter().filter(|g| g.len() >= LETTERS).map(|g| band(g)).collect()
}

/// The rows of letters among the marks inside of a seal: a line may be hidden as a whole. Letters of
/// a seal run around and stand on no common line.
pub fn among(marks: &[Component], slope: Slope, dpi: f64) -> Vec<Band> {
    let letters = marks.iter().map(|c| &c.area).filter(|r| is_letter(r, dpi)).map(|r| {
        let x = f64::from(r.x0 + r.x1) / 2.0;
        Letter { top: slope.level(x, r.y0.into()), foot: slope.level(x, r.y1.into()), is_left: false }
    });
    let rows = grouped(letters.collect()).into_iter().filter_map(|group| {
        let foot = median(group.iter().map(|l| l.foot).collect());
        let height = median(group.iter().map(|l| l.foot - l.top).collect());
        let on_line: Vec<Letter> = group.into_iter().filter(|l| (l.foot - foot).abs() < ON_LINE * height).collect();
        (on_line.len() >= LETTERS_INSIDE).then(|| Band { sides: (true, true), ..band(&on_line) })
    });
    rows.collect()
}

fn grouped(mut rows: Vec<Letter>) -> Vec<Vec<Letter>> {
    rows.sort_by(|a, b| (a.top + a.foot).total_cmp(&(b.top + b.foot)));
    let mut groups: Vec<Vec<Letter>> = Vec::new();
    for row in rows {
        match groups.last_mut().filter(|g| same_line(g, row)) {
            Some(group) => group.push(row),
            None => groups.push(vec![row]),
        }
    }
    groups
}

/// A letter by its levels.
#[derive(Clone, Copy)]
struct Letter {
    top: f64,
    foot: f64,
    is_left: bool,
}

/// Letters of a line overlap it by half of their height.
fn same_line(group: &[Letter], row: Letter) -> bool {
    let (top, bottom) = hull(group);
    bottom.min(row.foot) - top.max(row.top) > 0.5 * (row.foot - row.top)
}

fn hull(group: &[Letter]) -> (f64, f64) {
    group.iter().fold((f64::MAX, f64::MIN), |(t, b), r| (t.min(r.top), b.max(r.foot)))
}

fn band(group: &[Letter]) -> Band {
    let letter = median(group.iter().map(|r| r.foot - r.top).collect());
    let (top, bottom) = hull(group);
    let sides = (group.iter().any(|r| r.is_left), group.iter().any(|r| !r.is_left));
    Band { top: top - ABOVE * letter, bottom: bottom + BELOW * letter, base: median(group.iter().map(|r| r.foot).collect()), letter, sides }
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
