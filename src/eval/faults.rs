//! What is wrong in a text, line by line.

use super::align::distance;
use super::covered::expected;
use super::matched::Matched;
use super::report::{Fault, FaultKind};
use crate::types::notice::Place;
use std::collections::BTreeMap;

/// Where words belong: a line of the text, or nowhere in it (the first of a run of lost words).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Spot {
    Row(usize),
    Lost(usize),
}

/// True and said words of a spot, by index.
#[derive(Default)]
struct Group {
    truth: Vec<usize>,
    said: Vec<usize>,
}

/// The lines of the text with anything wrong, and the true lines that are not in it.
pub fn of_text(matched: &Matched<'_>) -> Vec<Fault> {
    let mut groups: BTreeMap<Spot, Group> = BTreeMap::new();
    for (t, spot) in spots(matched).into_iter().enumerate() {
        groups.entry(spot).or_default().truth.push(t);
    }
    for (s, word) in matched.said.iter().enumerate() {
        groups.entry(Spot::Row(word.row)).or_default().said.push(s);
    }
    let wrong = |g: &Group| !g.truth.iter().all(|&t| matched.is_found(t)) || !g.said.iter().all(|&s| matched.is_right(s));
    groups.into_iter().filter(|(_, g)| wrong(g)).map(|(spot, group)| fault(matched, spot, &group)).collect()
}

/// Where each true word belongs: with its partner, else with the nearest word of its printed line that has one.
fn spots(matched: &Matched<'_>) -> Vec<Spot> {
    let row = |t: usize| matched.alignment.of_true[t].map(|s| Spot::Row(matched.said[s].row));
    let mut spots: Vec<Option<Spot>> = (0..matched.truth.len()).map(row).collect();
    for run in matched.lost() {
        let line = |t: usize| matched.truth[t].line;
        for t in run.clone() {
            let before = run.start.checked_sub(1).filter(|&b| line(b) == line(t)).and_then(row);
            let after = Some(run.end).filter(|&a| a < matched.truth.len() && line(a) == line(t)).and_then(row);
            spots[t] = before.or(after).or(Some(Spot::Lost(run.start)));
        }
    }
    spots.into_iter().flatten().collect()
}

fn fault(matched: &Matched<'_>, spot: Spot, group: &Group) -> Fault {
    let truth = group.truth.iter().map(|&t| matched.truth[t].text.as_str()).collect::<Vec<_>>().join(" ");
    let said = group.said.iter().map(|&s| matched.said[s].text.as_str()).collect::<Vec<_>>().join(" ");
    let places = match spot {
        Spot::Row(_) => group.said.iter().find_map(|&s| matched.read(s)).map(|(l, _)| Place { page: l.page, bbox: l.bbox }).into_iter().collect(),
        Spot::Lost(_) => lost_places(matched, group),
    };
    Fault { kind: FaultKind::Text, field: None, edits: distance(&truth, &said).max(1), truth, said, places }
}

fn lost_places(matched: &Matched<'_>, group: &Group) -> Vec<Place> {
    let (Some(first), Some(last)) = (group.truth.first(), group.truth.last()) else { return Vec::new() };
    Place::hulls(&expected(matched, &(*first..last + 1)))
}


