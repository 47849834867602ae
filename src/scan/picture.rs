//! JPEG, PNG and WebP files.

use super::{density, limits};
use crate::types::failure::Problem;
use crate::types::page::{PageImage, Pixels};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageReader, RgbImage};
use std::io::Cursor;
use std::path::Path;

/// Decodes a JPEG, PNG or WebP file as page `number`.
///
/// # Errors
/// Unreadable, damaged, cut short or too large.
pub fn page(path: &Path, number: u32) -> Result<PageImage, Problem> {
    decode(std::fs::read(path)?, number)
}

fn decode(data: Vec<u8>, number: u32) -> Result<PageImage, Problem> {
    let damaged = |e: image::ImageError| Problem::Damaged(e.to_string());
    let reader = ImageReader::new(Cursor::new(&data)).with_guessed_format()?;
    let mut decoder = reader.into_decoder().map_err(damaged)?;
    let (width, height) = decoder.dimensions();
    limits::small_enough(width.into(), height.into())?;
    let is_jpeg = data.starts_with(&[0xff, 0xd8]);
    if is_jpeg && !jpeg_is_whole(&data) {
        return Err(Problem::Damaged("the JPEG ends too early".into()));
    }
    let orientation = decoder.orientation().map_err(damaged)?;
    let mut image = DynamicImage::from_decoder(decoder).map_err(damaged)?;
    image.apply_orientation(orientation);
    let pixels = pixels_of(image);
    let dpi = density::dpi(&data).and_then(|d| limits::plausible_dpi(d, pixels.size()));
    let shown_alike = is_jpeg && orientation == Orientation::NoTransforms && jpeg_components(&data) != Some(4);
    let jpeg = shown_alike.then_some(data);
    Ok(PageImage { number, pixels, dpi, jpeg, overlays: Vec::new() })
}

/// Whether the last scan of a JPEG is closed by an end marker. Inside of coded data 0xff is always
/// followed by 0, so that a marker cannot be an accident.
pub fn jpeg_is_whole(data: &[u8]) -> bool {
    let start = data.windows(2).position(|w| w == [0xff, 0xda]).unwrap_or(0);
    data[start..].windows(2).rev().any(|w| w == [0xff, 0xd9])
}

/// How many components a JPEG has, by its frame header (ITU-T T.81, B.2): 1 grey, 3 colour, 4 inks of print.
pub fn jpeg_components(data: &[u8]) -> Option<u8> {
    let mut at = 2;
    loop {
        let [0xff, marker, high, low] = *data.get(at..at + 4)? else { return None };
        match marker {
            0xc0..=0xc2 => return data.get(at + 9).copied(),
            0xff => at += 1,
            _ => at += 2 + usize::from(u16::from_be_bytes([high, low])),
        }
    }
}

/// Any picture as bilevel, grey or colour; transparent parts become paper.
pub fn pixels_of(image: DynamicImage) -> Pixels {
    if image.color().has_color() {
        colour_or_grey(if image.color().has_alpha() { on_paper(image) } else { image.into_rgb8() })
    } else if image.color().has_alpha() {
        grey_or_bilevel(DynamicImage::ImageRgb8(on_paper(image)).into_luma8())
    } else {
        grey_or_bilevel(image.into_luma8())
    }
}

fn on_paper(image: DynamicImage) -> RgbImage {
    let rgba = image.into_rgba8();
    let blend = |c: u8, a: u8| (255 - (255 - u32::from(c)) * u32::from(a) / 255) as u8;
    let data = rgba.pixels().flat_map(|p| { let [r, g, b, a] = p.0; [blend(r, a), blend(g, a), blend(b, a)] });
    RgbImage::from_raw(rgba.width(), rgba.height(), data.collect()).unwrap_or_default()
}

/// Colour pictures whose channels are all equal are grey.
pub fn colour_or_grey(rgb: RgbImage) -> Pixels {
    if rgb.pixels().any(|p| p.0[0] != p.0[1] || p.0[1] != p.0[2]) {
        return Pixels::Colour(rgb);
    }
    grey_or_bilevel(DynamicImage::ImageRgb8(rgb).into_luma8())
}

/// Grey pictures of pure black and white are bilevel.
pub fn grey_or_bilevel(grey: image::GrayImage) -> Pixels {
    let bilevel = grey.as_raw().iter().all(|&p| p == 0 || p == 255);
    if bilevel { Pixels::Bilevel(grey) } else { Pixels::Grey(grey) }
}
