//! The pages of a folder in the forms that the other programs take.

use crate::scans::files::pdf::{self, Colour, Encoding, Picture};
use crate::scans::files::png::packed;
use anyhow::{Result, anyhow};
use flate2::{Compression, write::ZlibEncoder};
use png::{BitDepth, ColorType, PixelDimensions, Unit};
use sohoa::ocr::model;
use sohoa::scan::{self, discover::discover};
use sohoa::types::page::{PageImage, Pixels};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// Resolution of a page in the PDF where its file says none.
const USUAL_DPI: f64 = 300.0;

/// The same pages as single pictures and as one PDF.
pub struct Pages {
    /// A PNG for each page, in order.
    pub pngs: Vec<PathBuf>,
    /// All pages.
    pub pdf: PathBuf,
    /// Folder with the product's own model, for the engine alone.
    pub models: PathBuf,
}

/// Writes a page as PNG.
pub fn save(page: &PageImage, path: &Path) -> Result<()> {
    Raw::of(page).write_png(path)
}

impl Pages {
    /// Decodes all pages of all scans below `folder` and writes them into `space`.
    pub fn decode(folder: &Path, space: &Path) -> Result<Self> {
        let found = discover(&[folder.to_owned()], space, None);
        if let Some(failure) = found.failures.into_iter().next() {
            return Err(anyhow!("{failure}"));
        }
        let (mut pngs, mut pictures) = (Vec::new(), Vec::new());
        for input in &found.inputs {
            let scan = scan::open(input).map_err(|e| anyhow!("{e}"))?;
            for number in 1..=scan.pages() {
                let raw = Raw::of(&scan.page(number).map_err(|e| anyhow!("{e}"))?);
                let path = space.join(format!("{:04}.png", pngs.len() + 1));
                raw.write_png(&path)?;
                pngs.push(path);
                pictures.push(raw.deflated()?);
            }
        }
        let pdf = space.join("pages.pdf");
        std::fs::write(&pdf, pdf::write(&pictures))?;
        std::fs::write(space.join(format!("{}.traineddata", model::SHIPPED)), model::SHIPPED_DATA)?;
        Ok(Self { pngs, pdf, models: space.to_owned() })
    }
}

/// Pixels of a page in rows of whole bytes, as both PNG and PDF have them.
struct Raw {
    size: (u32, u32),
    dpi: Option<f64>,
    colour: Colour,
    data: Vec<u8>,
}

impl Raw {
    fn of(page: &PageImage) -> Self {
        let (colour, data) = match &page.pixels {
            Pixels::Bilevel(grey) => (Colour::Bilevel, packed(grey)),
            Pixels::Grey(grey) => (Colour::Grey, grey.as_raw().clone()),
            Pixels::Colour(rgb) => (Colour::Rgb, rgb.as_raw().clone()),
        };
        Self { size: page.pixels.size(), dpi: page.dpi, colour, data }
    }

    fn write_png(&self, path: &Path) -> Result<()> {
        let mut encoder = png::Encoder::new(BufWriter::new(File::create(path)?), self.size.0, self.size.1);
        let (colour, depth) = match self.colour {
            Colour::Bilevel => (ColorType::Grayscale, BitDepth::One),
            Colour::Grey => (ColorType::Grayscale, BitDepth::Eight),
            Colour::Rgb => (ColorType::Rgb, BitDepth::Eight),
        };
        encoder.set_color(colour);
        encoder.set_depth(depth);
        encoder.set_pixel_dims(self.dpi.map(|dpi| {
            let a_metre = (dpi / 0.0254).round() as u32;
            PixelDimensions { xppu: a_metre, yppu: a_metre, unit: Unit::Meter }
        }));
        encoder.write_header()?.write_image_data(&self.data)?;
        Ok(())
    }

    fn deflated(&self) -> Result<Picture> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(&self.data)?;
        let (width, height) = self.size;
        let dpi = self.dpi.unwrap_or(USUAL_DPI) as f32;
        Ok(Picture { width, height, dpi, colour: self.colour, encoding: Encoding::Flate, data: encoder.finish()? })
    }
}
