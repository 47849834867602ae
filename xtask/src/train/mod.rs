//! The recognition model: lines to learn from, and a network that can learn.

mod cover;
mod damage;
mod face;
mod float;
mod lines;
mod text;

use anyhow::{Context, Result};
use std::path::Path;

/// Writes the lines of `seed` as TIFFs of 300 with boxes.
pub fn lines(texts: &Path, folder: &Path, seed: (u64, u64)) -> Result<()> {
    lines::write((&text::Texts::read(texts)?, &face::Faces::load()?), folder, seed)
}

/// Writes the floating-point twin of an `lstm` component.
pub fn float(from: &Path, to: &Path) -> Result<()> {
    let lstm = std::fs::read(from).with_context(|| from.display().to_string())?;
    Ok(std::fs::write(to, float::to_float(&lstm)?)?)
}
