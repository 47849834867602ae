//! Any bytes as what a worker answers: `cargo +nightly fuzz run message` (needs cargo-fuzz).
#![no_main]

use sohoa::worker::message::{Reply, Request, receive};

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let (mut replies, mut requests) = (data, data);
    while let Ok(Some(_)) = receive::<Reply>(&mut replies) {}
    while let Ok(Some(_)) = receive::<Request>(&mut requests) {}
});
