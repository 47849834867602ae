//! Tesseract through its C API. All `unsafe` of the reading side is in this file.
#![allow(unsafe_code)]

use super::strip::Strip;
use super::{Engine, EngineError, model};
use crate::types::geometry::Rect;
use crate::types::ocr::{Block, Confidence, EngineInfo, Face, OcrLine, OcrPage, OcrWord, Region};
use crate::types::page::CleanPage;
use crate::types::stamp::{StampLine, StampPicture};
use image::GrayImage;
use std::ffi::{CStr, CString, c_int};
use std::ptr;
use std::time::{Duration, Instant};
use tesseract_sys as t;
use unicode_normalization::UnicodeNormalization;

/// Page segmentation modes: the picture is one line, nothing is looked for in it; and a block of text, for stamps.
const RAW_LINE: u32 = 13;
const SINGLE_BLOCK: u32 = 6;
/// Oem 1: LSTM only.
const LSTM: u32 = 1;
/// Keeps the engine from writing to standard error.
const QUIET: (&CStr, &CStr) = (c"debug_file", c"/dev/null");
/// Print is dark on white once it is cleaned: doubtful lines need not be read in white on black as well, which costs
/// the twelfth part of the reading and makes words out of strokes.
const DARK_ON_WHITE: (&CStr, &CStr) = (c"tessedit_do_invert", c"0");
const LINE: t::TessPageIteratorLevel = t::TessPageIteratorLevel_RIL_TEXTLINE;
const WORD: t::TessPageIteratorLevel = t::TessPageIteratorLevel_RIL_WORD;

/// A handle of the engine with one language loaded. Send, not Sync.
pub struct Tesseract {
    api: *mut t::TessBaseAPI,
    info: EngineInfo,
    /// The handle that knows handwritten digits, once it was needed.
    hand: Option<Box<Tesseract>>,
}

// SAFETY: a handle has no ties to the thread that made it; the type is not Sync, so one thread at a time uses it.
unsafe impl Send for Tesseract {}

impl Drop for Tesseract {
    fn drop(&mut self) {
        // SAFETY: made by TessBaseAPICreate, deleted once.
        unsafe { t::TessBaseAPIDelete(self.api) }
    }
}

/// One OpenMP thread for the calling thread: pages are read in parallel, and OpenMP inside makes
/// the engine five times slower.
fn one_openmp_thread() {
    #[link(name = "gomp")]
    unsafe extern "C" {
        fn omp_set_max_active_levels(levels: c_int);
    }
    // SAFETY: plain setting of an OpenMP control variable. The engine asks for a number of threads
    // itself, so that only forbidding parallel regions altogether helps.
    unsafe { omp_set_max_active_levels(0) }
}

/// What an engine for a language would be; nothing of it is started.
///
/// # Errors
/// No model.
pub fn describe(language: &str) -> Result<EngineInfo, EngineError> {
    Ok(info_of(language, &model::load(language)?))
}

fn info_of(language: &str, model: &[u8]) -> EngineInfo {
    let hash = blake3::hash(model).to_hex();
    EngineInfo {
        name: "tesseract".into(), version: version(), model: format!("{language} {}", &hash[..16]),
        config: format!("oem={LSTM} psm={RAW_LINE},{SINGLE_BLOCK} do_invert=0 {}", hand_model()),
    }
}

impl Tesseract {
    /// Loads the model of a language.
    ///
    /// # Errors
    /// No model, or the engine does not accept it.
    pub fn new(language: &str) -> Result<Self, EngineError> {
        let model = model::load(language)?;
        let info = info_of(language, &model);
        let name = CString::new(language).map_err(|e| EngineError::NoModel(e.to_string()))?;
        // SAFETY: no arguments; never null.
        let api = unsafe { t::TessBaseAPICreate() };
        let engine = Self { api, info, hand: None };
        // SAFETY: model and name live through the call, which copies them; no configs, no variables.
        let failed = unsafe {
            t::TessBaseAPIInit5(api, model.as_ptr().cast(), model.len() as c_int, name.as_ptr(), LSTM,
                ptr::null_mut(), 0, ptr::null_mut(), ptr::null_mut(), 0, 0)
        };
        if failed != 0 {
            return Err(EngineError::NoModel(format!("tesseract does not accept the model for language \"{language}\"; install it again")));
        }
        engine.set(QUIET.0, QUIET.1);
        engine.set(DARK_ON_WHITE.0, DARK_ON_WHITE.1);
        Ok(engine)
    }

