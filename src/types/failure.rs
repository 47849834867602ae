//! A failure as a value: what failed, where, and what helps. Never a placeholder in the data.

use super::path;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// Stage that failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stage {
    /// Opening and decoding the input.
    Scan,
    /// Cleaning the picture.
    Clean,
    /// Reading the text.
    Ocr,
    /// Writing the outputs.
    Write,
}

/// Why something failed; the message says what helps. Listed with cause and cure in `docs/errors.md`.
#[derive(Debug, Clone, PartialEq, thiserror::Error, Serialize, Deserialize)]
pub enum Problem {
    /// The file could not be opened or read.
    #[error("cannot be read: {0}; check that the file is there and that you may read it")]
    Unreadable(String),
    /// The file is not what it was when the work on it began.
    #[error("changed while it was read; run again when nothing writes to it any more")]
    Changed,
    /// The outputs of this document cannot be put into its folder, while others can.
    #[error("is read, but its outputs cannot be written to {}: {why}; mend what is in the way there and run again", .folder.display())]
    Unwritable {
        /// The folder of its outputs.
        #[serde(with = "path")]
        folder: PathBuf,
        /// What the system says.
        why: String,
    },
    /// Another document of the run has the same name.
    #[error("would be written into the same folder as {}; run one of them with another -o", .0.display())]
    SameFolder(#[serde(with = "path")] PathBuf),
    /// Zero bytes.
    #[error("is empty (0 bytes); scan or copy it again")]
    Empty,
    /// The first bytes are of no format known here.
    #[error("is not a PDF, TIFF, JPEG, PNG, WebP or HEIC, whatever its name says; save it in one of these formats")]
    UnknownFormat,
    /// A HEIC that is damaged, or of a coding that the installed library does not know.
    #[error("cannot be decoded ({0}); copy it again, or save it as JPEG")]
    Undecodable(String),
    /// A PDF that wants a password.
    #[error("is encrypted; save a copy without a password and run again")]
    Encrypted,
    /// Damaged or cut short.
    #[error("is damaged or cut short ({0}); scan or copy it again")]
    Damaged(String),
    /// No pages in it.
    #[error("has no pages; scan or copy it again")]
    NoPages,
    /// More pages than a document may have.
    #[error("has more pages than the limit of {limit}; split it")]
    TooManyPages {
        /// Limit in pages.
        limit: u32,
    },
    /// Larger than any scan of a sheet of paper.
    #[error("is {width}x{height} pixels, more than the limit of {limit} megapixels; scan it at 300 dpi")]
    TooLarge {
        /// Width in pixels.
        width: u64,
        /// Height in pixels.
        height: u64,
        /// Limit in millions of pixels.
        limit: u64,
    },
    /// Too few pixels to hold a line of text.
    #[error("is only {width}x{height} pixels; scan it at 300 dpi")]
    TooSmall {
        /// Width in pixels.
        width: u32,
        /// Height in pixels.
        height: u32,
    },
    /// A library call of the cleaning failed.
    #[error("could not be cleaned: {0}; report this page")]
    Cleaning(String),
    /// The engine took longer than allowed.
    #[error("took longer than {0} s to read; raise --page-timeout or scan it cleaner")]
    Timeout(u64),
    /// The engine said it failed, or broke down.
    #[error("could not be read: {0}; run again, and report this page if it stays")]
    Engine(String),
    /// A program error, caught so that the rest goes on.
    #[error("made the program stumble ({0}); report this page")]
    Panic(String),
    /// A library broke down on it and took its process with it.
    #[error("made a library break down ({0}); save it anew from a viewer that shows it, and report this page")]
    Crashed(String),
    /// It took too long as a whole, and its process was stopped.
    #[error("took longer than {0} s and was stopped; raise --page-timeout, or save it anew from a viewer that shows it")]
    Hung(u64),
    /// It wanted more memory than a page may take.
    #[error("needs more than {0} MB of memory; scan it at 300 dpi, or save it anew from a viewer that shows it")]
    Memory(u64),
}

impl From<std::io::Error> for Problem {
    fn from(error: std::io::Error) -> Self {
        Self::Unreadable(error.to_string())
    }
}

impl Problem {
    /// Whether it may be the machine's fault and not the page's: it is tried again, alone.
    pub const fn may_pass(&self) -> bool {
        matches!(self, Self::Timeout(_) | Self::Engine(_) | Self::Panic(_) | Self::Crashed(_) | Self::Hung(_) | Self::Memory(_))
    }
}

/// One failure of one input.
#[derive(Debug, Clone, PartialEq, thiserror::Error, Serialize, Deserialize)]
#[error("{}{}: {problem}", input.display(), page.map(|p| format!(" page {p}")).unwrap_or_default())]
pub struct Failure {
    /// The file.
    #[serde(with = "path")]
    pub input: PathBuf,
    /// The page from 1, None where the whole file failed.
    pub page: Option<u32>,
    /// Where it failed.
    pub stage: Stage,
    /// Why, and what helps.
    #[source]
    pub problem: Problem,
}
