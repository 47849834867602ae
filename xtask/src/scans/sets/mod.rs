//! The sets of scans: the small one of the repository, a large random one, one damage at a time.

mod large;
mod levels;
mod readme;
mod severities;
pub mod small;

use super::damage::Damage;
use super::document::scan;
use super::files::{self, Named, png};
use super::recipe::Recipe;
use super::{Workshop, damage};
use crate::marked;
use anyhow::{Context, Result};
use clap::ValueEnum;
use rayon::prelude::*;
use std::fs;
use std::path::Path;

/// Which scans to make.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Set {
    /// The scans of the repository: `xtask/recipes/small.txt`.
    Small,
    /// Every notice in several forms with damage drawn by chance.
    Large,
    /// One page for every damage at every severity.
    Severities,
    /// Every notice at five levels of damage.
    Levels,
}

/// JPEG quality where no damage says another.
const QUALITY: f32 = 92.0;

/// Makes a set of scans below `folder`; `seed` decides what the large set draws.
pub fn make(set: Set, folder: &Path, seed: u64) -> Result<()> {
    let shop = Workshop::open()?;
    let recipes = match set {
        Set::Small => small::recipes()?,
        Set::Large => large::recipes(&shop.notices, seed),
        Set::Severities => severities::recipes(),
        Set::Levels => levels::recipes(&shop.notices),
    };
    fs::create_dir_all(folder)?;
    recipes.par_iter().try_for_each(|recipe| write(&shop, recipe, folder))?;
    match set {
        Set::Small => fs::write(folder.join("README.md"), readme::readme(&recipes))?,
        Set::Large | Set::Severities | Set::Levels => fs::write(folder.join("recipes.txt"), blocks(&recipes))?,
    }
    println!("{} documents in {}", recipes.len(), folder.display());
    Ok(())
}

/// Recipes in the form in which they are read.
fn blocks(recipes: &[Recipe]) -> String {
    recipes.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// Everything that a recipe makes: paths below the set's folder, and bytes.
pub fn outputs(shop: &Workshop, recipe: &Recipe) -> Result<Vec<Named>> {
    let scanned = scan(shop, recipe).with_context(|| recipe.name.clone())?;
    let quality = recipe.numbers(Damage::Jpeg).map_or(QUALITY, |n| n[0]) as u8;
    let mut all = files::files((&recipe.name, recipe.file), &scanned.pages, quality)?;
    let at = |file: &str| format!("truth/{}/{file}", recipe.name);
    all.push((at("text.txt"), scanned.text.into_bytes()));
    all.push((at("notice.json"), (serde_json::to_string_pretty(&scanned.truth)? + "\n").into_bytes()));
    for (index, page) in scanned.pages.iter().enumerate() {
        all.push((at(&format!("p{}.print.png", index + 1)), png::mask(&page.print, page.dpi)?));
        all.push((at(&format!("p{}.cover.png", index + 1)), png::mask(&page.cover, page.dpi)?));
    }
    Ok(all)
}

fn write(shop: &Workshop, recipe: &Recipe, folder: &Path) -> Result<()> {
    fs::create_dir_all(folder.join("truth").join(&recipe.name))?;
    let mut all = outputs(shop, recipe)?.into_iter();
    all.try_for_each(|(file, data)| fs::write(folder.join(&file), data).with_context(|| file))
}

/// Marks around the table of damages in the generator's README.
const TABLE: [&str; 2] = ["<!-- damages: written by `cargo xtask scans` -->", "<!-- end of damages -->"];

/// Brings the table of damages in the generator's README up to date.
pub fn publish(readme: &Path) -> Result<()> {
    marked::publish(readme, TABLE, &damage::table())
}
