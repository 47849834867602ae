//! The notice of a Party organisation: one page, bilevel.

mod text;

use super::body::{self, Setting};
use super::font::{Face, Fonts, Style};
use super::sheet::{Across, Sheet};
use super::speckle;
use anyhow::{Context, Result};

const DPI: f32 = 200.0;
const BODY: Setting = Setting { style: Style(Face::Regular, 14.0), leading: 6.6 };
const BOLD: Style = Style(Face::Bold, 14.0);
const REGULAR: Style = Style(Face::Regular, 14.0);
/// Middles of the left and the right column and of the page, in millimetres.
const LEFT: Across = Across::Around(62.0);
const RIGHT: Across = Across::Around(148.0);
const MIDDLE: Across = Across::Around(111.0);

/// The TIFF and the printed lines of its page.
pub fn scan(fonts: &Fonts) -> Result<(Vec<u8>, Vec<String>)> {
    let mut sheet = Sheet::a4(fonts, DPI);
    head(&mut sheet)?;
    title(&mut sheet)?;
    let lines = body::lines(fonts, &text::BODY, BODY.style)?;
    let (_, end) = body::print(&mut sheet, &lines, BODY, 88.0, 277.0)?;
    recipients(&mut sheet, end + 4.0)?;
    signature(&mut sheet, end + 4.0)?;
    let page = speckle::scan(&sheet.ink, 0.4, 303);
    let tiff = sohoa::leptonica::write_g4(&page, DPI as u32).context("leptonica writes no TIFF")?;
    Ok((tiff, sheet.text))
}

fn head(sheet: &mut Sheet) -> Result<()> {
    sheet.line(LEFT, 25.0, text::ORGANISATION, BOLD)?;
    sheet.line(LEFT, 31.5, "*", REGULAR)?;
    sheet.line(LEFT, 37.0, text::NUMBER, REGULAR)?;
    sheet.line(RIGHT, 25.0, text::PARTY, Style(Face::Bold, 15.0))?;
    sheet.rule(113.5, 182.5, 27.2);
    sheet.line(RIGHT, 37.0, text::PLACE_AND_DATE, Style(Face::Italic, 14.0))
}

fn title(sheet: &mut Sheet) -> Result<()> {
    sheet.line(MIDDLE, 53.0, text::KIND, Style(Face::Bold, 16.0))?;
    sheet.line(MIDDLE, 60.0, text::SUBJECT[0], BOLD)?;
    sheet.line(MIDDLE, 67.0, text::SUBJECT[1], BOLD)?;
    sheet.line(MIDDLE, 73.0, "-----", REGULAR)
}

fn recipients(sheet: &mut Sheet, foot: f32) -> Result<()> {
    let title = Style(Face::Regular, 14.0);
    sheet.line(Across::From(30.0), foot, "Nơi nhận:", title)?;
    // The colon is not underlined.
    let width = sheet.fonts.width("Nơi nhận", title)?;
    sheet.rule(30.0, 30.0 + width, foot + 1.0);
    for (index, item) in text::RECIPIENTS.iter().enumerate() {
        let y = foot + 6.0 + 5.1 * index as f32;
        sheet.line(Across::From(30.0), y, item, Style(Face::Regular, 12.0))?;
    }
    Ok(())
}

fn signature(sheet: &mut Sheet, foot: f32) -> Result<()> {
    let styles = [BOLD, REGULAR, BOLD];
    for ((line, y), style) in text::SIGNATURE.iter().zip([0.0, 6.6, 36.0]).zip(styles) {
        sheet.line(Across::Around(150.0), foot + y, line, style)?;
    }
    Ok(())
}
