//! `sohoa eval`: perfect outputs score perfectly, bad ones as badly as they deserve.
#![allow(missing_docs, clippy::unwrap_used)]

mod cases;
mod command;
mod honesty;
mod outputs;
mod sample;
#[path = "../support/mod.rs"]
mod support;

use serde_json::Value;
use sohoa::eval::evaluate;
use std::path::Path;

fn write(folder: &Path, file: &str, content: &str) {
    std::fs::create_dir_all(folder).unwrap();
    std::fs::write(folder.join(file), content).unwrap();
}

fn figures(out: &Path, truth: &Path) -> Value {
    serde_json::to_value(evaluate(out, truth).unwrap()).unwrap()
}
