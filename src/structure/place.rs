//! A line, and what the page says of it: whether a paragraph begins there, what is before it, how it looks.

use super::label::{Label, Level};
use super::marker::{self, Marker};
use super::resemble::{self, Likeness};
use crate::lexicon::joining::ends_in_hyphen;
use crate::types::line::Line;
use std::cell::RefCell;

/// A word this sure is what is printed.
const FIRM: f64 = 0.85;
/// An indent is at least this, in letter heights.
const INDENT: f64 = 1.2;

/// What is known of a line before anything is assigned to it.
pub struct Place<'a> {
    /// The line.
    pub line: &'a Line,
    /// It is the row of a table, which begins nothing.
    pub row: bool,
    /// A paragraph begins.
    pub starts: bool,
    /// The line before ends a sentence or an item.
    pub ended: bool,
    /// It ends an item of a list.
    pub item_ended: bool,
    /// It announces a list: it ends in a colon.
    pub announced: bool,
    /// What stands at its start as it is read.
    pub read: Option<Marker>,
    /// That was read surely.
    pub firm: bool,
    /// Its first signs may be a damaged label.
    pub doubtful: bool,
    /// Nothing was read, but they look like one: with the word of a label; without.
    pub worded: bool,
    /// See `worded`.
    pub signed: bool,
    /// It is set bold.
    pub bold: bool,
    /// It begins with a capital.
    pub capital: bool,
    /// It is all in capitals.
    pub capitals: bool,
    /// A quotation begins before its label; one ends with it.
    pub quotes: bool,
    /// See `quotes`.
    pub unquotes: bool,
    /// What assignments asked before: most ask for the same labels.
    likenesses: RefCell<Vec<(Label, Option<Likeness>)>>,
}

impl<'a> Place<'a> {
    /// A line behind another one.
    pub fn of(before: Option<&Line>, line: &'a Line) -> Self {
        let ends = |signs: &[char]| before.is_some_and(|b| b.text.ends_with(signs));
        let ended = before.is_none_or(|b| b.text.ends_with(['.', ';', ':', '”']) && !ends_in_hyphen(&b.text));
        let row = is_row(line);
        let read = if row { None } else { marker::read(&line.text) };
        let letters = || line.text.chars().filter(|c| c.is_alphabetic());
        let small = line.text.chars().next().is_some_and(char::is_lowercase) && read.is_none() && !line.centred;
        // A sentence that a page turn cuts goes on at the edge, and so does one in small letters.
        let turned = before.is_some_and(|b| b.page != line.page);
        let goes = line.indent < INDENT && !ended && (turned || small);
        Self {
            row,
            starts: row || before.is_none_or(is_row) || line.starts_paragraph && !goes,
            ended,
            item_ended: ends(&[';']),
            announced: ends(&[':']),
            firm: read.is_some() && line.words.first().is_some_and(|w| w.confidence.get() >= FIRM),
            doubtful: read.is_some() || resemble::may_be(&line.text),
            worded: read.is_none() && resemble::is_worded(&line.text),
            signed: read.is_none() && resemble::is_short(&line.text),
            bold: is_bold(line),
            capital: letters().next().is_some_and(char::is_uppercase),
            capitals: letters().next().is_some() && letters().all(char::is_uppercase),
            quotes: line.text.starts_with(['“', '"']),
            unquotes: unquotes(&line.text),
            likenesses: RefCell::default(),
            line,
            read,
        }
    }

    /// How like its start is to a label.
    pub fn likeness(&self, label: &Label) -> Option<Likeness> {
        let mut known = self.likenesses.borrow_mut();
        if let Some((_, likeness)) = known.iter().find(|(l, _)| l == label) {
            return *likeness;
        }
        // The bar of a đ is lost by scans, and the engine is sure then.
        let likeness = resemble::likeness(&self.line.text, label, self.firm && label.level != Level::Point);
        known.push((label.clone(), likeness));
        likeness
    }

    /// Whether it is a title, which has a label over it.
    pub fn is_title(&self) -> bool {
        self.line.centred && self.capitals
    }
}

/// Whether more than half of a line's words are bold.
pub fn is_bold(line: &Line) -> bool {
    2 * line.words.iter().filter(|w| w.bold).count() > line.words.len()
}

/// Whether a line is a row of a table.
pub fn is_row(line: &Line) -> bool {
    line.words.first().is_some_and(|w| w.cell.is_some())
}

/// Whether a text ends the quotation that began before it or with its first sign; one in its midst ends there.
fn unquotes(text: &str) -> bool {
    let text = text.trim_end_matches(['.', ';', ',']);
    let count = |sign: char| text.chars().filter(|c| *c == sign).count();
    let whole = text.starts_with(['“', '"']);
    let curled = text.ends_with('”') && (count('”') > count('“') || whole && count('”') == count('“'));
    curled || text.ends_with('"') && count('"') % 2 == usize::from(!whole)
}
