//! Rows of tables as lines.

use crate::types::geometry::Rect;
use crate::types::ocr::{Cell, OcrLine, OcrWord};

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

/// The cells that lines stand in, with the lines' places.
pub fn cells(lines: &[OcrLine]) -> Vec<(Cell, Rect)> {
    lines.iter().filter_map(|l| Some((l.cell?, l.area))).collect()
}

/// The cell of a word of a row that was joined.
pub fn cell_of(word: &OcrWord, line: &OcrLine, cells: &[(Cell, Rect)]) -> Option<Cell> {
    let row = line.cell?.row;
    let at = word.area.centre();
    cells.iter().filter(|(cell, _)| cell.row == row).find(|(_, area)| area.contains(at)).map(|(cell, _)| *cell).or(line.cell)
}

fn joined(row: &[OcrLine]) -> Option<OcrLine> {
    let first = row.first()?;
    let area = Rect::hull_of(row.iter().map(|l| l.area)).unwrap_or(first.area);
    Some(OcrLine { area, words: row.iter().flat_map(|l| l.words.clone()).collect(), ..*first })
}
