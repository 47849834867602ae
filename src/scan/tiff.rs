//! TIFF files, through leptonica and libtiff: the one reader that knows every compression scanners
//! write (G3, G4, LZW, PackBits, JPEG, FillOrder 2, palettes) and applies the orientation tag.

use super::limits;
use crate::leptonica::{self, TiffPixels};
use crate::types::failure::Problem;
use crate::types::page::{PageImage, Pixels};
use std::collections::HashSet;

/// Number of pages. A page whose directory lies behind the end of a file that was cut short is
/// counted: it fails when it is decoded, and the document is partial instead of silently shorter.
///
/// # Errors
/// There is not even a first page.
pub fn count(data: &[u8]) -> Result<u32, Problem> {
    if data.get(2..4).is_some_and(|v| v.contains(&43)) {
        return big(data);
    }
    let (mut at, mut seen) = (number(data, 4, 4), HashSet::new());
    while let Some(offset) = at.filter(|&o| o != 0 && seen.insert(o)) {
        let entries = number(data, offset, 2);
        at = entries.and_then(|n| number(data, offset + 2 + 12 * n, 4));
    }
    match seen.len() as u32 {
        0 => Err(Problem::NoPages),
        1 if leptonica::tiff_header(data, 0).is_none() => Err(Problem::Damaged("no TIFF page header".into())),
        pages => Ok(pages),
    }
}

/// BigTIFF is counted by libtiff.
fn big(data: &[u8]) -> Result<u32, Problem> {
    let pages = (0..).take_while(|&i| leptonica::tiff_header(data, i).is_some()).count() as u32;
    if pages == 0 { Err(Problem::Damaged("no TIFF page header".into())) } else { Ok(pages) }
}

/// A number of 2 or 4 bytes in the file's byte order (TIFF 6.0, section 2).
fn number(data: &[u8], at: u64, bytes: u64) -> Option<u64> {
    let from = usize::try_from(at).ok()?;
    let slice = data.get(from..from.checked_add(bytes as usize)?)?;
    let add = |n: u64, b: &u8| n << 8 | u64::from(*b);
    Some(if data.starts_with(b"II") { slice.iter().rev().fold(0, add) } else { slice.iter().fold(0, add) })
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
    Ok(PageImage { number, pixels, dpi, jpeg: None, overlays: Vec::new() })
}
