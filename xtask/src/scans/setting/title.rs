//! What stands between the heads and the body: kind, subject, addressees.

use super::super::font::{Face, Style};
use super::super::notice::{Head, Profile};
use super::super::sheet::Area;
use super::line::{Column, Line, Set};
use super::press::Press;
use super::{LEFT, RIGHT};
use anyhow::Result;

/// From line to line, in millimetres.
const LEADING: f32 = 6.3;
/// Size of the subject and the addressees, in points.
const SIZE: f32 = 14.0;

fn column() -> Column {
    Column { x0: LEFT + 4.0, x1: RIGHT - 4.0, indent: 0.0, set: Set::Centred }
}

/// Prints kind, subject and addressees below `y`; gives how far down they reach.
pub fn print(press: &mut Press, head: &Head, y: f32) -> Result<f32> {
    let y = match &head.kind {
        Some(kind) => title(press, head, kind, y + 12.0)?,
        None => y + 4.0,
    };
    addressees(press, &head.addressees, y)
}

fn title(press: &mut Press, head: &Head, kind: &str, mut y: f32) -> Result<f32> {
    let size = if head.profile == Profile::Party { 16.0 } else { SIZE };
    let mut areas = vec![line(press, &Line::plain(kind, Style(Face::Bold, size), column()), y)?];
    for subject in &head.subject {
        for part in Line::wrapped(press.fonts, subject, Style(Face::Bold, SIZE), column())? {
            y += LEADING;
            areas.push(line(press, &part, y)?);
        }
    }
    press.sheet.spots.subject = Area::around(areas);
    let middle = (LEFT + RIGHT) / 2.0;
    if head.profile == Profile::Party {
        y += 5.4;
        line(press, &Line::plain("-----", Style(Face::Regular, SIZE), column()), y)?;
        return Ok(y + 4.0);
    }
    press.level((middle - 17.0, middle + 17.0), y + 2.6);
    Ok(y + 7.5)
}

/// One stands behind `Kính gửi:`, several stand under it.
fn addressees(press: &mut Press, all: &[String], mut y: f32) -> Result<f32> {
    const ITEMS: f32 = 66.0;
    let style = Style(Face::Regular, SIZE);
    if all.is_empty() {
        return Ok(y);
    }
    y += 8.0;
    if let [one] = all {
        line(press, &Line::plain(&format!("Kính gửi: {one}"), style, column()), y)?;
        return Ok(y + 5.0);
    }
    line(press, &Line::plain("Kính gửi:", style, Column { x0: ITEMS - 16.0, set: Set::Left, ..column() }), y)?;
    for item in all {
        for part in Line::wrapped(press.fonts, item, style, Column { x0: ITEMS, x1: RIGHT, indent: 0.0, set: Set::Left })? {
            y += LEADING;
            line(press, &part, y)?;
        }
    }
    Ok(y + 5.0)
}

fn line(press: &mut Press, line: &Line, y: f32) -> Result<Area> {
    press.sheet.lines.push(line.text());
    line.print(press, y)
}
