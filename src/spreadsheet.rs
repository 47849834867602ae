//! What spreadsheets want of comma-separated values.

/// Byte order mark, by which Excel knows UTF-8.
pub const BOM: &[u8] = "\u{feff}".as_bytes();
/// A cell that begins with one of these is a formula to a spreadsheet.
pub const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// What a scan or a file name says must not be run by a spreadsheet: an apostrophe before it keeps it text.
pub fn as_text(text: &str) -> String {
    if text.starts_with(FORMULA) { format!("'{text}") } else { text.to_owned() }
}
