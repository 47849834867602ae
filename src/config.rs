//! Options of a run.

use crate::clean::Step;
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// What a user may choose that changes the outputs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Options {
    /// Language of the model. Default: `vie`.
    pub lang: String,
    /// Dots per inch of every page, instead of what the files say. Default: None, as the files say.
    pub dpi: Option<f64>,
    /// Steps of cleaning to leave out. Default: none.
    pub without: Vec<Step>,
    /// Whether to write `pages/`. Default: true.
    pub pages: bool,
    /// How long one page may take to read. Default: 120 s, fifty times the usual.
    pub page_timeout: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self { lang: "vie".to_owned(), dpi: None, without: Vec::new(), pages: true, page_timeout: Duration::from_secs(120) }
    }
}
