//! The way of a document through all stages: the only place where they meet.

use crate::config::Options;
use crate::export::pages;
use crate::lexicon::Lexicon;
use crate::ocr::{EngineError, pool::Pool, trust};
use crate::scan::Scan;
use crate::types::geometry::Rect;
use crate::types::aside::Aside;
use crate::types::evidence::{Digitized, EVIDENCE_SCHEMA, PageEvidence};
use crate::types::failure::{Failure, Problem, Stage};
use crate::types::notice::{Note, Source};
use crate::types::ocr::{OcrPage, Segmentation};
use crate::types::page::{CleanPage, PageImage};
use crate::types::read::ReadPage;
use crate::types::stamp::Stamp;
use crate::reading::{self, Reading};
use crate::{clean, correct, layout, stamp, structure};
use rayon::prelude::*;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// A page's pictures, encoded: as scanned (JPEG), as read (PNG), what was taken away (PNG).
pub struct Pictures {
    /// Page number, from 1.
    pub page: u32,
    /// The page as a viewer shows it.
    pub shown: Vec<u8>,
    /// What was read.
    pub clean: Vec<u8>,
    /// What was taken away.
    pub removed: Vec<u8>,
}

/// What a document became.
pub struct Outcome {
    /// Everything but the pixels.
    pub found: Digitized,
    /// The pages that failed, in order.
    pub failures: Vec<Failure>,
}

/// Where the pictures of a page go when they are made, and who is told that a page is through.
pub trait PageSink: Sync {
    /// Takes the pictures.
    ///
    /// # Errors
    /// They cannot be written.
    fn pictures(&self, pictures: Pictures) -> std::io::Result<()>;
    /// A page is through.
    fn page_done(&self, number: u32);
}

/// Identity of the outputs: inputs, options that change what is read, engine and program.
pub fn fingerprint(scan: &Scan, options: &Options, pool: &Pool) -> String {
    let without: Vec<String> = options.without.iter().map(|step| step.name()).collect();
    let parts = serde_json::json!([env!("CARGO_PKG_VERSION"), EVIDENCE_SCHEMA, scan.sources, options.lang, options.dpi, without, pool.info(), trust::SHIPPED]);
    blake3::hash(parts.to_string().as_bytes()).to_hex().to_string()
}

/// Digitises an opened document; pages in parallel, results in their order. A page that fails is
/// named in the outcome and the rest is done.
///
/// # Errors
/// The sink could not take a page's pictures.
pub fn digitize(scan: &Scan, options: &Options, pool: &Pool, sink: &dyn PageSink) -> std::io::Result<Outcome> {
    let pages: Vec<Result<(PageEvidence, ReadPage), Failed>> = (1..=scan.pages()).into_par_iter().map(|number| {
        let page = guarded(scan, number, || read_page(scan, number, options, pool, sink));
        sink.page_done(number);
        page
    }).collect();
    let (mut evidence, mut read, mut failures) = (Vec::new(), Vec::new(), Vec::new());
    for (number, page) in (1..).zip(pages) {
        match page {
            Ok((seen, page)) => {
                evidence.push(seen);
                read.push(page);
            }
            Err(Failed::Page(failure, seen)) => {
                evidence.push(failed_page(number, &failure, seen.map(|s| *s)));
                failures.push(failure);
            }
            Err(Failed::Sink(error)) => return Err(error),
        }
    }
    let fingerprint = fingerprint(scan, options, pool);
    let found = assemble(scan, pool, (fingerprint, evidence), &read);
    Ok(Outcome { found, failures })
}

/// Why a page did not come through.
enum Failed {
    /// With what is known of the page, if it could be cleaned.
    Page(Failure, Option<Box<PageEvidence>>),
    Sink(std::io::Error),
}

fn guarded<T>(scan: &Scan, number: u32, work: impl FnOnce() -> Result<T, Failed>) -> Result<T, Failed> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<&str>().map(|s| (*s).to_owned()).or_else(|| panic.downcast_ref::<String>().cloned());
        Err(Failed::Page(scan.failure(number, Stage::Clean, Problem::Panic(text.unwrap_or_default())), None))
    })
}

fn read_page(scan: &Scan, number: u32, options: &Options, pool: &Pool, sink: &dyn PageSink) -> Result<(PageEvidence, ReadPage), Failed> {
    let failed = |stage, problem, seen: Option<PageEvidence>| Failed::Page(scan.failure(number, stage, problem), seen.map(Box::new));
    let mut image = scan.page(number).map_err(|f| Failed::Page(f, None))?;
    image.dpi = options.dpi.or(image.dpi);
    let clean = clean::clean(&image, &options.without).map_err(|e| failed(Stage::Clean, Problem::Cleaning(e), None))?;
    let seen = seen(&image, &clean);
    // Before the reading: of a page that cannot be read, the pictures are what a reviewer needs.
    let write = |clean: &CleanPage| {
        let pictures = pictures(&image, clean).map_err(|e| failed(Stage::Write, Problem::Cleaning(e), Some(seen.clone())))?;
        sink.pictures(pictures).map_err(Failed::Sink)
    };
    if options.pages {
        write(&clean)?;
    }
    let read = reading::read(clean, options, pool).map_err(|e| failed(Stage::Ocr, engine_problem(e), Some(seen.clone())))?;
    if options.pages && Some(read.clean.orientation) != seen.orientation {
        write(&read.clean)?;
    }
    let Reading { mut clean, cut, ocr } = read;
    let unread = unread(&cut, &ocr);
    let stamps = read_stamps(&mut clean, options, pool);
    let seen = PageEvidence { orientation: Some(clean.orientation), removed: clean.removed.clone(), ..seen };
    let read = ReadPage {
        number, size: clean.grey.dimensions(), scan_size: image.pixels.size(), letter: cut.letter,
        to_scan: clean.to_scan, removed: clean.removed, stamps, strokes: cut.strokes, braces: cut.braces, unread, ocr,
    };
    Ok((seen, read))
}

