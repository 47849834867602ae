//! Tables with ruled cells.

use super::super::font::{Face, Fonts, Style};
use super::super::notice::markup::{Look, Run};
use super::super::sheet::Area;
use super::flow::{Print, Row};
use super::line::{Column, Line, Set, broken};
use super::press::{POINT, Press};
use super::{LEFT, RIGHT};
use anyhow::Result;

/// Size of the letters, in points.
const SIZE: f32 = 13.0;
/// From line to line, in millimetres.
const LEADING: f32 = SIZE * 1.2 * POINT;
/// Space between rules and letters, in millimetres.
const PADDING: f32 = 1.4;
/// A column is at least this wide, in millimetres.
const NARROWEST: f32 = 13.0;
/// A column of cells up to this many letters is centred: ordinals, figures, dates.
const SHORT: usize = 12;

/// A row of a table.
pub struct Cells {
    /// Edges of the columns, one more than there are columns.
    edges: Vec<f32>,
    cells: Vec<Vec<Line>>,
}

/// The rows of a table; its first row is the head.
pub fn rows(fonts: &Fonts, table: &[Vec<String>]) -> Result<Vec<Row>> {
    let edges = edges(fonts, table)?;
    let short: Vec<bool> = (0..table[0].len()).map(|column| is_short(table, column)).collect();
    let columns: Vec<(&[f32], bool)> = edges.windows(2).zip(short).collect();
    table.iter().enumerate().map(|(index, texts)| row(fonts, &columns, texts, index)).collect()
}

fn row(fonts: &Fonts, columns: &[(&[f32], bool)], texts: &[String], index: usize) -> Result<Row> {
    let look = Look { bold: index == 0, ..Look::default() };
    let cell = |(text, (edge, short)): (&String, &(&[f32], bool))| {
        let set = if index == 0 || *short { Set::Centred } else { Set::Left };
        broken(fonts, &[Run { text: text.clone(), look }], SIZE, Column { x0: edge[0] + PADDING, x1: edge[1] - PADDING, indent: 0.0, set })
    };
    let cells = texts.iter().zip(columns).map(cell).collect::<Result<Vec<_>>>()?;
    let tallest = cells.iter().map(Vec::len).max().unwrap_or(1);
    let apart = if index == 0 { 2.5 } else { 0.0 };
    let edges = columns.iter().map(|(edge, _)| edge[0]).chain([RIGHT]).collect();
    Ok(Row { apart, height: tallest as f32 * LEADING + PADDING, turn: index > 1, print: Print::Cells(Cells { edges, cells }) })
}

/// Edges of columns as wide as their widest cell where the page has room for it; the widest give way
/// first, and what is left over is shared out.
fn edges(fonts: &Fonts, table: &[Vec<String>]) -> Result<Vec<f32>> {
    let width = |text: &String| -> Result<f32> { Ok(fonts.width(text, Style(Face::Bold, SIZE))? + 2.0 * PADDING + 1.0) };
    let mut wants = vec![NARROWEST; table[0].len()];
    for row in table {
        for (want, text) in wants.iter_mut().zip(row) {
            *want = want.max(width(text)?);
        }
    }
    let room = RIGHT - LEFT;
    let sum = |cap: f32| wants.iter().map(|want| want.min(cap)).sum::<f32>();
    let cap = (NARROWEST as u32..=room as u32).rev().map(|cap| cap as f32).find(|cap| sum(*cap) <= room).unwrap_or(NARROWEST);
    let widths = wants.iter().map(|want| want.min(cap) * room / sum(cap));
    Ok(std::iter::once(LEFT).chain(widths.scan(LEFT, |x, width| { *x += width; Some(*x) })).collect())
}

/// Whether a column is of short texts only, its head left aside.
fn is_short(table: &[Vec<String>], column: usize) -> bool {
    table.iter().skip(1).all(|row| row[column].chars().count() <= SHORT)
}

impl Cells {
    /// One line where no cell has more; else the lines of each cell after those of the cell before it.
    pub fn lines(&self) -> Vec<String> {
        let lines = || self.cells.iter().flatten().map(Line::text).filter(|text| !text.is_empty());
        if self.cells.iter().all(|cell| cell.len() == 1) { vec![lines().collect::<Vec<_>>().join(" ")] } else { lines().collect() }
    }

    /// Prints it below `y`, each cell in the middle of its height.
    pub fn print(&self, press: &mut Press, y: f32, height: f32) -> Result<Area> {
        let area = Area { x0: self.edges[0], y0: y, x1: self.edges[self.edges.len() - 1], y1: y + height };
        press.level((area.x0, area.x1), area.y0);
        press.level((area.x0, area.x1), area.y1);
        for x in &self.edges {
            press.rule(Area { x0: *x, x1: *x, ..area });
        }
        for cell in &self.cells {
            let top = y + (height - cell.len() as f32 * LEADING) / 2.0;
            for (index, line) in cell.iter().enumerate() {
                line.print(press, top + (index as f32 + 0.76) * LEADING)?;
            }
        }
        Ok(area)
    }
}
