//! The body as rows, and the pages they make.

use super::line::Line;
use super::press::Press;
use super::table::Cells;
use super::super::sheet::Area;
use anyhow::{Result, bail};
use std::ops::Range;

/// What is printed in a row.
pub enum Print {
    /// A line of text.
    Line(Line),
    /// A row of a table.
    Cells(Cells),
}

/// A strip across the page that no page turn cuts. Lengths in millimetres.
pub struct Row {
    /// Space above it, but not at the top of a page.
    pub apart: f32,
    /// Its own height.
    pub height: f32,
    /// Whether a page may begin with it.
    pub turn: bool,
    /// What it shows.
    pub print: Print,
}

impl Row {
    /// Its printed lines.
    pub fn lines(&self) -> Vec<String> {
        match &self.print {
            Print::Line(line) => vec![line.text()],
            Print::Cells(cells) => cells.lines(),
        }
    }

    /// Prints it below `y`; gives what it covers.
    pub fn print(&self, press: &mut Press, y: f32) -> Result<Area> {
        match &self.print {
            Print::Line(line) => line.print(press, y + 0.76 * self.height),
            Print::Cells(cells) => cells.print(press, y, self.height),
        }
    }
}

/// Room for rows on the pages, in millimetres from the top.
#[derive(Clone, Copy)]
pub struct Room {
    /// Where page 1 begins.
    pub first: f32,
    /// Where every later page begins.
    pub later: f32,
    /// Where every page ends.
    pub bottom: f32,
    /// Height of the foot, which follows the last row on its page.
    pub foot: f32,
}

/// The rows of each page. No page ends with the first line of a paragraph or begins with its last one.
pub fn pages(rows: &[Row], room: Room) -> Result<Vec<Range<usize>>> {
    let (mut out, mut start, mut y, mut at) = (Vec::new(), 0, room.first, 0);
    while at < rows.len() {
        let apart = if at == start { 0.0 } else { rows[at].apart };
        let foot = if at + 1 == rows.len() { room.foot } else { 0.0 };
        if y + apart + rows[at].height + foot <= room.bottom {
            y += apart + rows[at].height;
            at += 1;
            continue;
        }
        let Some(turn) = (start + 1..=at).rev().find(|&row| rows[row].turn) else { bail!("no page turn fits on page {}", out.len() + 1) };
        out.push(start..turn);
        (start, at, y) = (turn, turn, room.later);
    }
    out.push(start..rows.len());
    Ok(out)
}
