//! The letters that a page itself draws, as a born-digital PDF does.

use super::geometry::Rect;

/// scan → pipeline: what a page says by its own letters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextLayer {
    /// Its words, in the order in which they are drawn.
    pub words: Vec<LayerWord>,
}

/// A word of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LayerWord {
    /// NFC, without blanks.
    pub text: String,
    /// Hull of its ink, in pixels of the page as it is rendered.
    pub bbox: Rect,
}
