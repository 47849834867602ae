//! What a reviewer decided: one line of `decisions.jsonl`, which only grows.

use super::geometry::Rect;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// One decision.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// Its number among those over this scan, from 1.
    pub id: u64,
    /// When, RFC 3339 in UTC.
    pub at: String,
    /// Who, as the reviewer gives it.
    pub who: String,
    /// The scan: blake3 over the blake3 of its files, in their order. A decision holds for no other one, whatever its name.
    pub scan: String,
    /// blake3 of the `evidence.json` that was looked at.
    pub evidence: String,
    /// What.
    pub act: Act,
}

/// What was decided.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Act {
    /// A part of a line reads so: a correction taken, refused or typed over, a word confirmed or written anew.
    Text {
        /// Where.
        at: TextPlace,
        /// What stood there before this decision.
        before: String,
        /// What stands there from now on.
        after: String,
    },
    /// A clause has this label.
    Label {
        /// Which.
        clause: ClausePlace,
        /// The label before.
        before: Option<String>,
        /// The label from now on; the same as before where it was confirmed.
        after: Option<String>,
    },
    /// A field of the record has this value.
    Field {
        /// Its name in `document`.
        field: String,
        /// Its value before.
        before: Value,
        /// Its value from now on, in the same shape; the same as before where it was confirmed.
        after: Value,
    },
    /// Whether what was taken off is in the text.
    Removal {
        /// Where.
        at: Area,
        /// What was read there.
        before: String,
        /// What stands in the text of it; null where it stays out.
        after: Option<String>,
    },
    /// A block ends before this place, and another one begins.
    Split {
        /// Which.
        clause: ClausePlace,
        /// Where the new one begins; the end of the range means nothing.
        at: TextPlace,
    },
    /// A block goes on with the text of the one before it.
    Join {
        /// The second of them.
        clause: ClausePlace,
        /// The first.
        to: ClausePlace,
    },
    /// A block hangs elsewhere: a level down under the one before it, or a level up beside the one that it hung under; what followed
    /// it there hangs under it then.
    Move {
        /// Which.
        clause: ClausePlace,
        /// What it hung under, null for nothing.
        before: Option<ClausePlace>,
        /// What it hangs under from now on.
        after: Option<ClausePlace>,
    },
    /// All of it was looked at and is right.
    Approve {
        /// blake3 of what was approved: text, record and clauses.
        of: String,
    },
    /// It is to be looked at again.
    Reopen,
    /// An earlier decision counts no more.
    Undo {
        /// Its number.
        of: u64,
    },
    /// A decision that was undone counts again.
    Redo {
        /// Its number.
        of: u64,
    },
}

/// A place on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Area {
    /// Page number, from 1.
    pub page: u32,
    /// Pixels of the page as a viewer shows it.
    pub bbox: Rect,
}

/// A part of a printed line, known by its place on the scan and what was read there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TextPlace {
    /// Where the line is.
    pub at: Area,
    /// The raw text of the line.
    pub raw: String,
    /// Half-open range in it, in Unicode code points.
    pub range: [usize; 2],
}

/// A clause, known by where it begins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ClausePlace {
    /// Where the line is.
    pub at: Area,
    /// The raw text of the line.
    pub raw: String,
    /// Where in it the clause begins, with its label, in Unicode code points.
    pub from: usize,
}
