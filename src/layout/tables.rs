//! Rows of tables as lines.

use crate::types::geometry::Rect;
use crate::types::ocr::{Cell, OcrLine};

/// Lines with each row of a table as one line, in the order of its cells; a row where a cell has several
/// lines stays as it is, cell by cell.
pub fn rows_joined(lines: Vec<OcrLine>) -> Vec<OcrLine> {
    let mut out: Vec<OcrLine> = Vec::new();
    let row = |line: &OcrLine| line.cell.map(|c| c.row);
    for group in lines.chunk_by(|a, b| row(a).is_some() && row(a) == row(b)) {
        let mut cells: Vec<Cell> = group.iter().filter_map(|l| l.cell).collect();
        cells.dedup();
        let single = !cells.is_empty() && cells.len() == group.len();
        if single { out.extend(joined(group)) } else { out.extend_from_slice(group) }
    }
    out
}

fn joined(row: &[OcrLine]) -> Option<OcrLine> {
    let first = row.first()?;
    let area = Rect::hull_of(row.iter().map(|l| l.area)).unwrap_or(first.area);
    Some(OcrLine { area, words: row.iter().flat_map(|l| l.words.clone()).collect(), ..*first })
}
