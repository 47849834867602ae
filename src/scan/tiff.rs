//! TIFF files, through leptonica and libtiff: the one reader that knows every compression scanners
//! write (G3, G4, LZW, PackBits, JPEG, FillOrder 2, palettes, tiles) and applies the orientation tag.

use super::{limits, tiff_chain};
use crate::leptonica::{self, TiffPixels};
use crate::types::failure::Problem;
use crate::types::page::{PageImage, Pixels};
use std::fs::File;
use std::path::{Path, PathBuf};

/// A TIFF file of which nothing is loaded but where its pages begin.
pub struct TiffFile {
    path: PathBuf,
    directories: Vec<u64>,
}

impl TiffFile {
    /// Finds the pages. A page whose directory lies behind the end of a file that was cut short is
    /// counted: it fails when it is decoded, and the document is partial instead of silently shorter.
    ///
    /// # Errors
    /// It cannot be read, or there is not even a first page.
    pub fn open(path: &Path) -> Result<Self, Problem> {
        let mut file = File::open(path)?;
        let directories = tiff_chain::directories(&mut file, limits::PAGES as usize + 1);
        match directories[..] {
            [] => Err(Problem::NoPages),
            [only] if leptonica::tiff_header(path, only).is_none() => Err(Problem::Damaged("no TIFF page header".into())),
            _ => Ok(Self { path: path.to_owned(), directories }),
        }
    }

    /// Number of pages; of a file with more than the limit, one more than that.
    pub fn pages(&self) -> u32 {
        self.directories.len() as u32
    }

    /// Decodes page `index` (from 0) of the file as page `number` of the document.
    ///
    /// # Errors
    /// Damaged, cut short or too large.
    pub fn page(&self, index: u32, number: u32) -> Result<PageImage, Problem> {
        let damaged = || Problem::Damaged("the TIFF page cannot be decoded".into());
        let at = *self.directories.get(index as usize).ok_or(Problem::NoPages)?;
        let header = leptonica::tiff_header(&self.path, at).ok_or_else(damaged)?;
        limits::small_enough(header.width.into(), header.height.into())?;
        let pixels = match leptonica::tiff_page(&self.path, at).ok_or_else(damaged)? {
            TiffPixels::Bilevel(g) => Pixels::Bilevel(g),
            TiffPixels::Grey(g) => Pixels::Grey(g),
            TiffPixels::Colour(c) => super::picture::colour_or_grey(c),
        };
        let dpi = limits::plausible_dpi(header.dpi.into(), pixels.size());
        Ok(PageImage { number, pixels, dpi, jpeg: None, overlays: Vec::new() })
    }
}
