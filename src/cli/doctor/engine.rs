//! The engine and its model, by having a worker read a line: what is installed wrongly shows there.

use super::check::Check;
use crate::cli::{Exit, worker};
use crate::config::Options;
use crate::ocr::tesseract;
use crate::scan::Input;
use crate::types::failure::Problem;
use crate::types::read::{PageRead, ReadPage};
use crate::worker::child::{Lost, Worker};
use std::io::{Result, Write};
use std::time::Instant;

/// `Thông báo số 2024 của Ủy ban`, set in Tinos, 300 dpi.
const LINE: &[u8] = include_bytes!("line.png");
/// What of it a model of any language reads.
const READ: &str = "2024";

/// Whether pages can be read.
pub fn checks(lang: &str) -> Vec<Check> {
    let engine = match tesseract::describe(lang) {
        Ok(engine) => engine,
        Err(e) => return vec![Check::error("model", e, Exit::NoModel)],
    };
    let version = format!("sohoa {}, {} {}, model {}", env!("CARGO_PKG_VERSION"), engine.name, engine.version, engine.model);
    vec![Check::ok("engine", version), reads(lang)]
}

fn reads(lang: &str) -> Check {
    let from = Instant::now();
    match read(lang) {
        Err(e) => Check::error("reading", format!("no test page could be made: {e}; free some space in {}, or set TMPDIR", std::env::temp_dir().display()), Exit::Unexpected),
        Ok(Err(Lost::NoEngine(why))) => Check::error("reading", why, Exit::NoModel),
        Ok(Err(Lost::Unstarted(why))) => Check::error("reading", format!("a worker process could not be started: {why}; free some memory"), Exit::Unexpected),
        Ok(Err(Lost::Died(problem))) => broken(&problem),
        Ok(Ok(PageRead { failure: Some(failure), .. })) => broken(&failure.problem),
        Ok(Ok(page)) => match page.read.as_ref().map(text).unwrap_or_default() {
            text if text.contains(READ) => Check::ok("reading", format!("a line was read, \"{text}\", {:.1} s with the start of a worker", from.elapsed().as_secs_f64())),
            text => Check::error("reading", format!("a line with {READ} in it was read as \"{text}\"; install the model for language \"{lang}\" again"), Exit::NoModel),
        },
    }
}

fn broken(problem: &Problem) -> Check {
    let why = problem.to_string();
    let why = why.split("; ").next().unwrap_or_default();
    Check::error("reading", format!("a test page {why}; install tesseract, leptonica, libtiff and libheif again"), Exit::Unexpected)
}

fn read(lang: &str) -> Result<std::result::Result<PageRead, Lost>> {
    let mut file = tempfile::Builder::new().suffix(".png").tempfile()?;
    file.write_all(LINE)?;
    let options = Options { lang: lang.to_owned(), pages: false, ..Options::default() };
    let input = Input { name: "line".into(), files: vec![file.path().to_owned()], numbers: Vec::new() };
    Ok(Worker::start(&worker::program(&options)).and_then(|mut worker| worker.page(&input, 1, |_, _| ())))
}

fn text(page: &ReadPage) -> String {
    let words: Vec<&str> = page.ocr.lines.iter().flat_map(|l| &l.words).map(|w| w.text.as_str()).collect();
    words.join(" ")
}
