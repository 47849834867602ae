//! The printed text around the clauses: heads, recipients, signature, and lines that went nowhere.

use super::lines;
use super::report::{FieldDiff, TextDiff};
use super::words;
use crate::lexicon::joining::joined;
use crate::types::clause::Clause;
use crate::types::evidence::{Digitized, FieldEvidence};
use crate::types::line::Line;
use crate::types::notice::Place;
use crate::types::ocr::Block;
use std::collections::{BTreeMap, BTreeSet};

type Parts<'a> = BTreeMap<(u32, Block), Vec<&'a Line>>;

/// Parts of pages whose text outside of clauses differs. Lines of fields that differ are left out:
/// the fields show them.
pub fn text<'a>(a: &'a Digitized, b: &'a Digitized, fields: &[FieldDiff]) -> Vec<TextDiff> {
    let of_field = |e: &&'a FieldEvidence| fields.iter().any(|f| f.field == e.field);
    let shown: Vec<&Place> = a.fields.iter().chain(&b.fields).filter(of_field).flat_map(|e| &e.places).collect();
    let (before, after) = (parts(a, &shown), parts(b, &shown));
    let keys: BTreeSet<_> = before.keys().chain(after.keys()).copied().collect();
    let lines = |of: &Parts<'a>, key| of.get(key).cloned().unwrap_or_default();
    keys.iter().filter_map(|key| part(*key, &lines(&before, key), &lines(&after, key))).collect()
}

fn parts<'a>(of: &'a Digitized, shown: &[&Place]) -> Parts<'a> {
    let mut clauses = BTreeSet::new();
    collect(&of.body, &mut clauses);
    let mut out = Parts::new();
    let around = of.lines.iter().enumerate().filter(|(i, line)| !clauses.contains(i) && !shown.iter().any(|p| stands_in(line, p)));
    around.for_each(|(_, line)| out.entry((line.page, line.block)).or_default().push(line));
    out
}

fn collect(clauses: &[Clause], lines: &mut BTreeSet<usize>) {
    for clause in clauses {
        lines.extend(clause.spans.iter().map(|s| s.line));
        collect(&clause.children, lines);
    }
}

fn stands_in(line: &Line, place: &Place) -> bool {
    let (x, y) = (i32::midpoint(line.bbox.x0, line.bbox.x1), i32::midpoint(line.bbox.y0, line.bbox.y1));
    let r = place.bbox;
    line.page == place.page && r.x0 <= x && x < r.x1 && r.y0 <= y && y < r.y1
}

fn part((page, block): (u32, Block), a: &[&Line], b: &[&Line]) -> Option<TextDiff> {
    let text = |lines: &[&Line]| joined(lines.iter().map(|l| l.text.as_str()));
    let found = words::compare(&text(a), &text(b));
    (!found.same()).then(|| TextDiff {
        page, block,
        places_before: lines::places(&lines::whole(a), &found.before), places_after: lines::places(&lines::whole(b), &found.after),
        words: found.pieces,
    })
}
