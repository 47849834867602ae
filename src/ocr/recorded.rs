//! An engine that answers from recordings: what a real one once read, for tests without it.

use super::{Engine, EngineError};
use crate::types::ocr::{EngineInfo, OcrPage, Region};
use crate::types::page::CleanPage;
use std::collections::HashMap;
use std::path::Path;
use std::time::Duration;

/// Recorded readings, by page number.
pub struct Recorded {
    pages: HashMap<u32, OcrPage>,
}

impl Recorded {
    /// Readings that are at hand.
    pub fn new(pages: HashMap<u32, OcrPage>) -> Self {
        Self { pages }
    }

    /// Reads a JSON object from page number to [`OcrPage`].
    ///
    /// # Errors
    /// The file cannot be read or is not such an object.
    pub fn from_file(path: &Path) -> Result<Self, EngineError> {
        let failed = |e: String| EngineError::Failed(format!("{}: {e}", path.display()));
        let text = std::fs::read_to_string(path).map_err(|e| failed(e.to_string()))?;
        serde_json::from_str(&text).map(Self::new).map_err(|e| failed(e.to_string()))
    }
}

impl Engine for Recorded {
    fn info(&self) -> EngineInfo {
        EngineInfo { name: "recorded".into(), version: "1".into(), model: "none".into(), config: String::new() }
    }

    fn read(&mut self, page: &CleanPage, _: &[Region], _: Duration) -> Result<OcrPage, EngineError> {
        let missing = || EngineError::Failed(format!("page {} was not recorded", page.number));
        self.pages.get(&page.number).cloned().ok_or_else(missing)
    }
}
