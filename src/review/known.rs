//! What is proposed while a field is filled in, and what is remarked of what stands there.

use super::index::Entry;
use crate::decisions::fields::FOLLOWS;
use crate::lexicon::{Lexicon, SECRECY, URGENCY};
use crate::types::evidence::{Digitized, FieldEvidence};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Most bodies that are proposed: a browser shows no more of use.
const BODIES: usize = 300;

/// Fields for which values are known, by the list that they have in the page.
const LISTS: [(&str, &str); 5] = [("kind", "kinds"), ("issuer", "bodies"), ("issuer_parent", "bodies"), ("urgency", "urgency"), ("secrecy", "secrecy")];

/// Values that are known.
pub struct Known {
    /// Name of the list.
    pub list: &'static str,
    /// Most usual first.
    pub values: Vec<String>,
}

/// The list that is proposed for a field.
pub fn list(field: &str) -> Option<&'static str> {
    LISTS.iter().find(|(name, _)| *name == field).map(|(_, list)| *list)
}

/// Kinds and degrees of the form, and the bodies that issued the other documents.
pub fn known(entries: &[Arc<Entry>]) -> Vec<Known> {
    let owned = |all: &[&str]| all.iter().map(|v| (*v).to_owned()).collect();
    vec![
        Known { list: "kinds", values: Lexicon::default().kinds.iter().map(|(kind, _)| (*kind).to_owned()).collect() },
        Known { list: "bodies", values: bodies(entries) },
        Known { list: "urgency", values: owned(&URGENCY) },
        Known { list: "secrecy", values: owned(&SECRECY) },
    ]
}

fn bodies(entries: &[Arc<Entry>]) -> Vec<String> {
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    entries.iter().filter_map(|e| e.brief.issuer.as_deref()).for_each(|body| *times.entry(body).or_default() += 1);
    let mut all: Vec<(&str, usize)> = times.into_iter().collect();
    all.sort_by_key(|(_, times)| Reverse(*times));
    all.into_iter().take(BODIES).map(|(body, _)| body.to_owned()).collect()
}

/// What is to be said of a value, as a key of `wording.rs`: that it follows a word that was written anew, a body whose name begins as
/// that of none, a date that is another one than the text says.
pub fn remark(found: &Digitized, of: &FieldEvidence, value: &str) -> Option<&'static str> {
    match &*of.field {
        _ if of.how.ends_with(FOLLOWS) => Some("follows"),
        "issuer" | "issuer_parent" => (!value.is_empty() && !Lexicon::default().begins_body(value)).then_some("strange_body"),
        "date" => {
            let text = found.fields.iter().find(|f| f.field == "date_text")?.value.as_str()?;
            let [mut date, mut said] = [value, text].map(|t| t.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse::<u32>().ok()).collect::<Vec<_>>());
            date.sort_unstable();
            said.sort_unstable();
            (!value.is_empty() && date != said).then_some("strange_date")
        }
        _ => None,
    }
}
