//! Any bytes as a PDF: `cargo +nightly fuzz run pdf` (needs cargo-fuzz).
#![no_main]

mod decode;

libfuzzer_sys::fuzz_target!(init: decode::prepare(), |data: &[u8]| decode::decode(data));