    /// The handle that knows handwritten digits.
    fn hand(&mut self) -> Result<&mut Self, EngineError> {
        let own = self.hand.take().map_or_else(|| Self::new(model::HAND).map(Box::new), Ok)?;
        Ok(self.hand.insert(own))
    }

    fn set(&self, key: &CStr, value: &CStr) {
        // SAFETY: live handle; both strings end in zero and are copied.
        unsafe { t::TessBaseAPISetVariable(self.api, key.as_ptr(), value.as_ptr()) };
    }

    /// Sets the picture that is read.
    fn show(&mut self, grey: &GrayImage, dpi: f64) {
        let (width, height) = grey.dimensions();
        // SAFETY: live handle; the engine copies the pixels; one byte a pixel, rows without padding.
        unsafe {
            t::TessBaseAPISetImage(self.api, grey.as_raw().as_ptr(), width as c_int, height as c_int, 1, width as c_int);
            t::TessBaseAPISetSourceResolution(self.api, dpi.round() as c_int);
        }
    }

    fn clear(&mut self) {
        // SAFETY: live handle; frees the picture and its results, keeps the model.
        unsafe { t::TessBaseAPIClear(self.api) };
    }

    /// Reads a part of the page that is set, in a page segmentation mode.
    fn part(&mut self, region: &Region, mode: u32, until: Instant) -> Result<Vec<OcrLine>, EngineError> {
        let a = region.area;
        let left = until.saturating_duration_since(Instant::now());
        // SAFETY: live handle with an image set; the monitor lives through the call and is deleted once.
        let failed = unsafe {
            t::TessBaseAPISetPageSegMode(self.api, mode);
            t::TessBaseAPISetRectangle(self.api, a.x0, a.y0, a.width(), a.height());
            let monitor = t::TessMonitorCreate();
            t::TessMonitorSetDeadlineMSecs(monitor, left.as_millis().clamp(1, i32::MAX as u128) as c_int);
            let failed = t::TessBaseAPIRecognize(self.api, monitor);
            t::TessMonitorDelete(monitor);
            failed
        };
        if failed != 0 {
            return Err(EngineError::Failed("tesseract gave up on the page".into()));
        }
        Ok(self.lines(region))
    }

    /// Reads each region, cut out of the page.
    fn each(&mut self, page: &CleanPage, regions: &[Region], deadline: Duration) -> Result<Vec<Vec<OcrLine>>, EngineError> {
        let until = Instant::now() + deadline;
        let late = || Instant::now() >= until;
        regions.iter().map(|region| {
            if late() {
                return Err(EngineError::Timeout(deadline));
            }
            // The engine says of a deadline only that it gave up.
            self.line(page, region, until).map_err(|e| if late() { EngineError::Timeout(deadline) } else { e })
        }).collect()
    }

    /// Reads a single line, cut out of the page.
    fn line(&mut self, page: &CleanPage, region: &Region, until: Instant) -> Result<Vec<OcrLine>, EngineError> {
        if !region.area.overlaps(&Rect::of_size(page.grey.dimensions())) {
            return Ok(Vec::new());
        }
        let strip = Strip::cut(&page.grey, region.area, &region.foreign);
        self.show(&strip.picture, page.dpi);
        let whole = Region { area: Rect::of_size(strip.picture.dimensions()), foreign: Vec::new(), ..*region };
        let mut lines = self.part(&whole, RAW_LINE, until)?;
        for line in &mut lines {
            let boxes: Vec<Rect> = line.words.iter().map(|w| w.area).collect();
            line.words.iter_mut().zip(strip.fitted(&boxes)).for_each(|(word, fitted)| word.area = strip.on_page(&fitted));
            line.area = Rect::hull_of(line.words.iter().map(|w| w.area)).unwrap_or(region.area);
        }
        Ok(lines)
    }

    fn lines(&self, region: &Region) -> Vec<OcrLine> {
        // SAFETY: live handle after Recognize; null where it found nothing.
        let words = unsafe { t::TessBaseAPIGetIterator(self.api) };
        let mut out: Vec<OcrLine> = Vec::new();
        if words.is_null() {
            return out;
        }
        // SAFETY: `words` is a live iterator until deleted below; the page iterator is a view of it.
        unsafe {
            let places = t::TessResultIteratorGetPageIteratorConst(words);
            let mut starts = true;
            loop {
                starts |= t::TessPageIteratorIsAtBeginningOf(places, LINE) != 0;
                if let Some(word) = word_at(words) {
                    match out.last_mut().filter(|_| !starts) {
                        Some(line) => {
                            line.area = line.area.hull(&word.area);
                            line.words.push(word);
                        }
                        None => out.push(OcrLine { block: region.block, area: word.area, cell: region.cell, words: vec![word] }),
                    }
                    starts = false;
                }
                if t::TessResultIteratorNext(words, WORD) == 0 {
                    break;
                }
            }
            t::TessResultIteratorDelete(words);
        }
        out
    }
}

