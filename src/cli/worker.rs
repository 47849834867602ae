//! `sohoa worker`: what `sohoa run` starts. It is not for people, and so no command of the command line.

use super::{Exit, stop};
use crate::config::Options;
use crate::ocr::{Engine, tesseract::Tesseract};
use crate::worker::{self, child::{BESIDES, Program}};

/// What makes this program a worker, as its first argument.
pub const NAME: &str = "worker";
/// This program, also when its file was replaced since it was started.
const SELF: &str = "/proc/self/exe";

/// How a worker of this program is started.
pub fn program(options: &Options) -> Program {
    Program { path: SELF.into(), arguments: vec![NAME.to_owned()], options: options.clone(), besides: BESIDES }
}

/// Answers until nobody asks any more.
pub fn run() -> Exit {
    crate::leptonica::silence();
    let served = worker::confine().and_then(|answers| {
        worker::serve(std::io::stdin(), answers, |lang| Ok(Box::new(Tesseract::new(lang)?) as Box<dyn Engine>))
    });
    served.map_or_else(|e| stop(&e, Exit::Unexpected), |()| Exit::Done)
}
