//! What `sohoa diff` finds, as `--json` writes it.

use super::aside::Aside;
use super::counts::Counts;
use super::words::Piece;
use crate::types::clause::LabelSource;
use crate::types::notice::{Note, Place};
use crate::types::ocr::Block;
use crate::types::page::Removal;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

/// Value of `schema` in what `--json` writes.
pub const DIFF_SCHEMA: &str = "sohoa.diff/1";

/// Two sets of results, compared. `before` is always of A, `after` of B.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// Always `sohoa.diff/1`.
    #[schemars(extend("const" = DIFF_SCHEMA))]
    pub schema: String,
    /// The folder A, as given.
    pub a: String,
    /// The folder B, as given.
    pub b: String,
    /// Whether nothing that counts differs and every document could be compared.
    pub same: bool,
    /// Documents of both, by name, also those that are the same.
    pub documents: Vec<DocumentDiff>,
    /// Names of the documents that only A has.
    pub only_a: Vec<String>,
    /// Names of the documents that only B has.
    pub only_b: Vec<String>,
    /// Documents that could not be compared.
    pub unreadable: Vec<Unreadable>,
    /// Over all documents.
    pub totals: Totals,
}

/// Why a document could not be compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Unreadable {
    /// Its name, the folder below A or B.
    pub name: String,
    /// The file, what is wrong with it, and what helps.
    pub message: String,
}

/// Numbers over all documents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Totals {
    /// How many documents were compared.
    pub documents: usize,
    /// How many of them differ.
    pub different: usize,
    /// Sums over them.
    pub counts: Counts,
}

/// How a document differs.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DocumentDiff {
    /// Its folder below A and B with `/` between the parts; `.` where A and B are the document.
    pub name: String,
    /// Whether nothing that counts differs.
    pub same: bool,
    /// How many differences of each kind.
    pub counts: Counts,
    /// Clauses that differ, in the order of B; lost ones behind the clause they stood behind in A.
    pub clauses: Vec<ClauseDiff>,
    /// Fields of `document` that differ, in its order.
    pub fields: Vec<FieldDiff>,
    /// Printed text around the clauses and outside of the fields that differ, by page and block;
    /// null where a side has no `evidence.json`.
    pub text: Option<Vec<TextDiff>>,
    /// What was taken off on one side only, or otherwise; by page. Null where a side has no `evidence.json`.
    pub removals: Option<Vec<RemovalDiff>>,
    /// Notes of one side only: those of A, then those of B.
    pub notes: Vec<NoteDiff>,
    /// What differs and does not count.
    pub aside: Vec<Aside>,
}

/// In what a clause differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ClauseChange {
    /// A has it, B does not.
    Lost,
    /// B has it, A does not.
    Added,
    /// It stands under another clause or elsewhere in the order.
    Moved,
    /// Its words.
    Words,
    /// Its label.
    Label,
    /// Where its label comes from; only where both have a label.
    LabelSource,
    /// The cells of its table.
    Table,
}

/// A clause that differs.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ClauseDiff {
    /// In what, at least one.
    pub changes: Vec<ClauseChange>,
    /// In A, null if added.
    pub before: Option<ClauseSide>,
    /// In B, null if lost.
    pub after: Option<ClauseSide>,
    /// The text of both; empty unless the words differ.
    pub words: Vec<Piece>,
}

/// A clause on one side.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ClauseSide {
    /// Labels from the outermost clause to this one. `¶2` is the second clause without a label below
    /// its parent, `- (3)` the third there with the label `-`.
    pub path: Vec<String>,
    /// Its label.
    pub label: Option<String>,
    /// Where the label comes from.
    pub label_source: Option<LabelSource>,
    /// Its text without the label.
    pub text: String,
    /// The lines in which it differs; all of it where it is lost or added or there is no `evidence.json`.
    pub places: Vec<Place>,
}

/// A field of `document` that differs.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FieldDiff {
    /// Its name.
    pub field: String,
    /// Its value in A.
    pub before: Value,
    /// Its value in B.
    pub after: Value,
    /// Both values as text, the members of a list behind each other.
    pub words: Vec<Piece>,
    /// Where it was found in A, one hull a page.
    pub places_before: Vec<Place>,
    /// Where it was found in B, one hull a page.
    pub places_after: Vec<Place>,
}

/// Text outside of the clauses that differs.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TextDiff {
    /// Page number, from 1.
    pub page: u32,
    /// Part of the form.
    pub block: Block,
    /// The text of both.
    pub words: Vec<Piece>,
    /// The lines of A in which it differs.
    pub places_before: Vec<Place>,
    /// The lines of B in which it differs.
    pub places_after: Vec<Place>,
}

/// A removal that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RemovalDiff {
    /// Page number, from 1.
    pub page: u32,
    /// What A took off, null if only B took something.
    pub before: Option<Removal>,
    /// What B took off there, null if it took nothing.
    pub after: Option<Removal>,
}

/// A note of one side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NoteDiff {
    /// The note in A, null if only B has it.
    pub before: Option<Note>,
    /// The note in B, null if only A has it.
    pub after: Option<Note>,
}
