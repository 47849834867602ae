//! PNG with its resolution, and masks of one bit.

use crate::scans::page::{Page, Pixels};
use anyhow::Result;
use image::GrayImage;
use png::{BitDepth, ColorType, Compression, Encoder, PixelDimensions, Unit};

/// A page as PNG.
pub fn encode(page: &Page) -> Result<Vec<u8>> {
    match &page.pixels {
        Pixels::Bilevel(bits) => pack(bits.dimensions(), page.dpi, (ColorType::Grayscale, BitDepth::One), &packed(bits)),
        Pixels::Grey(grey) => pack(grey.dimensions(), page.dpi, (ColorType::Grayscale, BitDepth::Eight), grey.as_raw()),
        Pixels::Colour(rgb) => pack(rgb.dimensions(), page.dpi, (ColorType::Rgb, BitDepth::Eight), rgb.as_raw()),
    }
}

/// A mask as PNG of one bit: white where it holds.
pub fn mask(mask: &GrayImage, dpi: f32) -> Result<Vec<u8>> {
    pack(mask.dimensions(), dpi, (ColorType::Grayscale, BitDepth::One), &packed(mask))
}

/// Eight pixels a byte, the leftmost in the highest bit, 1 is white; rows begin with a new byte.
pub fn packed(page: &GrayImage) -> Vec<u8> {
    let byte = |eight: &[u8]| eight.iter().enumerate().fold(0, |byte, (i, p)| byte | u8::from(*p >= 128) << (7 - i));
    page.as_raw().chunks(page.width() as usize).flat_map(|row| row.chunks(8).map(byte)).collect()
}

fn pack((width, height): (u32, u32), dpi: f32, (colour, depth): (ColorType, BitDepth), pixels: &[u8]) -> Result<Vec<u8>> {
    let mut data = Vec::new();
    let mut encoder = Encoder::new(&mut data, width, height);
    encoder.set_color(colour);
    encoder.set_depth(depth);
    encoder.set_compression(Compression::Balanced);
    let a_metre = (dpi / 0.0254).round() as u32;
    encoder.set_pixel_dims(Some(PixelDimensions { xppu: a_metre, yppu: a_metre, unit: Unit::Meter }));
    encoder.write_header()?.write_image_data(pixels)?;
    Ok(data)
}
