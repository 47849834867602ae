//! Handles of an engine, one for each thread that reads at a time; made when first needed, kept.

use super::{Engine, EngineError};
use crate::types::geometry::Rect;
use crate::types::ocr::{EngineInfo, OcrLine, OcrPage, Region};
use crate::types::page::CleanPage;
use crate::types::stamp::{StampLine, StampPicture};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::time::Duration;

type Make = Box<dyn Fn() -> Result<Box<dyn Engine>, EngineError> + Send + Sync>;

/// A pool of handles.
pub struct Pool {
    make: Make,
    idle: Mutex<Vec<Box<dyn Engine>>>,
    info: EngineInfo,
}

impl Pool {
    /// Makes the first handle at once, so that a missing model is known before any work is done.
    ///
    /// # Errors
    /// The engine cannot be made.
    pub fn new(make: impl Fn() -> Result<Box<dyn Engine>, EngineError> + Send + Sync + 'static) -> Result<Self, EngineError> {
        let first = make()?;
        let info = first.info();
        Ok(Self { make: Box::new(make), idle: Mutex::new(vec![first]), info })
    }

    /// What engine it is.
    pub fn info(&self) -> &EngineInfo {
        &self.info
    }

    /// Reads a page with an idle handle. A handle that failed in any way is not used again.
    ///
    /// # Errors
    /// The engine failed, panicked, took too long, or answered with places outside of the page.
    pub fn read(&self, page: &CleanPage, regions: &[Region], deadline: Duration) -> Result<OcrPage, EngineError> {
        self.with(|engine| engine.read(page, regions, deadline).and_then(|read| checked(read, page)))
    }

    /// Reads lines that may be filled in by hand in the same way.
    ///
    /// # Errors
    /// The engine failed, panicked or took too long.
    pub fn read_filled(&self, page: &CleanPage, lines: &[Region], deadline: Duration) -> Result<Vec<Option<OcrLine>>, EngineError> {
        self.with(|engine| engine.read_filled(page, lines, deadline))
    }

    /// Reads a stamp in the same way.
    ///
    /// # Errors
    /// The engine failed, panicked or took too long.
    pub fn read_stamp(&self, stamp: &StampPicture, deadline: Duration) -> Result<Vec<StampLine>, EngineError> {
        self.with(|engine| engine.read_stamp(stamp, deadline))
    }

    fn with<T>(&self, read: impl FnOnce(&mut dyn Engine) -> Result<T, EngineError>) -> Result<T, EngineError> {
        let idle = self.lock().pop();
        let mut engine = idle.map_or_else(&self.make, Ok)?;
        let read = catch_unwind(AssertUnwindSafe(|| read(engine.as_mut())));
        let read = read.map_err(|_| EngineError::Failed("the engine panicked".into()))??;
        self.lock().push(engine);
        Ok(read)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Box<dyn Engine>>> {
        self.idle.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

/// An engine's answer is believed only as far as it can be true.
fn checked(read: OcrPage, page: &CleanPage) -> Result<OcrPage, EngineError> {
    let whole = Rect::of_size(page.grey.dimensions());
    let words = read.lines.iter().flat_map(|l| &l.words);
    let nonsense = words.into_iter().find(|w| w.area.intersect(&whole) != w.area || w.area.area() <= 0 || w.text.is_empty());
    match nonsense {
        Some(word) => Err(EngineError::Failed(format!("the engine placed a word outside of the page: {:?}", word.text))),
        None if read.lines.iter().any(|l| l.words.is_empty()) => Err(EngineError::Failed("the engine gave a line without words".into())),
        None => Ok(read),
    }
}
