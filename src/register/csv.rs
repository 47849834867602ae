//! The register as comma-separated values: RFC 4180, UTF-8 with the mark by which Excel knows it.

use super::columns::COLUMNS;
use super::sheet::{Cell, Content};
use crate::spreadsheet::{BOM, FORMULA, as_text};
use ::csv::{Error, Terminator, WriterBuilder};

/// The file.
///
/// # Errors
/// The values cannot be written.
pub fn bytes(rows: &[Vec<Cell>]) -> Result<Vec<u8>, Error> {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(BOM.to_vec());
    writer.write_record(COLUMNS.iter().map(|c| c.head))?;
    rows.iter().try_for_each(|row| writer.write_record(row.iter().map(value)))?;
    writer.into_inner().map_err(|e| Error::from(e.into_error()))
}

fn value(cell: &Cell) -> String {
    match &cell.content {
        Content::Empty => String::new(),
        Content::Text(text) => as_text(text),
        Content::Link(path) if path.starts_with(FORMULA) => format!("./{path}"),
        Content::Link(path) => path.clone(),
        Content::Number(number) => number.to_string(),
        Content::Date(day) => day.to_string(),
    }
}
