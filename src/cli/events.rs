//! `--events json`: what happens in a run, one JSON object a line.

use crate::batch::event::Event;
use crate::batch::{Done, Finished};
use crate::scan::Input;
use crate::types::failure::Failure;
use clap::ValueEnum;
use schemars::JsonSchema;
use serde::Serialize;
use std::io::Write;
use std::path::Path;

/// How events are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// One JSON object a line; see: sohoa schema event
    Json,
}

/// One line of the stream.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(tag = "event", rename_all = "snake_case", deny_unknown_fields)]
pub enum Line {
    /// A run begins.
    Begin {
        /// How many documents it is to do.
        documents: usize,
        /// Files of other kinds.
        skipped: usize,
    },
    /// A path cannot be looked at.
    Unreachable {
        /// Which, and why.
        error: String,
    },
    /// A document is to be read.
    Opened {
        /// Folder of its outputs, below the output folder.
        document: String,
        /// How many of its pages are left.
        pages: u32,
    },
    /// A page is at its end, or is to be tried again.
    Page {
        /// Folder of its document.
        document: String,
        /// Its number, from 1.
        page: u32,
        /// Why it failed, null where it is read.
        error: Option<String>,
        /// Whether it is tried again.
        again: bool,
    },
    /// A document is finished.
    Finished {
        /// Folder of its outputs, below the output folder.
        document: String,
        /// `done`, `unchanged`, `partial` or `failed`.
        state: String,
        /// What failed.
        errors: Vec<String>,
        /// Its folder in an earlier run, if its file was moved since.
        moved_from: Option<String>,
    },
    /// The run is over.
    End {
        /// Documents at their end.
        finished: usize,
        /// Documents that are left.
        left: usize,
    },
}

/// Writes a line. Where nobody reads any more, the run goes on.
pub fn say(line: &Line) {
    let mut out = std::io::stdout().lock();
    if let Ok(text) = serde_json::to_string(line) {
        let _ = writeln!(out, "{text}").and_then(|()| out.flush());
    }
}

impl From<&Event<'_>> for Line {
    fn from(event: &Event<'_>) -> Self {
        match event {
            Event::Opened { input, pages } => Self::Opened { document: name(input), pages: *pages },
            Event::Page { input, page, failure, again } => {
                Self::Page { document: name(input), page: *page, error: failure.map(Failure::to_string), again: *again }
            }
            Event::Finished { input, finished } => finished_line(input, finished),
        }
    }
}

impl From<&Done> for Line {
    fn from(done: &Done) -> Self {
        Self::End { finished: done.finished.iter().flatten().count(), left: done.left.0 }
    }
}

fn finished_line(input: &Input, finished: &Finished) -> Line {
    Line::Finished {
        document: name(input), state: finished.state.word().to_owned(), errors: finished.failures.iter().map(ToString::to_string).collect(),
        moved_from: finished.moved.as_deref().map(shown),
    }
}

fn name(input: &Input) -> String {
    shown(&input.name)
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}
