//! The pictures of a page: as scanned, as read, what was taken away.

use crate::types::page::{CleanPage, PageImage, Pixels};
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder, RgbImage};
use jpeg_encoder::{ColorType, Encoder};

/// Quality of the picture shown where the file has no JPEG of its own.
const JPEG_QUALITY: u8 = 85;

/// `pN.jpg`: the page as a viewer shows it.
///
/// # Errors
/// The picture is too large for a JPEG (65,535 pixels a side).
pub fn shown(page: &PageImage) -> Result<Vec<u8>, String> {
    if let Some(own) = &page.jpeg {
        return Ok(own.clone());
    }
    let (width, height) = page.pixels.size();
    let side = |n: u32| u16::try_from(n).map_err(|_| "the page is too large for a JPEG".to_owned());
    let mut out = Vec::new();
    let encoder = Encoder::new(&mut out, JPEG_QUALITY);
    let (data, kind) = match &page.pixels {
        Pixels::Bilevel(g) | Pixels::Grey(g) => (g.as_raw(), ColorType::Luma),
        Pixels::Colour(c) => (c.as_raw(), ColorType::Rgb),
    };
    encoder.encode(data, side(width)?, side(height)?, kind).map_err(|e| e.to_string())?;
    Ok(out)
}

/// `pN.clean.png`: what was read.
///
/// # Errors
/// The encoder failed.
pub fn clean(page: &CleanPage) -> Result<Vec<u8>, String> {
    png(page.grey.as_raw(), page.grey.dimensions(), ExtendedColorType::L8)
}

/// `pN.removed.png`: the pixels that were taken away, on white.
///
/// # Errors
/// The encoder failed.
pub fn removed(page: &PageImage, clean: &CleanPage) -> Result<Vec<u8>, String> {
    let size = page.pixels.size();
    let taken = clean.taken.as_raw();
    match &page.pixels {
        Pixels::Bilevel(g) | Pixels::Grey(g) => {
            let data: Vec<u8> = g.as_raw().iter().zip(taken).map(|(p, t)| if *t > 0 { *p } else { 255 }).collect();
            png(&data, size, ExtendedColorType::L8)
        }
        Pixels::Colour(c) => png(only_taken(c, taken).as_raw(), size, ExtendedColorType::Rgb8),
    }
}

fn only_taken(page: &RgbImage, taken: &[u8]) -> RgbImage {
    let mut out = RgbImage::from_pixel(page.width(), page.height(), image::Rgb([255; 3]));
    for ((to, from), _) in out.pixels_mut().zip(page.pixels()).zip(taken).filter(|(_, t)| **t > 0) {
        *to = *from;
    }
    out
}

fn png(data: &[u8], (width, height): (u32, u32), kind: ExtendedColorType) -> Result<Vec<u8>, String> {
    let mut out = Vec::new();
    // Fast: nine tenths of a page are white; better compression costs more than the reading gains.
    let encoder = PngEncoder::new_with_quality(&mut out, CompressionType::Fast, FilterType::Up);
    encoder.write_image(data, width, height, kind).map_err(|e| e.to_string())?;
    Ok(out)
}
