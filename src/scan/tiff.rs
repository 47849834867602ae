//! TIFF files, through leptonica and libtiff: the one reader that knows every compression scanners
//! write (G3, G4, LZW, PackBits, JPEG, FillOrder 2, palettes) and applies the orientation tag.

use super::limits;
use crate::leptonica::{self, TiffPixels};
use crate::types::failure::Problem;
use crate::types::page::{PageImage, Pixels};

/// Number of pages.
///
/// # Errors
/// Not even the first page has a readable header.
pub fn count(data: &[u8]) -> Result<u32, Problem> {
    let pages = (0..).take_while(|&i| leptonica::tiff_header(data, i).is_some()).count() as u32;
    if pages == 0 { Err(Problem::Damaged("no TIFF page header".into())) } else { Ok(pages) }
}

/// Decodes page `index` (from 0) of the file as page `number` of the document.
///
/// # Errors
/// Damaged, cut short or too large.
pub fn page(data: &[u8], index: u32, number: u32) -> Result<PageImage, Problem> {
    let damaged = || Problem::Damaged("the TIFF page cannot be decoded".into());
    let header = leptonica::tiff_header(data, index).ok_or_else(damaged)?;
    limits::small_enough(header.width.into(), header.height.into())?;
    let pixels = match leptonica::tiff_page(data, index).ok_or_else(damaged)? {
        TiffPixels::Bilevel(g) => Pixels::Bilevel(g),
        TiffPixels::Grey(g) => Pixels::Grey(g),
        TiffPixels::Colour(c) => super::picture::colour_or_grey(c),
    };
    let dpi = limits::plausible_dpi(header.dpi.into(), pixels.size());
    Ok(PageImage { number, pixels, dpi, jpeg: None })
}
