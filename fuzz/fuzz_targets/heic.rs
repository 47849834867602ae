//! Any bytes as a HEIC file: `cargo +nightly fuzz run heic` (needs cargo-fuzz).
#![no_main]

mod decode;

libfuzzer_sys::fuzz_target!(init: decode::prepare(), |data: &[u8]| decode::decode(data));
