//! Read: words with place and confidence from a cleaned page.

pub mod model;
pub mod pool;
pub mod recorded;
mod strip;
pub mod tesseract;
pub mod trust;

use crate::types::ocr::{EngineInfo, OcrLine, OcrPage, Region};
use crate::types::page::CleanPage;
use crate::types::stamp::{StampLine, StampPicture};
use std::time::Duration;

/// Why a page was not read.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    /// No model for the language; the text names it and what to install.
    #[error("{0}")]
    NoModel(String),
    /// The page took longer than its deadline.
    #[error("the page took longer than {} s", .0.as_secs())]
    Timeout(Duration),
    /// The engine said so, or said nonsense.
    #[error("{0}")]
    Failed(String),
}

/// Something that reads pages. One handle serves one thread at a time.
pub trait Engine: Send {
    /// What it is, part of every output.
    fn info(&self) -> EngineInfo;
    /// Reads the regions of a page in their order; boxes are pixels of `page.grey`.
    ///
    /// # Errors
    /// The engine failed or took longer than `deadline` for the whole page.
    fn read(&mut self, page: &CleanPage, regions: &[Region], deadline: Duration) -> Result<OcrPage, EngineError>;
    /// Reads lines of the form whose blanks may be filled in by hand, with what knows handwritten digits; each region gives
    /// one line or none. An engine that only knows print reads nothing.
    ///
    /// # Errors
    /// The engine failed or took longer than `deadline` for all of them.
    fn read_filled(&mut self, _: &CleanPage, _: &[Region], _: Duration) -> Result<Vec<Option<OcrLine>>, EngineError> {
        Ok(Vec::new())
    }
    /// Reads the cells of a stamp in their order, each as one block of lines; boxes are pixels of the
    /// picture. An engine that only knows pages reads nothing.
    ///
    /// # Errors
    /// The engine failed or took longer than `deadline` for the whole stamp.
    fn read_stamp(&mut self, _: &StampPicture, _: Duration) -> Result<Vec<StampLine>, EngineError> {
        Ok(Vec::new())
    }
}
