//! What size of picture is taken for a page, and how many pages for a document.

use crate::types::failure::Problem;
use crate::types::page::PageImage;

/// Most pixels of a page, in millions: an A3 sheet at 600 dpi has 70. A colour page of this size
/// takes 450 MB, and twice that while its inks are told apart.
const MEGAPIXELS: u64 = 150;
/// Longest side: the PDF renderer's limit.
const SIDE: u64 = 65_000;
/// Shortest side that can hold a line of text.
const SMALLEST: u32 = 64;

/// Most pages of a document: all that is known of each stays in memory until the last is read.
pub const PAGES: u32 = 10_000;

/// # Errors
/// There are more pages than a document may have.
pub fn few_enough(pages: u32) -> Result<(), Problem> {
    (pages <= PAGES).then_some(()).ok_or(Problem::TooManyPages { limit: PAGES })
}

/// # Errors
/// The picture has more pixels than any scan of a sheet of paper.
pub fn small_enough(width: u64, height: u64) -> Result<(), Problem> {
    let fits = width <= SIDE && height <= SIDE && width * height <= MEGAPIXELS * 1_000_000;
    fits.then_some(()).ok_or(Problem::TooLarge { width, height, limit: MEGAPIXELS })
}

/// # Errors
/// The picture is too small to hold text.
pub fn big_enough(page: PageImage) -> Result<PageImage, Problem> {
    let (width, height) = page.pixels.size();
    let fits = width.min(height) >= SMALLEST;
    if fits { Ok(page) } else { Err(Problem::TooSmall { width, height }) }
}

/// The resolution a file claims, if a sheet of paper of that size exists: 100-1200 dpi and a longer
/// side of 4-25 inches. Cameras and viewers write 72 or 96 into files that they never measured.
pub fn plausible_dpi(claimed: f64, (width, height): (u32, u32)) -> Option<f64> {
    let inches = f64::from(width.max(height)) / claimed;
    ((100.0..=1200.0).contains(&claimed) && (4.0..=25.0).contains(&inches)).then_some(claimed)
}
