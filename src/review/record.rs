//! The fields of the record as they are shown and edited.

use super::known::{list, remark};
use super::points::{Target, shown};
use super::work::Work;
use crate::decisions::fields::BY_REVIEWER;
use crate::types::notice::Place;
use serde_json::Value;

/// A field of the record.
pub struct Field<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its value, a line each where it is a list.
    pub value: String,
    /// `text`, `long`, `list`, `signatures`, `arrivals`, or `fixed` where it cannot be changed.
    pub form: &'static str,
    /// Its point.
    pub point: Option<usize>,
    /// Names for the style.
    pub class: &'static str,
    /// How it was found.
    pub how: &'a str,
    /// The list of values that are known.
    pub list: Option<&'static str>,
    /// Page and box of its first place, parted by commas; empty for none.
    pub place: String,
    /// What is remarked of the value.
    pub remark: Option<&'static str>,
}

impl Field<'_> {
    /// Lines that its value takes in an input of the usual width.
    pub fn rows(&self) -> usize {
        self.value.lines().map(|l| l.chars().count() / 60 + 1).sum::<usize>().max(1)
    }
}

/// The fields of a document, in the order of `document`.
pub fn fields(work: &Work) -> Vec<Field<'_>> {
    let found = &work.decided.found;
    found.fields.iter().map(|f| {
        let point = work.points.iter().position(|p| matches!(&p.target, Target::Field(name) if *name == f.field));
        let open = point.is_some_and(|p| work.points[p].decided.is_none());
        let class = if f.how.contains(BY_REVIEWER) { "settled" } else if open { "low" } else { "" };
        let value = value(&f.field, &f.value);
        Field { name: &f.field, list: list(&f.field), remark: remark(found, f, &value), place: f.places.first().map(place_of).unwrap_or_default(), value, form: form(&f.field), point, class, how: &f.how }
    }).collect()
}

fn place_of(place: &Place) -> String {
    let [x0, y0, x1, y1] = place.bbox.into();
    format!("{},{x0},{y0},{x1},{y1}", place.page)
}

fn form(name: &str) -> &'static str {
    match name {
        "co_issuers" | "addressees" | "recipients" => "list",
        "signatures" => "signatures",
        "arrivals" => "arrivals",
        "subject" => "long",
        "digital_signatures" | "profile" => "fixed",
        _ => "text",
    }
}

/// A value as it is edited.
fn value(name: &str, of: &Value) -> String {
    let members: &[&str] = match name {
        "signatures" => &["authority", "position", "name"],
        "arrivals" => &["office", "number", "date", "date_text"],
        // A word of the page, see `wording.rs`.
        "profile" => return format!("profile_{}", shown(of)),
        _ => return shown(of),
    };
    let row = |v: &Value| members.iter().map(|m| v[*m].as_str().unwrap_or_default()).collect::<Vec<_>>().join(" | ");
    of.as_array().into_iter().flatten().map(row).collect::<Vec<_>>().join("\n")
}
