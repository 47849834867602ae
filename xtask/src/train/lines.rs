//! Training lines as multi-page TIFFs with boxes, which `tesseract … lstm.train` turns into samples.

use super::cover::{Covers, DPI};
use super::damage;
use super::face::{self, Faces};
use super::hand::{self, Form};
use super::text::Texts;
use super::written::Hands;
use crate::scans::random::Random;
use anyhow::Result;
use image::GrayImage;
use rayon::prelude::*;
use std::fmt::Write as _;
use std::fs::File;
use std::io::BufWriter;
use std::path::Path;
use tiff::encoder::{TiffEncoder, colortype::Gray8};

/// Lines of one TIFF.
const BATCH: u64 = 300;

/// Writes `batches` TIFFs and box files into `folder`, of running text, or of forms if there are hands to fill them in;
/// other seeds give other lines.
pub fn write((texts, faces, hands): (&Texts, &Faces, Option<&Hands>), folder: &Path, (seed, batches): (u64, u64)) -> Result<()> {
    std::fs::create_dir_all(folder)?;
    let source = Source { texts, faces, hands, covers: Covers::load()? };
    // Far apart: neighbouring seeds would give the same lines, shifted by one.
    let first = seed.saturating_sub(1).saturating_mul(1_000_000_000) + 1;
    (0..batches).into_par_iter().try_for_each(|batch| {
        let lines: Vec<(String, GrayImage)> = (0..BATCH).map(|i| source.line(first + batch * BATCH + i)).collect();
        let name = format!("b{batch:04}");
        tiff(&lines, &folder.join(format!("{name}.tif")))?;
        Ok(std::fs::write(folder.join(format!("{name}.box")), boxes(&lines))?)
    })
}

/// What lines are made of.
struct Source<'a> {
    texts: &'a Texts,
    faces: &'a Faces,
    hands: Option<&'a Hands>,
    covers: Covers,
}

impl Source<'_> {
    fn line(&self, seed: u64) -> (String, GrayImage) {
        let mut random = Random::new(seed.wrapping_mul(0x9e37_79b9));
        loop {
            // 11-14.5 pt at 150-300 dpi.
            let points = random.between(11.0, 14.5);
            let dpi = DPI[[0, 1, 1, 2, 3, 3][random.below(6)]];
            let size = points * dpi / 72.0;
            let set = match self.hands {
                Some(hands) => hand::line(&Form { texts: self.texts, faces: self.faces, hands }, size, &mut random),
                None => self.printed(size, &mut random),
            };
            if let Some((text, ink)) = set {
                return (text, damage::age(&ink, (&self.covers, dpi), &mut random, seed));
            }
        }
    }

    fn printed(&self, size: f32, random: &mut Random) -> Option<(String, GrayImage)> {
        let text = self.texts.line(random);
        let style = [0, 0, 0, 0, 0, 0, 1, 1, 2, 2, 2, 3][(random.unit() * 12.0) as usize];
        let face = self.faces.pick(random.unit(), style);
        face::set(face, &text, size, random.between(0.92, 1.06)).map(|ink| (text, ink))
    }
}

fn tiff(lines: &[(String, GrayImage)], path: &Path) -> Result<()> {
    let mut file = TiffEncoder::new(BufWriter::new(File::create(path)?))?;
    for (_, image) in lines {
        file.write_image::<Gray8>(image.width(), image.height(), image.as_raw())?;
    }
    Ok(())
}

/// WordStr boxes (tesstrain, `generate_wordstr_box.py`).
fn boxes(lines: &[(String, GrayImage)]) -> String {
    let mut out = String::new();
    for (page, (text, image)) in lines.iter().enumerate() {
        let (w, h) = image.dimensions();
        let _ = writeln!(out, "WordStr 0 0 {w} {h} {page} #{text}");
        let _ = writeln!(out, "\t {w} {h} {} {} {page}", w + 1, h + 1);
    }
    out
}
