//! A line cut out of its page: the ink of its neighbours wiped, wide blanks narrowed.

use crate::raster::{self, Run};
use crate::types::geometry::Rect;
use image::{GrayImage, imageops};

/// Blanks wider than this (heights of the strip) are narrowed to it: the engine learned lines of words, and behind
/// the open place of a number it loses the thread.
const BLANK: f64 = 1.0;
/// What is paler than this is blank.
const PALE: u8 = 230;

/// What is darker than this is ink.
const INK: u8 = 160;

/// A strip of a page with one line on it.
pub struct Strip {
    /// The line, black on white.
    pub picture: GrayImage,
    area: Rect,
    /// Where columns were left out: from this column of the picture on, so many in all.
    gaps: Vec<(i32, i32)>,
}

impl Strip {
    /// Cuts an area, which must not be empty, out of a page, without some ink (runs of the page, each with its soft rim).
    pub fn cut(page: &GrayImage, area: Rect, foreign: &[Run]) -> Self {
        let area = area.intersect(&Rect::of_size(page.dimensions()));
        let mut picture = imageops::crop_imm(page, area.x0 as u32, area.y0 as u32, area.width() as u32, area.height() as u32).to_image();
        raster::wipe(&mut picture, area, foreign);
        Self { picture, area, gaps: Vec::new() }.narrowed()
    }

    /// A place on the strip as one on the page.
    pub fn on_page(&self, r: &Rect) -> Rect {
        let x = |x: i32| self.area.x0 + x + self.gaps.iter().rev().find(|(from, _)| *from <= x).map_or(0, |gap| gap.1);
        Rect::new(x(r.x0), self.area.y0 + r.y0, x(r.x1 - 1) + 1, self.area.y0 + r.y1)
    }

    /// Boxes of words that follow each other, fitted to their ink: from the widest blank between the middles of two words
    /// to the next one. The recogniser alone tells where words are by its steps along the line, a letter or two off.
    pub fn fitted(&self, words: &[Rect]) -> Vec<Rect> {
        let inked: Vec<bool> = (0..self.picture.width()).map(|x| self.is_darker(x, INK)).collect();
        let ends = words.windows(2).map(|pair| widest_blank(&inked, pair[0].centre().0, pair[1].centre().0).unwrap_or(pair[1].x0));
        let ends: Vec<i32> = std::iter::once(0).chain(ends).chain([self.picture.width() as i32]).collect();
        words.iter().zip(ends.windows(2)).map(|(word, ends)| self.shrunk(ends[0], ends[1]).unwrap_or(*word)).collect()
    }

    /// The box of the ink between two columns, None of none.
    fn shrunk(&self, from: i32, to: i32) -> Option<Rect> {
        let height = self.picture.height() as i32;
        let ink = |(x, y): &(i32, i32)| self.picture.get_pixel(*x as u32, *y as u32).0[0] < INK;
        Rect::hull_of(Rect::new(from, 0, to, height).pixels().filter(ink).map(|(x, y)| Rect::new(x, y, x + 1, y + 1)))
    }

    /// Whether a column has a pixel darker than this.
    fn is_darker(&self, x: u32, than: u8) -> bool {
        (0..self.picture.height()).any(|y| self.picture.get_pixel(x, y).0[0] < than)
    }

    fn narrowed(self) -> Self {
        let (width, height) = self.picture.dimensions();
        let most = (BLANK * f64::from(height)) as u32;
        let (mut kept, mut gaps, mut blank) = (Vec::new(), Vec::new(), 0);
        for x in 0..width {
            blank = if self.is_darker(x, PALE) { 0 } else { blank + 1 };
            if blank > most {
                continue;
            }
            let left_out = x as i32 - kept.len() as i32;
            if gaps.last().map_or(0, |gap: &(i32, i32)| gap.1) != left_out {
                gaps.push((kept.len() as i32, left_out));
            }
            kept.push(x);
        }
        if gaps.is_empty() {
            return self;
        }
        let picture = GrayImage::from_fn(kept.len() as u32, height, |x, y| *self.picture.get_pixel(kept[x as usize], y));
        Self { picture, gaps, ..self }
    }
}

/// The middle of the widest blank between two columns, None if there is ink in all of them.
fn widest_blank(inked: &[bool], from: i32, to: i32) -> Option<i32> {
    let (from, to) = (from.max(0) as usize, (to.max(0) as usize).min(inked.len()));
    let (mut best, mut start) = (0..0, from);
    for blank in inked.get(from..to)?.split(|&ink| ink) {
        if blank.len() > best.len() {
            best = start..start + blank.len();
        }
        start += blank.len() + 1;
    }
    (!best.is_empty()).then(|| best.start.midpoint(best.end) as i32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::Luma;

    /// Two marks of 10 pixels, a wide blank between them.
    fn page() -> GrayImage {
        GrayImage::from_fn(400, 100, |x, y| Luma([if (45..55).contains(&y) && (x / 10 == 5 || x / 10 == 30) { 0 } else { 255 }]))
    }

    #[test]
    fn wide_blanks_are_narrowed_and_places_stay() {
        let strip = Strip::cut(&page(), Rect::new(40, 40, 320, 60), &[]);
        assert_eq!(strip.picture.dimensions(), (60, 20), "of 240 blank columns 20 are left");
        let dark = |x: i32| strip.picture.get_pixel(x as u32, 10).0[0] == 0;
        let first = (0..60).find(|&x| dark(x)).unwrap_or(0);
        let last = (0..60).rfind(|&x| dark(x)).unwrap_or(0);
        assert_eq!(strip.on_page(&Rect::new(first, 5, first + 10, 15)), Rect::new(50, 45, 60, 55));
        assert_eq!(strip.on_page(&Rect::new(last - 9, 5, last + 1, 15)), Rect::new(300, 45, 310, 55));
    }

    #[test]
    fn boxes_of_words_are_those_of_their_ink() {
        let strip = Strip::cut(&page(), Rect::new(40, 40, 320, 60), &[]);
        let fitted = strip.fitted(&[Rect::new(5, 0, 45, 20), Rect::new(36, 2, 60, 20)]);
        assert_eq!(fitted, [Rect::new(10, 5, 20, 15), Rect::new(40, 5, 50, 15)], "of overlapping boxes each has its own ink");
    }

    #[test]
    fn ink_of_neighbours_is_wiped() {
        let foreign: Vec<Run> = (45..55).map(|y| Run { y, x0: 50, x1: 60 }).collect();
        let strip = Strip::cut(&page(), Rect::new(40, 40, 80, 60), &foreign);
        assert!(strip.picture.pixels().all(|p| p.0[0] == 255));
    }
}
