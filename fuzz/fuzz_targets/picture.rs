//! Any bytes as a JPEG, PNG or WebP file: `cargo +nightly fuzz run picture` (needs cargo-fuzz).
#![no_main]

mod decode;

libfuzzer_sys::fuzz_target!(init: decode::prepare(), |data: &[u8]| decode::decode(data));
