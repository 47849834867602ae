//! The notice of a state office: two pages, colour.

mod text;

use super::body::{self, Line, Setting};
use super::font::{Face, Fonts, Style};
use super::paper::{self, Inks};
use super::pdf::{self, Colour, Picture};
use super::sheet::{Across, Sheet};
use super::{pen, seal};
use anyhow::Result;
use image::{GrayImage, RgbImage};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

const DPI: f32 = 300.0;
const QUALITY: u8 = 80;
const BODY: Setting = Setting { style: Style(Face::Regular, 14.0), leading: 6.7 };
const BOLD: Style = Style(Face::Bold, 14.0);
/// Middles of the left and the right column and of the page, in millimetres.
const LEFT: Across = Across::Around(62.0);
const RIGHT: Across = Across::Around(145.0);
const MIDDLE: Across = Across::Around(111.0);
/// Lines of page 1 that the scanner caught again on page 2.
const REPEATED: usize = 2;

/// The PDF and the printed lines of its pages.
pub fn scan(fonts: &Fonts) -> Result<(Vec<u8>, [Vec<String>; 2])> {
    let lines = body::lines(fonts, &text::BODY, BODY.style)?;
    let (first, left_over) = first_page(fonts, &lines)?;
    let turn = lines.len() - left_over.len();
    let (second, foot) = second_page(fonts, &lines, turn)?;
    let blank = || GrayImage::new(first.ink.width(), first.ink.height());
    let one = Inks { black: first.ink.clone(), red: blank(), blue: blank() };
    let mut two = Inks { black: second.ink.clone(), red: blank(), blue: blank() };
    seal::stamp(&mut two.red, fonts, DPI, (131.0, foot + 31.0))?;
    pen::sign(&mut two.blue, DPI, (127.0, foot + 24.0));
    let pictures = [picture(&paper::scan(&one, 0.7, 101))?, picture(&paper::scan(&two, -0.5, 202))?];
    Ok((pdf::write(&pictures), [first.text, second.text]))
}

fn first_page<'f, 'l>(fonts: &'f Fonts, lines: &'l [Line]) -> Result<(Sheet<'f>, &'l [Line])> {
    let mut sheet = Sheet::a4(fonts, DPI);
    head(&mut sheet)?;
    sheet.line(MIDDLE, 56.0, text::KIND, BOLD)?;
    for (line, y) in text::SUBJECT.iter().zip([63.0, 69.7]) {
        sheet.line(MIDDLE, y, line, BOLD)?;
    }
    sheet.rule(94.0, 128.0, 73.0);
    let (left_over, _) = body::print(&mut sheet, lines, BODY, 82.0, 272.0)?;
    Ok((sheet, left_over))
}

fn head(sheet: &mut Sheet) -> Result<()> {
    let small = Style(Face::Bold, 13.0);
    sheet.line(LEFT, 24.0, text::AGENCY[0], small)?;
    sheet.line(LEFT, 29.8, text::AGENCY[1], small)?;
    sheet.rule(51.0, 73.0, 32.2);
    sheet.line(LEFT, 40.0, text::NUMBER, Style(Face::Regular, 13.0))?;
    sheet.line(RIGHT, 24.0, text::STATE, Style(Face::Bold, 12.0))?;
    sheet.line(RIGHT, 29.8, text::MOTTO, small)?;
    sheet.rule(119.0, 171.0, 32.2);
    sheet.line(RIGHT, 40.0, text::PLACE_AND_DATE, Style(Face::Italic, 14.0))
}

/// The second page and how far down its foot begins.
fn second_page<'f>(fonts: &'f Fonts, lines: &[Line], turn: usize) -> Result<(Sheet<'f>, f32)> {
    let mut sheet = Sheet::a4(fonts, DPI);
    for (line, y) in lines[turn - REPEATED..turn].iter().zip([9.0, 9.0 + BODY.leading]) {
        body::print_line(&mut sheet, line, BODY.style, y)?;
    }
    sheet.print(MIDDLE, 24.5, "2", Style(Face::Regular, 13.0))?;
    let (_, end) = body::print(&mut sheet, &lines[turn..], BODY, 34.0, 277.0)?;
    let foot = end + 4.0;
    recipients(&mut sheet, foot)?;
    signature(&mut sheet, foot)?;
    Ok((sheet, foot))
}

fn recipients(sheet: &mut Sheet, foot: f32) -> Result<()> {
    sheet.line(Across::From(30.0), foot, "Nơi nhận:", Style(Face::BoldItalic, 12.0))?;
    for (index, item) in text::RECIPIENTS.iter().enumerate() {
        let y = foot + 5.2 + 4.7 * index as f32;
        sheet.line(Across::From(30.0), y, item, Style(Face::Regular, 11.0))?;
    }
    Ok(())
}

fn signature(sheet: &mut Sheet, foot: f32) -> Result<()> {
    for (line, y) in text::SIGNATURE.iter().zip([0.0, 6.2, 12.4, 46.0]) {
        sheet.line(Across::Around(151.0), foot + y, line, BOLD)?;
    }
    Ok(())
}

fn picture(page: &RgbImage) -> Result<Picture> {
    let (width, height) = page.dimensions();
    let mut data = Vec::new();
    let mut encoder = Encoder::new(&mut data, QUALITY);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    encoder.encode(page.as_raw(), u16::try_from(width)?, u16::try_from(height)?, ColorType::Rgb)?;
    Ok(Picture { width, height, dpi: DPI, colour: Colour::Rgb, filter: pdf_writer::Filter::DctDecode, data })
}
