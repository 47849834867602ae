//! What was taken off a page on one side only, or otherwise.

use super::report::RemovalDiff;
use crate::types::evidence::{Digitized, PageEvidence};
use crate::types::geometry::Rect;
use crate::types::page::{Removal, RemovalKind};
use std::collections::BTreeMap;

/// Places whose common part is this much of both together are the same place.
const SAME_PLACE: f64 = 0.5;
/// Places that share less than this are two places.
const OTHER_PLACE: f64 = 0.1;
/// Pixels a place is grown by before it is compared: the edges of a speck move by one or two.
const SLACK: i32 = 2;

/// Removals that differ in kind, place or text, page by page: those of A in its order, then the new ones.
pub fn removals(a: &Digitized, b: &Digitized) -> Vec<RemovalDiff> {
    let pages = |of: &Digitized| -> BTreeMap<u32, Vec<Removal>> { of.pages.iter().map(|p: &PageEvidence| (p.page, p.removed.clone())).collect() };
    let (mut before, mut after) = (pages(a), pages(b));
    let numbers: Vec<u32> = before.keys().chain(after.keys().filter(|n| !before.contains_key(n))).copied().collect();
    numbers.into_iter().flat_map(|n| page(n, before.remove(&n).unwrap_or_default(), after.remove(&n).unwrap_or_default())).collect()
}

fn page(number: u32, a: Vec<Removal>, b: Vec<Removal>) -> Vec<RemovalDiff> {
    let pairs = pairs(&a, &b);
    let mut new: Vec<Option<Removal>> = b.into_iter().map(Some).collect();
    let mut out = Vec::new();
    for (i, before) in a.into_iter().enumerate() {
        let after = pairs.iter().find(|p| p.0 == i).and_then(|p| new[p.1].take());
        if after.as_ref().is_none_or(|after| differ(&before, after)) {
            out.push(RemovalDiff { page: number, before: Some(before), after });
        }
    }
    out.extend(new.into_iter().flatten().map(|r| RemovalDiff { page: number, before: None, after: Some(r) }));
    out
}

/// Best overlaps first, the same kind before any other; each removal at most once.
fn pairs(a: &[Removal], b: &[Removal]) -> Vec<(usize, usize)> {
    let all = a.iter().enumerate().flat_map(|(i, x)| b.iter().enumerate().map(move |(j, y)| (i, j, x.kind == y.kind, common(&x.bbox, &y.bbox))));
    let mut all: Vec<_> = all.filter(|p| p.3 >= OTHER_PLACE).collect();
    all.sort_by(|x, y| y.2.cmp(&x.2).then(y.3.total_cmp(&x.3)).then((x.0, x.1).cmp(&(y.0, y.1))));
    let mut out: Vec<(usize, usize)> = Vec::new();
    for (i, j, ..) in all {
        if out.iter().all(|p| p.0 != i && p.1 != j) {
            out.push((i, j));
        }
    }
    out
}

fn differ(a: &Removal, b: &Removal) -> bool {
    a.kind != b.kind || a.text != b.text || !same_place(&a.bbox, &b.bbox)
}

/// Whether two removals stand in the same place.
pub fn same_place(a: &Rect, b: &Rect) -> bool {
    common(a, b) >= SAME_PLACE
}

/// Whether only specks without text are concerned.
pub fn is_dust(diff: &RemovalDiff) -> bool {
    diff.before.iter().chain(&diff.after).all(|r| r.kind == RemovalKind::Speckle && r.text.is_none())
}

/// The common part of both together (intersection over union), 0-1.
fn common(a: &Rect, b: &Rect) -> f64 {
    let (a, b) = (a.grown(SLACK), b.grown(SLACK));
    if !a.overlaps(&b) {
        return 0.0;
    }
    let both = a.intersect(&b).area();
    both as f64 / (a.area() + b.area() - both) as f64
}
