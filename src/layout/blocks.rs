//! Blocks as the text shows them to be, and their reading order.

use super::{is_foot, is_head, reading};
use crate::lexicon::form;
use crate::types::ocr::{Block, Cell, OcrLine};
use std::collections::BTreeMap;

/// As many lines of body under a two-column band make it part of the body.
const BODY_BELOW: usize = 2;

/// A signer has an office and a name.
const SIGNER: usize = 2;

/// Lines of a page, by its number, in reading order: head left, head right, body, recipients, signature.
pub fn ordered(mut lines: Vec<OcrLine>, page: u32) -> Vec<OcrLine> {
    heads_that_are_feet(&mut lines);
    feet_in_the_body(&mut lines);
    signers_on_the_left(&mut lines);
    if page > 1 {
        heads_that_are_body(&mut lines);
    }
    // Stable: inside of a block segment's order from top to bottom stays, except in the body,
    // where bands may have been read as columns.
    let tops: BTreeMap<u32, i32> = lines.iter().rev().filter_map(|l| Some((l.cell?.row, middle(l)))).collect();
    lines.sort_by_key(|l| (l.block, if l.block == Block::Body { in_body(l, &tops) } else { (0, None, 0, 0) }));
    lines
}

fn middle(line: &OcrLine) -> i32 {
    i32::midpoint(line.area.y0, line.area.y1)
}

/// From top to bottom, but the lines of a table's row stay together, cell by cell, where its first one stands.
fn in_body(line: &OcrLine, tops: &BTreeMap<u32, i32>) -> (i32, Option<Cell>, i32, i32) {
    let top = line.cell.and_then(|c| tops.get(&c.row)).copied();
    (top.unwrap_or_else(|| middle(line)), line.cell, middle(line), line.area.x0)
}

/// `Nơi nhận` begins the foot, however little stands above it.
fn heads_that_are_feet(lines: &mut [OcrLine]) {
    let Some(start) = lines.iter().position(|l| is_head(l.block) && form::starts_recipients(&reading(l).0)) else { return };
    let top = lines[start].area.y0 - 3 * lines[start].area.height();
    for line in lines.iter_mut().filter(|l| l.area.y0 > top) {
        match line.block {
            Block::HeadLeft => line.block = Block::Recipients,
            Block::HeadRight => line.block = Block::Signature,
            _ => {}
        }
    }
}

/// Where two sign, one does so on the left, above the recipients.
fn signers_on_the_left(lines: &mut [OcrLine]) {
    let start = lines.iter().find(|l| l.block == Block::Recipients && form::starts_recipients(&reading(l).0)).map(|l| l.area.y0);
    let above = |l: &OcrLine| l.block == Block::Recipients && start.is_some_and(|y| l.area.y1 <= y);
    let office = lines.iter().any(|l| above(l) && is_office(&reading(l).0));
    if office && lines.iter().filter(|l| above(l)).count() >= SIGNER {
        lines.iter_mut().filter(|l| above(l)).for_each(|l| l.block = Block::Signature);
    }
}

/// Whether a line may be the office of a signer: two words of capitals.
fn is_office(text: &str) -> bool {
    text.contains(' ') && text.chars().any(char::is_alphabetic) && text.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase)
}

/// Pages that follow have no head, unless a notice begins there: what has no line of its form is two short lines of the
/// body beside each other.
fn heads_that_are_body(lines: &mut [OcrLine]) {
    let is_form = |l: &OcrLine| is_head(l.block) && form::is_head_line(&reading(l).0);
    if !lines.iter().any(is_form) {
        lines.iter_mut().filter(|l| is_head(l.block)).for_each(|l| l.block = Block::Body);
    }
}

/// Two columns with body under them are a wide blank, a stamp or a table in the body.
fn feet_in_the_body(lines: &mut [OcrLine]) {
    let has_recipients: Option<i32> = lines.iter().find(|l| is_foot(l.block) && form::starts_recipients(&reading(l).0)).map(|l| l.area.y0);
    let body: Vec<i32> = lines.iter().filter(|l| l.block == Block::Body).map(|l| l.area.y0).collect();
    for line in lines.iter_mut().filter(|l| is_foot(l.block)) {
        let below = body.iter().filter(|&&y| y > line.area.y0).count();
        let above_recipients = has_recipients.is_none_or(|y| line.area.y1 < y);
        if below > BODY_BELOW && above_recipients {
            line.block = Block::Body;
        }
    }
}
