//! The left head: who issues the notice, and which line bears the number.

use super::Parts;
use super::field::Field;
use super::place::is_bold;
use crate::lexicon::joining::joined;
use crate::lexicon::{Lexicon, folded, form};
use crate::types::evidence::FieldEvidence;
use crate::types::line::Line;
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

/// Bodies above the number: those that issue are set bold, the one above them is not.
pub fn read(parts: &Parts<'_>, lexicon: &Lexicon) -> Letterhead {
    let number_line = parts.head_left.iter().copied().find(|&i| parts.is_first(i) && form::is_number_line(&parts.lines[i].text));
    let above = parts.head_left.iter().copied().take_while(|&i| Some(i) != number_line)
        .filter(|&i| parts.is_first(i) && is_name(&parts.lines[i].text));
    let mut bodies = bodies(parts, above.collect(), lexicon);
    bodies.retain(|body| is_legible(parts, body, lexicon));
    let issuing = issuing(parts, &bodies);
    let (parents, issuers) = bodies.split_at(bodies.len() - issuing);
    let name = |b: &Vec<usize>| json!(name_of(parts, b));
    let field = |name_: &str, how: &str, body: Option<&Vec<usize>>| {
        Field::of(name_, how).value(body.map_or(Value::Null, name)).lines(parts.lines, body.into_iter().flatten().copied()).build()
    };
    let with = issuers.get(1..).unwrap_or_default();
    let how = "bodies in bold beside the issuer";
    Letterhead {
        issuer: field("issuer", "body above the number", issuers.first()),
        parent: field("issuer_parent", "body above the issuer", parents.last()),
        co_issuers: Field::of("co_issuers", how).value(with.iter().map(name).collect()).lines(parts.lines, with.iter().flatten().copied()).build(),
        number_line,
    }
}

/// How many of the last bodies issue together: those in bold under one that is not, or under none where they are of one kind.
fn issuing(parts: &Parts<'_>, bodies: &[Vec<usize>]) -> usize {
    let bold = |body: &&Vec<usize>| body.iter().all(|&i| is_bold(&parts.lines[i]));
    let first_word = |body: &Vec<usize>| folded(parts.lines[body[0]].text.split(' ').next().unwrap_or_default());
    let together = bodies.iter().rev().take_while(bold).count();
    let alike = bodies.windows(2).all(|pair| first_word(&pair[0]) == first_word(&pair[1]));
    if together > 1 && (together < bodies.len() || alike) { together } else { bodies.len().min(1) }
}

/// Lines that begin as no body does are one only if they were read well.
fn is_legible(parts: &Parts<'_>, body: &[usize], lexicon: &Lexicon) -> bool {
    let words = body.iter().flat_map(|&i| &parts.lines[i].words).map(|w| w.confidence);
    body.first().is_some_and(|&i| lexicon.begins_body(&parts.lines[i].text)) || Confidence::mean(words).get() >= LEGIBLE
}

fn name_of(parts: &Parts<'_>, body: &[usize]) -> String {
    joined(body.iter().map(|&i| parts.lines[i].text.trim_matches(['*', '-', ' ', '.'])))
}

/// Names of bodies are set in capitals.
fn is_name(text: &str) -> bool {
    let letters = || text.chars().filter(|c| c.is_alphabetic());
    letters().count() >= 3 && letters().filter(|c| c.is_uppercase()).count() * 10 >= letters().count() * 7
}

/// Lines by bodies.
fn bodies(parts: &Parts<'_>, lines: Vec<usize>, lexicon: &Lexicon) -> Vec<Vec<usize>> {
    let mut out: Vec<Vec<usize>> = Vec::new();
    for i in lines {
        let begins = |body: &Vec<usize>| begins(&parts.lines[i], body.iter().map(|&b| &parts.lines[b]).collect(), lexicon);
        match out.last_mut().filter(|body| !begins(body)) {
            Some(body) => body.push(i),
            None => out.push(vec![i]),
        }
    }
    out
}

/// Whether a line begins a body of its own behind the lines of another: it does not go on with a name, and begins as bodies
/// do, or as the one before, or is set in another weight.
fn begins(line: &Line, body: Vec<&Line>, lexicon: &Lexicon) -> bool {
    let first = |l: &Line| folded(l.text.split(' ').next().unwrap_or_default());
    let unlike = || body.iter().any(|b| is_bold(b) != is_bold(line));
    !form::goes_on_with_a_name(&line.text) && (lexicon.begins_body(&line.text) || first(line) == first(body[0]) || unlike())
}
