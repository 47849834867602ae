//! `sohoa worker`: what `sohoa run` starts. It is not for people.

use super::{Exit, stop};
use crate::ocr::{Engine, tesseract::Tesseract};
use crate::worker;

/// The name of the command.
pub const NAME: &str = "worker";

/// Answers until nobody asks any more.
pub fn run() -> Exit {
    crate::leptonica::silence();
    let served = worker::confine().and_then(|answers| {
        worker::serve(std::io::stdin(), answers, |lang| Ok(Box::new(Tesseract::new(lang)?) as Box<dyn Engine>))
    });
    served.map_or_else(|e| stop(&e, Exit::Unexpected), |()| Exit::Done)
}
