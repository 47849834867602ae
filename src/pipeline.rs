//! The way through all stages, the only place where they meet: a page from its pixels to its words, and a document
//! from the words of its pages to its text and record.

use crate::config::Options;
use crate::export::pages;
use crate::lexicon::Lexicon;
use crate::ocr::{EngineError, pool::Pool, trust};
use crate::reading::{self, Reading};
use crate::scan::Scan;
use crate::types::aside::Aside;
use crate::types::evidence::{Digitized, EVIDENCE_SCHEMA, PageEvidence, Review};
use crate::types::failure::{Failure, Problem, Stage};
use crate::types::geometry::Rect;
use crate::types::notice::{BLANK_PAGE, Note, Source, SourceFile};
use crate::types::ocr::{Confidence, EngineInfo, OcrPage, Segmentation};
use crate::types::page::{CleanPage, PageImage, Removal, RemovalKind};
use crate::types::read::{Opened, PageRead, Pictures, ReadPage};
use crate::types::stamp::Stamp;
use crate::{clean, correct, layout, stamp, structure};
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What reads pages.
pub struct Reader<'a> {
    /// Options that change what is read.
    pub options: &'a Options,
    /// The engine.
    pub pool: &'a Pool,
    /// Takes a page's pictures and what is known of it, before the page is read and once more where the reading turns it.
    pub pictures: &'a dyn Fn(Pictures, &PageEvidence) -> std::io::Result<()>,
}

/// What the outputs depend on beside the files: options that change what is read, engine and program.
pub fn settings(options: &Options, engine: &EngineInfo) -> String {
    let without: Vec<String> = options.without.iter().map(|step| step.name()).collect();
    let parts = serde_json::json!([env!("CARGO_PKG_VERSION"), EVIDENCE_SCHEMA, options.lang, options.dpi, without, engine, trust::SHIPPED]);
    blake3::hash(parts.to_string().as_bytes()).to_hex().to_string()
}

/// Identity of the outputs: the files and the settings.
pub fn fingerprint(sources: &[SourceFile], settings: &str) -> String {
    let parts = serde_json::json!([sources, settings]);
    blake3::hash(parts.to_string().as_bytes()).to_hex().to_string()
}

/// Reads one page of an opened document. A page that fails, even by a panic, says so in the result.
///
/// # Errors
/// Nobody took the page's pictures.
pub fn read_page(scan: &Scan, number: u32, reader: &Reader<'_>) -> std::io::Result<PageRead> {
    let work = AssertUnwindSafe(|| page(scan, number, reader));
    let page = catch_unwind(work).unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<&str>().map(|s| (*s).to_owned()).or_else(|| panic.downcast_ref::<String>().cloned());
        Err(Failed::Page(scan.failure(number, Stage::Clean, Problem::Panic(text.unwrap_or_default())), None))
    });
    match page {
        Ok(page) => Ok(page),
        Err(Failed::Page(failure, seen)) => Ok(failed(number, failure, seen.map(|s| *s))),
        Err(Failed::Sink(error)) => Err(error),
    }
}

/// A page that could not be read, with what is known of it.
pub fn failed(number: u32, failure: Failure, seen: Option<PageEvidence>) -> PageRead {
    let unseen = PageEvidence { page: number, size: [0, 0], dpi: None, skew: None, orientation: None, removed: Vec::new(), failure: None, blank: false, text_layer: false };
    let seen = PageEvidence { failure: Some(failure.problem.to_string()), ..seen.unwrap_or(unseen) };
    PageRead { seen, pixels: None, read: None, failure: Some(failure) }
}

/// Why a page did not come through.
enum Failed {
    /// With what is known of the page, if it could be cleaned.
    Page(Failure, Option<Box<PageEvidence>>),
    Sink(std::io::Error),
}