/// The lines in which the engine read nothing, and the rows that it was not asked to read.
fn unread(cut: &Segmentation, ocr: &OcrPage) -> Vec<Rect> {
    let words = || ocr.lines.iter().flat_map(|l| &l.words).map(|w| w.area.centre());
    let silent = cut.regions.iter().map(|r| r.area).filter(|area| !words().any(|at| area.contains(at)));
    silent.chain(cut.unread.iter().copied()).collect()
}

/// Reads the stamps of a page and writes what they say into its removals. One that cannot be read stays a
/// removal without text: the page is no worse for it.
fn read_stamps(clean: &mut CleanPage, options: &Options, pool: &Pool) -> Vec<Stamp> {
    stamp::cut(clean).iter().filter_map(|picture| {
        let lines = pool.read_stamp(picture, options.page_timeout).unwrap_or_default();
        stamp::settle(clean, picture, lines)
    }).collect()
}

fn engine_problem(error: EngineError) -> Problem {
    match error {
        EngineError::Timeout(limit) => Problem::Timeout(limit.as_secs()),
        EngineError::NoModel(text) | EngineError::Failed(text) => Problem::Engine(text),
    }
}

fn pictures(image: &PageImage, clean: &CleanPage) -> Result<Pictures, String> {
    Ok(Pictures { page: image.number, shown: pages::shown(image)?, clean: pages::clean(clean)?, removed: pages::removed(image, clean)? })
}

fn seen(image: &PageImage, clean: &CleanPage) -> PageEvidence {
    let (width, height) = image.pixels.size();
    PageEvidence {
        page: image.number, size: [width, height], dpi: Some(clean.scan_dpi), skew: Some(clean.skew),
        orientation: Some(clean.orientation), removed: clean.removed.clone(), failure: None,
    }
}

fn failed_page(number: u32, failure: &Failure, seen: Option<PageEvidence>) -> PageEvidence {
    let unseen = PageEvidence { page: number, size: [0, 0], dpi: None, skew: None, orientation: None, removed: Vec::new(), failure: None };
    PageEvidence { failure: Some(failure.problem.to_string()), ..seen.unwrap_or(unseen) }
}

/// Pages in files of their own whose names leave out a number or have one twice.
fn numbering_notes(numbers: &[u64]) -> Vec<Note> {
    let note = |code: &str, message| Note { code: code.into(), message, places: Vec::new() };
    let before_first = numbers.first().filter(|n| **n > 1).map(|_| &0);
    let numbers: Vec<&u64> = before_first.into_iter().chain(numbers).collect();
    numbers.windows(2).filter_map(|pair| match pair[1] - pair[0] {
        0 => Some(note("page_file_twice", format!("two files are named page {}; both are in the document", pair[0]))),
        1 => None,
        _ => Some(note("page_file_missing", format!("no file is named page {}", missing(pair[0] + 1, pair[1] - 1)))),
    }).collect()
}

fn missing(first: u64, last: u64) -> String {
    if first == last { first.to_string() } else { format!("{first}-{last}") }
}

fn assemble(scan: &Scan, pool: &Pool, (fingerprint, mut pages): (String, Vec<PageEvidence>), read: &[ReadPage]) -> Digitized {
    let (lexicon, laid_out) = (Lexicon::default(), layout::layout(read));
    for (number, removal) in laid_out.removed {
        pages.iter_mut().filter(|p| p.page == number).for_each(|p| p.removed.push(removal.clone()));
    }
    let corrected = correct::correct(laid_out.lines, &lexicon);
    let stamps: Vec<Stamp> = read.iter().flat_map(|page| page.stamps.iter().cloned()).collect();
    let turned = pages.iter().filter_map(|p| Some((p.page, p.orientation?))).collect();
    let aside = Aside { signatures: scan.signatures.clone(), stamps, braces: laid_out.braces, turned, printed: laid_out.printed };
    let mut structured = structure::structure(&corrected.lines, &aside, &lexicon);
    let mut lines = corrected.lines;
    // Not before: what is decided by the engine's confidence was set by what it says.
    lines.iter_mut().flat_map(|l| &mut l.words).for_each(|w| w.confidence = trust::trusted(w.confidence));
    structured.fields.iter_mut().for_each(|f| f.confidence = f.confidence.map(trust::trusted));
    let failed = pages.iter().filter_map(|p| {
        let message = format!("page {} {}", p.page, p.failure.as_ref()?);
        Some(Note { code: "page_failed".into(), message, places: Vec::new() })
    });
    Digitized {
        schema: EVIDENCE_SCHEMA.to_owned(), fingerprint,
        source: Source { files: scan.sources.clone() },
        engine: pool.info().clone(),
        notes: failed.chain(numbering_notes(&scan.numbers)).chain(structured.notes).collect(),
        pages, lines, edits: corrected.edits, body: structured.body, fields: structured.fields,
    }
}
