//! Every notice at five levels of damage, for what the structure owes at each.

use crate::scans::damage::{Damage, Severity};
use crate::scans::notice::Notice;
use crate::scans::recipe::{Dose, File, Recipe, Tone};

/// A level: its name, form, dots per inch and damages.
type Level = (&'static str, (File, Tone), f32, &'static [(Damage, Severity)]);

const LEVELS: [Level; 5] = [
    ("plain", (File::Pdf, Tone::Colour), 300.0, &[]),
    ("stamped", (File::Pdf, Tone::Colour), 300.0, &[
        (Damage::SealOnSignature, Severity::Medium), (Damage::Signature, Severity::Medium), (Damage::ArrivalStamp, Severity::Medium),
        (Damage::EdgeSeal, Severity::Light), (Damage::Jpeg, Severity::Light)]),
    ("faded", (File::Pdf, Tone::Grey), 300.0, &[
        (Damage::Fading, Severity::Medium), (Damage::BleedThrough, Severity::Light), (Damage::Noise, Severity::Light),
        (Damage::Signature, Severity::Light)]),
    ("bilevel", (File::Tiff, Tone::Bilevel), 200.0, &[
        (Damage::SealOnSignature, Severity::Light), (Damage::Signature, Severity::Light), (Damage::Specks, Severity::Light),
        (Damage::Skew, Severity::Light)]),
    ("turned", (File::Pdf, Tone::Colour), 200.0, &[
        (Damage::Turned, Severity::Medium), (Damage::Skew, Severity::Medium), (Damage::SealOnSignature, Severity::Light)]),
];

/// `<notice>-<level>` for all.
pub fn recipes(notices: &[Notice]) -> Vec<Recipe> {
    notices.iter().flat_map(|notice| LEVELS.iter().map(|level| one(&notice.name, level))).collect()
}

fn one(notice: &str, (level, (file, tone), dpi, damages): &Level) -> Recipe {
    let doses = damages.iter().map(|(damage, severity)| Dose::usual(*damage, *severity)).collect();
    Recipe { name: format!("{notice}-{level}"), notice: notice.to_owned(), file: *file, tone: *tone, dpi: *dpi, doses, arrival: None }
}
