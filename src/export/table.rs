//! Tables: lines as rows of cells.

use crate::types::edit::{Edit, Status};
use crate::types::evidence::Digitized;
use crate::types::ocr::Cell;
use std::collections::BTreeMap;

/// The cells of the rows that some lines stand in, row by row; a cell that is empty or merged into another one is an empty text.
/// All rows are as long as the longest.
pub fn cells(found: &Digitized, lines: impl Iterator<Item = usize>) -> Vec<Vec<String>> {
    let mut rows: BTreeMap<(u32, u32), BTreeMap<u32, String>> = BTreeMap::new();
    for line in lines {
        for (cell, text) in words(found, line) {
            let said = rows.entry((found.lines[line].page, cell.row)).or_default().entry(cell.column).or_default();
            *said = [&**said, &text].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(" ");
        }
    }
    let columns = rows.values().filter_map(|row| row.keys().max()).max().map_or(0, |last| last + 1);
    let whole = |row: BTreeMap<u32, String>| (0..columns).map(|column| row.get(&column).cloned().unwrap_or_default()).collect();
    rows.into_values().map(whole).collect()
}

/// The words of a line as they read by now, with their cells.
fn words(found: &Digitized, line: usize) -> Vec<(Cell, String)> {
    let edits: Vec<&Edit> = found.edits.iter().filter(|e| e.line == line && matches!(e.status, Status::Made | Status::Accepted)).collect();
    let raw: Vec<char> = found.lines[line].raw.chars().collect();
    let mut from = 0;
    let mut out = Vec::new();
    for word in &found.lines[line].words {
        let to = from + word.text.chars().count();
        out.extend(word.cell.map(|cell| (cell, written(&raw, [from, to], &edits))));
        // Words are joined by one blank.
        from = to + 1;
    }
    out
}

/// A range of a raw text with what edits put where they begin in it; what one puts across words stands in the first.
fn written(raw: &[char], [from, to]: [usize; 2], edits: &[&Edit]) -> String {
    let mut out = String::new();
    for at in from..=to {
        let begins = |e: &&&Edit| e.range[0] == at && (at < to || e.range[1] == at);
        edits.iter().filter(begins).for_each(|e| out.push_str(&e.after));
        let covered = edits.iter().any(|e| e.range[0] <= at && at < e.range[1]);
        out.extend(raw.get(at).filter(|_| at < to && !covered));
    }
    out
}
