//! Any bytes as a TIFF: `cargo +nightly fuzz run tiff` (needs cargo-fuzz).
#![no_main]

mod decode;

libfuzzer_sys::fuzz_target!(init: decode::prepare(), |data: &[u8]| decode::decode(data));
