//! Batch: many documents into one output folder.

pub mod event;
pub mod output;

use crate::config::Options;
use crate::ocr::pool::Pool;
use crate::pipeline::{self, PageSink, Pictures};
use crate::scan::{self, Input};
use crate::types::failure::Failure;
use event::{Event, State};
use output::Folder;
use rayon::prelude::*;
use std::path::Path;

/// Why a run ended early.
#[derive(Debug, thiserror::Error)]
#[error("{folder}: cannot be written: {error}; free some space or choose another folder with -o")]
pub struct CannotWrite {
    folder: String,
    #[source]
    error: std::io::Error,
}

/// What became of a document.
#[derive(Debug)]
pub struct Finished {
    /// Its state.
    pub state: State,
    /// Its failure or those of its pages.
    pub failures: Vec<Failure>,
}

/// How a run is to be done.
pub struct Job<'a> {
    /// Options that change the outputs.
    pub options: &'a Options,
    /// The engine.
    pub pool: &'a Pool,
    /// The output folder.
    pub output: &'a Path,
    /// Do again what is done.
    pub force: bool,
    /// Who is told what happens.
    pub tell: &'a (dyn Fn(Event<'_>) + Sync),
}

/// Digitises documents in parallel; results in their order.
///
/// # Errors
/// An output could not be written; what was written before stays good.
pub fn run(inputs: &[Input], job: &Job<'_>) -> Result<Vec<Finished>, CannotWrite> {
    inputs.par_iter().map(|input| {
        let finished = one(input, job)?;
        (job.tell)(Event::Finished { input, finished: &finished });
        Ok(finished)
    }).collect()
}

fn one(input: &Input, job: &Job<'_>) -> Result<Finished, CannotWrite> {
    let scan = match scan::open(input) {
        Ok(scan) => scan,
        Err(failure) => return Ok(Finished { state: State::Failed, failures: vec![failure] }),
    };
    (job.tell)(Event::Opened { pages: scan.pages() });
    let folder = Folder::new(job.output.join(&input.name));
    let cannot = |error| CannotWrite { folder: folder.path().display().to_string(), error };
    if !job.force && folder.is_done(&pipeline::fingerprint(&scan, job.options, job.pool), job.options.pages) {
        (1..=scan.pages()).for_each(|_| (job.tell)(Event::PageDone));
        return Ok(Finished { state: State::Unchanged, failures: Vec::new() });
    }
    folder.begin().map_err(cannot)?;
    let sink = Sink { folder: &folder, tell: job.tell };
    let outcome = pipeline::digitize(&scan, job.options, job.pool, &sink).map_err(cannot)?;
    folder.finish(&outcome.found).map_err(cannot)?;
    let state = match outcome.failures.len() as u32 {
        0 => State::Done,
        n if n == scan.pages() => State::Failed,
        _ => State::Partial,
    };
    Ok(Finished { state, failures: outcome.failures })
}

struct Sink<'a> {
    folder: &'a Folder,
    tell: &'a (dyn Fn(Event<'_>) + Sync),
}

impl PageSink for Sink<'_> {
    fn pictures(&self, pictures: Pictures) -> std::io::Result<()> {
        self.folder.pictures(&pictures)
    }
    fn page_done(&self, _: u32) {
        (self.tell)(Event::PageDone);
    }
}
