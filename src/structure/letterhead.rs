//! The left head: who issues the notice, and which line bears the number.

use super::Parts;
use super::field::Field;
use crate::lexicon::joining::joined;
use crate::lexicon::{BODY_STARTS, folded, form};
use crate::types::evidence::FieldEvidence;
use crate::types::ocr::Confidence;
use serde_json::{Value, json};

/// What the left head says.
pub struct Letterhead {
    pub issuer: FieldEvidence,
    pub parent: FieldEvidence,
    pub co_issuers: FieldEvidence,
    /// Index of the line with the number.
    pub number_line: Option<usize>,
}

/// Mean confidence from which lines that begin as no known body does may be one.
const LEGIBLE: f64 = 0.6;

/// Lines above the number, joined to bodies; the last one issues, the one before stands above it.
pub fn read(parts: &Parts<'_>) -> Letterhead {
    let number_line = parts.head_left.iter().copied().find(|&i| parts.lines[i].page == 1 && form::is_number_line(&parts.lines[i].text));
    let above = parts.head_left.iter().copied().take_while(|&i| Some(i) != number_line)
        .filter(|&i| parts.lines[i].page == 1 && is_name(&parts.lines[i].text));
    let mut bodies = bodies(parts, above.collect());
    bodies.retain(|body| is_legible(parts, body));
    let field = |name, how, body: Option<&Vec<usize>>| {
        let value = body.map_or(Value::Null, |b| json!(name_of(parts, b)));
        Field::of(name, how).value(value).lines(parts.lines, body.into_iter().flatten().copied()).build()
    };
    let (issuer, parent) = (bodies.last(), bodies.len().checked_sub(2).map(|i| &bodies[i]));
    Letterhead {
        issuer: field("issuer", "last body above the number", issuer),
        parent: field("issuer_parent", "body above the issuer", parent),
        co_issuers: Field::of("co_issuers", "not looked for yet").value(json!([])).build(),
        number_line,
    }
}

/// Lines that begin as no body does are one only if they were read well.
fn is_legible(parts: &Parts<'_>, body: &[usize]) -> bool {
    let words = body.iter().flat_map(|&i| &parts.lines[i].words).map(|w| w.confidence);
    body.first().is_some_and(|&i| begins_body(&parts.lines[i].text)) || Confidence::mean(words).get() >= LEGIBLE
}

fn name_of(parts: &Parts<'_>, body: &[usize]) -> String {
    joined(body.iter().map(|&i| parts.lines[i].text.trim_matches(['*', '-', ' ', '.'])))
}

/// Names of bodies are set in capitals.
fn is_name(text: &str) -> bool {
    let letters = || text.chars().filter(|c| c.is_alphabetic());
    letters().count() >= 3 && letters().filter(|c| c.is_uppercase()).count() * 10 >= letters().count() * 7
}

fn bodies(parts: &Parts<'_>, lines: Vec<usize>) -> Vec<Vec<usize>> {
    let mut out: Vec<Vec<usize>> = Vec::new();
    for i in lines {
        let goes_on = folded(&parts.lines[i].text).starts_with("nhan dan");
        match out.last_mut().filter(|_| goes_on || !begins_body(&parts.lines[i].text)) {
            Some(body) => body.push(i),
            None => out.push(vec![i]),
        }
    }
    out
}

fn begins_body(text: &str) -> bool {
    let text = folded(text);
    BODY_STARTS.iter().map(|s| folded(s)).any(|s| text.strip_prefix(&s).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')))
}
