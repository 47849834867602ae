//! A page as it was scanned and as it is read.

use super::geometry::{Affine, Rect};
use image::{GrayImage, RgbImage};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The pixels of a page as a viewer shows it, 8 bits a channel.
#[derive(Debug, Clone)]
pub enum Pixels {
    /// Black (0) and white (255) only.
    Bilevel(GrayImage),
    /// Shades of grey.
    Grey(GrayImage),
    /// Red, green, blue.
    Colour(RgbImage),
}

impl Pixels {
    /// Width and height in pixels.
    pub fn size(&self) -> (u32, u32) {
        match self {
            Self::Bilevel(g) | Self::Grey(g) => g.dimensions(),
            Self::Colour(c) => c.dimensions(),
        }
    }

    /// blake3 of size, kind and samples: equal for pages that show the same, in whatever file they are.
    pub fn hash(&self) -> String {
        let (data, channels) = match self {
            Self::Bilevel(g) | Self::Grey(g) => (g.as_raw(), 1),
            Self::Colour(c) => (c.as_raw(), 3),
        };
        let (width, height) = self.size();
        let head = [width, height, channels].map(u32::to_le_bytes).concat();
        blake3::Hasher::new().update(&head).update(data).finalize().to_hex().to_string()
    }
}

/// scan → clean: one decoded page.
#[derive(Debug, Clone)]
pub struct PageImage {
    /// Page number in the document, from 1.
    pub number: u32,
    /// What a viewer shows, after EXIF orientation and PDF rotation.
    pub pixels: Pixels,
    /// Dots per inch, as the file says; None where it says nothing or something absurd.
    pub dpi: Option<f64>,
    /// The file's own JPEG of exactly these pixels, where there is one: kept so that the picture
    /// shown to a reviewer is the evidence itself, not a second compression of it.
    pub jpeg: Option<Vec<u8>>,
    /// What the file lays over these pixels and a viewer shows, kept out of them.
    pub overlays: Vec<Removal>,
}

/// What kind of thing was taken away from a page or kept out of its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RemovalKind {
    /// A round or edge seal.
    Seal,
    /// An arrival stamp (`CÔNG VĂN ĐẾN`).
    ArrivalStamp,
    /// An urgency or secrecy stamp.
    UrgencyStamp,
    /// Signatures, paraphs, notes, ticks.
    Handwriting,
    /// Print of the other side.
    BleedThrough,
    /// Upright faint text that is not of this page.
    GhostText,
    /// Black scan borders.
    Border,
    /// Dust, dots, specks of stamps.
    Speckle,
    /// The printed number of the page.
    PageNumber,
    /// The second copy of lines repeated at a page turn.
    PageOverlap,
    /// The appearance of an electronic signature, printed into the image or laid over it by the PDF.
    DigitalSignature,
}

/// One thing taken away, with its place on the scan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Removal {
    /// What it was.
    pub kind: RemovalKind,
    /// Where it stood, in pixels of the page as a viewer shows it.
    pub bbox: Rect,
    /// What it said, where it bore text that was read.
    pub text: Option<String>,
}

/// clean → segment, ocr: the page as it is read.
#[derive(Debug, Clone)]
pub struct CleanPage {
    /// Page number in the document, from 1.
    pub number: u32,
    /// Upright and straight, dark print (0) on white (255).
    pub grey: GrayImage,
    /// Dots per inch of `grey`.
    pub dpi: f64,
    /// Dots per inch of the scan, known or estimated.
    pub scan_dpi: f64,
    /// Skew that was undone, degrees clockwise as scanned.
    pub skew: f64,
    /// Turn that was undone: the scan showed the page turned clockwise by 0, 90, 180 or 270 degrees.
    pub orientation: u32,
    /// What was taken away.
    pub removed: Vec<Removal>,
    /// How dark the ink was that was taken off each pixel of the scan (255 black), 0 where none was.
    pub taken: GrayImage,
    /// Where something was taken off by its shape alone, no colour told it from print. Pixels of the scan.
    pub by_shape: Vec<Rect>,
    /// Maps a point of `grey` to the page as a viewer shows it.
    pub to_scan: Affine,
}
