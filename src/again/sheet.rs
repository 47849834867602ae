//! Strips of lines under each other on a page of their own, to be read in other cuts.

use super::picture;
use crate::raster;
use crate::types::geometry::Rect;
use crate::types::ocr::{Block, Region};
use crate::types::page::CleanPage;
use image::{GrayImage, Luma, imageops};

/// A line without the ink of its neighbours, as far as it lies on the page.
pub fn strip(region: &Region, page: Rect, pixel: impl Fn((u32, u32)) -> u8) -> GrayImage {
    let a = region.area.intersect(&page);
    let mut out = GrayImage::from_fn(a.width() as u32, a.height() as u32, |x, y| Luma([pixel((a.x0 as u32 + x, a.y0 as u32 + y))]));
    raster::wipe(&mut out, a, &region.foreign);
    out
}

/// A strip with white above and below, a share of its height each: the engine scales lines to one height, so it is another
/// picture.
pub fn framed(strip: &GrayImage, share: f64) -> GrayImage {
    let room = (share * f64::from(strip.height())) as u32;
    let mut out = GrayImage::from_pixel(strip.width(), strip.height() + 2 * room, Luma([255]));
    imageops::replace(&mut out, strip, 0, i64::from(room));
    out
}

/// A page with the strips at its left edge, and a region for each.
pub fn of(clean: &CleanPage, strips: &[GrayImage]) -> (CleanPage, Vec<Region>) {
    let (width, height) = (strips.iter().map(|s| s.width()).max().unwrap_or(1), strips.iter().map(|s| s.height()).sum());
    let (mut grey, mut regions, mut y) = (GrayImage::from_pixel(width, height, Luma([255])), Vec::new(), 0);
    for strip in strips {
        imageops::replace(&mut grey, strip, 0, i64::from(y));
        let area = Rect::new(0, y, strip.width() as i32, y + strip.height() as i32);
        regions.push(Region { block: Block::Body, area, cell: None, foreign: Vec::new() });
        y = area.y1;
    }
    (picture(clean, grey), regions)
}
