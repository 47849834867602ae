//! The numbers of every damage at every severity. All code that damages pages takes them from here.

use super::{Damage, SEVERITIES};

/// What a number means and what it is when light, medium, heavy.
pub type Measure = (&'static str, [f32; 3]);

/// A damage and its numbers.
pub struct Row {
    /// The damage.
    pub damage: Damage,
    /// Its name in recipes.
    pub name: &'static str,
    /// What it looks like.
    pub shows: &'static str,
    /// Its numbers, one or two.
    pub measures: &'static [Measure],
}

const fn row(damage: Damage, name: &'static str, shows: &'static str, measures: &'static [Measure]) -> Row {
    Row { damage, name, shows, measures }
}

const FULL: &str = "how full of ink, 0-1";

/// All damages, in the order of [`Damage`].
pub const TABLE: [Row; 32] = [
    row(Damage::SealOnSignature, "seal-on-signature", "round red seal over the left of the signature", &[
        (FULL, [0.55, 0.75, 0.95]), ("mm up over the office", [0.0, 3.0, 6.0])]),
    row(Damage::SealOnText, "seal-on-text", "round seal, or part of one, over the body", &[
        (FULL, [0.35, 0.6, 0.9])]),
    row(Damage::EdgeSeal, "edge-seal", "slice of a seal across the right edge of every page (giáp lai)", &[
        (FULL, [0.45, 0.7, 0.95]), ("mm onto the page", [9.0, 14.0, 22.0])]),
    row(Damage::ArrivalStamp, "arrival-stamp", "ruled box of the receiving office, filled in by hand", &[
        (FULL, [0.6, 0.75, 0.95]), ("from beside (0) to over (1) the subject", [0.0, 0.5, 1.0])]),
    row(Damage::UrgencyStamp, "urgency-stamp", "KHẨN, THƯỢNG KHẨN, HỎA TỐC in a box or arrow", &[
        (FULL, [0.6, 0.75, 0.95]), ("mm height of capitals", [3.6, 4.4, 5.4])]),
    row(Damage::SecrecyStamp, "secrecy-stamp", "MẬT, TỐI MẬT, TUYỆT MẬT in a box", &[
        (FULL, [0.6, 0.75, 0.95]), ("mm height of capitals", [3.2, 4.0, 5.0])]),
    row(Damage::Signature, "signature", "signature over the name, blue or black", &[
        ("mm width", [36.0, 48.0, 62.0]), ("mm thickness", [0.4, 0.6, 0.9])]),
    row(Damage::Paraph, "paraph", "initials beside the last lines and the position", &[
        ("paraphs", [1.0, 2.0, 4.0]), ("mm thickness", [0.35, 0.45, 0.6])]),
    row(Damage::Ticks, "ticks", "ticks and underlines in the body", &[
        ("a page", [2.0, 5.0, 10.0]), ("mm thickness", [0.35, 0.45, 0.6])]),
    row(Damage::MarginNote, "margin-note", "writing in the margins", &[
        ("lines", [1.0, 3.0, 6.0]), ("mm into the body", [0.0, 4.0, 14.0])]),
    row(Damage::HandwrittenBlanks, "handwritten-blanks", "blanks of the form filled in by hand: text, not cover", &[
        ("number (1), day and month too (2)", [1.0, 2.0, 2.0]), ("stray of the strokes in digit heights", [0.02, 0.035, 0.05])]),
    row(Damage::BleedThrough, "bleed-through", "the other side of the sheet, mirrored", &[
        ("as dark as, share of the ink", [0.08, 0.16, 0.28])]),
    row(Damage::GhostLines, "ghost-lines", "lines of the sheet beneath, upright", &[
        ("as dark as, share of the ink", [0.08, 0.15, 0.25]), ("share of the page", [0.3, 0.5, 0.8])]),
    row(Damage::ScreenText, "screen-text", "faint words of a screen or viewer (`Đang chờ...`)", &[
        ("as dark as, share of black", [0.12, 0.22, 0.38]), ("places a page", [1.0, 3.0, 6.0])]),
    row(Damage::Fading, "fading", "print that pales in parts of the page", &[
        ("ink left where it is palest", [0.6, 0.42, 0.28]), ("share of the page", [0.25, 0.4, 0.6])]),
    row(Damage::UnevenPaper, "uneven-paper", "yellowish paper, unevenly lit", &[
        ("loss of light, share", [0.04, 0.09, 0.18])]),
    row(Damage::Stains, "stains", "water and rust", &[
        ("stains", [1.0, 3.0, 5.0]), ("loss of light, share", [0.08, 0.16, 0.3])]),
    row(Damage::PunchHoles, "punch-holes", "holes of a file in the left margin", &[
        ("holes", [2.0, 2.0, 4.0]), ("mm radius", [2.4, 3.0, 3.6])]),
    row(Damage::Folds, "folds", "creases across the page", &[
        ("creases", [1.0, 2.0, 3.0]), ("loss of light, share", [0.12, 0.25, 0.45])]),
    row(Damage::BlackBorder, "black-border", "the dark lid past the sheet's edges", &[
        ("mm", [2.0, 5.0, 9.0]), ("sides", [1.0, 2.0, 3.0])]),
    row(Damage::Skew, "skew", "the sheet lies askew on the glass", &[
        ("degrees", [0.5, 1.5, 4.0])]),
    row(Damage::Perspective, "perspective", "the sheet is photographed at a slant", &[
        ("mm narrower at one end", [1.5, 3.5, 7.0])]),
    row(Damage::Blur, "blur", "out of focus", &[
        ("mm, standard deviation", [0.06, 0.09, 0.13])]),
    row(Damage::Noise, "noise", "grain of the sensor", &[
        ("levels of 255", [5.0, 11.0, 22.0])]),
    row(Damage::Specks, "specks", "dust and toner", &[
        ("a page", [80.0, 300.0, 1000.0]), ("mm, the largest", [0.25, 0.35, 0.5])]),
    row(Damage::Streaks, "streaks", "lines down the page from dirt on the sensor", &[
        ("a page", [1.0, 3.0, 7.0]), ("loss of light, share", [0.15, 0.3, 0.6])]),
    row(Damage::Jpeg, "jpeg", "artefacts of JPEG", &[
        ("quality", [85.0, 72.0, 60.0])]),
    row(Damage::Resolution, "resolution", "few dots an inch", &[
        ("dpi", [250.0, 200.0, 150.0])]),
    row(Damage::Bilevel, "bilevel", "black and white by one threshold", &[
        ("threshold, share of white", [0.5, 0.64, 0.78]), ("grain, share of white", [0.06, 0.1, 0.14])]),
    row(Damage::Turned, "turned", "pages fed the wrong way round", &[
        ("degrees clockwise", [180.0, 90.0, 270.0])]),
    row(Damage::BlankVerso, "blank-verso", "an empty back after the first page, its front showing through", &[
        ("as dark as, share of the ink", [0.0, 0.08, 0.18])]),
    row(Damage::RepeatedLines, "repeated-lines", "last lines of the page before, caught again at the top", &[
        ("lines", [1.0, 2.0, 3.0])]),
];

/// The table as `xtask/README.md` has it.
pub fn table() -> String {
    let mut out = String::from("| damage | what it is | number |");
    SEVERITIES.iter().for_each(|(_, name)| out += &format!(" {name} |"));
    out += "\n|---|---|---|---|---|---|\n";
    for row in &TABLE {
        for (index, (unit, at)) in row.measures.iter().enumerate() {
            let (name, shows) = if index == 0 { (format!("`{}`", row.name), row.shows) } else { (String::new(), "") };
            out += &format!("| {name} | {shows} | {unit} | {} | {} | {} |\n", at[0], at[1], at[2]);
        }
    }
    out
}
