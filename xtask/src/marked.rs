//! Parts of documents that chores write, between marks.

use anyhow::{Context, Result};
use std::fs;
use std::path::Path;

/// Brings the part of `file` between two marks up to date.
pub fn publish(file: &Path, [from, to]: [&str; 2], part: &str) -> Result<()> {
    let text = fs::read_to_string(file)?;
    let parts = text.split_once(from).and_then(|(before, rest)| Some((before, rest.split_once(to)?.1)));
    let (before, behind) = parts.with_context(|| format!("{} lacks the marks {from} and {to}", file.display()))?;
    Ok(fs::write(file, format!("{before}{from}\n{part}{to}{behind}"))?)
}
