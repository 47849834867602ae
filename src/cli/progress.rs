//! Progress on standard error: a bar on a terminal, plain lines elsewhere.

use crate::batch::event::{Event, State};
use indicatif::{ProgressBar, ProgressStyle};
use std::io::{IsTerminal, Write};
use std::sync::atomic::{AtomicU64, Ordering};

/// How much is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Talk {
    /// Errors only.
    Quiet,
    /// Progress.
    Usual,
    /// A line a document also where there is a bar.
    Verbose,
}

/// Who says how far the run is.
pub struct Progress {
    bar: Option<ProgressBar>,
    talk: Talk,
    documents: u64,
    finished: AtomicU64,
    opened: AtomicU64,
}

impl Progress {
    /// Progress over so many documents.
    pub fn new(documents: usize, talk: Talk) -> Self {
        let bar = (talk != Talk::Quiet && std::io::stderr().is_terminal()).then(|| {
            let bar = ProgressBar::new(0);
            let style = ProgressStyle::with_template("{bar:30} {msg}  {pos}/{len} pages  {eta} left");
            bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
            bar
        });
        Self { bar, talk, documents: documents as u64, finished: AtomicU64::new(0), opened: AtomicU64::new(0) }
    }

    /// Says what happened.
    pub fn tell(&self, event: &Event<'_>) {
        match event {
            Event::Opened { pages, .. } => self.opened(u64::from(*pages)),
            Event::Page { failure: Some(failure), again: true, .. } => self.line(&format!("warning: {failure}; it is tried once more, alone, at the end")),
            Event::Page { .. } => self.bar.iter().for_each(|b| b.inc(1)),
            Event::Finished { input, finished } => {
                let done = self.finished.fetch_add(1, Ordering::Relaxed) + 1;
                self.bar.iter().for_each(|b| b.set_message(format!("{done}/{} documents", self.documents)));
                finished.failures.iter().for_each(|f| self.line(&format!("error: {f}")));
                let plain = self.talk == Talk::Verbose || (self.talk == Talk::Usual && self.bar.is_none());
                if plain && finished.state != State::Failed {
                    let moved = finished.moved.as_ref().map(|from| format!(", moved from {}", from.display())).unwrap_or_default();
                    self.line(&format!("[{done}/{}] {} {}{moved}", self.documents, finished.state.word(), input.name.display()));
                }
            }
        }
    }

    /// The pages still to come are estimated from the documents opened so far, or the time left
    /// would be that of the first document.
    fn opened(&self, pages: u64) {
        let opened = self.opened.fetch_add(1, Ordering::Relaxed) + 1;
        if let Some(bar) = &self.bar {
            let known = bar.length().unwrap_or(0) * (opened - 1) / self.documents.max(1) + pages;
            bar.set_length(known * self.documents / opened);
        }
    }

    fn line(&self, text: &str) {
        match &self.bar {
            Some(bar) => bar.suspend(|| say(text)),
            None => say(text),
        }
    }

    /// Takes the bar away.
    pub fn end(&self) {
        self.bar.iter().for_each(ProgressBar::finish_and_clear);
    }
}

/// Where nobody listens any more, the run goes on.
fn say(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}
