//! Địa danh, ngày tháng năm: the line at the top right.

use super::Parts;
use super::field::Field;
use crate::lexicon::{folded, form};
use crate::types::evidence::{BY_HAND, FieldEvidence};
use crate::types::geometry::Rect;
use crate::types::line::{Line, Word};
use serde_json::json;

/// A day or month counts when the engine is this sure; handwriting hardly ever gets there.
const SURE: f64 = 0.95;
/// The year, which is printed, counts above this; above the second where the notice has it elsewhere, too.
const YEAR: [f64; 2] = [0.96, 0.85];
/// Printed digits of one line differ in height and foot by at most this share of their height.
const UNEVEN: f64 = 0.16;

/// The fields `place`, `date` and `date_text`.
pub fn read(parts: &Parts<'_>) -> (FieldEvidence, FieldEvidence, FieldEvidence) {
    let found = line(parts);
    let field = |name, how| Field::of(name, how).lines(parts.lines, found);
    let (place, date, text) = (field("place", "before the date"), field("date", "day, month and year of the date line"), field("date_text", "date line"));
    let Some(line) = found.map(|i| &parts.lines[i]) else {
        let open = |f: Field| f.how("no line says ngày … tháng … năm").build();
        return (open(place), open(date), open(text));
    };
    let words: Vec<&str> = line.text.split(' ').collect();
    let day_at = words.iter().position(|w| folded(w).starts_with("ngay")).unwrap_or(words.len());
    let name = words[..day_at].join(" ");
    let name = name.trim_end_matches([',', '.', ' ']);
    let place = if name.is_empty() { place } else { place.value(json!(name)).words(line.words.iter().take(day_at)) };
    let figures = line.words.iter().filter(|w| w.text.contains(|c: char| c.is_ascii_digit()));
    let date = match date_of(parts, line) {
        Some(iso) if line.words.iter().any(|w| w.filled) => date.value(json!(iso)).words(figures).how(&format!("date line; day or month read as {BY_HAND}")),
        Some(iso) => date.value(json!(iso)).words(figures),
        None => date.how("day, month or year is blank, written by hand or not sure: left open"),
    };
    (place.build(), date.build(), text.value(json!(words[day_at..].join(" "))).build())
}

/// The line with place and date.
fn line(parts: &Parts<'_>) -> Option<usize> {
    let mut above = parts.head_right.iter().chain(&parts.head_left).chain(parts.body.iter().take(3)).copied();
    above.find(|&i| parts.is_first(i) && form::is_date_line(&parts.lines[i].text))
}

/// The date of a notice that rests on something younger: what a hand filled in is left open, what is printed stays.
pub fn doubted(parts: &Parts<'_>, date: FieldEvidence) -> FieldEvidence {
    let filled = line(parts).is_some_and(|i| parts.lines[i].words.iter().any(|w| w.filled));
    let how = "day or month filled in by hand is before the date of a ground: left open".to_owned();
    if filled { FieldEvidence { value: serde_json::Value::Null, how, ..date } } else { date }
}

/// ISO date if all three parts were surely read and exist in the calendar.
fn date_of(parts: &Parts<'_>, line: &Line) -> Option<String> {
    // The words in a row: a digit that was read apart is between them and leaves the date open.
    let is = |word: &Word, name: &str| folded(&word.text) == name;
    let five = line.words.windows(6).find(|w| is(&w[0], "ngay") && is(&w[2], "thang") && is(&w[4], "nam"))?;
    let part = |at: usize, sure: f64| {
        let word = &five[at];
        let digits = word.text.trim_end_matches([',', '.']);
        let number: u32 = digits.parse().ok().filter(|_| digits.len() <= 4 && digits.bytes().all(|b| b.is_ascii_digit()) && (word.filled || word.confidence.get() >= sure))?;
        Some((number, (word.filled, parts.upright(line.page, &word.bbox))))
    };
    let elsewhere = usize::from(says(parts, five[5].text.trim_end_matches([',', '.'])));
    let (year, printed) = part(5, YEAR[elsewhere])?;
    let (day, day_place) = part(1, SURE)?;
    let (month, month_place) = part(3, SURE)?;
    let even = [day_place, month_place].iter().all(|(filled, place)| *filled || is_even(place, &printed.1));
    (even && is_date(year, month, day)).then(|| format!("{year:04}-{month:02}-{day:02}"))
}

/// Whether a year stands in the subject or the body, read as well as a day of the date must be.
fn says(parts: &Parts<'_>, year: &str) -> bool {
    let own = line(parts);
    let others = parts.body.iter().filter(|&&i| Some(i) != own);
    let words = others.flat_map(|&i| &parts.lines[i].words).filter(|w| w.confidence.get() >= SURE);
    words.into_iter().any(|w| w.text.split(|c: char| !c.is_ascii_digit()).any(|number| number == year))
}

/// Whether a word is as high and stands as low as a printed one of its line; handwriting does not.
fn is_even(word: &Rect, printed: &Rect) -> bool {
    let height = f64::from(printed.height());
    let near = |a: i32, b: i32| f64::from((a - b).abs()) <= UNEVEN * height;
    near(word.height(), printed.height()) && near(word.y1, printed.y1)
}

/// Whether a day exists, in the years that archives hold.
pub fn is_date(year: u32, month: u32, day: u32) -> bool {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        2 => if leap { 29 } else { 28 },
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (1900..=2100).contains(&year) && (1..=days).contains(&day)
}
