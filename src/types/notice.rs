//! `notice.json`: the record of a document, as `shared/CONTRACT.md` fixes it.

use super::clause::LabelSource;
use super::evidence::Review;
use super::geometry::Rect;
use super::ocr::{Confidence, EngineInfo};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Value of `schema` in `notice.json`.
pub const NOTICE_SCHEMA: &str = "sohoa.notice/1";

/// Code of the note that a page is blank: no reason for a review.
pub const BLANK_PAGE: &str = "blank_page";

/// The whole of `notice.json`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Notice {
    /// Always `sohoa.notice/1`.
    #[schemars(extend("const" = NOTICE_SCHEMA))]
    pub schema: String,
    /// What it was read from.
    pub source: Source,
    /// The record.
    pub document: Document,
    /// The clauses.
    pub body: Vec<Block>,
    /// What a reader of the record ought to know.
    pub notes: Vec<Note>,
    /// How far it may be trusted.
    pub quality: Quality,
    /// What read it.
    pub engine: EngineInfo,
}

/// Input files of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// In page order.
    pub files: Vec<SourceFile>,
}

/// One input file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SourceFile {
    /// Its name without folders.
    pub file: String,
    /// Its blake3, hexadecimal.
    #[schemars(regex(pattern = "^[0-9a-f]{64}$"))]
    pub blake3: String,
    /// How many pages it holds.
    pub pages: u32,
}

/// Family of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Profile {
    /// Party documents.
    Party,
    /// State documents, Nghị định 30/2020/NĐ-CP.
    State,
    /// Neither head was read.
    Unknown,
}

/// The record fields. What cannot be read is null or empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// Family of the form.
    pub profile: Profile,
    /// As printed, `CÔNG VĂN` for a letter with `V/v` and no kind.
    pub kind: Option<String>,
    /// Code of the kind.
    pub kind_code: Option<String>,
    /// Issuing body.
    pub issuer: Option<String>,
    /// Body above it, where printed.
    pub issuer_parent: Option<String>,
    /// Bodies that issue it together with `issuer`.
    pub co_issuers: Vec<String>,
    /// Number without blanks; what is legible of it.
    pub number: Option<String>,
    /// Place of issue.
    pub place: Option<String>,
    /// ISO date, null unless complete.
    #[schemars(regex(pattern = r"^\d{4}-\d{2}-\d{2}$"))]
    pub date: Option<String>,
    /// The date as it stands there.
    pub date_text: Option<String>,
    /// Trích yếu.
    pub subject: Option<String>,
    /// `Kính gửi`.
    pub addressees: Vec<String>,
    /// `Nơi nhận`.
    pub recipients: Vec<String>,
    /// In printed order.
    pub signatures: Vec<Signature>,
    /// Arrival stamps.
    pub arrivals: Vec<Arrival>,
    /// Urgency stamp.
    pub urgency: Option<String>,
    /// Secrecy stamp.
    pub secrecy: Option<String>,
    /// Electronic signatures of the file.
    pub digital_signatures: Vec<DigitalSignature>,
}

/// Who signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Signature {
    /// `TM.`, `KT.`, `T/L` … lines joined.
    pub authority: Option<String>,
    /// Office held.
    pub position: Option<String>,
    /// Full name.
    pub name: Option<String>,
}

/// One arrival stamp.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Arrival {
    /// Receiving office.
    pub office: Option<String>,
    /// Number given on arrival.
    pub number: Option<String>,
    /// ISO date, null unless complete.
    pub date: Option<String>,
    /// The date as it stands there.
    pub date_text: Option<String>,
}

/// One electronic signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DigitalSignature {
    /// Common name of the certificate's subject.
    pub signer: Option<String>,
    /// Signing time as RFC 3339, without a zone where the file gives none.
    pub time: Option<String>,
    /// Null: the signature was not verified.
    pub verified: Option<bool>,
}

/// A place on a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// Page number, from 1.
    pub page: u32,
    /// Pixels of the page as a viewer shows it.
    pub bbox: Rect,
}

impl Place {
    /// One hull a page, in their order.
    pub fn hulls<'a>(of: impl IntoIterator<Item = &'a Self>) -> Vec<Self> {
        let mut pages: BTreeMap<u32, Rect> = BTreeMap::new();
        for place in of {
            pages.entry(place.page).and_modify(|r| *r = r.hull(&place.bbox)).or_insert(place.bbox);
        }
        pages.into_iter().map(|(page, bbox)| Self { page, bbox }).collect()
    }
}

/// A clause of the body.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Block {
    /// As it ought to be printed.
    pub label: Option<String>,
    /// Where the label comes from.
    pub label_source: Option<LabelSource>,
    /// Without the label, printed lines and pages joined.
    pub text: String,
    /// Mean of its words.
    pub confidence: Confidence,
    /// One a page.
    pub places: Vec<Place>,
    /// Cells of a table, row by row.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub table: Option<Vec<Vec<String>>>,
    /// What hangs under it.
    pub children: Vec<Block>,
}

/// A remark for the reader.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// Stable name of the remark, see `docs/notes.md`.
    pub code: String,
    /// In words.
    pub message: String,
    /// Where, if anywhere.
    pub places: Vec<Place>,
}

/// Whether all pages are in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Every page was read.
    Done,
    /// A page failed; it is named in the notes.
    Partial,
}

/// How far the document may be trusted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Quality {
    /// Whether all pages are in it.
    pub state: State,
    /// Mean of all words.
    pub confidence: Confidence,
    /// How many words.
    pub words: usize,
    /// How many of them are below 0.8.
    pub low_confidence_words: usize,
    /// Whether a reviewer approved it.
    #[serde(default)]
    pub review: Review,
    /// Whether somebody ought to look.
    pub needs_review: bool,
    /// Why.
    pub reasons: Vec<String>,
}
