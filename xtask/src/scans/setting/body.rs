//! The rows of a body: paragraphs, headings, tables.

use super::super::font::{Face, Fonts, Style};
use super::super::notice::{Element, Notice, Paragraph};
use super::flow::{Print, Row};
use super::line::{Column, Line, Set, broken};
use super::press::POINT;
use super::{LEFT, RIGHT, table};
use anyhow::Result;

/// Indent of a paragraph's first line, in millimetres.
const INDENT: f32 = 10.0;
/// Space before a paragraph, in millimetres.
const APART: f32 = 1.9;
/// Space before a heading, in millimetres.
const HEADING: f32 = 3.2;
/// From baseline to baseline, in sizes.
const LEADING: f32 = 1.28;

/// All rows of a notice's body.
pub fn rows(fonts: &Fonts, notice: &Notice) -> Result<Vec<Row>> {
    let mut out: Vec<Row> = Vec::new();
    let mut keep = false;
    for element in &notice.body {
        let mut rows = match element {
            Element::Paragraph(paragraph) => spread(broken(fonts, &paragraph.runs, notice.size, justified())?, notice.size),
            Element::Heading { label, title } => heading(fonts, (label.as_deref(), title), notice.size)?,
            Element::Table(table) => table::rows(fonts, table)?,
        };
        if let Some(first) = rows.first_mut() {
            first.turn &= !keep;
        }
        keep = heads(element);
        out.append(&mut rows);
    }
    Ok(out)
}

fn justified() -> Column {
    Column { x0: LEFT, x1: RIGHT, indent: INDENT, set: Set::Justified }
}

/// Whether an element must not be the last of its page: headings, and paragraphs wholly in bold.
fn heads(element: &Element) -> bool {
    let bold = |paragraph: &Paragraph| paragraph.runs.iter().all(|run| run.look.bold);
    match element {
        Element::Heading { .. } => true,
        Element::Paragraph(paragraph) => bold(paragraph),
        Element::Table(_) => false,
    }
}

/// The lines of a paragraph. A page turns neither behind the first nor before the last of them.
fn spread(lines: Vec<Line>, size: f32) -> Vec<Row> {
    let count = lines.len();
    let row = |(index, line)| {
        let apart = if index == 0 { APART } else { 0.0 };
        let turn = index == 0 || (index > 1 && index + 1 < count);
        Row { apart, height: size * LEADING * POINT, turn, print: Print::Line(line) }
    };
    lines.into_iter().enumerate().map(row).collect()
}

fn heading(fonts: &Fonts, (label, title): (Option<&str>, &str), size: f32) -> Result<Vec<Row>> {
    let column = Column { x0: LEFT + 8.0, x1: RIGHT - 8.0, indent: 0.0, set: Set::Centred };
    let bold = |text: &str| Line::wrapped(fonts, text, Style(Face::Bold, size), column);
    let mut lines = label.map(bold).transpose()?.unwrap_or_default();
    lines.extend(bold(title)?);
    let row = |(index, line)| {
        let apart = if index == 0 { HEADING } else { 0.0 };
        Row { apart, height: size * LEADING * POINT, turn: index == 0, print: Print::Line(line) }
    };
    Ok(lines.into_iter().enumerate().map(row).collect())
}
