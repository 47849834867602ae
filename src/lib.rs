//! sohoa turns scanned Vietnamese administrative notices into clean, verifiable JSON.
//!
//! The tree reads as a page flows:
//!
//! ```text
//! files → scan → clean → segment → ocr → layout → correct → structure → export → outputs
//!        pixels  print    lines     words  order    text      record     files
//!                   └──→ stamp ←──→ ocr                ──→ structure
//! ```
//!
//! Each stage is a plain function from one type of [`types`] to the next; no stage knows another.
//! They meet in [`pipeline`], which takes one document through; [`batch`] takes many, [`cli`] is
//! what the user types.

pub mod again;
pub mod batch;
pub mod clean;
pub mod cli;
pub mod config;
pub mod correct;
pub mod crops;
pub mod cutout;
pub mod decisions;
pub mod diff;
pub mod eval;
pub mod export;
pub mod inbox;
pub mod layered;
pub mod layout;
pub mod leptonica;
pub mod lexicon;
mod mapped;
pub mod ocr;
pub mod pipeline;
pub mod raster;
pub mod reading;
pub mod register;
pub mod report;
pub mod review;
pub mod ruled;
pub mod scan;
pub mod segment;
pub mod spreadsheet;
pub mod stamp;
pub mod structure;
pub mod typeface;
pub mod types;
pub mod worker;
