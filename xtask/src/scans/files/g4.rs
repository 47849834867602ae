//! CCITT G4, which leptonica packs into a TIFF of its own.

use anyhow::{Context, Result, ensure};
use image::GrayImage;

/// Tags of TIFF 6.0: where the strips lie and how long they are.
const OFFSETS: u16 = 273;
const LENGTHS: u16 = 279;

/// The packed rows of a page (0 black, 255 white), black runs black.
pub fn strip(page: &GrayImage) -> Result<Vec<u8>> {
    let tiff = sohoa::leptonica::write_g4(page, 300).context("leptonica writes no TIFF")?;
    let [offset, length] = [OFFSETS, LENGTHS].map(|tag| value(&tiff, tag));
    let (from, length) = (offset? as usize, length? as usize);
    Ok(tiff.get(from..from + length).context("the strip lies outside of the TIFF")?.to_vec())
}

/// The only value of a tag of the first directory.
fn value(tiff: &[u8], tag: u16) -> Result<u32> {
    ensure!(tiff.starts_with(b"II"), "the TIFF is not little-endian");
    let short = |at: usize| Some(u16::from_le_bytes(tiff.get(at..at + 2)?.try_into().ok()?));
    let long = |at: usize| Some(u32::from_le_bytes(tiff.get(at..at + 4)?.try_into().ok()?));
    let found = || {
        let directory = long(4)? as usize;
        let entries = (0..usize::from(short(directory)?)).map(|index| directory + 2 + 12 * index);
        let at = entries.into_iter().find(|at| short(*at) == Some(tag))?;
        let one = long(at + 4)? == 1;
        // A short stands in the first two bytes of the four.
        one.then(|| if short(at + 2) == Some(3) { short(at + 8).map(u32::from) } else { long(at + 8) })?
    };
    found().with_context(|| format!("the TIFF has not just one value of tag {tag}"))
}
