//! Labels at the start of lines, as they stand there.

use super::label::{Label, Level, Numeral};
use crate::types::clause::LabelSource;
use regex::Regex;
use std::sync::LazyLock;

/// A label found at the start of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marker {
    /// The label.
    pub label: Label,
    /// Read or repaired.
    pub source: LabelSource,
    /// Code points of the line's text that it takes, the blank behind it included.
    pub length: usize,
}

/// What stands before the number, the number, what closes it: the groups of each. Marks of the words are lost by scans.
const FORMS: [(Level, Numeral, &str); 13] = [
    (Level::Part, Numeral::Word, r"^(?i)(Ph[ầâấa]n\s+th[ứưu]\s+)(\p{L}+)([.:]?)(?:\s|$)"),
    (Level::Part, Numeral::Roman, r"^(?i)(Ph[ầâấa]n\s+)([IVX]+)([.:]?)(?:\s|$)"),
    (Level::Chapter, Numeral::Roman, r"^(?i)(Ch[ưu][ơo]ng\s+)([IVX]+)([.:]?)(?:\s|$)"),
    (Level::Section, Numeral::Digits, r"^(?i)(M[ụuúù]c\s+)(\d{1,2})([.:]?)(?:\s|$)"),
    (Level::Section, Numeral::Roman, r"^(?i)(M[ụuúù]c\s+)([IVX]+)([.:]?)(?:\s|$)"),
    (Level::Article, Numeral::Digits, r"^([ĐÐD](?:i[ềêểèe]u|I[ỀÊỂÈE]U)\s+)(\d{1,3})\s?([.:])(?:\s|$)"),
    (Level::Roman, Numeral::Roman, r"^()([IVX]{1,6})([.\-–])(?:\s|$)"),
    (Level::SubSubNumber, Numeral::Digits, r"^(\d{1,2}\.\d{1,2}\.)(\d{1,2})(\.?)\s"),
    (Level::SubNumber, Numeral::Digits, r"^(\d{1,2}\.)(\d{1,2})(\.?)\s"),
    (Level::Number, Numeral::Digits, r"^()(\d{1,2})([.\-–)])(?:\s|$)"),
    (Level::Point, Numeral::Letter, r"^()([a-zđ])(\))(?:\s|$)"),
    (Level::Dash, Numeral::None, r"^([-–])()()\s"),
    (Level::Plus, Numeral::None, r"^(\+)()()\s"),
];

static REGEXES: LazyLock<Vec<(Level, Numeral, Regex)>> =
    LazyLock::new(|| FORMS.iter().filter_map(|&(level, numeral, regex)| Some((level, numeral, Regex::new(regex).ok()?))).collect());

/// The opening quotation marks before a text.
pub fn quotes(text: &str) -> usize {
    text.chars().take_while(|c| matches!(c, '"' | '“')).count()
}

/// The label that a line's text begins with, None where it begins with none. An opening quotation mark may stand before it.
pub fn read(text: &str) -> Option<Marker> {
    let quotes = quotes(text);
    let rest = text.trim_start_matches(['"', '“']);
    REGEXES.iter().find_map(|(level, numeral, regex)| {
        let found = regex.captures(rest)?;
        let group = |i: usize| found.get(i).map_or("", |g| g.as_str());
        let ordinal = numeral.ordinal(group(2)).filter(|o| *o > 0 || level.is_bullet())?;
        let first = Label::first(*level);
        let (stem, source) = stem(*level, group(1), first.stem);
        // `01.` is printed so.
        let stem = if *level == Level::Number && group(2).starts_with('0') { "0".to_owned() } else { stem };
        let label = Label { level: *level, numeral: *numeral, ordinal, stem, close: closed(*level, group(3)) };
        Some(Marker { label, source, length: quotes + found.get(0)?.as_str().chars().count() })
    })
}

/// The stem of a label: as printed where that is whole, `CHƯƠNG` too.
fn stem(level: Level, printed: &str, own: String) -> (String, LabelSource) {
    let word = |of: &str| of.to_lowercase().replace(['ð'], "đ").split_whitespace().next().map(str::to_owned);
    let whole = level.upper().is_some() || level.is_bullet() || word(printed) == word(&own);
    match (whole, level.is_titled() || level.upper().is_some()) {
        (true, true) => (printed.to_owned(), LabelSource::Read),
        (true, false) => (own, LabelSource::Read),
        (false, _) => (own, LabelSource::Repaired),
    }
}

/// A number is closed as its author closes it: `1.`, `1)` or, in Party documents, `1-`.
pub fn closed(level: Level, printed: &str) -> &'static str {
    match (level, printed) {
        (Level::Roman | Level::Number, "-" | "–") => "-",
        (Level::Number, ")") => ")",
        _ => Label::first(level).close,
    }
}
