//! What a file holds: a notice, annexes behind its signature, other notices.

use crate::lexicon::{folded, form};
use crate::types::line::Line;
use crate::types::notice::{Note, Place};
use crate::types::ocr::Block;
use std::ops::Range;

/// What a part of a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A notice with a head of its own.
    Notice,
    /// What is attached to the notice before it.
    Annex,
}

/// A run of pages that belong together.
#[derive(Debug, Clone)]
pub struct Part {
    /// What it is.
    pub kind: Kind,
    /// Its first page.
    pub page: u32,
    /// Its lines.
    pub lines: Range<usize>,
}

/// How the titles of annexes begin, folded.
const ANNEXES: [&str; 7] = ["phu luc", "phu bieu", "bieu so", "bieu mau", "mau so", "danh sach", "danh muc"];

/// The parts of a file, the first one from its first line on.
pub fn parts(lines: &[Line]) -> Vec<Part> {
    let first = lines.first().map_or(1, |l| l.page);
    let mut out = vec![Part { kind: Kind::Notice, page: first, lines: 0..0 }];
    let mut signed = false;
    for page in lines.chunk_by(|a, b| a.page == b.page) {
        let start = out.last().map_or(0, |p| p.lines.end);
        if let Some(kind) = begins(page, signed).filter(|_| start > 0) {
            out.push(Part { kind, page: page[0].page, lines: start..start });
            signed = false;
        }
        signed |= is_signed(page);
        out.iter_mut().last().into_iter().for_each(|p| p.lines.end = start + page.len());
    }
    out
}

/// What begins on a page: a notice has a head with a number, an annex a title, and what it is attached to is signed before it.
fn begins(page: &[Line], signed: bool) -> Option<Kind> {
    let head = |l: &&Line| matches!(l.block, Block::HeadLeft | Block::HeadRight);
    let numbered = page.iter().filter(head).any(|l| form::is_number_line(&l.text));
    let motto = page.iter().filter(head).any(|l| form::is_formula(&l.text));
    if numbered && motto {
        return Some(Kind::Notice);
    }
    let title = page.iter().find(|l| l.block == Block::Body).filter(|_| signed)?;
    (motto || is_title(title)).then_some(Kind::Annex)
}

fn is_title(line: &Line) -> bool {
    let (fold, capitals) = (folded(&line.text), !line.text.chars().any(char::is_lowercase));
    line.centred && (capitals && line.text.chars().any(char::is_alphabetic) || ANNEXES.iter().any(|a| fold.starts_with(a)))
}

/// Whether a notice ends on a page.
fn is_signed(page: &[Line]) -> bool {
    let recipients = page.iter().any(|l| l.block == Block::Recipients && form::starts_recipients(&l.text));
    recipients || page.iter().filter(|l| l.block == Block::Signature).count() > 1
}

/// A note for every part but the first.
pub fn notes(lines: &[Line], parts: &[Part]) -> Vec<Note> {
    parts.iter().skip(1).map(|part| {
        let line = &lines[part.lines.start];
        let (code, message) = match part.kind {
            Kind::Notice => ("several_notices", format!("another notice begins on page {}; the record is of the first one", part.page)),
            Kind::Annex => ("annex", format!("an annex begins on page {}", part.page)),
        };
        Note { code: code.into(), message, places: vec![Place { page: line.page, bbox: line.bbox }] }
    }).collect()
}
