//! Lines with doubtful words are read once more, in another cut. What the two readings do not agree on is not to be relied
//! on, however sure the first is; the other one stays beside it.
//!
//! The other reading is never taken: of four cuts (two margins, wider, narrower) none mended more than it broke, by
//! confidence, by vote or unanimously, on generated and on real pages. But of the sure words of such lines that one cut reads
//! otherwise a third is wrong, of the rest one in sixty.

use super::{dispute, region_of, sheet};
use crate::types::geometry::Rect;
use crate::types::ocr::{OcrPage, Region, Segmentation};
use crate::types::page::CleanPage;

/// A line with a word below this is read again.
const DOUBTFUL: f64 = 0.7;
/// White above and below it, shares of its height.
const ROOM: f64 = 0.1;
/// No more lines of a page than this, the worst: on one of noise all are doubtful.
const MOST: usize = 20;

/// The lines that are read again.
pub struct Doubtful {
    /// What is read.
    pub page: CleanPage,
    /// One line each.
    pub regions: Vec<Region>,
    /// Of each, its line and where it begins on the page.
    lines: Vec<(usize, i32)>,
}

/// What is to be read again of a page, None if nothing.
pub fn doubtful(clean: &CleanPage, read: &OcrPage, cut: &Segmentation) -> Option<Doubtful> {
    let whole = Rect::of_size(clean.grey.dimensions());
    let worst = |i: &usize| read.lines[*i].words.iter().filter(|w| !w.filled).map(|w| w.confidence.get()).fold(1.0, f64::min);
    let mut lines: Vec<usize> = (0..read.lines.len()).filter(|i| worst(i) < DOUBTFUL).collect();
    lines.sort_by(|a, b| worst(a).total_cmp(&worst(b)));
    lines.truncate(MOST);
    let regions = lines.into_iter().filter_map(|i| Some((i, &cut.regions[region_of(&cut.regions, &read.lines[i].area)?])));
    let strips = regions.map(|(i, region)| {
        let strip = sheet::strip(region, whole, |(x, y)| clean.grey.get_pixel(x, y).0[0]);
        ((i, region.area.intersect(&whole).x0), sheet::framed(&strip, ROOM))
    });
    let (lines, strips): (Vec<_>, Vec<_>) = strips.unzip();
    (!lines.is_empty()).then(|| {
        let (page, regions) = sheet::of(clean, &strips);
        Doubtful { page, regions, lines }
    })
}

impl Doubtful {
    /// Lowers the confidence of words that were read otherwise and keeps the other reading.
    pub fn settle(&self, read: &mut OcrPage, again: &OcrPage) {
        for (region, &(line, left)) in self.regions.iter().zip(&self.lines) {
            let own = again.lines.iter().filter(|l| region.area.contains(l.area.centre()));
            let other: Vec<(Rect, &str)> = own.flat_map(|l| &l.words).map(|w| (Rect { x0: w.area.x0 + left, x1: w.area.x1 + left, ..w.area }, w.text.as_str())).collect();
            read.lines[line].words.iter_mut().filter(|w| !w.filled).for_each(|word| dispute(word, said_at(word.area, &other)));
        }
    }
}

/// What words say that stand at a place.
fn said_at(place: Rect, words: &[(Rect, &str)]) -> String {
    let shared = |r: &Rect| place.x1.min(r.x1) - place.x0.max(r.x0);
    let here = words.iter().filter(|(r, _)| shared(r) * 2 > r.width().min(place.width()));
    here.map(|(_, text)| *text).collect::<Vec<_>>().join(" ")
}
