//! Decisions over the fields of the record.

use crate::export::document::document;
use crate::types::evidence::Digitized;
use crate::types::ocr::Confidence;
use serde_json::Value;

/// Words in `how` of a field that a reviewer looked at.
pub const BY_REVIEWER: &str = "by a reviewer";

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
