//! Which lines begin a clause and under which label: the cheapest assignment over the whole body, found by a beam search
//! (Lowerre 1976). A label that goes on with a list costs nothing, one that skips, repeats or stands alone costs, and so does a
//! reading that has to be mended, a label in the middle of a paragraph, and a clear label that is passed over.

use super::marker::{self, Level, Marker};
use super::resemble;
use crate::lexicon::joining::ends_in_hyphen;
use crate::types::clause::LabelSource;
use crate::types::line::Line;

/// So many assignments are followed.
const BEAM: usize = 24;
/// A label where layout sees no paragraph begin, behind a line that ends a sentence or an item, and behind any other.
const MID: (f64, f64) = (0.6, 2.4);
/// A clear label that is passed over: where a paragraph begins, behind an ended line, elsewhere.
const PASSED: (f64, f64, f64) = (3.0, 1.0, 0.2);
/// Signs that look like a damaged label and are passed over.
const PASSED_SHORT: f64 = 1.2;
/// The first label of a list, one that is not the first without a list before it, one that skips, and each number skipped.
const FIRST: f64 = 0.2;
const LONELY: f64 = 1.6;
const SKIP: (f64, f64) = (1.2, 0.15);
/// One that begins its list anew, and one that goes back or stands twice.
const ANEW: f64 = 1.6;
const BACK: f64 = 2.5;
/// A label that nothing was read of: behind an item that ends in `;`, and behind any other.
const INFERRED: (f64, f64) = (0.5, 1.1);
/// A paragraph without label behind such an item.
const UNLABELLED: f64 = 0.8;
/// A word this sure is what is printed.
const FIRM: f64 = 0.85;
/// Indents that differ by less than this (letter heights) are the same.
const INDENT: f64 = 1.5;

/// How a line begins.
#[derive(Debug, Clone)]
pub enum Start {
    /// It goes on with the line before.
    Goes,
    /// A paragraph without label.
    Paragraph,
    /// A clause.
    Clause(Labelled),
}

/// A label with its place in the tree.
#[derive(Debug, Clone)]
pub struct Labelled {
    /// The label.
    pub marker: Marker,
    /// How many clauses it stands under.
    pub depth: usize,
    /// It does not follow what is before it.
    pub odd: bool,
}

/// How each of the body lines (indices into `lines`) begins.
pub fn assign(lines: &[Line], body: &[usize]) -> Vec<Start> {
    let mut trail = Trail(Vec::new());
    let mut beam = vec![State::default()];
    for (at, &i) in body.iter().enumerate() {
        let before = at.checked_sub(1).map(|b| &lines[body[b]]);
        let place = Place::of(before, &lines[i]);
        let next = beam.iter().flat_map(|state| state.choices(&place)).collect();
        beam = pruned(next, &mut trail);
    }
    beam.first().map_or(Vec::new(), |best| trail.back(best.last))
}

/// A line, and what layout and the line before say of it.
struct Place<'a> {
    line: &'a Line,
    /// Layout sees a paragraph begin.
    starts: bool,
    /// The line before ends a sentence or an item; an item of a list.
    ended: bool,
    item_ended: bool,
    /// What stands at its start as it is read.
    read: Option<Marker>,
    /// Its text ends a quotation.
    unquotes: bool,
}

impl<'a> Place<'a> {
    fn of(before: Option<&Line>, line: &'a Line) -> Self {
        let ended = before.is_none_or(|b| b.text.ends_with(['.', ';', ':', '”']) && !ends_in_hyphen(&b.text));
        let turned = before.is_some_and(|b| b.page != line.page);
        let starts = before.is_none() || line.starts_paragraph && !(turned && line.indent < 1.2 && !ended);
        let item_ended = before.is_some_and(|b| b.text.ends_with(';'));
        let unquotes = line.text.trim_end_matches(['.', ';']).ends_with('”');
        Self { line, starts, ended, item_ended, read: marker::read(&line.text), unquotes }
    }

    /// Whether a label was read, and well.
    fn is_firm(&self) -> bool {
        self.read.is_some() && self.line.words.first().is_some_and(|w| w.confidence.get() >= FIRM)
    }

    fn passed(&self) -> f64 {
        match (&self.read, self.starts, self.ended) {
            (None, true, _) if resemble::is_short(&self.line.text) => PASSED_SHORT,
            (None, ..) => 0.0,
            (_, true, _) => PASSED.0,
            (_, _, true) => PASSED.1,
            _ => PASSED.2,
        }
    }

