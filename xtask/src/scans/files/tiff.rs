//! A TIFF of many bilevel pages, each in one strip of CCITT G4 (TIFF 6.0).

use super::g4;
use crate::scans::page::{Page, Pixels};
use anyhow::{Result, bail};

const SHORT: u16 = 3;
const LONG: u16 = 4;
const RATIO: u16 = 5;
/// Entries of a page's directory.
const ENTRIES: usize = 12;

/// Writes pages one behind the other: strip, resolution, directory.
pub fn write<'a>(pages: impl IntoIterator<Item = &'a Page>) -> Result<Vec<u8>> {
    let mut out = b"II\x2a\0\0\0\0\0".to_vec();
    // Where the place of the next directory is to be written.
    let mut link = 4;
    for page in pages {
        let Pixels::Bilevel(bits) = &page.pixels else { bail!("TIFFs of scanners here are bilevel") };
        let strip = g4::strip(bits)?;
        let at = out.len();
        out.extend(&strip);
        out.resize(out.len().next_multiple_of(4), 0);
        let ratio = out.len();
        [page.dpi.round() as u32, 1].iter().for_each(|number| out.extend(number.to_le_bytes()));
        let directory = out.len();
        out[link..link + 4].copy_from_slice(&(directory as u32).to_le_bytes());
        out.extend((ENTRIES as u16).to_le_bytes());
        for (tag, kind, value) in entries(bits.dimensions(), (at, strip.len()), ratio) {
            out.extend([tag.to_le_bytes(), kind.to_le_bytes()].concat());
            out.extend([1u32.to_le_bytes(), value.to_le_bytes()].concat());
        }
        link = out.len();
        out.extend([0; 4]);
    }
    Ok(out)
}

/// Tag, type and value of each entry, by tag.
fn entries((width, height): (u32, u32), (at, length): (usize, usize), ratio: usize) -> [(u16, u16, u32); ENTRIES] {
    [
        (256, LONG, width),
        (257, LONG, height),
        (258, SHORT, 1),
        // G4; 0 is white.
        (259, SHORT, 4),
        (262, SHORT, 0),
        (273, LONG, at as u32),
        (277, SHORT, 1),
        (278, LONG, height),
        (279, LONG, length as u32),
        (282, RATIO, ratio as u32),
        (283, RATIO, ratio as u32),
        (296, SHORT, 2),
    ]
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use image::{GrayImage, Luma};
    use sohoa::scan::{self, Input};
    use sohoa::types::page::Pixels as Read;

    #[test]
    fn every_page_is_read_back() {
        let bits = |stripe: u32| GrayImage::from_fn(700, 900, |x, _| Luma([if x % stripe == 0 { 0 } else { 255 }]));
        let page = |stripe| Page { dpi: 200.0, pixels: Pixels::Bilevel(bits(stripe)), print: bits(stripe), cover: bits(stripe) };
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("two.tif");
        std::fs::write(&path, write(&[page(3), page(5)]).unwrap()).unwrap();
        let opened = scan::open(&Input { name: "two".into(), files: vec![path], numbers: Vec::new() }).unwrap();
        assert_eq!(opened.pages(), 2);
        for (number, stripe) in [(1, 3), (2, 5)] {
            let page = opened.page(number).unwrap();
            assert_eq!(page.dpi, Some(200.0));
            let Read::Bilevel(read) = page.pixels else { panic!("page {number} is not bilevel") };
            assert_eq!(read, bits(stripe));
        }
    }
}
