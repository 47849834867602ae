//! What happens in a run, told as it happens.

use super::Finished;
use crate::scan::Input;
use crate::types::failure::Failure;

/// State of a document at the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// All pages read and written.
    Done,
    /// Some pages failed, the others are written.
    Partial,
    /// Nothing of it could be read.
    Failed,
    /// Done before with the same input, options, engine and program.
    Unchanged,
}

impl State {
    /// By how many of its pages failed.
    pub const fn of(failed: usize, pages: u32) -> Self {
        match failed {
            0 => Self::Done,
            n if n == pages as usize => Self::Failed,
            _ => Self::Partial,
        }
    }

    /// The word for it on the terminal.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Partial => "partial",
            Self::Failed => "failed",
            Self::Unchanged => "unchanged",
        }
    }
}

/// One thing that happened.
pub enum Event<'a> {
    /// A document is to be read.
    Opened {
        /// Which.
        input: &'a Input,
        /// How many of its pages are left.
        pages: u32,
    },
    /// A page is at its end, or broke its worker and is left for a second try.
    Page {
        /// Of which document.
        input: &'a Input,
        /// Its number, from 1.
        page: u32,
        /// Why it failed, None where it is read.
        failure: Option<&'a Failure>,
        /// Whether it is tried again.
        again: bool,
    },
    /// A document is finished.
    Finished {
        /// Which.
        input: &'a Input,
        /// How.
        finished: &'a Finished,
    },
}
