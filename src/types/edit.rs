//! A correction and what is known of it.

use super::line::Line;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How sure a rule is of an edit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// Made.
    Sure,
    /// Made and shown to the reviewer.
    Likely,
    /// Shown, not made.
    Suggested,
}

/// What became of an edit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// In the text.
    Made,
    /// Waits for a reviewer, not in the text.
    Proposed,
    /// A reviewer agreed; in the text.
    Accepted,
    /// A reviewer refused; not in the text.
    Rejected,
}

/// One replacement in one line, in coordinates of the raw text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Edit {
    /// Name of the rule.
    pub rule: String,
    /// Index into the evidence's `lines`, from 0.
    pub line: usize,
    /// Half-open range in the line's raw text, in Unicode code points.
    pub range: [usize; 2],
    /// What stood there.
    pub before: String,
    /// What is put there.
    pub after: String,
    /// How sure the rule is.
    pub certainty: Certainty,
    /// What became of it.
    pub status: Status,
}

/// correct → structure: lines with the made edits in their text, and all edits.
#[derive(Debug, Clone, PartialEq)]
pub struct Correction {
    /// In reading order.
    pub lines: Vec<Line>,
    /// Ordered by line and range, disjoint in a line.
    pub edits: Vec<Edit>,
}
