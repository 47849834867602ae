//! What several tests need.
#![allow(dead_code, missing_docs, clippy::unwrap_used)]

use assert_cmd::Command;
use image::{GrayImage, Luma};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

pub fn sohoa() -> Command {
    Command::new(env!("CARGO_BIN_EXE_sohoa"))
}

/// Every file below a folder with its bytes, by relative path.
pub fn tree(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let files = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap).filter(|e| e.file_type().is_file());
    files.map(|e| (e.path().strip_prefix(folder).unwrap().to_owned(), std::fs::read(e.path()).unwrap())).collect()
}

/// A page of rows of bars like letters, 300 dpi, a sixth of A4: enough for decoders and cleaning.
pub fn bars() -> GrayImage {
    let mut page = GrayImage::from_pixel(826, 1170, Luma([255]));
    for line in 0..12u32 {
        for letter in 0..26u32 {
            let (x0, y0) = (80 + letter * 25, 100 + line * 75);
            let tall = if (line + letter).is_multiple_of(3) { 12 } else { 0 };
            for y in y0 - tall..y0 + 28 {
                for x in x0..x0 + 14 {
                    page.put_pixel(x, y, Luma([0]));
                }
            }
        }
    }
    page
}

pub fn json(path: &Path) -> serde_json::Value {
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}
