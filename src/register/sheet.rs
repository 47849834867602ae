//! The rows of a register, before they are written as a workbook or as values.

use super::columns::{COLUMNS, Column, Kind};
use super::{Entry, link, wording};
use crate::export::record::{SEPARATOR, member};
use crate::types::record::{Check, Record};
use serde_json::Value;
use std::io::{Error, Result};
use std::path::Path;

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// Nothing is known.
    Empty,
    /// Text.
    Text(String),
    /// A number.
    Number(u32),
    /// A day.
    Date(Day),
    /// A folder, as a path from the register's own.
    Link(String),
}

/// A day of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day {
    /// Year.
    pub year: u16,
    /// Month, from 1.
    pub month: u8,
    /// Day, from 1.
    pub day: u8,
}

impl Day {
    /// The day of an ISO date, None of any other text.
    pub fn of(iso: &str) -> Option<Self> {
        let mut parts = iso.split('-');
        let (year, month, day) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        parts.next().is_none().then_some(Self { year, month, day })
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:02}/{:02}/{:04}", self.day, self.month, self.year)
    }
}

/// A cell of a register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// What stands in it.
    pub content: Content,
    /// Why it is to be checked, None where it is not.
    pub note: Option<String>,
}

/// The rows of all documents, a cell a column; links are paths from `base`.
///
/// # Errors
/// A document's folder is gone.
pub fn rows(entries: &[Entry], base: &Path) -> Result<Vec<Vec<Cell>>> {
    entries.iter().map(|entry| {
        let values = serde_json::to_value(&entry.record).map_err(Error::other)?;
        let folder = link::relative(base, &entry.folder)?;
        Ok(COLUMNS.iter().map(|column| cell(column, (&entry.record, &values), &folder)).collect())
    }).collect()
}

fn cell(column: &Column, (record, values): (&Record, &Value), folder: &str) -> Cell {
    let content = match column.kind {
        Kind::Link => Content::Link(folder.to_owned()),
        Kind::Checks => text(checked(&record.check)),
        Kind::Plain => plain(member(values, column.name)),
        Kind::Date => date(member(values, column.name)),
        Kind::Word => wording::word(member(values, column.name)).map_or(Content::Empty, |w| text(w.to_owned())),
    };
    Cell { content, note: record.check.iter().find(|c| c.name == column.name).map(wording::note) }
}

/// The heads of the cells that are to be checked, as they follow each other in the row.
fn checked(of: &[Check]) -> String {
    let heads = COLUMNS.iter().filter(|column| of.iter().any(|check| check.name == column.name)).map(|column| column.head);
    heads.collect::<Vec<_>>().join(SEPARATOR)
}

fn text(text: String) -> Content {
    if text.is_empty() { Content::Empty } else { Content::Text(text) }
}

fn plain(value: &Value) -> Content {
    match value {
        Value::String(s) => text(s.clone()),
        Value::Number(n) => n.as_u64().and_then(|n| u32::try_from(n).ok()).map_or(Content::Empty, Content::Number),
        Value::Array(all) => text(all.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(SEPARATOR)),
        _ => Content::Empty,
    }
}

/// One day, or text where there are several.
fn date(value: &Value) -> Content {
    let Some(dates) = value.as_str() else { return Content::Empty };
    let shown = |date: &str| Day::of(date).map_or_else(|| date.to_owned(), |day| day.to_string());
    Day::of(dates).map_or_else(|| text(dates.split(SEPARATOR).map(shown).collect::<Vec<_>>().join(SEPARATOR)), Content::Date)
}
