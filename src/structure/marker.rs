//! Labels at the start of paragraphs.

use crate::types::clause::LabelSource;
use regex::Regex;
use std::sync::LazyLock;

/// Kinds of labels, from the outermost to the innermost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Phần thứ nhất, Phần I.
    Part,
    /// Chương I.
    Chapter,
    /// Mục 1.
    Section,
    /// Điều 1.
    Article,
    /// I. II.
    Roman,
    /// 1. 2.
    Number,
    /// 1.1. 1.2.
    SubNumber,
    /// 1.1.1. 1.1.2.
    SubSubNumber,
    /// a) b) đ)
    Point,
    /// -
    Dash,
    /// +
    Plus,
}

/// A label found at the start of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marker {
    /// Its kind.
    pub level: Level,
    /// As it ought to be printed.
    pub label: String,
    /// Read or repaired.
    pub source: LabelSource,
    /// Code points of the line's text that it takes, the blank behind it included.
    pub length: usize,
}

/// Makes a label of what was printed.
type Label = fn(&str) -> String;

struct Form {
    regex: Regex,
    level: Level,
    label: Label,
}

static FORMS: LazyLock<Vec<Form>> = LazyLock::new(|| {
    let dotted = |s: &str| format!("{}.", s.trim_end_matches(['.', ',', '-', '–', ')', ':']));
    // A number is closed as its author closes it: `1.` or, in Party documents, `1-`.
    let closed = |s: &str| format!("{}{}", s.trim_end_matches(['.', '-', '–']), if s.ends_with('.') { '.' } else { '-' });
    let all: [(&str, Level, Label); 11] = [
        (r"^(?i)(Phần\s+(?:thứ\s+\p{L}+|[IVX]+))[.:]?(?:\s|$)", Level::Part, str::to_owned),
        (r"^(?i)(Chương\s+[IVX]+)[.:]?(?:\s|$)", Level::Chapter, str::to_owned),
        (r"^(?i)(Mục\s+\d{1,2})[.:]?(?:\s|$)", Level::Section, str::to_owned),
        (r"^([ĐÐ](?:i[ềêè]u|I[ỀÊÈ]U)\s+\d{1,3})\s?[.:](?:\s|$)", Level::Article, |s| format!("Điều {}.", s.split_whitespace().last().unwrap_or_default())),
        (r"^([IVX]{1,5}[.\-–])(?:\s|$)", Level::Roman, closed),
        (r"^(\d{1,2}\.\d{1,2}\.\d{1,2}\.?)\s", Level::SubSubNumber, dotted),
        (r"^(\d{1,2}\.\d{1,2}\.?)\s", Level::SubNumber, dotted),
        (r"^(\d{1,2}[.\-–])(?:\s|$)", Level::Number, closed),
        (r"^([a-zđ]\))\s", Level::Point, str::to_owned),
        (r"^([-–])\s", Level::Dash, |_| "-".to_owned()),
        (r"^(\+)\s", Level::Plus, str::to_owned),
    ];
    all.into_iter().filter_map(|(r, level, label)| Some(Form { regex: Regex::new(r).ok()?, level, label })).collect()
});

/// The label that a paragraph's text begins with, None where it begins with none. An opening
/// quotation mark may stand before it.
pub fn read(text: &str) -> Option<Marker> {
    let quote = text.chars().take_while(|c| matches!(c, '"' | '“')).count();
    let rest = &text[text.char_indices().nth(quote).map_or(text.len(), |(i, _)| i)..];
    FORMS.iter().find_map(|form| {
        let found = form.regex.captures(rest)?;
        let label = (form.label)(found.get(1)?.as_str());
        let printed = found.get(1)?.as_str();
        let source = if same(&label, printed) { LabelSource::Read } else { LabelSource::Repaired };
        Some(Marker { level: form.level, label, source, length: quote + found.get(0)?.as_str().chars().count() })
    })
}

/// Whether a label is what was printed but for its closing sign.
fn same(label: &str, printed: &str) -> bool {
    let bare = |s: &str| s.trim_end_matches(['.', '-', '–', ')', ':', ',']).replace(char::is_whitespace, " ");
    bare(label) == bare(printed)
}

/// Letters of points in their order: no f, j, w, z.
const POINTS: &str = "abcdđeghiklmnopqrstuvxy";

/// Whether a label, without its closing sign but for `)`, is the first of its kind.
pub fn is_first(level: Level, label: &str) -> bool {
    match level {
        Level::Point => label == "a)",
        Level::Number => label == "1",
        Level::Roman => label == "I",
        Level::Article => label == "Điều 1",
        // Their numbers are words as well as digits.
        Level::Part | Level::Chapter | Level::Section | Level::Dash | Level::Plus => true,
        Level::SubNumber | Level::SubSubNumber => label.ends_with(".1"),
    }
}

/// The label behind another one of its kind.
pub fn next(level: Level, label: &str) -> Option<String> {
    match level {
        Level::Point => {
            let mut letters = POINTS.chars().skip_while(|c| !label.starts_with(*c)).skip(1);
            letters.next().map(|c| format!("{c})"))
        }
        Level::Number => successor(label.trim_end_matches(['.', '-'])).map(|n| format!("{n}{}", closing(label))),
        Level::Article => label.split(' ').nth(1).and_then(successor).map(|n| format!("Điều {n}.")),
        Level::SubNumber | Level::SubSubNumber => {
            let (upper, last) = label.trim_end_matches('.').rsplit_once('.')?;
            successor(last).map(|n| format!("{upper}.{n}."))
        }
        Level::Section => label.split_whitespace().nth(1).and_then(successor).map(|n| format!("Mục {n}")),
        Level::Chapter => label.split_whitespace().nth(1).and_then(roman).map(|n| format!("Chương {n}")),
        Level::Roman => roman(label.trim_end_matches(['.', '-'])).map(|n| format!("{n}{}", closing(label))),
        _ => None,
    }
}

fn closing(label: &str) -> char {
    if label.ends_with('-') { '-' } else { '.' }
}

fn successor(number: &str) -> Option<u32> {
    number.trim_end_matches('.').parse::<u32>().ok()?.checked_add(1)
}

/// The Roman number behind one up to twenty.
fn roman(number: &str) -> Option<&'static str> {
    const ALL: [&str; 20] = [
        "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII", "XVIII", "XIX", "XX",
    ];
    ALL.iter().position(|r| *r == number).and_then(|i| ALL.get(i + 1)).copied()
}
