//! A page that was read: what is left of it when its pixels are let go.

use super::geometry::{Affine, Rect};
use super::ocr::OcrPage;
use super::page::Removal;
use super::stamp::Stamp;

/// ocr → layout: one page's words and what layout needs to place them.
#[derive(Debug, Clone)]
pub struct ReadPage {
    /// Page number, from 1.
    pub number: u32,
    /// Pixels of the cleaned page.
    pub size: (u32, u32),
    /// Pixels of the page as a viewer shows it.
    pub scan_size: (u32, u32),
    /// Median height of the small letters, pixels of the cleaned page.
    pub letter: f64,
    /// Maps the cleaned page to the scan.
    pub to_scan: Affine,
    /// What was taken off it.
    pub removed: Vec<Removal>,
    /// The stamps among that, as they were read.
    pub stamps: Vec<Stamp>,
    /// What is too large for a letter on the cleaned page: rules, seals, signatures. Pixels of it.
    pub strokes: Vec<Rect>,
    /// Braces along some of the recipients. Pixels of the cleaned page.
    pub braces: Vec<Rect>,
    /// What looked like lines and was not read. Pixels of the cleaned page.
    pub unread: Vec<Rect>,
    /// Lines and words, pixels of the cleaned page.
    pub ocr: OcrPage,
}
