//! What `sohoa eval --json` writes. Every member is explained in `docs/eval.md`.

use super::share::{Share, Verdicts};
use crate::types::notice::Place;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Value of `schema` in the output of `sohoa eval --json`.
pub const EVAL_SCHEMA: &str = "sohoa.eval/1";

/// The whole of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Evaluation {
    /// Always `sohoa.eval/1`.
    #[schemars(extend("const" = EVAL_SCHEMA))]
    pub schema: String,
    /// Over all units: counts added up, then divided.
    pub total: Figures,
    /// Whether the documents that need a review are those that ask for one.
    pub review: Review,
    /// One a document of the truth, or one a page where the truth is by pages; in order of names.
    pub units: Vec<Unit>,
}

/// What is scored at a time: a document or a page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Unit {
    /// Name in the truth.
    pub name: String,
    /// Folder below the outputs.
    pub document: String,
    /// Page from 1, null where the unit is a whole document.
    pub page: Option<u32>,
    /// There are no outputs of the document: it scores as empty.
    pub missing: bool,
    /// How good it is.
    pub figures: Figures,
    /// What is wrong, worst first.
    pub faults: Vec<Fault>,
}

/// All figures of a unit or of all.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Figures {
    /// Of `text.txt`.
    pub text: TextFigures,
    /// Of the lines as read, before any correction; all null where there is no `evidence.json`.
    pub raw: TextFigures,
    /// True words below something that was removed, and how many of them are right.
    pub under_removal: Share,
    /// Whether confidence tells right words from wrong ones.
    pub calibration: Calibration,
    /// Values of the printed fields that are right, the notation of the number among them.
    pub fields: Share,
    /// Right values of all other members of `document` that the truth has.
    pub other_fields: Share,
    /// Both, by name.
    pub by_field: BTreeMap<String, Share>,
    /// Fields that the truth says are empty, and how many of them are not.
    pub invented: Share,
    /// Ordinals of the number.
    pub number: Verdicts,
    /// Dates.
    pub date: Verdicts,
    /// Documents with an arrival stamp, and how many of them have an arrival.
    pub arrivals: Share,
    /// Edits from the true to the given sequence of clause labels, of true labels.
    pub labels: Share,
    /// True labels that are there under the same labels, of true labels with a place in a tree.
    pub parents: Share,
}

/// Figures of a text.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TextFigures {
    /// Edits of each true line against its best place in the text, of true code points.
    pub line_cer: Share,
    /// Edits of the whole text in order, of true code points.
    pub order_cer: Share,
    /// The same in grapheme clusters.
    pub grapheme_cer: Share,
    /// Edits of the whole text in order in words, of true words.
    pub wer: Share,
    /// True words that are in the text, in any order.
    pub recall: Share,
    /// Words of the text that are in the truth, in any order.
    pub precision: Share,
    /// Edits of `line_cer` that change only tone, hat or the stroke of `đ`, of the same code points.
    pub marks: Share,
    /// True lines of which less than half is wrong at their best place.
    pub lines: Share,
    /// True lines that begin with a list number, a letter or a dash, and those whose best place begins with it.
    pub starts: Share,
}

/// Whether confidence tells right words from wrong ones.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Calibration {
    /// Words read with 0.95 or more that are right.
    pub sure_right: Share,
    /// Wrong words read with less than 0.95, of all wrong words.
    pub wrong_below: Share,
}

/// Documents by whether something is wrong in them and whether `needs_review` says so.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Review {
    /// Something is wrong, flagged.
    pub hits: usize,
    /// Something is wrong, not flagged.
    pub missed: usize,
    /// Nothing is wrong, flagged.
    pub false_alarms: usize,
    /// Nothing is wrong, not flagged.
    pub quiet: usize,
}

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FaultKind {
    /// A number or a date that is not left open but wrong, or that the truth does not have.
    Wrong,
    /// A line of the text, or true lines that are not in it.
    Text,
    /// A field.
    Field,
    /// The sequence of labels or their places in the tree.
    Labels,
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Fault {
    /// What kind of thing.
    pub kind: FaultKind,
    /// The field, null for text.
    pub field: Option<String>,
    /// What it is in the truth.
    pub truth: String,
    /// What the output says.
    pub said: String,
    /// Code points to change, of `labels` labels; at least 1.
    pub edits: usize,
    /// Where on the scan, as far as is known.
    pub places: Vec<Place>,
}

impl TextFigures {
    fn and(&self, o: &Self) -> Self {
        Self {
            line_cer: self.line_cer.and(o.line_cer), order_cer: self.order_cer.and(o.order_cer),
            grapheme_cer: self.grapheme_cer.and(o.grapheme_cer), wer: self.wer.and(o.wer),
            recall: self.recall.and(o.recall), precision: self.precision.and(o.precision), marks: self.marks.and(o.marks),
            lines: self.lines.and(o.lines), starts: self.starts.and(o.starts),
        }
    }
}

impl Figures {
    /// Both together.
    pub fn and(&self, o: &Self) -> Self {
        let mut by_field = self.by_field.clone();
        for (name, share) in &o.by_field {
            by_field.entry(name.clone()).and_modify(|s| *s = s.and(*share)).or_insert(*share);
        }
        Self {
            text: self.text.and(&o.text), raw: self.raw.and(&o.raw), under_removal: self.under_removal.and(o.under_removal),
            calibration: Calibration {
                sure_right: self.calibration.sure_right.and(o.calibration.sure_right),
                wrong_below: self.calibration.wrong_below.and(o.calibration.wrong_below),
            },
            fields: self.fields.and(o.fields), other_fields: self.other_fields.and(o.other_fields), by_field,
            invented: self.invented.and(o.invented), number: self.number.and(o.number), date: self.date.and(o.date),
            arrivals: self.arrivals.and(o.arrivals), labels: self.labels.and(o.labels), parents: self.parents.and(o.parents),
        }
    }
}
