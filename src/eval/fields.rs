//! The values of the record against the true ones.

use super::align::distance;
use super::normal::{folded, number};
use super::report::{Fault, FaultKind, Figures};
use super::share::{Share, Verdicts};
use serde_json::{Map, Value};

/// Fields that are printed in full, as the developers' yardstick counts them; the notation is counted with them.
const PRINTED: [&str; 9] =
    ["kind", "issuer", "place", "subject", "signer_authority", "signer_position", "signer_name", "recipients", "addressees"];
/// The other members of `document`.
const OTHER: [&str; 10] = [
    "profile", "kind_code", "issuer_parent", "co_issuers", "date_text", "signatures", "arrivals", "urgency", "secrecy", "digital_signatures",
];
/// Share of a subject's code points that may be wrong: it runs over several lines.
const SUBJECT: f64 = 0.03;

/// Adds the first signature as `signer_authority`, `signer_position` and `signer_name`.
pub(super) fn with_signer(mut fields: Map<String, Value>) -> Map<String, Value> {
    if let Some(Value::Object(first)) = fields.get("signatures").and_then(|s| s.get(0)).cloned() {
        fields.extend(first.into_iter().map(|(name, value)| (format!("signer_{name}"), value)));
    }
    fields
}

/// Scores all fields that the truth has; says what is wrong.
pub fn score(truth: &Map<String, Value>, said: &Map<String, Value>, figures: &mut Figures) -> Vec<Fault> {
    let mut faults = Vec::new();
    for name in PRINTED.into_iter().chain(OTHER) {
        let (Some(t), s) = (truth.get(name), said.get(name).unwrap_or(&Value::Null)) else { continue };
        let right = if empty(t) { empty(s) } else { agrees(name, t, s) };
        if empty(t) {
            figures.invented = figures.invented.and(Share::new(usize::from(!right), 1));
        } else {
            count(figures, name, right);
        }
        faults.extend((!right).then(|| fault(name, t, s)));
    }
    faults.extend(score_number(truth, said, figures));
    faults.extend(score_date(truth, said, figures));
    if ["arrival_stamp", "arrivals"].iter().any(|n| truth.get(*n).is_some_and(|v| !empty(v))) {
        let found = said.get("arrivals").is_some_and(|v| !empty(v));
        figures.arrivals = figures.arrivals.and(Share::new(usize::from(found), 1));
    }
    faults
}

fn count(figures: &mut Figures, name: &str, right: bool) {
    let share = Share::new(usize::from(right), 1);
    let sum = if OTHER.contains(&name) { &mut figures.other_fields } else { &mut figures.fields };
    *sum = sum.and(share);
    figures.by_field.insert(name.to_owned(), share);
}

fn score_number(truth: &Map<String, Value>, said: &Map<String, Value>, figures: &mut Figures) -> Option<Fault> {
    let (t, s) = (truth.get("number")?, said.get("number").unwrap_or(&Value::Null));
    if empty(t) {
        return invented("number", t, s, figures);
    }
    let ((ordinal, notation), (said_ordinal, said_notation)) = (number(&shown(t)), number(&shown(s)));
    count(figures, "notation", notation == said_notation);
    let wrong = count_verdict(&mut figures.number, ordinal == said_ordinal, said_ordinal.is_empty());
    let right = ordinal == said_ordinal && notation == said_notation;
    (!right).then(|| Fault { kind: if wrong { FaultKind::Wrong } else { FaultKind::Field }, ..fault("number", t, s) })
}

fn score_date(truth: &Map<String, Value>, said: &Map<String, Value>, figures: &mut Figures) -> Option<Fault> {
    let (t, s) = (truth.get("date")?, said.get("date").unwrap_or(&Value::Null));
    if empty(t) {
        return invented("date", t, s, figures);
    }
    let wrong = count_verdict(&mut figures.date, t == s, empty(s));
    (t != s).then(|| Fault { kind: if wrong { FaultKind::Wrong } else { FaultKind::Field }, ..fault("date", t, s) })
}

/// A number or date where the truth has none.
fn invented(name: &str, truth: &Value, said: &Value, figures: &mut Figures) -> Option<Fault> {
    figures.invented = figures.invented.and(Share::new(usize::from(!empty(said)), 1));
    (!empty(said)).then(|| Fault { kind: FaultKind::Wrong, ..fault(name, truth, said) })
}

/// Counts a value; whether it is wrong.
fn count_verdict(verdicts: &mut Verdicts, right: bool, open: bool) -> bool {
    verdicts.right += usize::from(right);
    verdicts.open += usize::from(!right && open);
    verdicts.wrong += usize::from(!right && !open);
    !right && !open
}

fn empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(s) => s.is_empty(),
        Value::Array(a) => a.is_empty(),
        _ => false,
    }
}

fn agrees(name: &str, truth: &Value, said: &Value) -> bool {
    match (truth, said) {
        (Value::String(t), Value::String(s)) if name == "subject" => {
            !s.is_empty() && distance(&folded(t), &folded(s)) as f64 <= SUBJECT * t.chars().count() as f64
        }
        (Value::String(t), Value::String(s)) => folded(t) == folded(s),
        (Value::Array(t), Value::Array(s)) => t.len() == s.len() && t.iter().zip(s).all(|(t, s)| agrees("", t, s)),
        // Of a signature or stamp, what the truth leaves open is not compared.
        (Value::Object(t), Value::Object(s)) => {
            t.iter().filter(|(_, v)| !empty(v)).all(|(k, v)| agrees("", v, s.get(k).unwrap_or(&Value::Null)))
        }
        _ => truth == said,
    }
}

fn fault(name: &str, truth: &Value, said: &Value) -> Fault {
    let (truth, said) = (shown(truth), shown(said));
    Fault { kind: FaultKind::Field, field: Some(name.to_owned()), edits: distance(&truth, &said).max(1), truth, said, places: Vec::new() }
}

fn shown(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(s) => s.clone(),
        Value::Array(a) => a.iter().map(shown).collect::<Vec<_>>().join("; "),
        Value::Object(o) => o.values().map(shown).filter(|s| !s.is_empty()).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}
