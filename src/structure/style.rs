//! How a document closes its numbers: `1.`, `1-` or `1)`.

use super::label::{Label, Level};
use super::marker;
use crate::types::line::Line;

/// What closes Roman and other numbers.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    roman: &'static str,
    number: &'static str,
}

impl Default for Style {
    fn default() -> Self {
        Self { roman: ".", number: "." }
    }
}

impl Style {
    /// What closes most of the numbers that begin paragraphs.
    pub fn of<'a>(lines: impl Iterator<Item = &'a Line>) -> Self {
        let labels: Vec<Label> = lines.filter(|l| l.starts_paragraph).filter_map(|l| marker::read(&l.text)).map(|m| m.label).collect();
        let count = |level: Level, close: &str| labels.iter().filter(|l| l.level == level && l.close == close).count();
        let most = |level: Level| [".", "-", ")"].into_iter().rev().max_by_key(|close| count(level, close)).unwrap_or(".");
        Self { roman: most(Level::Roman), number: most(Level::Number) }
    }

    /// The first label of a level, closed so.
    pub fn first(self, level: Level) -> Label {
        let close = match level {
            Level::Roman => self.roman,
            Level::Number => self.number,
            _ => return Label::first(level),
        };
        Label { close, ..Label::first(level) }
    }
}
