//! What an engine read.

use super::geometry::Rect;
use crate::raster::Run;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How sure a reading is, 0 (not at all) to 1, rounded to 3 digits so that it prints without noise.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
#[schemars(transparent)]
pub struct Confidence(#[schemars(range(min = 0.0, max = 1.0))] f64);

impl Confidence {
    /// From a value in 0-1; anything else, NaN included, is pulled into the range.
    pub fn new(value: f64) -> Self {
        let v = if value.is_nan() { 0.0 } else { value.clamp(0.0, 1.0) };
        Self((v * 1000.0).round() / 1000.0)
    }
    /// The value, 0-1.
    pub const fn get(self) -> f64 {
        self.0
    }
    /// The lower of two.
    pub fn min(self, other: Self) -> Self {
        Self(self.0.min(other.0))
    }
    /// The mean of some readings, 0 of none.
    pub fn mean(of: impl IntoIterator<Item = Self>) -> Self {
        let (sum, n) = of.into_iter().fold((0.0, 0), |(s, n), c| (s + c.0, n + 1));
        Self::new(if n == 0 { 0.0 } else { sum / f64::from(n) })
    }
}

impl Confidence {
    /// The mean over some words, weighted by their length; 0 of none.
    pub fn of_words<'a>(words: impl IntoIterator<Item = &'a OcrWord>) -> Self {
        Self::mean(words.into_iter().flat_map(|w| std::iter::repeat_n(w.confidence, w.text.chars().count())))
    }
}

/// Where a part of a page stands in the form of a notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// Issuer and number, top left.
    HeadLeft,
    /// National motto or Party name, place and date, top right.
    HeadRight,
    /// Everything that runs over the full width.
    Body,
    /// `Nơi nhận`, bottom left.
    Recipients,
    /// Authority, position and name, bottom right.
    Signature,
}

/// A cell of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Cell {
    /// Row, from 0 in the first table of the page and on in the next.
    pub row: u32,
    /// Column, from 0.
    pub column: u32,
}

/// segment → ocr: a rectangle of the clean page that is read as one line of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Region {
    /// Its part in the form.
    pub block: Block,
    /// Pixels of the clean page.
    pub area: Rect,
    /// The cell that it is, None outside of tables.
    pub cell: Option<Cell>,
    /// Ink of neighbours that reaches into it and is not read with it. Pixels of the clean page.
    pub foreign: Vec<Run>,
}

/// What segment found on a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Segmentation {
    /// Lines in the order they are read: top to bottom in each column, each band's left column before its right.
    pub regions: Vec<Region>,
    /// Lines that are told by their form and need no reading: rows of dashes.
    pub told: Vec<OcrLine>,
    /// Median height of the small letters, pixels of the clean page.
    pub letter: f64,
    /// What is too large for a letter: rules, seals, signatures. Pixels of the clean page.
    pub strokes: Vec<Rect>,
    /// Braces along some of the recipients. Pixels of the clean page.
    pub braces: Vec<Rect>,
    /// Rows that are too many to be read, noise, and letters that no line holds. Pixels of the clean page.
    pub unread: Vec<Rect>,
}

/// How a word is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Face {
    /// Its stems are wider than those of the page's plain words.
    pub bold: bool,
    /// Its letters lean.
    pub italic: bool,
}

/// One word as the engine read it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OcrWord {
    /// NFC text, never empty, without blanks.
    pub text: String,
    /// Pixels of the clean page.
    pub area: Rect,
    /// The engine's own confidence.
    pub confidence: Confidence,
    /// Other readings of the word, best first.
    pub alternatives: Vec<String>,
    /// Whether it fills a blank of the form and was read, surely, by the reader of what hands fill in.
    #[serde(default)]
    pub filled: bool,
    /// How it is set, once that is measured.
    #[serde(default)]
    pub face: Face,
}

/// What words say, with blanks between them.
pub fn text_of(words: &[OcrWord]) -> String {
    words.iter().map(|w| w.text.as_str()).collect::<Vec<_>>().join(" ")
}

/// One line as the engine found it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OcrLine {
    /// Its part in the form.
    pub block: Block,
    /// Pixels of the clean page.
    pub area: Rect,
    /// The cell that it stands in, None outside of tables.
    #[serde(default)]
    pub cell: Option<Cell>,
    /// Words from left to right, at least one.
    pub words: Vec<OcrWord>,
}

/// ocr → layout: all lines of a page, region by region.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct OcrPage {
    /// Lines in the order of the regions, top to bottom in each.
    pub lines: Vec<OcrLine>,
}

impl OcrPage {
    /// Mean confidence, weighted by the length of the words; 0 of none.
    pub fn confidence(&self) -> f64 {
        Confidence::of_words(self.lines.iter().flat_map(|l| &l.words)).get()
    }
}

/// Which engine read the pages, part of every output.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EngineInfo {
    /// Name of the engine.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Language of the model and the start of the blake3 of its file.
    pub model: String,
    /// Settings that change what it reads.
    pub config: String,
}
