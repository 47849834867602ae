//! What `scans/README.md` says.

use crate::scans::damage::SEVERITIES;
use crate::scans::recipe::{Dose, Pages, Recipe};

const HEAD: &str = "\
# Sample scans

Made by `cargo xtask scans` from `xtask/notices/` and `xtask/recipes/small.txt`; how, and what the damages
are, says [xtask/README.md](../xtask/README.md). No page is of a real document: people, numbers and
stamps are invented, and the seals say that they are samples. The same bytes come out on every run.

";

const FOOT: &str = "
`truth/<name>/` holds what a perfect run makes of a scan, and what only a generator knows:

- `text.txt`: the printed lines in reading order, left head before right head, recipients before
  signature, no page number, no second copy of repeated lines, a form feed between pages.
- `notice.json`: `document` and `body` as in the product's record, as far as the page says.
- `pN.print.png`, `pN.cover.png`: masks in pixels of page N as scanned, white where there is print (with
  the handwriting in blanks, which is text), and where there is anything that covers: seals, stamps, pen,
  what shows through, dust, borders. Where print and cover meet, it is print.
";

/// The README of the small set.
pub fn readme(recipes: &[Recipe]) -> String {
    let mut out = HEAD.to_owned() + "| scan | form | damage |\n|---|---|---|\n";
    for recipe in recipes {
        let damage: Vec<String> = recipe.doses.iter().map(said).collect();
        let damage = if damage.is_empty() { "none".to_owned() } else { damage.join(", ") };
        out += &format!("| `{}` | {}, {} dpi | {damage} |\n", recipe.name, recipe.form(), recipe.resolution());
    }
    out + FOOT
}

fn said(dose: &Dose) -> String {
    let severity = SEVERITIES[dose.severity as usize].1;
    let pages = match dose.pages {
        Pages::Usual => String::new(),
        Pages::Last => " on the last page".to_owned(),
        Pages::Only(page) => format!(" on page {page}"),
    };
    format!("{} ({severity}){pages}", dose.damage.name())
}
