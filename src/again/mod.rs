//! Again: the second look at what was read. Each looks for places that another picture of the page may tell more about
//! (`beneath`, `doubtful`, `mirrored`, `blanks`), and settles which reading counts; the other stays among a word's `alternatives`.

mod beneath;
mod blanks;
mod doubtful;
mod mirrored;
mod sheet;

pub use beneath::{Beneath, beneath};
pub use blanks::{Blanks, blanks};
pub use doubtful::{Doubtful, doubtful};
pub use mirrored::{Mirrored, mirrored};

use crate::raster;
use crate::types::geometry::{Affine, Rect};
use crate::types::ocr::{Confidence, OcrWord, Region};
use crate::types::page::CleanPage;
use image::GrayImage;

/// Which region a line was read in: those of neighbours overlap where words are high.
fn region_of(regions: &[Region], line: &Rect) -> Option<usize> {
    let within = (0..regions.len()).filter(|&i| regions[i].area.contains(line.centre()));
    within.min_by_key(|&i| (regions[i].area.centre().1 - line.centre().1).abs())
}

/// Brightness of a pixel of the clean page with all ink put back.
fn uncovered(clean: &CleanPage, (x, y): (u32, u32)) -> u8 {
    let (sx, sy) = clean.to_scan.point(f64::from(x) + 0.5, f64::from(y) + 0.5);
    let taken = raster::at(&clean.taken, sx.floor() as i64, sy.floor() as i64).unwrap_or(0);
    clean.grey.get_pixel(x, y).0[0].min(255 - taken)
}

/// Another picture of a page, to be read and nothing else.
fn picture(clean: &CleanPage, grey: GrayImage) -> CleanPage {
    CleanPage {
        number: clean.number, grey, dpi: clean.dpi, scan_dpi: clean.scan_dpi, skew: 0.0, orientation: 0, removed: Vec::new(),
        taken: GrayImage::new(0, 0), by_shape: Vec::new(), to_scan: Affine::IDENTITY,
    }
}

/// A word that is read otherwise in another picture is no surer than this, in the engine's own confidence.
const DISPUTED: f64 = 0.8;

/// Keeps another reading beside a word's own, which is then not to be relied on.
fn dispute(word: &mut OcrWord, other: String) {
    if other != word.text {
        word.confidence = word.confidence.min(Confidence::new(DISPUTED));
        keep(word, std::iter::once(other));
    }
}

/// Adds other readings to a word's own.
fn keep(word: &mut OcrWord, readings: impl Iterator<Item = String>) {
    for text in readings {
        if !text.is_empty() && text != word.text && !word.alternatives.contains(&text) {
            word.alternatives.push(text);
        }
    }
}
