//! Printed lines: words between two edges, and the breaking of texts into them.

use super::super::font::{Face, Fonts, Style};
use super::super::notice::markup::Run;
use super::super::sheet::Area;
use super::press::{Press, around};
use super::word::{Word, run, words};
use anyhow::Result;

/// How a line stands between its edges.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Set {
    /// Blanks stretched to both edges.
    Justified,
    /// From the left edge on.
    Left,
    /// In the middle.
    Centred,
}

/// Where lines stand across the page.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Left edge, in millimetres.
    pub x0: f32,
    /// Right edge, in millimetres.
    pub x1: f32,
    /// Of the first line of a text, in millimetres.
    pub indent: f32,
    /// How lines stand between the edges; the last line of a justified text stands left.
    pub set: Set,
}

/// A printed line.
#[derive(Debug, Clone)]
pub struct Line {
    words: Vec<Word>,
    size: f32,
    column: Column,
}

/// Breaks runs into as many lines as they need, each as full as it gets.
pub fn broken(fonts: &Fonts, runs: &[Run], size: f32, column: Column) -> Result<Vec<Line>> {
    let blank = fonts.width(" ", Style(Face::Regular, size))?;
    let mut out = vec![Line { words: Vec::new(), size, column: Column { x0: column.x0 + column.indent, ..column } }];
    let mut used = 0.0;
    for mut word in words(runs) {
        let width = word.width(fonts, size)?;
        let apart = if word.glued { 0.0 } else { blank };
        let full = out.last().is_some_and(|line| !line.words.is_empty() && used + apart + width > line.column.x1 - line.column.x0);
        if full {
            out.push(Line { words: Vec::new(), size, column });
        }
        word.glued &= !full;
        if let Some(line) = out.last_mut() {
            used = if line.words.is_empty() { width } else { used + apart + width };
            line.words.push(word);
        }
    }
    if let Some(last) = out.last_mut().filter(|line| line.column.set == Set::Justified) {
        last.column.set = Set::Left;
    }
    Ok(out)
}

impl Line {
    /// One line of one look, however wide.
    pub fn plain(text: &str, Style(face, size): Style, column: Column) -> Self {
        Self { words: words(&[run(text, face)]), size, column }
    }

    /// As many lines of one look as the text needs.
    pub fn wrapped(fonts: &Fonts, text: &str, Style(face, size): Style, column: Column) -> Result<Vec<Self>> {
        broken(fonts, &[run(text, face)], size, column)
    }

    /// The printed letters.
    pub fn text(&self) -> String {
        let mut out = String::new();
        for (index, word) in self.words.iter().enumerate() {
            if index > 0 && !word.glued {
                out.push(' ');
            }
            out.push_str(&word.text());
        }
        out
    }

    /// Width with blanks as they are, in millimetres.
    pub fn width(&self, fonts: &Fonts) -> Result<f32> {
        let words: f32 = self.words.iter().map(|word| word.width(fonts, self.size)).sum::<Result<f32>>()?;
        Ok(words + self.blanks() as f32 * fonts.width(" ", Style(Face::Regular, self.size))?)
    }

    fn blanks(&self) -> usize {
        self.words.iter().skip(1).filter(|word| !word.glued).count()
    }

    /// Prints the line on a baseline; gives what it covers.
    pub fn print(&self, press: &mut Press, baseline: f32) -> Result<Area> {
        let (width, Column { x0, x1, set, .. }) = (self.width(press.fonts)?, self.column);
        let free = if set == Set::Justified { (x1 - x0 - width) / self.blanks().max(1) as f32 } else { 0.0 };
        let blank = press.fonts.width(" ", Style(Face::Regular, self.size))? + free;
        let start = if set == Set::Centred { (x0 + x1 - width) / 2.0 } else { x0 };
        let (mut x, mut before) = (start, false);
        for (index, word) in self.words.iter().enumerate() {
            let gap = if index == 0 || word.glued { 0.0 } else { blank };
            let (first, last) = word.underlined();
            if gap > 0.0 && before && first {
                press.level((x, x + gap), baseline + 0.9);
            }
            x = word.print(press, (x + gap, baseline), self.size)?;
            before = last;
        }
        Ok(around((start, x), baseline, self.size))
    }
}
