//! How well cleaning tells print from what covers it, against the masks of scans made by program.

use anyhow::{Context, Result, anyhow};
use image::GrayImage;
use sohoa::scan::{self, Input};
use sohoa::types::geometry::Affine;
use sohoa::types::page::CleanPage;
use std::path::Path;

/// Brighter than this a pixel of the cleaned page is paper.
const PAPER: u8 = 170;

/// Pixels of cover and of print, and how many of each are no longer on the cleaned pages.
#[derive(Debug, Clone, Copy, Default)]
pub struct Taken {
    /// Pixels of covering ink.
    pub cover: u64,
    /// Those that are gone.
    pub cover_gone: u64,
    /// Pixels of print.
    pub print: u64,
    /// Those that are gone.
    pub print_gone: u64,
}

impl Taken {
    /// Percent of the covering ink that is gone, None where there was none.
    pub fn cover_percent(&self) -> Option<f64> {
        share(self.cover_gone, self.cover)
    }

    /// Percent of the print that is gone.
    pub fn print_percent(&self) -> Option<f64> {
        share(self.print_gone, self.print)
    }
}

fn share(part: u64, of: u64) -> Option<f64> {
    (of > 0).then(|| 100.0 * part as f64 / of as f64)
}

/// Cleans all pages of a scan and compares with the masks `pN.print.png` and `pN.cover.png` in `truth`.
pub fn measure(input: &Input, truth: &Path) -> Result<Taken> {
    let scan = scan::open(input).map_err(|e| anyhow!("{e}"))?;
    let mut sum = Taken::default();
    for number in 1..=scan.pages() {
        let page = scan.page(number).map_err(|e| anyhow!("{e}"))?;
        let clean = sohoa::clean::clean(&page).map_err(|e| anyhow!(e))?;
        let mask = |kind: &str| {
            let path = truth.join(format!("p{number}.{kind}.png"));
            image::open(&path).map(image::DynamicImage::into_luma8).with_context(|| path.display().to_string())
        };
        let (cover, print) = (gone(&clean, &mask("cover")?, 0), gone(&clean, &mask("print")?, 1));
        sum = Taken {
            cover: sum.cover + cover.0, cover_gone: sum.cover_gone + cover.1,
            print: sum.print + print.0, print_gone: sum.print_gone + print.1,
        };
    }
    Ok(sum)
}

/// Pixels of a mask, and how many of them are paper on the cleaned page with all within `near` pixels:
/// straightening moves an edge by a fraction of one.
fn gone(clean: &CleanPage, mask: &GrayImage, near: i64) -> (u64, u64) {
    let back = inverse(&clean.to_scan);
    let (mut all, mut lost) = (0, 0);
    for (x, y, _) in mask.enumerate_pixels().filter(|(_, _, p)| p.0[0] > 0) {
        let (cx, cy) = back.point(f64::from(x) + 0.5, f64::from(y) + 0.5);
        let at = |dx: i64, dy: i64| {
            let (x, y) = (u32::try_from(cx as i64 + dx).ok()?, u32::try_from(cy as i64 + dy).ok()?);
            clean.grey.get_pixel_checked(x, y).map(|p| p.0[0])
        };
        let paper = (-near..=near).all(|dy| (-near..=near).all(|dx| at(dx, dy).is_none_or(|p| p > PAPER)));
        all += 1;
        lost += u64::from(paper);
    }
    (all, lost)
}

fn inverse(map: &Affine) -> Affine {
    let [a, b, c, d, e, f] = map.m;
    let det = a * d - b * c;
    Affine { m: [d / det, -b / det, -c / det, a / det, (c * f - d * e) / det, (b * e - a * f) / det] }
}
