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
/// Cells up to this many letters are centred: ordinals, figures, dates.
const SHORT: usize = 10;

/// A row of a table.
pub struct Cells {
    /// Edges of the columns, one more than there are columns.
    edges: Vec<f32>,
    cells: Vec<Vec<Line>>,
}

/// The rows of a table; its first row is the head.
pub fn rows(fonts: &Fonts, table: &[Vec<String>]) -> Result<Vec<Row>> {
    let edges = edges(fonts, table)?;
    table.iter().enumerate().map(|(index, texts)| row(fonts, &edges, texts, index)).collect()
}

fn row(fonts: &Fonts, edges: &[f32], texts: &[String], index: usize) -> Result<Row> {
    let look = Look { bold: index == 0, ..Look::default() };
    let cell = |(text, edge): (&String, &[f32])| {
        let centred = index == 0 || text.chars().count() <= SHORT;
        let set = if centred { Set::Centred } else { Set::Left };
        broken(fonts, &[Run { text: text.clone(), look }], SIZE, Column { x0: edge[0] + PADDING, x1: edge[1] - PADDING, indent: 0.0, set })
    };
    let cells = texts.iter().zip(edges.windows(2)).map(cell).collect::<Result<Vec<_>>>()?;
    let tallest = cells.iter().map(Vec::len).max().unwrap_or(1);
    let apart = if index == 0 { 2.5 } else { 0.0 };
    Ok(Row { apart, height: tallest as f32 * LEADING + PADDING, turn: index > 1, print: Print::Cells(Cells { edges: edges.to_vec(), cells }) })
}

/// Columns share the width by the length of their texts, of which no more than a few lines' worth counts.
fn edges(fonts: &Fonts, table: &[Vec<String>]) -> Result<Vec<f32>> {
    let mut wants = Vec::new();
    for column in 0..table[0].len() {
        let mut widest = NARROWEST;
        for row in table {
            let width = fonts.width(&row[column], Style(Face::Bold, SIZE))? + 2.0 * PADDING;
            widest = widest.max(width.min(70.0));
        }
        wants.push(widest);
    }
    let total: f32 = wants.iter().sum();
    let free = RIGHT - LEFT - NARROWEST * wants.len() as f32;
    let spare = (total - NARROWEST * wants.len() as f32).max(1.0);
    let widths = wants.iter().map(|want| NARROWEST + (want - NARROWEST) * free / spare);
    Ok(std::iter::once(LEFT).chain(widths.scan(LEFT, |x, width| { *x += width; Some(*x) })).collect())
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