    fn mid(&self) -> f64 {
        if self.starts { 0.0 } else if self.ended { MID.0 } else { MID.1 }
    }
}

/// A clause that further ones may follow or stand under.
#[derive(Debug, Clone, PartialEq)]
struct Open {
    level: Level,
    label: String,
    indent: f64,
    /// It begins a quotation: what is quoted has its own sequence.
    quoted: bool,
}

/// An assignment up to some line.
#[derive(Clone, Default)]
struct State {
    cost: f64,
    open: Vec<Open>,
    /// A paragraph without label stands behind the last label.
    plain: bool,
    /// Its last step on the trail, and the one that leads here.
    last: Option<usize>,
    step: Option<Start>,
}

impl State {
    fn choices(&self, place: &Place) -> Vec<Self> {
        let mut out = Vec::new();
        if place.starts {
            let item = if place.item_ended && !self.open.is_empty() { UNLABELLED } else { 0.0 };
            out.push(self.unlabelled(Start::Paragraph, place.passed() + item, place));
        } else {
            out.push(self.unlabelled(Start::Goes, place.passed(), place));
        }
        out.extend(place.read.iter().map(|m| self.labelled(m.clone(), 0.0, place)));
        if place.starts || place.ended {
            out.extend(self.mended(place));
        }
        if place.starts && place.read.is_none() {
            out.extend(self.inferred(place));
        }
        out
    }

    fn unlabelled(&self, step: Start, cost: f64, place: &Place) -> Self {
        let mut open = self.open.clone();
        // An item ends with its paragraph: what follows belongs to the clause that holds the items.
        while matches!(step, Start::Paragraph) && open.last().is_some_and(|o| o.level >= Level::Dash && !o.quoted) && !place.item_ended {
            open.pop();
        }
        let plain = self.plain || matches!(step, Start::Paragraph);
        Self { cost: self.cost + cost, open, plain, last: self.last, step: Some(step) }.after(place)
    }

    /// The state with a label at this place.
    fn labelled(&self, marker: Marker, cost: f64, place: &Place) -> Self {
        let quoted = place.line.text.starts_with(['“', '"']);
        let mut open = self.open.clone();
        let (follows, odd) = if quoted { (0.0, false) } else { joined(&mut open, &marker) };
        open.push(Open { level: marker.level, label: marker.label.clone(), indent: place.line.indent, quoted });
        let depth = open.len() - 1;
        let step = Start::Clause(Labelled { marker, depth, odd });
        Self { cost: self.cost + cost + follows + place.mid(), open, plain: false, last: self.last, step: Some(step) }.after(place)
    }

    /// A quotation that ends takes what it opened along.
    fn after(mut self, place: &Place) -> Self {
        if place.unquotes && let Some(at) = self.open.iter().rposition(|o| o.quoted) {
            self.open.truncate(at);
        }
        self
    }

    /// What the line's first signs may have been if they were damaged, of what may follow here.
    fn mended(&self, place: &Place) -> Vec<Self> {
        let expected = self.expected();
        let found = expected.iter().filter_map(|(level, label)| {
            // A number that was read well is not mended: authors repeat and skip numbers. The bar of a đ is lost by scans.
            let (cost, length) = resemble::cost(&place.line.text, label).filter(|_| !place.is_firm() || *level == Level::Point)?;
            let marker = Marker { level: *level, label: label.clone(), source: LabelSource::Repaired, length };
            place.read.as_ref().is_none_or(|read| read.label != *label).then(|| self.labelled(marker, cost, place))
        });
        found.collect()
    }

    /// Labels that go on with a list here, or begin one.
    fn expected(&self) -> Vec<(Level, String)> {
        let next = self.open.iter().rev().filter_map(|o| Some((o.level, marker::next(o.level, &o.label)?)));
        let sub = [Level::SubNumber, Level::SubSubNumber].into_iter().filter_map(|level| {
            let under = self.open.iter().rev().find(|o| Some(o.level) == upper(level))?;
            Some((level, format!("{}.1.", bare(&under.label))))
        });
        let first = [(Level::Roman, "I."), (Level::Number, "1."), (Level::Point, "a)"), (Level::Dash, "-"), (Level::Article, "Điều 1.")];
        next.chain(sub).chain(first.map(|(level, label)| (level, label.to_owned()))).collect()
    }

