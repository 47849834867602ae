//! The typesetter: a notice in the official layout of its form, and what it says.

mod body;
mod flow;
mod foot;
mod gaps;
mod head;
mod line;
mod press;
mod table;
#[cfg(test)]
mod tests;
mod title;
mod word;

use super::font::{Face, Fonts, Style};
use super::notice::{Notice, record};
use super::sheet::{A4, Area, Sheet};
use anyhow::Result;
use flow::{Print, Room, Row};
use foot::Foot;
use press::Press;
use std::ops::Range;

/// Edges of the text, in millimetres.
const LEFT: f32 = 30.0;
const RIGHT: f32 = 192.0;
/// Where pages end, in millimetres.
const BOTTOM: f32 = 277.0;
/// Where later pages begin, and the baseline of their number, in millimetres.
const TOP: f32 = 21.0;
const NUMBER: f32 = 14.5;

/// What is left out for a hand to fill in, and what is printed twice.
#[derive(Debug, Clone, Copy, Default)]
pub struct Blanks {
    /// The ordinal of the number.
    pub number: bool,
    /// Day and month.
    pub day: bool,
    /// Lines of the page before that stand again above the top margin of every later page, as a
    /// scanner catches them.
    pub repeated: usize,
}

/// A notice in print.
pub struct Typeset {
    /// Its pages.
    pub pages: Vec<Sheet>,
    /// `{"document": …, "body": …}` in the form of `notice.json`.
    pub truth: serde_json::Value,
}

/// Sets a notice. Fails where the typeface lacks a glyph or a line of the head does not fit.
pub fn typeset(fonts: &Fonts, notice: &Notice, dpi: f32, blanks: Blanks) -> Result<Typeset> {
    let mut first = Press::new(fonts, dpi);
    let down = head::print(&mut first, &notice.head, &blanks)?;
    let down = title::print(&mut first, &notice.head, down)?;
    let setting = Setting { rows: body::rows(fonts, notice)?, foot: foot::set(fonts, notice)?, repeated: blanks.repeated };
    let room = Room { first: down, later: TOP + 7.0 * blanks.repeated as f32, bottom: BOTTOM, foot: setting.foot.height };
    let turns = flow::pages(&setting.rows, room)?;
    let mut pages = vec![setting.page(first, (1, turns[0].clone()), down)?];
    for (index, rows) in turns.into_iter().enumerate().skip(1) {
        pages.push(setting.page(Press::new(fonts, dpi), (index + 1, rows), room.later)?);
    }
    Ok(Typeset { pages, truth: record::truth(notice) })
}

/// A notice ready for printing.
struct Setting {
    rows: Vec<Row>,
    foot: Foot,
    repeated: usize,
}

impl Setting {
    /// Prints the rows of a page below `y`, and the foot under the last of all.
    fn page(&self, mut press: Press, (number, rows): (usize, Range<usize>), mut y: f32) -> Result<Sheet> {
        if number > 1 {
            self.top(&mut press, number, rows.start)?;
        }
        let mut areas = Vec::new();
        for index in rows.clone() {
            let row = &self.rows[index];
            y += if index == rows.start { 0.0 } else { row.apart };
            areas.push(row.print(&mut press, y)?);
            press.sheet.lines.extend(row.lines());
            y += row.height;
        }
        if let Some(area) = Area::around(areas) {
            press.sheet.spots.body = area;
        }
        if rows.end == self.rows.len() {
            self.foot.print(&mut press, y)?;
        }
        Ok(press.sheet)
    }

    /// The page's number, under lines that were caught again.
    fn top(&self, press: &mut Press, number: usize, start: usize) -> Result<()> {
        let again: Vec<&Row> = self.rows[start.saturating_sub(self.repeated)..start].iter().collect();
        for (index, row) in again.into_iter().enumerate() {
            if let Print::Line(line) = &row.print {
                line.print(press, 9.0 + index as f32 * row.height)?;
            }
        }
        let style = Style(Face::Regular, 13.0);
        let text = number.to_string();
        let x = (A4.0 - press.fonts.width(&text, style)?) / 2.0 + 6.0;
        press.text((x, NUMBER + 7.0 * self.repeated as f32), &text, style)?;
        Ok(())
    }
}
