//! Labels that paragraphs begin with, and how deep each kind stands.

use regex::Regex;
use std::sync::LazyLock;

/// From this rank on, an item ends with its paragraph.
pub const DASH: u8 = 30;

/// A label as printed and how deep it stands: a higher rank hangs under a lower one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// `1.`, `1-`, `a)`, `-`
    pub text: String,
    /// Depth of its kind.
    pub rank: u8,
    /// Whether an opening quotation mark stands before it.
    pub quoted: bool,
}

/// Kinds of labels of paragraphs, from the outermost to the innermost.
static FORMS: LazyLock<Vec<(Regex, u8)>> = LazyLock::new(|| {
    let forms = [
        (r"^Điều \d{1,3}[a-z]?\.", 10),
        (r"^[IVX]{1,5}[.-]", 11),
        (r"^\d{1,2}[.-]", 12),
        (r"^\d{1,2}\.\d{1,2}\.", 13),
        (r"^\d{1,2}\.\d{1,2}\.\d{1,2}\.", 14),
        (r"^[a-eg-ik-vxyđ]\)", 20),
        (r"^-", DASH),
        (r"^\+", DASH + 1),
    ];
    forms.into_iter().filter_map(|(form, rank)| Some((Regex::new(&format!("{form}(?: |$)")).ok()?, rank))).collect()
});

/// The label that a paragraph begins with.
pub fn of(paragraph: &str) -> Option<Label> {
    let bare = paragraph.strip_prefix('“');
    let (found, rank) = FORMS.iter().find_map(|(form, rank)| Some((form.find(bare.unwrap_or(paragraph))?, *rank)))?;
    Some(Label { text: found.as_str().trim_end().to_owned(), rank, quoted: bare.is_some() })
}

/// The rank of a label on a line of its own: `Phần thứ nhất`, `Chương I`, `Mục 1`.
pub fn rank_of_heading(label: &str) -> u8 {
    ["Phần", "Chương", "Mục"].iter().position(|kind| label.starts_with(kind)).map_or(3, |rank| rank as u8)
}
