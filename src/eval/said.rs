//! What the outputs say of a document.

use super::error::{EvalError, evidence_of, json_of, text_of};
use super::fields::with_signer;
use crate::types::evidence::Digitized;
use crate::types::line::Line;
use serde::Deserialize;
use serde_json::{Map, Value};
use std::path::Path;

/// The outputs of a document, as far as they are there.
#[derive(Debug, Clone, Default)]
pub struct Said {
    /// `text.txt`.
    pub text: String,
    /// `document` of `notice.json`, and the first signature as `signer_…`.
    pub fields: Map<String, Value>,
    /// `body` of `notice.json`.
    pub body: Vec<Value>,
    /// `needs_review`.
    pub flagged: bool,
    /// `evidence.json`.
    pub evidence: Option<Digitized>,
    /// There is nothing at all.
    pub missing: bool,
}

/// What is needed of `notice.json`; read leniently, so that outputs of other versions can be scored.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Record {
    document: Map<String, Value>,
    body: Vec<Value>,
    quality: Quality,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Quality {
    needs_review: bool,
}

impl Said {
    /// The outputs in a folder; what is not there counts as empty.
    ///
    /// # Errors
    /// A file cannot be read or is not as it should be.
    pub fn read(folder: &Path) -> Result<Self, EvalError> {
        let text = text_of(&folder.join("text.txt"))?;
        let record: Option<Record> = json_of(&folder.join("notice.json"))?;
        let missing = text.is_none() && record.is_none();
        let record = record.unwrap_or_default();
        Ok(Self {
            text: text.unwrap_or_default(), fields: with_signer(record.document), body: record.body,
            flagged: record.quality.needs_review, evidence: evidence_of(&folder.join("evidence.json"))?, missing,
        })
    }

    /// The text of one page, or of all.
    pub fn text_of(&self, page: Option<u32>) -> &str {
        match page {
            Some(number) => self.text.split('\u{c}').nth((number as usize).saturating_sub(1)).unwrap_or_default(),
            None => &self.text,
        }
    }

    /// The lines of one page, or of all, with their index; none without evidence.
    pub fn lines(&self, page: Option<u32>) -> impl Iterator<Item = (usize, &Line)> {
        let all = self.evidence.iter().flat_map(|e| &e.lines).enumerate();
        all.filter(move |(_, l)| page.is_none_or(|p| p == l.page))
    }
}
