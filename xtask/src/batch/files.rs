//! The scans that are measured: sample pages many times over, real folders, and many small ones.

use crate::scans::files::pdf::{self, Colour, Encoding, Picture};
use crate::scans::files::{jpeg, tiff};
use crate::scans::page::{Page, Pixels};
use anyhow::{Context, Result, bail};
use image::{DynamicImage, GrayImage, Luma};
use sohoa::scan::{self, Input};
use sohoa::types::page::Pixels as Read;
use std::fs;
use std::path::{Path, PathBuf};

/// The pages of a sample.
fn sample(name: &str) -> Result<Vec<Page>> {
    let file = crate::root().join("scans").join(name);
    let scan = scan::open(&Input { name: name.into(), files: vec![file], numbers: Vec::new() })?;
    (1..=scan.pages()).map(|number| {
        let page = scan.page(number)?;
        let pixels = match page.pixels {
            Read::Bilevel(bits) => Pixels::Bilevel(bits),
            Read::Grey(grey) => Pixels::Grey(grey),
            Read::Colour(colour) => Pixels::Colour(colour),
        };
        Ok(Page { dpi: page.dpi.context("a sample without resolution")? as f32, pixels, print: GrayImage::new(1, 1), cover: GrayImage::new(1, 1) })
    }).collect()
}

/// A TIFF of so many bilevel pages.
pub fn tiff(pages: usize, folder: &Path) -> Result<PathBuf> {
    let sample = sample("ket-luan-mau.tif")?;
    written(folder, &format!("{pages}.tif"), &tiff::write(sample.iter().cycle().take(pages))?)
}

/// A PDF of so many colour pages.
pub fn pdf(pages: usize, folder: &Path) -> Result<PathBuf> {
    let sample = sample("truc-tuyen.pdf")?;
    let coded = sample.iter().map(|page| Ok((page, jpeg::encode(page, 80)?))).collect::<Result<Vec<_>>>()?;
    let pictures: Vec<Picture> = coded.iter().cycle().take(pages).map(|(page, data)| {
        let (width, height) = page.pixels.size();
        Picture { width, height, dpi: page.dpi, colour: Colour::Rgb, encoding: Encoding::Jpeg, data: data.clone() }
    }).collect();
    written(folder, &format!("{pages}.pdf"), &pdf::write(&pictures))
}

fn written(folder: &Path, name: &str, data: &[u8]) -> Result<PathBuf> {
    let path = folder.join(name);
    fs::write(&path, data)?;
    Ok(path)
}

/// The scans of a folder, twice: enough for two processes to share.
pub fn some(scans: &Path, folder: &Path) -> Result<PathBuf> {
    fs::create_dir_all(folder)?;
    let files: Vec<PathBuf> = fs::read_dir(scans)?.flatten().map(|e| e.path()).filter(|p| p.is_file()).collect();
    if files.is_empty() {
        bail!("{}: no scans", scans.display());
    }
    for file in files {
        fs::copy(&file, folder.join(file.file_name().unwrap_or_default()))?;
    }
    Ok(folder.to_owned())
}

/// So many documents of one small page each.
pub fn many(documents: usize, folder: &Path) -> Result<PathBuf> {
    fs::create_dir_all(folder)?;
    let mut page = GrayImage::from_pixel(826, 1170, Luma([255]));
    (0..26u32).for_each(|n| (0..14).for_each(|x| (100..128).for_each(|y| page.put_pixel(80 + 25 * n + x, y, Luma([0])))));
    for n in 0..documents {
        page.put_pixel(n as u32 % 800, n as u32 / 800 + 1, Luma([254]));
        DynamicImage::ImageLuma8(page.clone()).save(folder.join(format!("{n:04}.png")))?;
    }
    Ok(folder.to_owned())
}
