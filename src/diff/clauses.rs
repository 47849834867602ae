//! The clauses that differ.

use super::lines;
use super::matching::Pair;
use super::outline::Entry;
use super::report::{ClauseChange, ClauseDiff, ClauseSide};
use super::words::{self, WordDiff};
use std::collections::BTreeMap;
use std::ops::Range;

/// Compares matched clauses and names those of one side only, in reading order.
pub fn clauses(a: &[Entry<'_>], b: &[Entry<'_>], pairs: &[Pair]) -> Vec<ClauseDiff> {
    let to_b: BTreeMap<usize, Pair> = pairs.iter().map(|p| (p.a, *p)).collect();
    let to_a: BTreeMap<usize, Pair> = pairs.iter().map(|p| (p.b, *p)).collect();
    let mut out: Vec<((usize, usize), ClauseDiff)> = Vec::new();
    let mut before = 0;
    for (i, entry) in a.iter().enumerate() {
        match to_b.get(&i) {
            Some(pair) if pair.in_order => before = pair.b + 1,
            Some(_) => {}
            None => out.push(((before, i + 1), alone(entry, ClauseChange::Lost))),
        }
    }
    for (j, entry) in b.iter().enumerate() {
        let diff = match to_a.get(&j) {
            Some(pair) => both(&a[pair.a], entry, moved(a, b, pair, &to_b)),
            None => Some(alone(entry, ClauseChange::Added)),
        };
        out.extend(diff.map(|d| ((j + 1, 0), d)));
    }
    out.sort_by_key(|(at, _)| *at);
    out.into_iter().map(|(_, diff)| diff).collect()
}

/// Whether a clause is out of order or hangs under another clause.
fn moved(a: &[Entry<'_>], b: &[Entry<'_>], pair: &Pair, to_b: &BTreeMap<usize, Pair>) -> bool {
    let same_parent = match (a[pair.a].parent, b[pair.b].parent) {
        (None, None) => true,
        (Some(x), Some(y)) => to_b.get(&x).is_some_and(|p| p.b == y),
        _ => false,
    };
    !pair.in_order || !same_parent
}

fn alone(entry: &Entry<'_>, change: ClauseChange) -> ClauseDiff {
    let side = Some(side(entry, &[]));
    let (before, after) = if change == ClauseChange::Lost { (side, None) } else { (None, side) };
    ClauseDiff { changes: vec![change], before, after, words: Vec::new() }
}

fn both(a: &Entry<'_>, b: &Entry<'_>, moved: bool) -> Option<ClauseDiff> {
    let words = words::compare(&a.block.text, &b.block.text);
    let changes = changes(a, b, moved, &words);
    if changes.is_empty() {
        return None;
    }
    Some(ClauseDiff {
        before: Some(side(a, &shown(&changes, &words.before))), after: Some(side(b, &shown(&changes, &words.after))),
        words: if words.same() { Vec::new() } else { words.pieces }, changes,
    })
}

fn changes(a: &Entry<'_>, b: &Entry<'_>, moved: bool, words: &WordDiff) -> Vec<ClauseChange> {
    let (x, y) = (a.block, b.block);
    let sources = x.label.is_some() && y.label.is_some() && x.label_source != y.label_source;
    let all = [
        (moved, ClauseChange::Moved), (!words.same(), ClauseChange::Words), (x.label != y.label, ClauseChange::Label),
        (sources, ClauseChange::LabelSource), (x.table != y.table, ClauseChange::Table),
    ];
    all.into_iter().filter(|c| c.0).map(|c| c.1).collect()
}

/// The words to show: those that differ, and the first, beside the label, if more than the words differs.
fn shown(changes: &[ClauseChange], words: &[Range<usize>]) -> Vec<Range<usize>> {
    let first = changes.iter().any(|c| *c != ClauseChange::Words).then_some(0..1);
    first.into_iter().chain(words.iter().cloned()).collect()
}

/// A side with the places of some words, of all if there are none to choose or no lines are known.
fn side(entry: &Entry<'_>, words: &[Range<usize>]) -> ClauseSide {
    let chosen = lines::places(&entry.lines, words);
    ClauseSide {
        path: entry.path.clone(), label: entry.block.label.clone(), label_source: entry.block.label_source,
        text: entry.block.text.clone(), places: if chosen.is_empty() { entry.block.places.clone() } else { chosen },
    }
}
