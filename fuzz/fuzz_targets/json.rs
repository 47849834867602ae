//! Any bytes as `evidence.json`, `notice.json`, `record.json`: `cargo +nightly fuzz run json` (needs cargo-fuzz). What is taken
//! for evidence must give its outputs.
#![no_main]

use sohoa::export::{json, record, text};
use sohoa::types::{notice::Notice, record::Record};

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let _ = serde_json::from_slice::<Notice>(data);
    let _ = serde_json::from_slice::<Record>(data);
    if let Ok(found) = json::evidence(data) {
        let _ = text::text(&found);
        let _ = record::record(&found);
        let _ = json::notice(&found);
        let _ = sohoa::batch::summary::of(&found, None);
    }
});
