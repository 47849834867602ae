//! The scans of the repository.

use crate::scans::recipe::{Recipe, parse};
use anyhow::Result;

/// The recipes of `xtask/recipes/small.txt`.
pub fn recipes() -> Result<Vec<Recipe>> {
    parse(include_str!("../../../recipes/small.txt"))
}
