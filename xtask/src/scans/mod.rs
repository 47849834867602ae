//! Scans made by program: typeset, stamped, aged and scanned, free of anybody's rights, with what they
//! say and which pixels are print.
//!
//! Nothing depends on clock, number of threads or hash order: every run writes the same bytes.

mod damage;
mod document;
mod facts;
pub mod files;
pub mod font;
pub mod hand;
pub mod ink;
mod lens;
mod marks;
pub mod notice;
pub mod page;
mod paper;
pub mod random;
mod recipe;
pub mod setting;
mod sets;
pub mod sheet;
pub mod stamps;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;

pub use sets::{Set, make, publish};

use anyhow::{Context, Result};

/// What every document is made with.
struct Workshop {
    /// Typefaces of print.
    fonts: font::Fonts,
    /// Typefaces of stamps.
    letters: ink::lettering::Letters,
    /// All notices, by name.
    notices: Vec<notice::Notice>,
}

impl Workshop {
    fn open() -> Result<Self> {
        Ok(Self { fonts: font::Fonts::load()?, letters: ink::lettering::Letters::load()?, notices: notice::all()? })
    }

    fn notice(&self, name: &str) -> Result<&notice::Notice> {
        self.notices.iter().find(|notice| notice.name == name).with_context(|| format!("there is no notice {name:?} in xtask/notices"))
    }
}
