//! Words: what a line is broken into and stretched between.

use super::super::font::{Face, Fonts, Style};
use super::super::notice::markup::{Look, Run};
use super::press::Press;
use anyhow::Result;

/// Letters of one look, without blanks.
#[derive(Debug, Clone)]
struct Piece {
    text: String,
    look: Look,
}

/// What stands between two blanks, or one half of it where a line may end behind a hyphen.
#[derive(Debug, Clone)]
pub struct Word {
    pieces: Vec<Piece>,
    /// Whether no blank stands before it.
    pub glued: bool,
}

/// The words of some runs.
pub fn words(runs: &[Run]) -> Vec<Word> {
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

/// Text of one face.
pub fn run(text: &str, face: Face) -> Run {
    let bold = matches!(face, Face::Bold | Face::BoldItalic);
    let italic = matches!(face, Face::Italic | Face::BoldItalic);
    Run { text: text.to_owned(), look: Look { bold, italic, underlined: false } }
}

impl Word {
    /// Its letters.
    pub fn text(&self) -> String {
        self.pieces.iter().map(|piece| piece.text.as_str()).collect()
    }

    /// Its width in millimetres.
    pub fn width(&self, fonts: &Fonts, size: f32) -> Result<f32> {
        self.pieces.iter().map(|p| fonts.width(&p.text, style(p.look, size))).sum()
    }

    /// Prints it; gives the x behind it.
    pub fn print(&self, press: &mut Press, (mut x, baseline): (f32, f32), size: f32) -> Result<f32> {
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
    pub fn underlined(&self) -> (bool, bool) {
        let of = |piece: Option<&Piece>| piece.is_some_and(|piece| piece.look.underlined);
        (of(self.pieces.first()), of(self.pieces.last()))
    }
}
