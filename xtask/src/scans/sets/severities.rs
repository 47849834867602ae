//! One page for every damage at every severity, and one without any.

use crate::scans::damage::{Damage, SEVERITIES, TABLE};
use crate::scans::recipe::{Dose, File, Recipe, Tone};

/// The notice of one page that is damaged.
const NOTICE: &str = "ket-luan-mau";
/// The notice for damage that needs a page turn.
const LONGER: &str = "thong-bao-mau";

/// `plain`, and `<damage>-<severity>` for each.
pub fn recipes() -> Vec<Recipe> {
    let all = TABLE.iter().flat_map(|row| SEVERITIES.iter().map(move |(severity, name)| one(row.damage, (*severity, name))));
    std::iter::once(plain("plain".to_owned())).chain(all).collect()
}

fn plain(name: String) -> Recipe {
    Recipe { name, notice: NOTICE.to_owned(), file: File::Pdf, tone: Tone::Colour, dpi: 300.0, doses: Vec::new(), arrival: None }
}

fn one(damage: Damage, (severity, name): (crate::scans::damage::Severity, &str)) -> Recipe {
    let mut recipe = plain(format!("{}-{name}", damage.name()));
    recipe.doses.push(Dose::usual(damage, severity));
    if damage == Damage::RepeatedLines {
        recipe.notice = LONGER.to_owned();
    }
    if damage == Damage::Bilevel {
        recipe.tone = Tone::Bilevel;
    }
    recipe
}
