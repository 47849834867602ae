//! A printed line and its words, on the scan.

use super::geometry::Rect;
use super::ocr::{Block, Cell, Confidence};
use super::page::RemovalKind;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A word with its place on the scan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Word {
    /// As the engine read it, NFC.
    pub text: String,
    /// Pixels of the page as a viewer shows it.
    pub bbox: Rect,
    /// How likely it is right where a wrong word counts as five that are left open.
    pub confidence: Confidence,
    /// Other readings, best first.
    pub alternatives: Vec<String>,
    /// Whether it fills a blank of the form (number, day, month) and was read, surely, by the reader of what hands fill in;
    /// left out where it is not.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub filled: bool,
    /// What was removed from over it.
    pub under: Vec<RemovalKind>,
    /// Whether it is set bold, by the width of its stems; left out where it is not.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub bold: bool,
    /// Whether it is set in italics, by the lean of its letters; left out where it is not.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub italic: bool,
    /// The cell of a table that it stands in; left out elsewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cell: Option<Cell>,
}

/// layout → correct: one printed line, never empty, in reading order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// Page number, from 1.
    pub page: u32,
    /// Pixels of the page as a viewer shows it.
    pub bbox: Rect,
    /// Its part in the form.
    pub block: Block,
    /// Whether it starts a paragraph, by indent and the end of the line before.
    pub starts_paragraph: bool,
    /// Whether it stands centred in the text column.
    pub centred: bool,
    /// Left indent against the text column, in units of the line's letter height, rounded to 1 digit.
    pub indent: f64,
    /// The words joined by one blank, as read.
    pub raw: String,
    /// `raw` with the made edits.
    pub text: String,
    /// Words from left to right.
    pub words: Vec<Word>,
}