fn page(scan: &Scan, number: u32, reader: &Reader<'_>) -> Result<PageRead, Failed> {
    let options = reader.options;
    let failed = |stage, problem, seen: Option<PageEvidence>| Failed::Page(scan.failure(number, stage, problem), seen.map(Box::new));
    let mut image = scan.page(number).map_err(|f| Failed::Page(f, None))?;
    image.dpi = options.dpi.or(image.dpi);
    let clean = clean::clean(&image, &options.without).map_err(|e| failed(Stage::Clean, Problem::Cleaning(e), None))?;
    let seen = seen(&image, &clean);
    // Before the reading: of a page that cannot be read, the pictures are what a reviewer needs.
    let write = |clean: &CleanPage| {
        let pictures = pictures(&image, clean).map_err(|e| failed(Stage::Write, Problem::Cleaning(e), None))?;
        (reader.pictures)(pictures, &seen).map_err(Failed::Sink)
    };
    if options.pages {
        write(&clean)?;
    }
    let layer = scan.text_layer(&image);
    let read = match &layer {
        Some(layer) => reading::own_words(clean, layer, (options, reader.pool)),
        None => reading::read(clean, options, reader.pool),
    };
    let read = read.map_err(|e| failed(Stage::Ocr, engine_problem(e), Some(seen.clone())))?;
    if options.pages && Some(read.clean.orientation) != seen.orientation {
        write(&read.clean)?;
    }
    let Reading { mut clean, cut, ocr } = read;
    let unread = unread(&cut, &ocr);
    let stamps = read_stamps(&mut clean, options, reader.pool);
    let blank = ocr.lines.is_empty() && unread.is_empty() && cut.strokes.is_empty() && clean.removed.iter().all(|r| is_dirt(r.kind));
    let seen = PageEvidence { orientation: Some(clean.orientation), removed: clean.removed.clone(), blank, text_layer: layer.is_some(), ..seen };
    let read = ReadPage {
        number, size: clean.grey.dimensions(), scan_size: image.pixels.size(), letter: cut.letter,
        to_scan: clean.to_scan, removed: clean.removed, stamps, strokes: cut.strokes, braces: cut.braces, unread, ocr,
    };
    Ok(PageRead { seen, pixels: Some(image.pixels.hash()), read: Some(read), failure: None })
}

/// What is no mark of anybody. Faint print is not among it: a page that faded away is not blank.
const fn is_dirt(kind: RemovalKind) -> bool {
    matches!(kind, RemovalKind::Speckle | RemovalKind::Border | RemovalKind::BleedThrough)
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
        orientation: Some(clean.orientation), removed: clean.removed.clone(), failure: None, blank: false, text_layer: false,
    }
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

/// What a document is made of beside its pages.
pub struct Document<'a> {
    /// Its files and what they say of themselves.
    pub opened: &'a Opened,
    /// What read it.
    pub engine: &'a EngineInfo,
    /// Identity of its outputs.
    pub fingerprint: String,
}

/// Makes the document of its pages, in their order; of each page only the words are kept.
pub fn assemble(document: &Document<'_>, pages: impl Iterator<Item = PageRead>) -> Digitized {
    let (mut evidence, mut stamps) = (Vec::new(), Vec::new());
    let read = pages.filter_map(|page| {
        evidence.push(page.seen);
        stamps.extend(page.read.iter().flat_map(|r| r.stamps.iter().cloned()));
        page.read
    });
    let laid_out = layout::layout(read);
    laid_out.removed.into_iter().for_each(|(number, removal)| keep(&mut evidence, number, removal));
    let lexicon = Lexicon::default();
    let corrected = correct::correct(laid_out.lines, &lexicon);
    let turned = evidence.iter().filter_map(|p: &PageEvidence| Some((p.page, p.orientation?))).collect();
    let aside = Aside { signatures: document.opened.signatures.clone(), stamps, braces: laid_out.braces, turned, printed: laid_out.printed };
    let mut structured = structure::structure(&corrected.lines, &aside, &lexicon);
    let mut lines = corrected.lines;
    // Not before: what is decided by the engine's confidence was set by what it says.
    let written: BTreeSet<u32> = evidence.iter().filter(|p| p.text_layer).map(|p| p.page).collect();
    // A page's own words are sure; what was read beside them is less.
    let is_read = |page: u32, confidence: Confidence| !written.contains(&page) || confidence < Confidence::new(1.0);
    for line in &mut lines {
        let page = line.page;
        line.words.iter_mut().filter(|w| is_read(page, w.confidence)).for_each(|w| w.confidence = trust::trusted(w.confidence));
    }
    structured.fields.iter_mut().for_each(|f| f.confidence = f.confidence.map(trust::trusted));
    Digitized {
        schema: EVIDENCE_SCHEMA.to_owned(), fingerprint: document.fingerprint.clone(),
        source: Source { files: document.opened.sources.clone() },
        engine: document.engine.clone(),
        notes: failed_notes(&evidence).chain(blank_notes(&evidence)).chain(numbering_notes(&document.opened.numbers)).chain(structured.notes).collect(),
        pages: evidence, lines, edits: corrected.edits, body: structured.body, fields: structured.fields, review: Review::Open,
    }
}

fn blank_notes(pages: &[PageEvidence]) -> impl Iterator<Item = Note> {
    let blank = pages.iter().filter(|p| p.blank);
    blank.map(|p| Note { code: BLANK_PAGE.into(), message: format!("page {} is blank", p.page), places: Vec::new() })
}

fn keep(pages: &mut [PageEvidence], number: u32, removal: Removal) {
    if let Some(page) = pages.iter_mut().find(|p| p.page == number) {
        page.removed.push(removal);
    }
}

fn failed_notes(pages: &[PageEvidence]) -> impl Iterator<Item = Note> {
    pages.iter().filter_map(|p| {
        let message = format!("page {} {}", p.page, p.failure.as_ref()?);
        Some(Note { code: "page_failed".into(), message, places: Vec::new() })
    })
}
