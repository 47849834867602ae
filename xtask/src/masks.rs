//! How well cleaning tells print from what covers it, against the masks of scans made by program.

use anyhow::{Context, Result, anyhow};
use image::{GrayImage, Rgb, RgbImage};
use sohoa::clean::Step;
use sohoa::raster;
use sohoa::scan::discover::{PAGE_NAME, discover};
use sohoa::scan::{self, Input};
use sohoa::types::geometry::Affine;
use sohoa::types::page::{CleanPage, PageImage, Pixels};
use std::path::Path;
use rayon::prelude::*;
use regex::Regex;

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
    /// Of both.
    pub fn and(self, o: Self) -> Self {
        Self {
            cover: self.cover + o.cover, cover_gone: self.cover_gone + o.cover_gone,
            print: self.print + o.print, print_gone: self.print_gone + o.print_gone,
        }
    }

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

/// One page against its masks.
pub struct PageTaken {
    /// Page number, from 1.
    pub page: u32,
    /// How the page came: `colour`, `grey` or `bilevel`.
    pub form: &'static str,
    /// What was taken.
    pub taken: Taken,
    /// The cleaned page as scanned: red where cover stays, blue where print is gone, else grey.
    pub picture: RgbImage,
}

/// Cleans all pages of a scan and compares with the masks `pN.print.png` and `pN.cover.png` in `truth`.
pub fn measure(input: &Input, truth: &Path, without: &[Step]) -> Result<Vec<PageTaken>> {
    let scan = scan::open(input).map_err(|e| anyhow!("{e}"))?;
    (1..=scan.pages()).map(|number| {
        let page = scan.page(number).map_err(|e| anyhow!("{e}"))?;
        let clean = sohoa::clean::clean(&page, without).map_err(|e| anyhow!(e))?;
        let mask = |kind: &str| {
            let path = truth.join(format!("p{number}.{kind}.png"));
            image::open(&path).map(image::DynamicImage::into_luma8).with_context(|| path.display().to_string())
        };
        Ok(compare(&page, &clean, &mask("cover")?, &mask("print")?))
    }).collect()
}

fn compare(page: &PageImage, clean: &CleanPage, cover: &GrayImage, print: &GrayImage) -> PageTaken {
    let back = inverse(&clean.to_scan);
    let mut found = PageTaken { page: page.number, form: form(&page.pixels), taken: Taken::default(), picture: RgbImage::new(cover.width(), cover.height()) };
    let taken = &mut found.taken;
    for (x, y, pixel) in found.picture.enumerate_pixels_mut() {
        let at = back.point(f64::from(x) + 0.5, f64::from(y) + 0.5);
        let grey = nearest(clean, at, (0, 0));
        *pixel = Rgb([grey / 2 + 127; 3]);
        if cover.get_pixel(x, y).0[0] > 0 {
            let gone = grey > PAPER;
            (taken.cover, taken.cover_gone) = (taken.cover + 1, taken.cover_gone + u64::from(gone));
            *pixel = if gone { *pixel } else { Rgb([255, 0, 0]) };
        }
        if print.get_pixel(x, y).0[0] > 0 {
            // Straightening moves an edge by a fraction of a pixel.
            let gone = (-1..=1).all(|dy| (-1..=1).all(|dx| nearest(clean, at, (dx, dy)) > PAPER));
            (taken.print, taken.print_gone) = (taken.print + 1, taken.print_gone + u64::from(gone));
            *pixel = if gone { Rgb([0, 0, 255]) } else { *pixel };
        }
    }
    found
}

fn form(pixels: &Pixels) -> &'static str {
    match pixels {
        Pixels::Colour(_) => "colour",
        Pixels::Grey(_) => "grey",
        Pixels::Bilevel(_) => "bilevel",
    }
}

/// The cleaned page's pixel at a point, or one beside it; paper outside.
fn nearest(clean: &CleanPage, (x, y): (f64, f64), (dx, dy): (i64, i64)) -> u8 {
    raster::at(&clean.grey, x as i64 + dx, y as i64 + dy).unwrap_or(255)
}

fn inverse(map: &Affine) -> Affine {
    let [a, b, c, d, e, f] = map.m;
    let det = a * d - b * c;
    Affine { m: [d / det, -b / det, -c / det, a / det, (c * f - d * e) / det, (b * e - a * f) / det] }
}

/// Prints how much of cover and print is gone, page by page and by form, and draws where.
pub fn report(folder: &Path, pictures: &Path) -> Result<()> {
    std::fs::create_dir_all(pictures)?;
    let inputs = discover(&[folder.to_owned()], pictures, Some(&Regex::new(PAGE_NAME)?)).inputs;
    let found: Vec<Result<Vec<(&'static str, Taken)>>> = inputs.par_iter().map(|input| {
        let pages = measure(input, &folder.join("truth").join(&input.name), &[])?;
        pages.into_iter().map(|p| {
            let name = format!("{}-p{}", input.name.display(), p.page);
            println!("{name:32} {}", line(p.form, &p.taken));
            p.picture.save(pictures.join(format!("{name}.png")))?;
            Ok((p.form, p.taken))
        }).collect()
    }).collect();
    let found = found.into_iter().collect::<Result<Vec<_>>>()?.concat();
    for form in ["colour", "grey", "bilevel"] {
        let sum = found.iter().filter(|(f, _)| *f == form).fold(Taken::default(), |a, (_, t)| a.and(*t));
        println!("{:32} {}", "all", line(form, &sum));
    }
    Ok(())
}

fn line(form: &str, taken: &Taken) -> String {
    let of = |p: Option<f64>| p.map_or_else(|| "-".to_owned(), |p| format!("{p:.2}"));
    format!("{form:8} cover taken {:>6} print lost {:>6}", of(taken.cover_percent()), of(taken.print_percent()))
}
