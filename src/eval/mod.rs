//! Eval: how good the outputs of a run are, against the truth. `docs/eval.md` says what each figure means.

mod align;
mod calibration;
mod covered;
pub mod error;
mod faults;
mod fields;
pub mod html;
mod labels;
mod matched;
mod normal;
mod place;
pub mod report;
mod said;
pub mod share;
pub mod table;
mod text;
mod truth;

use error::EvalError;
use labels::Label;
use matched::Matched;
use rayon::prelude::*;
use report::{EVAL_SCHEMA, Evaluation, Fault, FaultKind, Figures, Review, Unit};
use said::Said;
use crate::types::ocr::Confidence;
use std::path::Path;
use truth::TrueUnit;

/// Scores the outputs below `out` against the truth below `truth`.
///
/// # Errors
/// There is no truth, `out` is not a folder, or a file in either cannot be read.
pub fn evaluate(out: &Path, truth: &Path) -> Result<Evaluation, EvalError> {
    let units = truth::read(truth)?;
    if !out.is_dir() {
        return Err(EvalError::NoOutput(out.to_owned()));
    }
    let documents: Vec<&[TrueUnit]> = units.chunk_by(|a, b| a.document == b.document).collect();
    let scored: Vec<(Vec<Unit>, bool)> = documents.par_iter().map(|units| document(out, units)).collect::<Result<_, _>>()?;
    let review = scored.iter().fold(Review::default(), |sum, (units, flagged)| reviewed(sum, units, *flagged));
    let units: Vec<Unit> = scored.into_iter().flat_map(|(units, _)| units).collect();
    let total = units.iter().fold(Figures::default(), |sum, unit| sum.and(&unit.figures));
    Ok(Evaluation { schema: EVAL_SCHEMA.to_owned(), total, review, units })
}

/// Confidence of every word as read in the outputs below `out`, and whether the truth has it.
///
/// # Errors
/// As [`evaluate`].
pub fn confidences(out: &Path, truth: &Path) -> Result<Vec<(Confidence, bool)>, EvalError> {
    let units = truth::read(truth)?;
    let of = |unit: &TrueUnit| {
        let said = Said::read(&out.join(&unit.document))?;
        Ok(if unit.text.is_some() { calibration::words(&Matched::raw(unit, &said)) } else { Vec::new() })
    };
    Ok(units.par_iter().map(of).collect::<Result<Vec<_>, _>>()?.concat())
}

/// The units of one document, and whether it asks for a review.
fn document(out: &Path, units: &[TrueUnit]) -> Result<(Vec<Unit>, bool), EvalError> {
    let said = Said::read(&out.join(&units[0].document))?;
    Ok((units.iter().map(|unit| score(unit, &said)).collect(), said.flagged))
}

fn score(truth: &TrueUnit, said: &Said) -> Unit {
    let mut figures = Figures::default();
    let mut faults = fields::score(&truth.fields, &said.fields, &mut figures);
    faults.iter_mut().for_each(|f| f.places = places(said, f));
    if let Some(text) = &truth.text {
        faults.extend(score_text(truth, said, (text, &mut figures)));
    }
    if let Some(labels) = &truth.labels {
        let mut given = labels::labels_of(&said.body, truth.page);
        if !truth.tree {
            given.iter_mut().for_each(|l| l.path.clear());
        }
        let (edits, parents) = labels::compare(labels, &given);
        figures.labels = edits;
        figures.parents = if truth.tree { parents } else { figures.parents };
        let wrong = edits.part.max(if truth.tree { parents.of - parents.part } else { 0 });
        faults.extend((wrong > 0).then(|| label_fault(labels, &given, wrong)));
    }
    faults.sort_by_key(|f| (f.kind != FaultKind::Wrong, std::cmp::Reverse(f.edits)));
    Unit { name: truth.name.clone(), document: truth.document.clone(), page: truth.page, missing: said.missing, figures, faults }
}

fn score_text(truth: &TrueUnit, said: &Said, (text, figures): (&str, &mut Figures)) -> Vec<Fault> {
    figures.text = text::figures(text, said.text_of(truth.page));
    let matched = Matched::text(truth, said);
    figures.under_removal = covered::recall(&matched);
    if said.evidence.is_some() {
        let raw = said.lines(truth.page).map(|(_, l)| l.raw.as_str()).collect::<Vec<_>>().join("\n");
        figures.raw = text::figures(text, &raw);
        figures.calibration = calibration::calibration(&Matched::raw(truth, said));
    }
    faults::of_text(&matched)
}

fn places(said: &Said, fault: &Fault) -> Vec<crate::types::notice::Place> {
    let name = fault.field.as_deref().map(|n| if n.starts_with("signer_") { "signatures" } else { n });
    let field = said.evidence.iter().flat_map(|e| &e.fields).find(|f| Some(f.field.as_str()) == name);
    field.map(|f| f.places.clone()).unwrap_or_default()
}

fn label_fault(truth: &[Label], said: &[Label], edits: usize) -> Fault {
    let shown = |labels: &[Label]| {
        let each = labels.iter().map(|l| l.path.iter().chain([&l.label]).map(String::as_str).collect::<Vec<_>>().join(">"));
        each.collect::<Vec<_>>().join(" ")
    };
    Fault { kind: FaultKind::Labels, field: None, truth: shown(truth), said: shown(said), edits, places: Vec::new() }
}

/// Something is wrong in a document if there is a fault, or words in another order.
fn reviewed(sum: Review, units: &[Unit], flagged: bool) -> Review {
    let wrong = units.iter().any(|u| !u.faults.is_empty() || u.figures.text.order_cer.part > 0);
    match (wrong, flagged) {
        (true, true) => Review { hits: sum.hits + 1, ..sum },
        (true, false) => Review { missed: sum.missed + 1, ..sum },
        (false, true) => Review { false_alarms: sum.false_alarms + 1, ..sum },
        (false, false) => Review { quiet: sum.quiet + 1, ..sum },
    }
}
