//! The body as a tree of clauses over lines.

use super::evidence::FieldEvidence;
use super::notice::Note;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Where a label comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LabelSource {
    /// It stands so in the text.
    Read,
    /// A damaged reading was mended.
    Repaired,
    /// Nothing was read; the sequence and the layout call for it.
    Inferred,
}

/// A part of one line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Span {
    /// Index into the evidence's `lines`, from 0.
    pub line: usize,
    /// Half-open range in the line's text, in Unicode code points.
    pub range: [usize; 2],
}

/// A clause: a label, the spans its text is joined from, and what hangs under it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Clause {
    /// As it ought to be printed, None for a paragraph without one.
    pub label: Option<String>,
    /// Where the label comes from, None without one.
    pub label_source: Option<LabelSource>,
    /// What was read in the place of a label that is repaired (a damaged one) or inferred (nothing: an empty text); left out
    /// where the label is as it was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// The text without its label, in reading order.
    pub spans: Vec<Span>,
    /// Whether its lines are the rows of a table; left out where they are not.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub table: bool,
    /// Clauses under this one.
    pub children: Vec<Clause>,
    /// Whether a reviewer looked at its label; left out where nobody did, as in every evidence.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub reviewed: bool,
}

/// structure → export: the record, the clauses and what is to be said of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Structured {
    /// One entry a field of `document`, in its order.
    pub fields: Vec<FieldEvidence>,
    /// The clauses, over the lines.
    pub body: Vec<Clause>,
    /// Remarks.
    pub notes: Vec<Note>,
}
