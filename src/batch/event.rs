//! What happens in a run, told as it happens.

use super::Finished;
use crate::scan::Input;

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
    /// A document was opened.
    Opened {
        /// How many pages it has.
        pages: u32,
    },
    /// A page is through, well or not.
    PageDone,
    /// A document is finished.
    Finished {
        /// Which.
        input: &'a Input,
        /// How.
        finished: &'a Finished,
    },
}