/// The word of a live iterator, NFC without blanks; None where it is empty.
///
/// # Safety
/// `at` must be live and stand on a result.
unsafe fn text_at(at: *const t::TessResultIterator) -> Option<String> {
    // SAFETY: the caller's promise; the string is the engine's, copied and then freed by its own function.
    let text = unsafe {
        let raw = t::TessResultIteratorGetUTF8Text(at, WORD);
        if raw.is_null() {
            return None;
        }
        let text = CStr::from_ptr(raw).to_string_lossy().into_owned();
        t::TessDeleteText(raw);
        text
    };
    let text: String = text.nfc().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    (!text.is_empty()).then_some(text)
}

/// The word that a live iterator stands on.
///
/// # Safety
/// `words` must be live.
unsafe fn word_at(words: *mut t::TessResultIterator) -> Option<OcrWord> {
    let (mut x0, mut y0, mut x1, mut y1) = (0, 0, 0, 0);
    // SAFETY: the caller's promise; the out-parameters are live.
    unsafe {
        let text = text_at(words)?;
        let place = t::TessResultIteratorGetPageIteratorConst(words);
        if t::TessPageIteratorBoundingBox(place, WORD, &mut x0, &mut y0, &mut x1, &mut y1) == 0 {
            return None;
        }
        let confidence = Confidence::new(f64::from(t::TessResultIteratorConfidence(words, WORD)) / 100.0);
        Some(OcrWord { text, area: Rect::new(x0, y0, x1, y1), confidence, alternatives: Vec::new(), filled: false, face: Face::default() })
    }
}

/// A rectangle of the picture's full width is made narrower by a column of pixels: the engine takes a
/// rectangle as wide as the picture for the picture itself and then reads the wrong lines
/// (`Tesseract::BestPix` compares widths only).
fn part_of(area: Rect, page_width: i32) -> Rect {
    Rect { x1: area.x1 - i32::from(area.width() == page_width), ..area }
}

/// Which model reads what hands fill in.
fn hand_model() -> String {
    model::load(model::HAND).map_or_else(|_| String::new(), |data| format!("hand={}", &blake3::hash(&data).to_hex()[..16]))
}

fn version() -> String {
    // SAFETY: a static string.
    unsafe { CStr::from_ptr(t::TessVersion()) }.to_string_lossy().into_owned()
}

impl Engine for Tesseract {
    fn info(&self) -> EngineInfo {
        self.info.clone()
    }

    fn read(&mut self, page: &CleanPage, regions: &[Region], deadline: Duration) -> Result<OcrPage, EngineError> {
        one_openmp_thread();
        let found = self.each(page, regions, deadline)?;
        self.clear();
        Ok(OcrPage { lines: found.concat() })
    }

    fn read_filled(&mut self, page: &CleanPage, regions: &[Region], deadline: Duration) -> Result<Vec<Option<OcrLine>>, EngineError> {
        one_openmp_thread();
        let hand = self.hand()?;
        let found = hand.each(page, regions, deadline)?;
        hand.clear();
        Ok(found.into_iter().map(|lines| lines.into_iter().next()).collect())
    }

    fn read_stamp(&mut self, stamp: &StampPicture, deadline: Duration) -> Result<Vec<StampLine>, EngineError> {
        one_openmp_thread();
        let until = Instant::now() + deadline;
        let mut out = Vec::new();
        self.show(&stamp.grey, stamp.dpi);
        for cell in &stamp.cells {
            let region = Region { block: Block::Body, area: part_of(*cell, stamp.grey.width() as i32), cell: None, foreign: Vec::new() };
            let lines = self.part(&region, SINGLE_BLOCK, until);
            if Instant::now() >= until {
                return Err(EngineError::Timeout(deadline));
            }
            out.extend(lines?.into_iter().map(|l| StampLine { words: l.words }));
        }
        self.clear();
        Ok(out)
    }
}
