//! Justified paragraphs with an indented first line.

use super::font::{Fonts, Style};
use super::sheet::{Across, Sheet};
use anyhow::Result;

/// Left edge of the text, in millimetres.
const LEFT: f32 = 30.0;
/// Width of the text, in millimetres.
const WIDTH: f32 = 162.0;
/// Indent of a paragraph's first line, in millimetres.
const INDENT: f32 = 10.0;
/// Space before a paragraph, in millimetres.
const APART: f32 = 1.6;

/// Style and distance of the lines of a body.
#[derive(Clone, Copy)]
pub struct Setting {
    /// Face and size.
    pub style: Style,
    /// From baseline to baseline, in millimetres.
    pub leading: f32,
}

/// A printed line of a paragraph.
pub struct Line {
    text: String,
    first: bool,
    last: bool,
}

/// Breaks paragraphs into lines as a word processor does: as many words a line as fit.
pub fn lines(fonts: &Fonts, paragraphs: &[&str], style: Style) -> Result<Vec<Line>> {
    let mut out = Vec::new();
    for paragraph in paragraphs {
        let first = out.len();
        let mut text = String::new();
        for word in paragraph.split(' ') {
            let longer = if text.is_empty() { word.to_owned() } else { format!("{text} {word}") };
            if fonts.width(&longer, style)? > room(out.len() == first) {
                out.push(Line { text, first: out.len() == first, last: false });
                text = word.to_owned();
            } else {
                text = longer;
            }
        }
        out.push(Line { text, first: out.len() == first, last: true });
    }
    Ok(out)
}

fn room(first: bool) -> f32 {
    if first { WIDTH - INDENT } else { WIDTH }
}

/// Prints lines from baseline `y` down to `bottom`; gives the lines left over and the next baseline.
pub fn print<'l>(sheet: &mut Sheet, lines: &'l [Line], setting: Setting, mut y: f32, bottom: f32) -> Result<(&'l [Line], f32)> {
    for (done, line) in lines.iter().enumerate() {
        let apart = if line.first { APART } else { 0.0 };
        if y + apart > bottom {
            return Ok((&lines[done..], y));
        }
        print_line(sheet, line, setting.style, y + apart)?;
        sheet.text.push(line.text.clone());
        y += apart + setting.leading;
    }
    Ok((&[], y))
}

/// Prints one line, stretching its blanks to both margins unless it ends a paragraph.
pub fn print_line(sheet: &mut Sheet, line: &Line, style: Style, y: f32) -> Result<()> {
    let words: Vec<&str> = line.text.split(' ').collect();
    let widths = words.iter().map(|w| sheet.fonts.width(w, style)).collect::<Result<Vec<f32>>>()?;
    let free = room(line.first) - widths.iter().sum::<f32>();
    let natural = sheet.fonts.width(" ", style)?;
    let blank = if line.last { natural } else { free / (words.len().max(2) - 1) as f32 };
    let mut x = LEFT + WIDTH - room(line.first);
    for (word, width) in words.iter().zip(widths) {
        sheet.print(Across::From(x), y, word, style)?;
        x += width + blank;
    }
    Ok(())
}
