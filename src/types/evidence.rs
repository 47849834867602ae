//! `evidence.json`: everything that is known of a document, no pixels.

use super::clause::Clause;
use super::edit::Edit;
use super::line::Line;
use super::notice::{Note, Place, Source};
use super::ocr::{Confidence, EngineInfo};
use super::page::Removal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Value of `schema` in `evidence.json`.
pub const EVIDENCE_SCHEMA: &str = "sohoa.evidence/1";

/// Words in `how` of a field that was filled in by hand and read surely.
pub const BY_HAND: &str = "filled in by hand";

/// to export, review, eval: all that was found, from which `text.txt` and `notice.json` are built.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Digitized {
    /// Always `sohoa.evidence/1`.
    #[schemars(extend("const" = EVIDENCE_SCHEMA))]
    pub schema: String,
    /// blake3 of inputs, options, engine and program: equal means that nothing is to be done again.
    pub fingerprint: String,
    /// What it was read from.
    pub source: Source,
    /// What read it.
    pub engine: EngineInfo,
    /// Every page of the document, also those that failed.
    pub pages: Vec<PageEvidence>,
    /// In reading order.
    pub lines: Vec<Line>,
    /// Ordered by line and range, disjoint in a line.
    pub edits: Vec<Edit>,
    /// The clauses, over the lines.
    pub body: Vec<Clause>,
    /// One entry a field of `document`, in its order.
    pub fields: Vec<FieldEvidence>,
    /// Remarks.
    pub notes: Vec<Note>,
    /// Whether a reviewer approved it; left out where nobody did, as in every evidence.
    #[serde(default, skip_serializing_if = "Review::is_open")]
    pub review: Review,
}

/// Whether a person answers for a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Review {
    /// Nobody does yet, or it is not any more what was approved.
    #[default]
    Open,
    /// A reviewer approved it as it is.
    Approved,
}

impl Review {
    /// Whether nobody does.
    pub const fn is_open(&self) -> bool {
        matches!(self, Self::Open)
    }
}

/// What was found out about a page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PageEvidence {
    /// Page number, from 1.
    pub page: u32,
    /// Pixels as a viewer shows it, `[0, 0]` where the page could not be decoded or cleaned.
    pub size: [u32; 2],
    /// Dots per inch, null where the page could not be decoded or cleaned.
    pub dpi: Option<f64>,
    /// Degrees clockwise, null where the page could not be decoded or cleaned.
    pub skew: Option<f64>,
    /// 0, 90, 180 or 270 degrees clockwise, null where the page could not be decoded or cleaned.
    pub orientation: Option<u32>,
    /// What was taken away.
    pub removed: Vec<Removal>,
    /// Why it failed, null where it did not.
    pub failure: Option<String>,
    /// Nothing is printed or written on it, as on most backs of sheets. Left out where something is.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub blank: bool,
    /// A word processor wrote the page: its words with confidence 1 are the file's own letters, not read from the picture. Left out where it is a scan.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub text_layer: bool,
}

/// Where a field of the record comes from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FieldEvidence {
    /// Name of the field in `document`.
    pub field: String,
    /// Its value, in the shape it has in `document`.
    pub value: serde_json::Value,
    /// What was read there.
    pub text: Option<String>,
    /// Where.
    pub places: Vec<Place>,
    /// Lowest confidence of the words it rests on; null where it rests on none.
    pub confidence: Option<Confidence>,
    /// How it was found, or why it is open.
    pub how: String,
}
