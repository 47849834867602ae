//! Reads recipes.

use super::{Dose, FORMS, File, Pages, Recipe, Tone};
use crate::scans::damage::{Damage, Severity};
use anyhow::{Context, Result, bail, ensure};

/// Parses recipes. Blocks are apart by an empty line, `#` begins a comment, at the start of a line or behind a blank; a block is a line
/// `[name of the scan]`, then `notice:`, `form:`, `dpi:`, perhaps `arrival:`, and a line
/// `damage: severity`, perhaps with ` on last` or ` on 2`, for every damage.
pub fn parse(text: &str) -> Result<Vec<Recipe>> {
    let lines = text.lines().filter(|line| !line.starts_with('#')).map(|line| line.split(" #").next().unwrap_or_default().trim());
    let joined = lines.collect::<Vec<_>>().join("\n");
    joined.split("\n\n").map(str::trim).filter(|block| !block.is_empty()).map(block).collect()
}

fn block(text: &str) -> Result<Recipe> {
    let (head, rest) = text.split_once('\n').unwrap_or((text, ""));
    let name = head.strip_prefix('[').and_then(|h| h.strip_suffix(']')).with_context(|| format!("{head:?} is no [name]"))?;
    let mut recipe = Recipe {
        name: name.to_owned(), notice: name.to_owned(), file: File::Pdf, tone: Tone::Colour, dpi: 300.0, doses: Vec::new(), arrival: None,
    };
    for line in rest.lines() {
        let (key, value) = line.split_once(':').with_context(|| format!("[{name}]: {line:?} is no `key: value`"))?;
        member(&mut recipe, key.trim(), value.trim()).with_context(|| format!("[{name}]: {line}"))?;
    }
    let grain = recipe.dose(Damage::Bilevel).is_none() || recipe.tone == Tone::Bilevel;
    ensure!(grain, "[{name}] has a damage of bilevel scans, but its form is none");
    Ok(recipe)
}

fn member(recipe: &mut Recipe, key: &str, value: &str) -> Result<()> {
    match key {
        "notice" => recipe.notice = value.to_owned(),
        "arrival" => recipe.arrival = Some(value.to_owned()),
        "dpi" => recipe.dpi = value.parse()?,
        "form" => (recipe.file, recipe.tone) = form(value)?,
        _ => recipe.doses.push(dose(key, value)?),
    }
    Ok(())
}

fn form(name: &str) -> Result<(File, Tone)> {
    let found = FORMS.iter().find(|(own, ..)| *own == name);
    found.map(|(_, file, tone)| (*file, *tone)).with_context(|| format!("{name:?} is no form of scans"))
}

fn dose(damage: &str, value: &str) -> Result<Dose> {
    let (severity, pages) = match value.split_once(" on ") {
        Some((severity, "last")) => (severity, Pages::Last),
        Some((severity, page)) => (severity, Pages::Only(page.parse()?)),
        None => (value, Pages::Usual),
    };
    if pages == Pages::Only(0) {
        bail!("pages count from 1");
    }
    Ok(Dose { damage: Damage::named(damage)?, severity: Severity::named(severity)?, pages })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_block_is_a_recipe() {
        let text = "# all\n[a]\nnotice: b\nform: tiff bilevel\ndpi: 200\nskew: heavy on 2   # much\nfading: light\n\n[c]\n";
        let recipes = parse(text).unwrap();
        assert_eq!(recipes.len(), 2);
        assert_eq!((recipes[0].file, recipes[0].tone, recipes[0].dpi), (File::Tiff, Tone::Bilevel, 200.0));
        assert_eq!(recipes[0].doses[0], Dose { damage: Damage::Skew, severity: Severity::Heavy, pages: Pages::Only(2) });
        assert_eq!(recipes[1].notice, "c");
    }

    #[test]
    fn mistakes_are_named() {
        for (text, said) in [
            ("a\n", "is no [name]"), ("[a]\nskew: awful\n", "severity"), ("[a]\nhail: light\n", "damage"), ("[a]\nform: fax\n", "form"),
            ("[a]\nskew: light on 0\n", "from 1"), ("[a]\nbilevel: light\n", "bilevel"), ("[a]\nskew\n", "key: value"),
        ] {
            let error = format!("{:#}", parse(text).unwrap_err());
            assert!(error.contains(said), "{text:?}: {error}");
        }
    }

    #[test]
    fn the_committed_recipes_are_read_and_written() {
        let recipes = parse(include_str!("../../../recipes/small.txt")).unwrap();
        assert!((8..=12).contains(&recipes.len()));
        let written: String = recipes.iter().map(|recipe| format!("{recipe}\n")).collect();
        assert_eq!(parse(&written).unwrap(), recipes);
    }
}
