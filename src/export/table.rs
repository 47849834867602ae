//! Tables: lines as rows of cells.

use crate::types::line::Line;
use crate::types::ocr::Cell;
use std::collections::BTreeMap;

/// The cells of the rows that some lines stand in, row by row; a cell that is empty or merged into another one is an empty text.
/// All rows are as long as the longest.
pub fn cells<'a>(lines: impl Iterator<Item = &'a Line>) -> Vec<Vec<String>> {
    let mut rows: BTreeMap<(u32, u32), BTreeMap<u32, String>> = BTreeMap::new();
    for line in lines {
        for (cell, text) in words(line) {
            let said = rows.entry((line.page, cell.row)).or_default().entry(cell.column).or_default();
            *said = if said.is_empty() { text.to_owned() } else { format!("{said} {text}") };
        }
    }
    let columns = rows.values().filter_map(|row| row.keys().max()).max().map_or(0, |last| last + 1);
    let whole = |row: BTreeMap<u32, String>| (0..columns).map(|column| row.get(&column).cloned().unwrap_or_default()).collect();
    rows.into_values().map(whole).collect()
}

/// The words of a line with their cells: as corrected, or, where a correction changed how many there are, as read.
fn words(line: &Line) -> impl Iterator<Item = (Cell, &str)> {
    let texts: Vec<&str> = line.text.split(' ').collect();
    let corrected = texts.len() == line.words.len();
    let text = move |i: usize| if corrected { texts[i] } else { line.words[i].text.as_str() };
    line.words.iter().enumerate().filter_map(move |(i, w)| Some((w.cell?, text(i))))
}
