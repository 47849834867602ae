//! What `report.json` holds.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Value of `schema` in `report.json`.
pub const REPORT_SCHEMA: &str = "sohoa.report/1";

/// The report of an output folder.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// Always `sohoa.report/1`.
    #[schemars(extend("const" = REPORT_SCHEMA))]
    pub schema: String,
    /// The output folder.
    pub output: String,
    /// Documents by state.
    pub documents: Counts,
    /// Pages, and how fast they were read.
    pub pages: Pages,
    /// What failed first, then by confidence, the lowest first.
    pub entries: Vec<Entry>,
    /// Documents that are the same.
    pub duplicates: Vec<Duplicates>,
    /// Paths of the last run that could not be looked at.
    pub unreachable: Vec<Trouble>,
}

/// Documents by state.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Counts {
    /// All pages read.
    pub done: usize,
    /// Some pages failed.
    pub partial: usize,
    /// None could be read.
    pub failed: usize,
    /// Begun and not finished: a run was broken off, or goes on.
    pub open: usize,
    /// Done or partial, with a reason for a person to look.
    pub to_review: usize,
}

/// Pages of all documents.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Pages {
    /// How many there are in the documents that could be opened.
    pub all: u64,
    /// How many failed.
    pub failed: u64,
    /// How many are blank.
    pub blank: u64,
    /// How many were read a minute, over the time in which any was; null where none was.
    pub a_minute: Option<f64>,
}

/// State of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// No page could be read.
    Failed,
    /// Some pages failed.
    Partial,
    /// Begun and not finished.
    Open,
    /// All pages read.
    Done,
}

/// One document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Folder of its outputs, below the output folder.
    pub document: String,
    /// Names of its files.
    pub files: Vec<String>,
    /// How it ended.
    pub state: State,
    /// Number of its pages, null where it could not be opened.
    pub pages: Option<u32>,
    /// Pages with nothing on them.
    pub blank_pages: Vec<u32>,
    /// As in `quality`, null where there are no outputs.
    pub confidence: Option<f64>,
    /// As in `quality`.
    pub needs_review: bool,
    /// As in `quality`.
    pub reasons: Vec<String>,
    /// As in `document`.
    pub kind: Option<String>,
    /// As in `document`.
    pub number: Option<String>,
    /// As in `document`.
    pub date: Option<String>,
    /// As in `document`.
    pub subject: Option<String>,
    /// What its pages took together, seconds of one worker.
    pub seconds: f64,
    /// What failed.
    pub troubles: Vec<Trouble>,
}

/// Something that failed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Trouble {
    /// The file.
    pub file: String,
    /// The page from 1, null where it is the file as a whole.
    pub page: Option<u32>,
    /// What is wrong.
    pub why: String,
    /// What helps.
    pub cure: String,
}

/// Documents that are the same; none was left out for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Duplicates {
    /// What is the same.
    pub same: Same,
    /// Folders of their outputs, at least two.
    pub documents: Vec<String>,
}

/// What documents have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Same {
    /// The pages, to the pixel.
    Pages,
    /// Number, date and text.
    Text,
}
