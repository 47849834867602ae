//! Removals as rows: dust by the page, everything else by itself.

use super::removals::{is_dust, same_place};
use super::report::RemovalDiff;
use super::rows::{REMOVAL, Row};
use super::wording::word;
use super::words::{self, Op, Piece};
use crate::types::geometry::Rect;
use crate::types::notice::Place;
use crate::types::page::{Removal, RemovalKind};

/// Rows of a document's removals.
pub fn rows(all: &[RemovalDiff]) -> Vec<Row> {
    let (dust, others): (Vec<&RemovalDiff>, Vec<&RemovalDiff>) = all.iter().partition(|r| is_dust(r));
    let pages = dust.chunk_by(|x, y| x.page == y.page);
    let mut out: Vec<(u32, Row)> = others.into_iter().map(|r| (r.page, single(r))).chain(pages.map(|p| (p[0].page, together(p)))).collect();
    out.sort_by_key(|(page, _)| *page);
    out.into_iter().map(|(_, row)| row).collect()
}

fn together(dust: &[&RemovalDiff]) -> Row {
    let count = |which: fn(&RemovalDiff) -> bool| dust.iter().filter(|d| which(d)).count();
    let parts = [
        (count(|d| d.after.is_none()), "no longer taken off"), (count(|d| d.before.is_none()), "now taken off"),
        (count(|d| d.before.is_some() && d.after.is_some()), "of another size"),
    ];
    let remarks = parts.into_iter().filter(|p| p.0 > 0).map(|(n, what)| format!("{n} {what}")).collect();
    Row {
        kind: REMOVAL, page: format!("p{}", dust[0].page), title: word(RemovalKind::Speckle), remarks,
        words: Vec::new(), before: Vec::new(), after: Vec::new(),
    }
}

fn single(diff: &RemovalDiff) -> Row {
    let places = |side: &Option<Removal>| side.iter().map(|r| Place { page: diff.page, bbox: r.bbox }).collect::<Vec<_>>();
    let shown = diff.after.as_ref().or(diff.before.as_ref());
    Row {
        kind: REMOVAL, page: format!("p{}", diff.page), title: shown.map(|r| format!("{} at {}", word(r.kind), at(&r.bbox))).unwrap_or_default(),
        remarks: remarks(diff), words: said(diff), before: places(&diff.before), after: places(&diff.after),
    }
}

fn remarks(diff: &RemovalDiff) -> Vec<String> {
    match (&diff.before, &diff.after) {
        (Some(a), Some(b)) => {
            let kind = (a.kind != b.kind).then(|| format!("{} → {}", word(a.kind), word(b.kind)));
            let place = (!same_place(&a.bbox, &b.bbox)).then(|| format!("was at {}", at(&a.bbox)));
            kind.into_iter().chain(place).collect()
        }
        (Some(_), None) => vec!["no longer taken off".to_owned()],
        _ => vec!["now taken off".to_owned()],
    }
}

/// What was read in it; of both only where they differ.
fn said(diff: &RemovalDiff) -> Vec<Piece> {
    let text = |side: &Option<Removal>| side.as_ref().and_then(|r| r.text.clone()).unwrap_or_default();
    let (a, b) = (text(&diff.before), text(&diff.after));
    match (&diff.before, &diff.after) {
        (Some(_), Some(_)) if a != b => words::compare(&a, &b).pieces,
        _ if (a.clone() + &b).is_empty() => Vec::new(),
        (Some(_), _) => vec![Piece { op: Op::Same, text: a }],
        _ => vec![Piece { op: Op::Same, text: b }],
    }
}

fn at(r: &Rect) -> String {
    format!("{},{}-{},{}", r.x0, r.y0, r.x1, r.y1)
}
