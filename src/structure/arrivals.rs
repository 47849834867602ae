//! Dấu đến: office, number and date of arrival stamps.
//!
//! A stamp has its office at the top, `CÔNG VĂN ĐẾN` or `CV ĐẾN` under it or beside the labels, then
//! `Số`, `Ngày`, `Chuyển` (Nghị định 30/2020/NĐ-CP, Phụ lục IV). Number and date are mostly written by hand.

use super::date::is_date;
use super::field::Field;
use crate::lexicon::{Lexicon, folded, respelled};
use crate::lexicon::stamps::{Label, is_arrival, labels};
use crate::lexicon::syllable::is_syllable;
use crate::types::evidence::FieldEvidence;
use crate::types::notice::Arrival;
use crate::types::ocr::OcrWord;
use crate::types::page::RemovalKind;
use crate::types::stamp::{Stamp, StampLine};
use regex::Regex;
use serde_json::json;
use std::sync::LazyLock;

/// A word of the office counts when the engine is this sure; an office with a word below is left open.
const LEGIBLE: f64 = 0.75;
/// Digits count when the engine is this sure of them.
const SURE: f64 = 0.95;
/// A number is as high as its label, within this share: one written by hand is not, and what the
/// engine makes of handwriting is not believed, however sure it is.
const UNEVEN: f64 = 0.25;
/// A notice arrives within so many days of its date, or the date is not believed.
const DAYS: i64 = 60;

static DATE: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})$").ok());

/// The field `arrivals`. `sent` is the notice's own date.
pub fn read(stamps: &[Stamp], sent: Option<&str>, lexicon: &Lexicon) -> FieldEvidence {
    let read: Vec<(&Stamp, Arrival)> = stamps.iter().filter_map(|s| Some((s, arrival(s, sent, lexicon)?))).collect();
    let values: Vec<&Arrival> = read.iter().map(|(_, a)| a).collect();
    let field = Field::of("arrivals", "arrival stamps that were taken off and read; what is not surely read is open").value(json!(values));
    read.iter().fold(field, |field, (stamp, _)| field.stamp(stamp, &stamp.lines)).build()
}

/// None where the stamp is no arrival stamp or nothing of it could be read.
fn arrival(stamp: &Stamp, sent: Option<&str>, lexicon: &Lexicon) -> Option<Arrival> {
    let found: Vec<(usize, Label, usize)> = stamp.lines.iter().enumerate()
        .flat_map(|(i, l)| labels(l).into_iter().map(move |(label, next)| (i, label, next))).collect();
    if stamp.kind != RemovalKind::ArrivalStamp || !is_arrival(&stamp.lines) {
        return None;
    }
    let behind = |wanted: Label| found.iter().find(|f| f.1 == wanted).map(|&(line, _, next)| words_behind(&stamp.lines[line], next));
    let date_text = behind(Label::Date).and_then(date_text);
    Some(Arrival {
        office: found.first().and_then(|first| office(&stamp.lines[..first.0], lexicon)),
        number: behind(Label::Number).and_then(number),
        date: date_text.as_deref().and_then(|text| date(text, sent)),
        date_text,
    })
}

/// The label's last word and what stands behind it, up to the next label.
fn words_behind(line: &StampLine, next: usize) -> (&OcrWord, &[OcrWord]) {
    let end = labels(line).into_iter().map(|(_, n)| n).find(|&n| n > next).map_or(line.words.len(), |n| n - 1);
    (&line.words[next - 1], &line.words[next..end])
}

/// The lines above the labels, in capitals; `CV` may stand alone above `ĐẾN`.
fn office(lines: &[StampLine], lexicon: &Lexicon) -> Option<String> {
    let words: Vec<&OcrWord> = lines.iter().filter(|l| l.text() != "CV").flat_map(|l| &l.words).filter(|w| w.text.chars().any(char::is_alphanumeric)).collect();
    let sound = |w: &&OcrWord| w.confidence.get() >= LEGIBLE && is_of_name(&w.text);
    let name = words.iter().map(|w| w.text.as_str()).collect::<Vec<_>>().join(" ");
    (words.len() > 1 && words.iter().all(sound) && is_spelled_well(&respelled(&name), lexicon)).then_some(name)
}

/// Whether a name that begins like one of a body or ends in a province has its marks, too: `VĂN PHONG`
/// and `LAI CHẦU` are misread.
fn is_spelled_well(name: &str, lexicon: &Lexicon) -> bool {
    let starts = |with: &str, by: &str| with.strip_prefix(by).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    let ends = |with: &str, by: &str| with.strip_suffix(by).is_some_and(|rest| rest.is_empty() || rest.ends_with(' '));
    let bodies = || lexicon.bodies.iter().map(|b| respelled(b));
    let begins_like = bodies().any(|b| starts(&folded(name), &folded(&b)));
    let ends_like = lexicon.provinces.iter().any(|p| ends(&folded(name), &folded(p)));
    (!begins_like || bodies().any(|b| starts(name, &b)))
        && (!ends_like || lexicon.provinces.iter().any(|p| ends(name, &p.to_uppercase())))
}

/// A syllable in capitals, or an abbreviation such as `UBND`.
fn is_of_name(word: &str) -> bool {
    let capitals = word.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    let signs = word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '&' | '-'));
    let abbreviation = signs && word.chars().count() <= 5 && !word.contains(|c: char| "AEIOĂÂÊÔƠƯY".contains(c));
    capitals && (is_syllable(word, 1) || abbreviation)
}

/// Digits that are printed, surely read.
fn number((label, words): (&OcrWord, &[OcrWord])) -> Option<String> {
    let word = words.first()?;
    let digits = word.text.trim_end_matches(['.', ',']);
    let high = f64::from(label.area.height());
    let even = f64::from((word.area.height() - label.area.height()).abs()) <= UNEVEN * high
        && f64::from((word.area.y1 - label.area.y1).abs()) <= UNEVEN * high;
    let sure = word.confidence.get() >= SURE && words.iter().skip(1).all(|w| !w.text.contains(|c: char| c.is_ascii_digit()));
    (even && sure && (1..=6).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())).then(|| digits.to_owned())
}

/// The date as it stands there, if it is surely read.
fn date_text((_, words): (&OcrWord, &[OcrWord])) -> Option<String> {
    let word = words.first().filter(|w| w.confidence.get() >= SURE)?;
    let text = word.text.trim_end_matches(['.', ',']);
    DATE.as_ref()?.is_match(text).then(|| text.to_owned())
}

/// ISO date, if the day exists and the notice could arrive on it.
fn date(text: &str, sent: Option<&str>) -> Option<String> {
    let found = DATE.as_ref()?.captures(text)?;
    let part = |i: usize| found[i].parse::<u32>().ok();
    let (day, month, year) = (part(1)?, part(2)?, part(3)?);
    let year = if year < 100 { 2000 + year } else { year };
    let iso = format!("{year:04}-{month:02}-{day:02}");
    let late = days(&iso)? - days(sent?)?;
    (is_date(year, month, day) && (0..=DAYS).contains(&late)).then_some(iso)
}

/// Days of an ISO date since a day long ago (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
fn days(iso: &str) -> Option<i64> {
    let mut parts = iso.splitn(3, '-').map(|p| p.parse::<i64>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    Some(365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day)
}
