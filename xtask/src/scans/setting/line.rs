//! Printed lines: words between two edges, and the breaking of texts into them.

use super::super::font::{Face, Fonts, Style};
use super::super::notice::markup::{Look, Run};
use super::super::sheet::Area;
use super::press::{Press, around};
use anyhow::Result;

/// Letters of one look, without blanks.
#[derive(Debug, Clone)]
struct Piece {
    text: String,
    look: Look,
}

/// What stands between two blanks, or one half of it where a line may end behind a hyphen.
#[derive(Debug, Clone)]
struct Word {
    pieces: Vec<Piece>,
    /// Whether no blank stands before it.
    glued: bool,
}

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

/// The words of some runs.
fn words(runs: &[Run]) -> Vec<Word> {
    let mut out: Vec<Word> = vec![Word { pieces: Vec::new(), glued: false }];
    for run in runs {
        for (index, text) in run.text.split(' ').enumerate() {
            if index > 0 {
                out.push(Word { pieces: Vec::new(), glued: false });
            }
            letters(&mut out, text, run.look);
        }
    }
    out.retain(|word| !word.pieces.is_empty());
    out
}

/// Adds letters to the last word. Word processors break behind a hyphen between letters.
fn letters(words: &mut Vec<Word>, text: &str, look: Look) {
    let mut rest = text;
    while !rest.is_empty() {
        let hyphen = rest.find('-').filter(|&at| at > 0 && at + 1 < rest.len());
        let (piece, behind) = rest.split_at(hyphen.map_or(rest.len(), |at| at + 1));
        if let Some(word) = words.last_mut() {
            word.pieces.push(Piece { text: piece.to_owned(), look });
        }
        if !behind.is_empty() {
            words.push(Word { pieces: Vec::new(), glued: true });
        }
        rest = behind;
    }
}

fn style(look: Look, size: f32) -> Style {
    let face = match (look.bold, look.italic) {
        (false, false) => Face::Regular,
        (true, false) => Face::Bold,
        (false, true) => Face::Italic,
        (true, true) => Face::BoldItalic,
    };
    Style(face, size)
}

fn run(text: &str, face: Face) -> Run {
    let bold = matches!(face, Face::Bold | Face::BoldItalic);
    let italic = matches!(face, Face::Italic | Face::BoldItalic);
    Run { text: text.to_owned(), look: Look { bold, italic, underlined: false } }
}

impl Word {
    fn width(&self, fonts: &Fonts, size: f32) -> Result<f32> {
        self.pieces.iter().map(|p| fonts.width(&p.text, style(p.look, size))).sum()
    }

    fn print(&self, press: &mut Press, (mut x, baseline): (f32, f32), size: f32) -> Result<f32> {
        for piece in &self.pieces {
            let area = press.text((x, baseline), &piece.text, style(piece.look, size))?;
            if piece.look.underlined {
                press.level((x, area.x1), baseline + 0.9);
            }
            x = area.x1;
        }
        Ok(x)
    }

    /// Whether its first and its last letters are underlined.
    fn underlined(&self) -> (bool, bool) {
        let of = |piece: Option<&Piece>| piece.is_some_and(|piece| piece.look.underlined);
        (of(self.pieces.first()), of(self.pieces.last()))
    }
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
            word.pieces.iter().for_each(|piece| out.push_str(&piece.text));
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
