//! Clean: takes off what covers the print, straightens the page, records everything it took.
//!
//! Everything is taken on the page as scanned; it is turned and straightened last, in one
//! resampling, so that places and masks need no second map.

mod background;
mod border;
mod density;
mod deskew;
mod faded;
mod faint;
mod hole;
mod ink;
mod objects;
mod orient;
mod reduce;
mod resolution;
mod shape;
mod smear;
mod speckle;
mod step;
mod streak;
mod strength;

use crate::raster::{self, Component};
use crate::types::geometry::Rect;
use crate::types::page::{CleanPage, PageImage, Pixels, Removal, RemovalKind};
use image::{GrayImage, imageops};
use std::ops::Range;
pub use orient::turned_by;
pub use step::Step;

/// A page while it is being cleaned, still as scanned.
struct Sheet {
    /// Dark print on white.
    grey: GrayImage,
    /// How dark the ink was that was taken, 0 where none was.
    taken: GrayImage,
    removed: Vec<Removal>,
    /// Boxes of what was taken by its shape alone.
    by_shape: Vec<Rect>,
    dpi: f64,
    /// How far the page is turned (degrees clockwise), once that is known: it takes long to find out.
    orientation: Option<u32>,
}

impl Sheet {
    /// How far the page is turned clockwise: 0, 90, 180 or 270 degrees.
    fn orientation(&mut self) -> Result<u32, String> {
        let known = self.orientation.map_or_else(|| orient::detect(&self.grey, self.dpi), Ok)?;
        Ok(*self.orientation.insert(known))
    }

    /// Takes the ink of a mark off; what it covered is white.
    fn take(&mut self, mark: &Component) {
        let width = self.grey.width();
        mark.runs.iter().for_each(|run| self.take_run(run.pixels(width)));
    }

    /// The same for pixels in a row of the page, by their index.
    fn take_run(&mut self, pixels: Range<usize>) {
        for (grey, taken) in self.grey.as_mut()[pixels.clone()].iter_mut().zip(&mut self.taken.as_mut()[pixels]) {
            *taken = (*taken).max(255 - *grey);
            *grey = 255;
        }
    }

    /// Brings a pixel to a brightness: the rest of its darkness was not print.
    fn lighten(&mut self, pixel: usize, to: u8) {
        let grey = &mut self.grey.as_mut()[pixel];
        let taken = &mut self.taken.as_mut()[pixel];
        *taken = (*taken).max(to.saturating_sub(*grey));
        *grey = to.max(*grey);
    }

    /// Records marks of a kind, those closer than `apart` inches as one.
    fn record(&mut self, kind: RemovalKind, marks: Vec<Rect>, apart: f64) {
        let joined = raster::merge_near(marks, (self.dpi * apart) as i32);
        self.removed.extend(joined.into_iter().map(|bbox| Removal { kind, bbox, text: None }));
    }
}

/// Cleans one page, by all steps but those `without`.
///
/// # Errors
/// A library call failed; the text says which.
pub fn clean(page: &PageImage, without: &[Step]) -> Result<CleanPage, String> {
    if page.pixels.size().0 == 0 || page.pixels.size().1 == 0 {
        return Err("the page has no pixels".to_owned());
    }
    let does = |step| !without.contains(&step);
    let dpi = resolution::of(page);
    let (width, height) = page.pixels.size();
    let blank = GrayImage::new(width, height);
    let orientation = (!does(Step::Turn)).then_some(0);
    let mut sheet = Sheet { grey: GrayImage::new(0, 0), taken: blank, removed: page.overlays.clone(), by_shape: Vec::new(), dpi, orientation };
    // Ink first: it needs the colours. Borders before the faint marks, whose strength is judged
    // against the strongest print around. Speckle last, when only print is left to be near to.
    // Bilevel pages have neither paper nor pale marks: there only shape may take anything.
    let flat = |grey: &GrayImage| if does(Step::Paper) { background::flatten(grey, dpi) } else { grey.clone() };
    match &page.pixels {
        Pixels::Colour(rgb) if does(Step::Ink) => ink::take_coloured(rgb, &mut sheet),
        Pixels::Colour(rgb) => sheet.grey = flat(&imageops::grayscale(rgb)),
        Pixels::Grey(grey) => sheet.grey = flat(grey),
        Pixels::Bilevel(grey) => sheet.grey = grey.clone(),
    }
    // Streaks before borders, which would take them for one with all that lies beneath.
    if does(Step::Streak) {
        streak::take(&mut sheet, matches!(page.pixels, Pixels::Bilevel(_)));
    }
    if does(Step::Border) {
        border::take(&mut sheet);
    }
    if does(Step::Hole) {
        hole::take(&mut sheet);
    }
    if does(Step::Faint) && !matches!(page.pixels, Pixels::Bilevel(_)) {
        faint::take(&mut sheet);
    }
    // Before the shapes and the dust, to which pale letters are none.
    if does(Step::Strength) && !matches!(page.pixels, Pixels::Bilevel(_)) {
        strength::even(&mut sheet.grey, sheet.dpi);
    }
    if does(Step::Shape) {
        shape::take(&mut sheet)?;
    }
    if does(Step::Speckle) {
        speckle::take(&mut sheet);
    }
    objects::name_frames(&mut sheet);
    straighten(page.number, sheet, without)
}

fn straighten(number: u32, mut sheet: Sheet, without: &[Step]) -> Result<CleanPage, String> {
    let orientation = sheet.orientation()?;
    let (upright, to_scan) = orient::undo(sheet.grey, orientation);
    let skew = if without.contains(&Step::Skew) { 0.0 } else { deskew::measure(&upright)? };
    let (straight, to_upright) = deskew::undo(upright, skew);
    let (grey, dpi, to_straight) = reduce::reduced(straight, sheet.dpi);
    let mut removed = sheet.removed;
    removed.sort_by_key(|r| (r.bbox.y0, r.bbox.x0, r.kind));
    Ok(CleanPage {
        number, grey, dpi, scan_dpi: sheet.dpi, skew, orientation, removed, taken: sheet.taken, by_shape: sheet.by_shape,
        to_scan: to_straight.then(&to_upright).then(&to_scan),
    })
}
