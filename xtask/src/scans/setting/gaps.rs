//! A line with gaps for a hand to fill in.

use super::super::font::{Fonts, Style};
use super::super::sheet::Blank;
use super::press::{Press, around};
use anyhow::Result;

/// A piece of the line.
pub enum Part<'t> {
    /// Letters, blanks included.
    Print(&'t str),
    /// What a hand writes, and how much room it gets, in millimetres.
    Hand(&'t str, f32),
}

/// Prints parts one behind the other around a middle; gives the gaps in their order.
pub fn print(press: &mut Press, parts: &[Part], style: Style, (middle, baseline): (f32, f32)) -> Result<Vec<Blank>> {
    let widths = parts.iter().map(|part| width(press.fonts, part, style)).collect::<Result<Vec<f32>>>()?;
    let mut x = middle - widths.iter().sum::<f32>() / 2.0;
    let mut gaps = Vec::new();
    for (part, width) in parts.iter().zip(widths) {
        match part {
            Part::Print(text) => { press.text((x, baseline), text, style)?; }
            Part::Hand(text, _) => gaps.push(Blank { area: around((x, x + width), baseline, style.1), text: (*text).to_owned() }),
        }
        x += width;
    }
    Ok(gaps)
}

fn width(fonts: &Fonts, part: &Part, style: Style) -> Result<f32> {
    match part {
        Part::Print(text) => fonts.width(text, style),
        Part::Hand(_, width) => Ok(*width),
    }
}
