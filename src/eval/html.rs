//! The figures and what went wrong as one self-contained HTML page.

use crate::types::notice::Place;
use super::report::{Evaluation, Fault, FaultKind, Unit};
use super::table;
use crate::crops::Crops;
use askama::Template;
use similar::{ChangeTag, TextDiff};
use std::collections::HashMap;
use std::path::Path;

/// So many faults are shown: about 15 kB each with their pictures.
const SHOWN: usize = 400;

#[derive(Template)]
#[template(path = "eval.html")]
struct Page<'a> {
    columns: Vec<&'static str>,
    rows: Vec<Row<'a>>,
    summary: Vec<(&'static str, String)>,
    faults: Vec<Shown<'a>>,
    left_out: usize,
}

struct Row<'a> {
    name: &'a str,
    missing: bool,
    /// Text and raw text in turns.
    cells: Vec<String>,
}

struct Shown<'a> {
    unit: &'a str,
    what: &'a str,
    grave: bool,
    edits: usize,
    truth: Vec<Piece>,
    said: Vec<Piece>,
    pictures: Vec<String>,
}

/// A piece of a text, and whether the other text has it, too.
struct Piece {
    text: String,
    same: bool,
}

/// The page; pictures are cut out of `pages/` below `out`, where they are.
///
/// # Errors
/// The template cannot be filled.
pub fn html(evaluation: &Evaluation, out: &Path) -> Result<String, askama::Error> {
    let mut all: Vec<(&Unit, &Fault)> = evaluation.units.iter().flat_map(|u| u.faults.iter().map(move |f| (u, f))).collect();
    all.sort_by_key(|(_, f)| (f.kind != FaultKind::Wrong, std::cmp::Reverse(f.edits)));
    let left_out = all.len().saturating_sub(SHOWN);
    all.truncate(SHOWN);
    let mut crops = HashMap::new();
    let faults = all.into_iter().map(|(unit, fault)| {
        let crops = crops.entry(&unit.document).or_insert_with(|| Crops::new(&out.join(&unit.document)));
        shown(unit, fault, crops)
    });
    let page = Page {
        columns: table::columns(&evaluation.total).iter().map(|c| c.0).collect(),
        faults: faults.collect(), rows: rows(evaluation), summary: table::summary(evaluation), left_out,
    };
    page.render()
}

/// Over all, then the units, worst first.
fn rows(evaluation: &Evaluation) -> Vec<Row<'_>> {
    let row = |name, missing, figures| Row {
        name, missing, cells: table::columns(figures).iter().flat_map(|(_, text, raw)| [table::percent(text), table::percent(raw)]).collect(),
    };
    let mut units: Vec<&Unit> = evaluation.units.iter().collect();
    units.sort_by(|a, b| b.figures.text.line_cer.percent.unwrap_or(0.0).total_cmp(&a.figures.text.line_cer.percent.unwrap_or(0.0)));
    let all = row("ALL", false, &evaluation.total);
    std::iter::once(all).chain(units.into_iter().map(|u| row(u.name.as_str(), u.missing, &u.figures))).collect()
}

fn shown<'a>(unit: &'a Unit, fault: &'a Fault, crops: &mut Crops) -> Shown<'a> {
    let what = match fault.kind {
        FaultKind::Text => "text",
        FaultKind::Labels => "labels",
        FaultKind::Field | FaultKind::Wrong => fault.field.as_deref().unwrap_or("field"),
    };
    let diff = TextDiff::from_words(&fault.truth, &fault.said);
    let side = |tag: ChangeTag| {
        let own = diff.iter_all_changes().filter(|c| c.tag() == ChangeTag::Equal || c.tag() == tag);
        pieces(own.map(|c| (c.value().to_owned(), c.tag() == ChangeTag::Equal)))
    };
    let (truth, said) = (side(ChangeTag::Delete), side(ChangeTag::Insert));
    let pictures = Place::hulls(&fault.places).iter().filter_map(|p| crops.uri(p)).collect();
    Shown { unit: &unit.name, what, grave: fault.kind == FaultKind::Wrong, edits: fault.edits, truth, said, pictures }
}

/// Neighbours of one kind as one piece.
fn pieces(words: impl Iterator<Item = (String, bool)>) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    for (text, same) in words {
        match out.last_mut() {
            Some(last) if last.same == same => last.text += &text,
            _ => out.push(Piece { text, same }),
        }
    }
    out
}
