//! A page that was read: what is left of it when its pixels are let go.

use super::evidence::PageEvidence;
use super::failure::Failure;
use super::geometry::{Affine, Rect};
use super::notice::{DigitalSignature, SourceFile};
use super::ocr::OcrPage;
use super::page::Removal;
use super::stamp::Stamp;
use serde::{Deserialize, Serialize};

/// ocr → layout: one page's words and what layout needs to place them.
#[derive(Debug, Clone, Serialize, Deserialize)]
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

/// scan → batch, structure: what is known of a document before any of its pages is decoded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    /// Name, hash and page count of each file.
    pub sources: Vec<SourceFile>,
    /// Electronic signatures of its PDF files.
    pub signatures: Vec<DigitalSignature>,
    /// Page numbers in the names of the files, empty where the files are not single pages.
    pub numbers: Vec<u64>,
}

impl Opened {
    /// Number of pages of all files.
    pub fn pages(&self) -> u32 {
        self.sources.iter().map(|s| s.pages).sum()
    }
}

/// A page's pictures, encoded: as scanned (JPEG), as read (PNG), what was taken away (PNG).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pictures {
    /// Page number, from 1.
    pub page: u32,
    /// The page as a viewer shows it.
    #[serde(with = "serde_bytes")]
    pub shown: Vec<u8>,
    /// What was read.
    #[serde(with = "serde_bytes")]
    pub clean: Vec<u8>,
    /// What was taken away.
    #[serde(with = "serde_bytes")]
    pub removed: Vec<u8>,
}

/// ocr → batch: what became of a page.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PageRead {
    /// What is known of it, also where it failed.
    pub seen: PageEvidence,
    /// blake3 of its pixels: equal on pages that show the same. None where it could not be decoded.
    pub pixels: Option<String>,
    /// What was read, None where it failed.
    pub read: Option<ReadPage>,
    /// Why it failed.
    pub failure: Option<Failure>,
}
