//! What only its shape tells from print: seals and stamps in black, or on pages without colour.

mod bands;
mod circle;
mod depth;
mod frame;
mod lift;
mod pen;
mod rules;
mod seal;
mod stamp;

use super::{Sheet, deskew, orient};
use crate::raster::{self, Component};
use crate::types::page::Removal;
use bands::Slope;
use frame::Frame;
use image::GrayImage;
use rules::Strokes;
use seal::Seal;
use stamp::Stamp;

/// A frame that leans from the lines of the page by this slope (0.7 degrees) was pressed on it by hand.
const LEANING: f64 = 0.012;
/// One that does not is a stamp only in this upper share of a page: stamps of arrival, haste and secrecy
/// stand there (Nghị định 30/2020/NĐ-CP, Phụ lục I), boxes of print below.
const UPPER: f64 = 0.42;

/// Takes off what has the shape of a seal or a stamp.
///
/// # Errors
/// leptonica failed.
pub fn take(sheet: &mut Sheet) -> Result<(), String> {
    // Most pages have none: how they lie is measured once, when they are straightened.
    let shapes = Shapes::find(&sheet.grey, sheet.dpi);
    if shapes.is_empty() {
        return Ok(());
    }
    match sheet.orientation()? {
        0 => shapes.take(sheet),
        turned => take_turned(sheet, turned),
    }
}

/// The same on the page upright: rows of print, which must be kept, run across there.
fn take_turned(sheet: &mut Sheet, orientation: u32) -> Result<(), String> {
    let size = sheet.grey.dimensions();
    let (grey, to_scan) = orient::undo(std::mem::take(&mut sheet.grey), orientation);
    let (taken, _) = orient::undo(std::mem::take(&mut sheet.taken), orientation);
    let mut upright = Sheet { grey, taken, removed: Vec::new(), by_shape: Vec::new(), dpi: sheet.dpi, orientation: Some(0) };
    let done = Shapes::find(&upright.grey, upright.dpi).take(&mut upright);
    let back = (360 - orientation) % 360;
    (sheet.grey, _) = orient::undo(upright.grey, back);
    (sheet.taken, _) = orient::undo(upright.taken, back);
    sheet.by_shape.extend(upright.by_shape.iter().map(|r| to_scan.rect(r, size)));
    sheet.removed.extend(upright.removed.into_iter().map(|r| Removal { bbox: to_scan.rect(&r.bbox, size), ..r }));
    done
}

/// What was found on a page.
struct Shapes {
    seals: Vec<circle::Circle>,
    frames: Vec<Frame>,
    /// All ink, letters as well.
    marks: Vec<Component>,
    pens: bool,
}

impl Shapes {
    fn find(grey: &GrayImage, dpi: f64) -> Self {
        let marks = raster::components(grey, |p| p < lift::INK);
        let pens = marks.iter().any(|m| pen::is_pen(m, dpi));
        Self { seals: circle::find(grey, dpi), frames: frame::find(&Strokes::of(grey, dpi), dpi), marks, pens }
    }

    fn is_empty(&self) -> bool {
        self.seals.is_empty() && self.frames.is_empty() && !self.pens
    }

    fn take(self, sheet: &mut Sheet) -> Result<(), String> {
        let slope = Slope::of(deskew::measure(&sheet.grey)?);
        let upper = UPPER * f64::from(sheet.grey.height());
        let marks = self.marks;
        for circle in self.seals {
            let seal = Seal::measure(&sheet.grey, circle, sheet.dpi);
            lift::take(sheet, &seal, &marks, slope);
        }
        for frame in self.frames.into_iter().filter(|f| (f.slope() - slope.0).abs() >= LEANING || f.hull()[3] < upper) {
            let stamp = Stamp::measure(&sheet.grey, frame, &marks, sheet.dpi);
            lift::take(sheet, &stamp, &marks, slope);
        }
        // Once more: a seal may have held strokes together, or hidden them.
        let marks = raster::components(&sheet.grey, |p| p < lift::INK);
        let dpi = sheet.dpi;
        pen::find(&marks, dpi).for_each(|pen| lift::take(sheet, &pen, &marks, slope));
        Ok(())
    }
}

/// Darkness, mean over squares.
fn shrunk(grey: &GrayImage, by: u32) -> GrayImage {
    let (width, height) = (grey.width() / by, grey.height() / by);
    let stride = grey.width() as usize;
    let mut sums = vec![0u32; width as usize];
    let mut out = GrayImage::new(width, height);
    for (y, row) in out.chunks_exact_mut(width.max(1) as usize).enumerate() {
        sums.fill(0);
        for r in y * by as usize..(y + 1) * by as usize {
            let source = grey.as_raw()[r * stride..(r + 1) * stride].chunks_exact(by as usize);
            sums.iter_mut().zip(source).for_each(|(sum, s)| *sum += s.iter().map(|p| u32::from(255 - p)).sum::<u32>());
        }
        row.iter_mut().zip(&sums).for_each(|(p, sum)| *p = (sum / (by * by)) as u8);
    }
    out
}
