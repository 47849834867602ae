//! JPEG with its resolution.

use crate::scans::page::{Page, Pixels};
use anyhow::{Result, bail};
use jpeg_encoder::{ColorType, Density, Encoder, SamplingFactor};

/// A page as JPEG; colour is halved each way, as scanners do.
pub fn encode(page: &Page, quality: u8) -> Result<Vec<u8>> {
    let (width, height) = page.pixels.size();
    let (width, height) = (u16::try_from(width)?, u16::try_from(height)?);
    let mut data = Vec::new();
    let mut encoder = Encoder::new(&mut data, quality);
    let dpi = page.dpi.round() as u16;
    encoder.set_density(Density::Inch { x: dpi, y: dpi });
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    match &page.pixels {
        Pixels::Colour(rgb) => encoder.encode(rgb.as_raw(), width, height, ColorType::Rgb)?,
        Pixels::Grey(grey) => encoder.encode(grey.as_raw(), width, height, ColorType::Luma)?,
        Pixels::Bilevel(_) => bail!("no scanner writes black and white as JPEG"),
    }
    Ok(data)
}