    /// Labels that nothing was read of, where the list and the indent call for one.
    fn inferred(&self, place: &Place) -> Vec<Self> {
        let Some(sibling) = self.open.last().filter(|o| (o.indent - place.line.indent).abs() < INDENT) else { return Vec::new() };
        let item = place.item_ended && !self.plain;
        let dash = sibling.level >= Level::Dash && item;
        let label = if dash { Some(sibling.label.clone()) } else { marker::next(sibling.level, &sibling.label) };
        let begins = place.line.text.chars().next().is_some_and(char::is_uppercase);
        let Some(label) = label.filter(|_| begins && sibling.level > Level::Article) else { return Vec::new() };
        let cost = if item { INFERRED.0 } else { INFERRED.1 };
        vec![self.labelled(Marker { level: sibling.level, label, source: LabelSource::Inferred, length: 0 }, cost, place)]
    }
}

/// Closes the clauses that a label ends; how much it costs there and whether it is out of order.
fn joined(open: &mut Vec<Open>, marker: &Marker) -> (f64, bool) {
    let mut sibling = None;
    while let Some(last) = open.last().filter(|o| o.level >= marker.level) {
        let quoted = last.quoted;
        let last = open.pop();
        sibling = last.filter(|o| o.level == marker.level);
        if quoted {
            // A quotation without its end: what follows it closes it.
            break;
        }
    }
    let label = bare(&marker.label);
    if marker.level >= Level::Dash {
        return (if sibling.is_some() { 0.0 } else { FIRST }, false);
    }
    if let Some(upper) = upper(marker.level).filter(|_| sibling.is_none()) {
        let under = open.iter().rev().find(|o| o.level == upper);
        let fits = label.ends_with(".1") && under.is_none_or(|o| label.strip_suffix(".1") == Some(bare(&o.label)));
        return if fits { (FIRST, false) } else { (LONELY, false) };
    }
    match sibling {
        Some(before) => follows(marker.level, &before.label, label),
        None if marker::is_first(marker.level, label) => (FIRST, false),
        None => (LONELY, true),
    }
}

/// The level of which a level's numbers are parts.
fn upper(level: Level) -> Option<Level> {
    match level {
        Level::SubNumber => Some(Level::Number),
        Level::SubSubNumber => Some(Level::SubNumber),
        _ => None,
    }
}

/// The same for a label behind another of its kind.
fn follows(level: Level, before: &str, label: &str) -> (f64, bool) {
    let mut expected = before.to_owned();
    for skipped in 0..6 {
        let Some(next) = marker::next(level, &expected) else { break };
        if crate::lexicon::folded(bare(&next)) == crate::lexicon::folded(label) && (level != Level::Point || bare(&next) == label) {
            // Points whose letters run on without đ are common.
            let plain = skipped == 0 || skipped == 1 && label == "e)";
            return if plain { (0.0, false) } else { (SKIP.0 + SKIP.1 * f64::from(skipped), true) };
        }
        expected = next;
    }
    if marker::is_first(level, label) { (ANEW, false) } else { (BACK, true) }
}

/// A label without the sign that closes it, which authors change in one document.
fn bare(label: &str) -> &str {
    label.trim_end_matches(['.', '-'])
}

/// The steps of all assignments.
struct Trail(Vec<(Start, Option<usize>)>);

impl Trail {
    /// The steps up to one, first to last.
    fn back(&self, mut at: Option<usize>) -> Vec<Start> {
        let mut out = Vec::new();
        while let Some(i) = at {
            out.push(self.0[i].0.clone());
            at = self.0[i].1;
        }
        out.reverse();
        out
    }
}

/// The cheapest assignments that differ in what is open, their steps put on the trail.
fn pruned(mut next: Vec<State>, trail: &mut Trail) -> Vec<State> {
    next.sort_by(|a, b| a.cost.total_cmp(&b.cost));
    let mut out: Vec<State> = Vec::new();
    for mut state in next {
        if out.len() == BEAM {
            break;
        }
        if out.iter().any(|o| o.open == state.open && o.plain == state.plain) {
            continue;
        }
        if let Some(step) = state.step.take() {
            trail.0.push((step, state.last));
            state.last = Some(trail.0.len() - 1);
        }
        out.push(state);
    }
    out
}
