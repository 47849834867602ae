//! The project's own sample scans: typeset, stamped and scanned by program, free of anybody's rights.
//!
//! Nothing depends on clock, machine or hash order: every run writes the same bytes.

mod body;
mod font;
mod paper;
mod party;
mod pdf;
mod pen;
mod random;
mod seal;
mod sheet;
mod speckle;
mod state;
mod warp;

pub use pdf::{Colour, Picture, write as write_pdf};

use anyhow::Result;
use std::fs;
use std::path::Path;

const README: &str = include_str!("README.md");

/// Writes all samples and their text below `folder`.
pub fn make(folder: &Path) -> Result<()> {
    let fonts = font::Fonts::load()?;
    fs::create_dir_all(folder)?;
    let (pdf, text) = state::scan(&fonts)?;
    fs::write(folder.join("thong-bao-mau.pdf"), pdf)?;
    truth(folder, "thong-bao-mau", &text)?;
    let (tiff, text) = party::scan(&fonts)?;
    fs::write(folder.join("ket-luan-mau.tif"), tiff)?;
    truth(folder, "ket-luan-mau", &[text])?;
    fs::write(folder.join("README.md"), README)?;
    Ok(())
}

/// Writes the printed lines of a document's pages as the contract's `text.txt` has them.
fn truth(folder: &Path, name: &str, pages: &[Vec<String>]) -> Result<()> {
    let folder = folder.join("truth").join(name);
    fs::create_dir_all(&folder)?;
    let pages: Vec<String> = pages.iter().map(|lines| lines.join("\n") + "\n").collect();
    fs::write(folder.join("text.txt"), pages.join("\u{c}"))?;
    Ok(())
}
