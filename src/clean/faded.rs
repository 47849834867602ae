//! Faded print: pale marks that go on where a line of print pales little by little. Ghost lines and the
//! other side of the sheet are as pale, but begin at once.

use crate::raster::Component;
use crate::types::geometry::Rect;
use std::collections::HashMap;

/// Smallest and largest height and the largest width of a letter, inches; touching letters are one mark.
const LETTER: (f64, f64, f64) = (0.035, 0.2, 0.6);
/// Widest gap between two marks of a line, inches.
const GAP: f64 = 0.17;
/// A letter is at least this share as dark as the one it follows.
const PALER: f64 = 0.6;
/// Two letters of a line share this much of the height of the lower one.
const LEVEL: f64 = 0.6;
/// Tone marks and dots are this near to their letter (inches) and this share as dark.
const NEAR: f64 = 0.035;
const MARK: f64 = 0.4;

/// A mark and how dark its darkest pixel is (0-255).
pub struct Mark<'a> {
    /// Where and which pixels.
    pub shape: &'a Component,
    /// 255 less the brightness.
    pub dark: u8,
}

/// Which of the pale marks go on from strong ones, as indices into `pale`.
pub fn going_on(strong: &[Mark<'_>], pale: &[Mark<'_>], dpi: f64) -> Vec<usize> {
    let cells = Cells::of(pale, (GAP * dpi) as i32);
    let mut taken = vec![false; pale.len()];
    let mut open: Vec<(Rect, u8)> = strong.iter().filter(|m| is_letter(&m.shape.area, dpi)).map(|m| (m.shape.area, m.dark)).collect();
    while let Some((area, dark)) = open.pop() {
        for i in cells.near(&area) {
            let (other, far) = (&pale[i].shape.area, gap(&area, &pale[i].shape.area));
            let follows = far <= GAP * dpi && is_letter(other, dpi) && level(&area, other) && f64::from(pale[i].dark) >= PALER * f64::from(dark);
            if !taken[i] && follows {
                taken[i] = true;
                open.push((*other, pale[i].dark));
            }
        }
    }
    let letters: Vec<usize> = (0..pale.len()).filter(|&i| taken[i]).collect();
    for &l in &letters {
        let around = pale[l].shape.area.grown((NEAR * dpi) as i32);
        for i in cells.near(&pale[l].shape.area) {
            let small = pale[i].shape.area.height() < pale[l].shape.area.height();
            taken[i] |= small && around.overlaps(&pale[i].shape.area) && f64::from(pale[i].dark) >= MARK * f64::from(pale[l].dark);
        }
    }
    (0..pale.len()).filter(|&i| taken[i]).collect()
}

fn is_letter(area: &Rect, dpi: f64) -> bool {
    let (w, h) = (f64::from(area.width()) / dpi, f64::from(area.height()) / dpi);
    (LETTER.0..=LETTER.1).contains(&h) && w <= LETTER.2
}

/// Pixels between two marks beside each other, negative where they overlap.
fn gap(a: &Rect, b: &Rect) -> f64 {
    f64::from((b.x0 - a.x1).max(a.x0 - b.x1))
}

fn level(a: &Rect, b: &Rect) -> bool {
    f64::from(a.intersect(b).height()) >= LEVEL * f64::from(a.height().min(b.height()))
}

/// Marks by the squares they lie in.
struct Cells {
    side: i32,
    marks: HashMap<(i32, i32), Vec<usize>>,
}

impl Cells {
    fn of(marks: &[Mark<'_>], side: i32) -> Self {
        let mut cells = Self { side: side.max(8), marks: HashMap::new() };
        for (i, mark) in marks.iter().enumerate() {
            for cell in cells.under(&mark.shape.area) {
                cells.marks.entry(cell).or_default().push(i);
            }
        }
        cells
    }

    fn under(&self, r: &Rect) -> Vec<(i32, i32)> {
        let across = r.x0.div_euclid(self.side)..=r.x1.div_euclid(self.side);
        across.flat_map(|x| (r.y0.div_euclid(self.side)..=r.y1.div_euclid(self.side)).map(move |y| (x, y))).collect()
    }

    /// Marks in the squares around, each once.
    fn near(&self, r: &Rect) -> Vec<usize> {
        let cells = self.under(&r.grown(self.side));
        let mut all: Vec<usize> = cells.iter().filter_map(|c| self.marks.get(c)).flatten().copied().collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}
