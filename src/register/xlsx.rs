//! The register as a workbook.

use super::columns::{COLUMNS, Column};
use super::link;
use super::sheet::{Cell, Content};
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, FormatUnderline, IgnoreError, Note, Url, Workbook, Worksheet, XlsxError,
};

/// Cells to be checked: the yellow of Excel's own “Neutral”.
const MARK: Color = Color::RGB(0x00FF_EB9C);
const HEAD: Color = Color::RGB(0x00D9_E1F2);
const LINK: Color = Color::RGB(0x0005_63C1);
/// Excel opens no sheet with more links.
const LINKS: usize = 65_530;
/// Excel takes no longer link.
const LINK_LETTERS: usize = 2_000;
/// Excel takes no more letters in a cell (32,767), some of which count twice.
const LETTERS: usize = 16_000;
/// Size of a note in pixels.
const NOTE: (u32, u32) = (340, 130);

/// The file. Its time of creation is fixed: equal rows give equal bytes.
///
/// # Errors
/// There are more rows than a sheet can hold.
pub fn bytes(rows: &[Vec<Cell>]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    book.set_properties(&DocProperties::new().set_title("Mục lục văn bản").set_creation_datetime(&ExcelDateTime::from_ymd(2020, 3, 5)?));
    let sheet = book.add_worksheet().set_name("Mục lục văn bản")?;
    let last = (rows.len() as u32, COLUMNS.len() as u16 - 1);
    frame(sheet, last)?;
    for (i, row) in rows.iter().enumerate() {
        for (column, cell) in row.iter().enumerate() {
            write(sheet, (i as u32 + 1, column as u16), cell)?;
        }
    }
    book.save_to_buffer()
}

/// The head, what stays in sight, and how it prints.
fn frame(sheet: &mut Worksheet, last: (u32, u16)) -> Result<(), XlsxError> {
    let head = plain().set_bold().set_background_color(HEAD).set_align(FormatAlign::Center);
    for (at, column) in COLUMNS.iter().enumerate() {
        let Column { head: text, width, .. } = column;
        sheet.set_column_width(at as u16, f64::from(*width))?.write_string_with_format(0, at as u16, *text, &head)?;
    }
    sheet.set_freeze_panes(1, 1)?.autofilter(0, 0, last.0, last.1)?.set_repeat_rows(0, 0)?;
    sheet.set_landscape().set_paper_size(8).set_print_fit_to_pages(1, 0);
    // 05 is the number of a document: it is text, and that is no error.
    sheet.ignore_error_range(0, 0, last.0, last.1, IgnoreError::NumberStoredAsText)?;
    Ok(())
}

fn plain() -> Format {
    Format::new().set_text_wrap().set_align(FormatAlign::Top).set_border(FormatBorder::Thin).set_border_color(Color::Silver)
}

/// The look of a cell.
fn format(cell: &Cell) -> Format {
    let format = match cell.content {
        Content::Date(_) => plain().set_num_format("dd/mm/yyyy"),
        Content::Link(_) => plain().set_font_color(LINK).set_underline(FormatUnderline::Single),
        _ => plain(),
    };
    if cell.note.is_some() { format.set_background_color(MARK) } else { format }
}

fn write(sheet: &mut Worksheet, (row, column): (u32, u16), cell: &Cell) -> Result<(), XlsxError> {
    let format = format(cell);
    match &cell.content {
        Content::Empty => sheet.write_blank(row, column, &format)?,
        Content::Text(text) => sheet.write_string_with_format(row, column, clipped(text), &format)?,
        Content::Number(number) => sheet.write_number_with_format(row, column, *number, &format)?,
        // Excel counts days from 1900 on.
        Content::Date(day) => match ExcelDateTime::from_ymd(day.year, day.month, day.day) {
            Ok(date) => sheet.write_datetime_with_format(row, column, &date, &format)?,
            Err(_) => sheet.write_string_with_format(row, column, day.to_string(), &format)?,
        },
        Content::Link(path) => link(sheet, (row, column), (path, &format))?,
    };
    if let Some(note) = &cell.note {
        sheet.insert_note(row, column, &Note::new(note).add_author_prefix(false).set_width(NOTE.0).set_height(NOTE.1))?;
    }
    Ok(())
}

/// A link; text alone where Excel takes no more links or no link so long, or where the name has a `#`, which would end it.
fn link<'a>(sheet: &'a mut Worksheet, (row, column): (u32, u16), (path, format): (&str, &Format)) -> Result<&'a mut Worksheet, XlsxError> {
    let target = link::target(path);
    if row as usize > LINKS || target.len() > LINK_LETTERS || target.contains('#') {
        return sheet.write_string_with_format(row, column, clipped(path), &plain());
    }
    sheet.write_url_with_format(row, column, Url::new(format!("file:///{target}")).set_text(path), format)
}

fn clipped(text: &str) -> String {
    if text.chars().count() <= LETTERS { text.to_owned() } else { text.chars().take(LETTERS).collect::<String>() + "…" }
}
