//! The recognition model: lines to learn from, and a network that can learn.

mod cover;
mod damage;
mod face;
mod float;
mod hand;
mod lines;
mod text;
mod written;

use anyhow::{Context, Result};
use std::path::Path;

/// Writes the lines of `seed` as TIFFs of 300 with boxes; with a folder of digits, forms filled in by hand.
pub fn lines((texts, digits): (&Path, Option<&Path>), folder: &Path, seed: (u64, u64)) -> Result<()> {
    let hands = digits.map(written::Hands::read).transpose()?;
    lines::write((&text::Texts::read(texts)?, &face::Faces::load()?, hands.as_ref()), folder, seed)
}

/// Writes the floating-point twin of an `lstm` component.
pub fn float(from: &Path, to: &Path) -> Result<()> {
    let lstm = std::fs::read(from).with_context(|| from.display().to_string())?;
    Ok(std::fs::write(to, float::to_float(&lstm)?)?)
}
