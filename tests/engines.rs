//! Engines that misbehave: the page is a named failure, the document partial, the rest is read.
#![allow(missing_docs, clippy::unwrap_used)]

mod support;

use sohoa::config::Options;
use sohoa::ocr::{Engine, EngineError, pool::Pool, recorded::Recorded};
use sohoa::pipeline::{Document, Reader, assemble, read_page};
use sohoa::scan::{self, Input, Scan};
use sohoa::types::evidence::Digitized;
use sohoa::types::failure::Failure;
use sohoa::types::geometry::Rect;
use sohoa::types::ocr::{Block, Confidence, EngineInfo, Face, OcrLine, OcrPage, OcrWord, Region};
use sohoa::types::page::CleanPage;
use sohoa::types::read::{Opened, PageRead};
use std::collections::HashMap;
use std::path::Path;
use std::time::Duration;

/// Reads page 1 well and does something else on page 2.
struct Fickle {
    good: Recorded,
    second: fn(Duration) -> Result<OcrPage, EngineError>,
}

impl Engine for Fickle {
    fn info(&self) -> EngineInfo {
        self.good.info()
    }
    fn read(&mut self, page: &CleanPage, regions: &[Region], deadline: Duration) -> Result<OcrPage, EngineError> {
        if page.number == 2 { (self.second)(deadline) } else { self.good.read(page, regions, deadline) }
    }
}

fn page_of(text: &str, area: Rect) -> OcrPage {
    let word = OcrWord { text: text.into(), area, confidence: Confidence::new(0.95), alternatives: Vec::new(), filled: false, face: Face::default() };
    OcrPage { lines: vec![OcrLine { block: Block::Body, area, cell: None, words: vec![word] }] }
}

fn good() -> OcrPage {
    page_of("chữ", Rect::new(80, 300, 180, 330))
}

/// All pages of a document and what they make together.
fn digitize(scan: &Scan, options: &Options, pool: &Pool) -> (Digitized, Vec<Failure>) {
    let reader = Reader { options, pool, pictures: &|_, _| Ok(()) };
    let pages: Vec<PageRead> = (1..=scan.pages()).map(|number| read_page(scan, number, &reader).unwrap()).collect();
    let failures = pages.iter().filter_map(|p| p.failure.clone()).collect();
    let opened = Opened { sources: scan.sources.clone(), signatures: Vec::new(), numbers: scan.numbers.clone() };
    let document = Document { opened: &opened, engine: pool.info(), fingerprint: String::new() };
    (assemble(&document, pages.into_iter()), failures)
}

fn two_pages(dir: &Path) -> Input {
    let files: Vec<_> = ["n-p1.png", "n-p2.png"].iter().map(|n| dir.join(n)).collect();
    files.iter().for_each(|f| image::DynamicImage::ImageLuma8(support::bars()).save(f).unwrap());
    Input { name: "n".into(), files, numbers: vec![1, 2] }
}

fn failure_of(second: fn(Duration) -> Result<OcrPage, EngineError>) -> String {
    let dir = tempfile::tempdir().unwrap();
    let scan = scan::open(&two_pages(dir.path())).unwrap();
    let pool = Pool::new(move || Ok(Box::new(Fickle { good: Recorded::new(HashMap::from([(1, good())])), second }) as Box<dyn Engine>)).unwrap();
    let (found, failures) = digitize(&scan, &Options::default(), &pool);
    assert_eq!(failures.len(), 1);
    assert!(found.pages[0].failure.is_none());
    assert_eq!(found.pages[1].size, found.pages[0].size, "what is known of a page that could not be read stays");
    assert_eq!(found.lines.len(), 1, "page 1 is read");
    let notice = sohoa::export::json::notice(&found).unwrap();
    assert_eq!(serde_json::to_value(notice.quality.state).unwrap(), "partial");
    assert!(notice.notes.iter().any(|n| n.code == "page_failed" && n.message.contains("page 2")));
    assert_eq!(sohoa::export::text::text(&found), "chữ\n\u{c}");
    failures[0].to_string()
}

#[test]
fn an_engine_that_says_it_failed() {
    assert!(failure_of(|_| Err(EngineError::Failed("out of memory".into()))).contains("n-p2.png page 2: could not be read: out of memory"));
}

#[test]
fn an_engine_that_takes_too_long() {
    assert!(failure_of(|d| Err(EngineError::Timeout(d))).contains("took longer than 120 s"));
}

#[test]
fn an_engine_that_panics() {
    assert!(failure_of(|_| panic!("on purpose")).contains("the engine panicked"));
}

#[test]
fn an_engine_that_reads_beside_the_page() {
    assert!(failure_of(|_| Ok(page_of("chữ", Rect::new(80, 300, 99_999, 330)))).contains("outside of the page"));
}

#[test]
fn an_engine_that_gives_empty_words() {
    assert!(failure_of(|_| Ok(page_of("", Rect::new(80, 300, 180, 330)))).contains("outside of the page"));
}

#[test]
fn confidence_is_pulled_into_its_range() {
    let values = [f64::NAN, -1.0, 7.0, 0.123_456].map(|v| Confidence::new(v).get());
    assert_eq!(values, [0.0, 0.0, 1.0, 0.123]);
}

#[test]
fn the_real_engine_keeps_its_deadline() {
    let dir = tempfile::tempdir().unwrap();
    let scan = scan::open(&two_pages(dir.path())).unwrap();
    let pool = Pool::new(|| Ok(Box::new(sohoa::ocr::tesseract::Tesseract::new("vie")?) as Box<dyn Engine>)).unwrap();
    let options = Options { page_timeout: Duration::from_millis(1), ..Options::default() };
    let (_, failures) = digitize(&scan, &options, &pool);
    assert_eq!(failures.len(), 2);
}

#[test]
fn a_recording_is_read_from_a_file() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("pages.json");
    std::fs::write(&path, serde_json::to_string(&HashMap::from([(1, good())])).unwrap()).unwrap();
    assert!(Recorded::from_file(&path).is_ok());
    assert!(Recorded::from_file(&dir.path().join("none.json")).is_err());
}
