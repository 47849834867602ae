//! Decisions over the fields of the record.

use super::text::within;
use crate::export::document::document;
use crate::types::evidence::{Digitized, FieldEvidence};
use crate::types::ocr::Confidence;
use serde_json::Value;

/// Words in `how` of a field that a reviewer looked at.
pub const BY_REVIEWER: &str = "by a reviewer";

/// What is added to `how` of a field in which a word reads as a reviewer wrote it in the text.
pub const FOLLOWS: &str = "; as corrected in the text";

/// Fields that say what words of the text say.
const FROM_WORDS: [&str; 9] = ["issuer", "issuer_parent", "co_issuers", "number", "place", "subject", "addressees", "recipients", "signatures"];

/// Why a field cannot have a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// No field of that name, or a value of another shape.
    #[error("the value does not have the shape of this field")]
    Shape,
    /// A day that is not in the calendar.
    #[error("a date is written YYYY-MM-DD and is in the calendar")]
    Date,
    /// A number with blanks in it.
    #[error("a number has no blanks, as in 15/TB-UBND")]
    Number,
    /// Text of blanks only.
    #[error("blanks are no value; leave it empty")]
    Blank,
}

/// Whether a field may have a value.
///
/// # Errors
/// It may not.
pub fn check(found: &Digitized, name: &str, value: &Value) -> Result<(), Unfit> {
    let mut fields = found.fields.clone();
    let field = fields.iter_mut().find(|f| f.field == name).ok_or(Unfit::Shape)?;
    field.value = value.clone();
    document(&fields).map_err(|_| Unfit::Shape)?;
    texts(value, &mut |text| if text.trim().is_empty() { Err(Unfit::Blank) } else { Ok(()) })?;
    match (name, value.as_str()) {
        ("date", Some(date)) => is_date(date).then_some(()).ok_or(Unfit::Date),
        ("number", Some(number)) if number.contains(char::is_whitespace) => Err(Unfit::Number),
        ("arrivals", _) => dates(value).try_for_each(|d| is_date(d).then_some(()).ok_or(Unfit::Date)),
        _ => Ok(()),
    }
}

/// A value as the field has it: a date that is written as in Vietnam, day first, in the order of ISO 8601.
pub fn usual(name: &str, value: Value) -> Value {
    match (name, value) {
        ("date", Value::String(text)) => Value::String(iso(&text)),
        ("arrivals", Value::Array(mut all)) => {
            for date in all.iter_mut().filter_map(|a| a.get_mut("date")) {
                *date = date.as_str().map_or(Value::Null, |text| Value::String(iso(text)));
            }
            Value::Array(all)
        }
        (_, value) => value,
    }
}

fn iso(text: &str) -> String {
    let parts: Vec<&str> = text.split(['/', '.', '-']).collect();
    match parts[..] {
        [day, month, year] if year.len() == 4 => format!("{year}-{month:0>2}-{day:0>2}"),
        _ => text.to_owned(),
    }
}

/// Gives a field a value, or confirms the one that it has; None where it has another one than the reviewer saw.
pub fn set(found: &mut Digitized, name: &str, before: &Value, after: &Value) -> Option<()> {
    check(found, name, after).ok()?;
    let field = found.fields.iter_mut().find(|f| f.field == name)?;
    if field.value != *before && field.value != *after {
        return None;
    }
    let done = if before == after { "confirmed" } else { "set" };
    field.how = format!("{done} {BY_REVIEWER}");
    field.value = after.clone();
    field.confidence = Some(Confidence::new(1.0));
    Some(())
}

/// The values of the fields that were taken from words, as a reviewer will have written these: where they stand once in the line and
/// once in the field, the field rests on that place, it fits, and nobody set it. Dates, degrees and stamps are set by hand: what
/// is made of their words is another form of them.
pub fn following(found: &Digitized, (line, range): (usize, [usize; 2]), (before, after): (&str, &str)) -> Vec<(String, Value)> {
    let is_mark = |c: char| !c.is_alphanumeric();
    let (before, after) = (before.trim_matches(is_mark), after.trim_matches(is_mark));
    if before.is_empty() || after.is_empty() || before == after || in_text(&found.lines[line].text, (before, after)).1 != 1 {
        return Vec::new();
    }
    let (of, words) = (&found.lines[line], within(&found.lines[line], range));
    let rests = |f: &FieldEvidence| of.words[words.clone()].iter().all(|w| f.places.iter().any(|p| p.page == of.page && p.bbox.overlaps(&w.bbox)));
    let follows = |f: &&FieldEvidence| FROM_WORDS.contains(&f.field.as_str()) && !f.how.contains(BY_REVIEWER) && rests(f);
    let replaced = |f: &FieldEvidence| {
        let mut times = 0;
        let value = written(&f.value, (before, after), &mut times);
        (times == 1 && check(found, &f.field, &value).is_ok()).then(|| (f.field.clone(), value))
    };
    found.fields.iter().filter(follows).filter_map(replaced).collect()
}

/// Gives fields the values that follow what was written in the text.
pub fn carry(found: &mut Digitized, all: Vec<(String, Value)>) {
    for (name, value) in all {
        found.fields.iter_mut().filter(|f| f.field == name).for_each(|f| {
            f.value = value.clone();
            f.how += FOLLOWS;
        });
    }
}

/// A value in which words read otherwise, with how often they do.
fn written(value: &Value, (before, after): (&str, &str), times: &mut usize) -> Value {
    match value {
        Value::String(text) => {
            let (text, count) = in_text(text, (before, after));
            *times += count;
            Value::String(text)
        }
        Value::Array(all) => all.iter().map(|v| written(v, (before, after), times)).collect(),
        Value::Object(all) => all.iter().map(|(name, v)| (name.clone(), written(v, (before, after), times))).collect(),
        other => other.clone(),
    }
}

/// A text with words read otherwise, and how often they stand in it.
fn in_text(text: &str, (before, after): (&str, &str)) -> (String, usize) {
    let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let whole = |at: &usize| edge(text[..*at].chars().next_back()) && edge(text[at + before.len()..].chars().next());
    let found: Vec<usize> = text.match_indices(before).map(|(at, _)| at).filter(whole).collect();
    let written = |at: &usize| format!("{}{after}{}", &text[..*at], &text[at + before.len()..]);
    (found.first().map_or_else(|| text.to_owned(), written), found.len())
}

fn is_date(text: &str) -> bool {
    text.len() == 10 && text.parse::<jiff::civil::Date>().is_ok()
}

fn dates(arrivals: &Value) -> impl Iterator<Item = &str> {
    arrivals.as_array().into_iter().flatten().filter_map(|a| a["date"].as_str())
}

/// Every text in a value.
fn texts(value: &Value, see: &mut impl FnMut(&str) -> Result<(), Unfit>) -> Result<(), Unfit> {
    match value {
        Value::String(text) => see(text),
        Value::Array(all) => all.iter().try_for_each(|v| texts(v, see)),
        Value::Object(all) => all.values().try_for_each(|v| texts(v, see)),
        _ => Ok(()),
    }
}
