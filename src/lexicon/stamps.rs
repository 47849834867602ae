//! The words of stamps, told also where they are misread: stamps are worn, faded and written over.

use super::folded;
use crate::types::stamp::StampLine;

/// What a line of an arrival stamp, or a part of it, is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Label {
    /// `CÔNG VĂN ĐẾN`, `CV ĐẾN`, `ĐẾN`.
    Arrived,
    /// `Số:`
    Number,
    /// `Ngày:`
    Date,
    /// `Giờ:`
    Hour,
    /// `Chuyển:`, `Kính chuyển:`
    Forwarded,
}

/// Labels as they are compared: folded, letters only.
const LABELS: [(Label, &str); 9] = [
    (Label::Arrived, "congvanden"), (Label::Arrived, "vanbanden"), (Label::Arrived, "cvden"), (Label::Arrived, "den"),
    (Label::Number, "so"), (Label::Date, "ngay"), (Label::Hour, "gio"),
    (Label::Forwarded, "kinhchuyen"), (Label::Forwarded, "chuyen"),
];
/// Words that a label may have.
const WORDS: usize = 3;

/// So many labels of an arrival stamp make one; a single one may be a misreading.
const ENOUGH: usize = 2;

/// Whether lines are those of an arrival stamp.
pub fn is_arrival(lines: &[StampLine]) -> bool {
    let found: Vec<Label> = lines.iter().flat_map(labels).map(|(label, _)| label).collect();
    found.contains(&Label::Arrived) || found.len() >= ENOUGH
}

/// Labels of a line, with the index of the word behind each, left to right.
pub fn labels(line: &StampLine) -> Vec<(Label, usize)> {
    // A department (`SỞ`) is no number.
    let words: Vec<String> = line.words.iter().map(|w| if w.text == "SỞ" { w.text.clone() } else { letters(&w.text) }).collect();
    let (mut out, mut at) = (Vec::new(), 0);
    while at < words.len() {
        let longest = (1..=WORDS.min(words.len() - at)).rev();
        let found = longest.filter_map(|n| label(&words[at..at + n].concat()).map(|l| (l, at + n))).next();
        at = found.map_or(at + 1, |f| f.1);
        out.extend(found);
    }
    out
}

fn label(word: &str) -> Option<Label> {
    LABELS.iter().find(|(_, name)| strsim::levenshtein(word, name) <= allowed(name)).map(|l| l.0)
}

/// Letters that may be wrong: the shorter a word, the more others are near to it.
fn allowed(name: &str) -> usize {
    match name.chars().count() {
        0..=4 => 0,
        5..=7 => 1,
        8..=9 => 2,
        _ => 3,
    }
}

/// The degree that a stamp tells and the line that it stands in (all lines: None): one of `of`, in lines
/// that say nothing else. Among other lines only one of two words counts: what stands above `MẬT` may
/// have been `TUYỆT`.
pub fn degree(lines: &[StampLine], of: &[&'static str]) -> Option<(&'static str, Option<usize>)> {
    let all = said(&lines.iter().map(|l| letters(&l.text())).collect::<String>(), of).map(|d| (d, None));
    let whole = |(i, l): (usize, &StampLine)| said(&letters(&l.text()), of).filter(|d| d.contains(' ')).map(|d| (d, Some(i)));
    all.or_else(|| lines.iter().enumerate().find_map(whole))
}

fn said(text: &str, of: &[&'static str]) -> Option<&'static str> {
    let far = |name: &str| strsim::levenshtein(text, &letters(name));
    let nearest = of.iter().min_by_key(|name| far(name))?;
    (far(nearest) <= allowed(&letters(nearest))).then_some(*nearest)
}

/// Folded letters and digits.
fn letters(text: &str) -> String {
    folded(text).chars().filter(|c| c.is_alphanumeric()).collect()
}
