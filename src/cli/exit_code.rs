//! Exit codes, as `shared/CONTRACT.md` fixes them.

use std::process::{ExitCode, Termination};

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// All done or already done.
    Done = 0,
    /// A program error.
    Unexpected = 1,
    /// Wrong use of the command line.
    Usage = 2,
    /// No model for the language.
    NoModel = 3,
    /// Some inputs failed, the rest is done.
    SomeFailed = 4,
    /// No input found.
    NoInput = 5,
    /// What was compared differs.
    Different = 6,
    /// The output cannot be written.
    CannotWrite = 7,
    /// SIGINT or SIGTERM.
    Interrupted = 130,
}

impl Termination for Exit {
    fn report(self) -> ExitCode {
        ExitCode::from(self as u8)
    }
}
