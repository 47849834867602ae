//! No stage imports another: they meet in the pipeline only.
#![allow(missing_docs, clippy::unwrap_used)]

use std::path::{Path, PathBuf};

const STAGES: [&str; 9] = ["scan", "clean", "segment", "ocr", "stamp", "layout", "correct", "structure", "export"];

fn sources(stage: &str) -> Vec<PathBuf> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let file = source.join(format!("{stage}.rs"));
    if file.is_file() {
        return vec![file];
    }
    let walk = walkdir::WalkDir::new(source.join(stage)).into_iter().map(|e| e.unwrap().into_path());
    walk.filter(|p| p.extension().is_some_and(|e| e == "rs")).collect()
}

fn imports(text: &str, of: &str) -> bool {
    text.contains(&format!("crate::{of}::")) || text.contains(&format!("crate::{of};"))
        || text.lines().any(|l| l.contains("use crate::{") && l.contains(&format!("{of}::")))
}

#[test]
fn stages_do_not_know_each_other() {
    for stage in STAGES {
        let files = sources(stage);
        assert!(!files.is_empty(), "stage {stage} has no source");
        for file in files {
            let text = std::fs::read_to_string(&file).unwrap();
            for other in STAGES.iter().chain(&["pipeline", "batch", "cli"]).filter(|o| **o != stage) {
                assert!(!imports(&text, other), "{} imports {other}", file.display());
            }
        }
    }
}

#[test]
fn the_check_sees_an_import() {
    assert!(imports("use crate::ocr::pool::Pool;", "ocr"));
    assert!(imports("use crate::{clean, ocr::Engine};", "ocr"));
    assert!(!imports("use crate::types::ocr::Region;", "ocr"));
}

#[test]
fn unsafe_stands_in_the_wrappers_only() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for entry in walkdir::WalkDir::new(source).into_iter().map(Result::unwrap).filter(|e| e.path().extension().is_some_and(|x| x == "rs")) {
        let text = std::fs::read_to_string(entry.path()).unwrap();
        let wrapper = entry.path().ends_with("leptonica.rs") || entry.path().ends_with("mapped.rs") || entry.path().ends_with("ocr/tesseract.rs");
        assert!(wrapper || !text.contains("allow(unsafe_code)"), "{}", entry.path().display());
    }
}
