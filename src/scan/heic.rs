//! HEIC, the photographs of telephones, through libheif.

use super::{limits, picture};
use crate::types::failure::Problem;
use crate::types::page::PageImage;
use image::{DynamicImage, RgbaImage};
use libheif_rs::{ColorSpace, HeifContext, HeifError, Plane, RgbChroma};
use std::path::Path;

/// What files of HEVC pictures say they are (ISO/IEC 23008-12, 10.2 and annex B).
const BRANDS: [&[u8]; 7] = [b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1"];

/// Whether a file with these first bytes is one.
pub fn is_heic(head: &[u8]) -> bool {
    head.get(4..8) == Some(b"ftyp") && head.get(8..12).is_some_and(|brand| BRANDS.contains(&brand))
}

/// Decodes the file's main picture, turned as it says, as page `number`.
///
/// # Errors
/// Unreadable, too large, damaged, or coded as the installed libheif does not know.
pub fn page(path: &Path, number: u32) -> Result<PageImage, Problem> {
    let data = std::fs::read(path)?;
    let file = HeifContext::read_from_bytes(&data).map_err(problem)?;
    let picture = file.primary_image_handle().map_err(problem)?;
    limits::small_enough(picture.width().into(), picture.height().into())?;
    let decoded = picture.decode(ColorSpace::Rgb(RgbChroma::Rgba), None).map_err(problem)?;
    let pixels = decoded.planes().interleaved.and_then(rgba);
    let pixels = picture::pixels_of(pixels.ok_or_else(|| Problem::Undecodable("picture of no size".into()))?);
    Ok(PageImage { number, pixels, dpi: None, jpeg: None, overlays: Vec::new() })
}

/// The pixels of a plane, whose rows may be longer than the picture is wide.
fn rgba(plane: Plane<&[u8]>) -> Option<DynamicImage> {
    let row = plane.width as usize * 4;
    let rows = plane.data.chunks(plane.stride).take(plane.height as usize);
    let data = rows.flat_map(|line| line.iter().take(row).copied()).collect();
    RgbaImage::from_raw(plane.width, plane.height, data).map(DynamicImage::from)
}

/// The library does not tell damage from codings that it does not know.
fn problem(error: HeifError) -> Problem {
    Problem::Undecodable(error.message)
}
