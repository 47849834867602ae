//! A line of `sohoa doctor`.

use super::Exit;
use std::fmt::{Display, Formatter, Result};

/// What was found.
pub struct Check {
    level: Level,
    about: &'static str,
    words: String,
}

enum Level {
    Ok,
    Warning,
    Error(Exit),
}

impl Check {
    pub fn ok(about: &'static str, words: impl Display) -> Self {
        Self { level: Level::Ok, about, words: words.to_string() }
    }

    /// A run works, but not as well as it might.
    pub fn warning(about: &'static str, words: impl Display) -> Self {
        Self { level: Level::Warning, about, words: words.to_string() }
    }

    /// No run works; it would end so.
    pub fn error(about: &'static str, words: impl Display, exit: Exit) -> Self {
        Self { level: Level::Error(exit), about, words: words.to_string() }
    }

    /// How a run would end for it.
    pub const fn error_exit(&self) -> Option<Exit> {
        match self.level {
            Level::Error(exit) => Some(exit),
            Level::Ok | Level::Warning => None,
        }
    }
}

impl Display for Check {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let level = match self.level {
            Level::Ok => "ok",
            Level::Warning => "warning",
            Level::Error(_) => "error",
        };
        write!(f, "{level}\t{}\t{}", self.about, self.words)
    }
}
