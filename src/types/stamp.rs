//! Stamps: their pictures, and what was read of them.

use super::geometry::Rect;
use super::ocr::{OcrWord, text_of};
use super::page::RemovalKind;
use image::GrayImage;
use serde::{Deserialize, Serialize};

/// stamp → ocr: a stamp cut out of what was taken off a page.
#[derive(Debug, Clone)]
pub struct StampPicture {
    /// Which of the page's removals it is.
    pub removal: usize,
    /// Straight and upright, dark ink (0) on white, without frame and leaders.
    pub grey: GrayImage,
    /// Dots per inch.
    pub dpi: f64,
    /// What the rules of its frame divide it into, in reading order; pixels of `grey`.
    pub cells: Vec<Rect>,
}

/// One line as the engine read it on a stamp.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StampLine {
    /// Words from left to right, at least one; places are pixels of the picture.
    pub words: Vec<OcrWord>,
}

impl StampLine {
    /// Its words joined by blanks.
    pub fn text(&self) -> String {
        text_of(&self.words)
    }
}

/// stamp → structure: a stamp that was read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Stamp {
    /// Page number, from 1.
    pub page: u32,
    /// What it is.
    pub kind: RemovalKind,
    /// Where it stands, pixels of the page as a viewer shows it.
    pub bbox: Rect,
    /// What it says, cell by cell, top to bottom in each.
    pub lines: Vec<StampLine>,
}
