//! Which lines begin a clause and under which label: the cheapest assignment over the whole body, found by a beam search
//! (Lowerre 1976). A label that goes on with a list costs nothing, one that skips, repeats or stands alone costs, and so does a
//! reading that has to be mended, a label in the middle of a paragraph, and a clear label that is passed over.

use super::candidates;
use super::fit;
use super::label::{Label, Level};
use super::marker::Marker;
use super::open::{self, Chain, Joined, Open, outwards};
use super::place::Place;
use super::resemble;
use super::style::Style;
use super::trail::Trail;
use crate::types::clause::LabelSource;
use crate::types::line::Line;
use std::rc::Rc;

/// So many assignments are followed, of those that cost no more than the best and this.
const BEAM: usize = 32;
const FAR: f64 = 6.0;
/// A list of bullets that goes on behind a paragraph without label, where nothing announces it.
const REOPENED: f64 = 2.0;
/// A quotation whose end was not read.
const UNQUOTED: f64 = 1.2;

/// How a line begins.
#[derive(Debug, Clone)]
pub enum Start {
    /// It goes on with the line before.
    Goes,
    /// A paragraph without label, under so many clauses.
    Paragraph(usize),
    /// A clause.
    Clause(Labelled),
}

/// A label with its place in the tree.
#[derive(Debug, Clone)]
pub struct Labelled {
    /// The label.
    pub marker: Rc<Marker>,
    /// How many clauses it stands under.
    pub depth: usize,
    /// It does not follow what is before it.
    pub odd: bool,
}

/// How each of the body lines (indices into `lines`) begins.
pub fn assign(lines: &[Line], body: &[usize]) -> Vec<Start> {
    let mut trail = Trail::default();
    let mut beam = vec![State { style: Style::of(body.iter().map(|&i| &lines[i])), ..State::default() }];
    for (at, &i) in body.iter().enumerate() {
        let before = at.checked_sub(1).map(|b| &lines[body[b]]);
        let place = Place::of(before, &lines[i]);
        let next = beam.iter().flat_map(|state| state.choices(&place)).collect();
        beam = pruned(next, &mut trail);
    }
    beam.first().map_or(Vec::new(), |best| trail.back(best.last))
}

/// An assignment up to some line.
#[derive(Clone, Default)]
struct State {
    cost: f64,
    open: Chain,
    /// A paragraph without label stands behind the last label.
    plain: bool,
    /// It ended a list of these bullets.
    closed: Option<Level>,
    /// The lines since the last label are the title that stands under it.
    titled: bool,
    /// The last article's number.
    article: usize,
    /// How the document closes its numbers.
    style: Style,
    /// Its last step on the trail, and the one that leads here.
    last: Option<usize>,
    step: Option<Start>,
}

impl State {
    fn choices(&self, place: &Place) -> Vec<Self> {
        // A paragraph that ends as an item does is one.
        if self.plain && place.starts && place.item_ended && self.open.is_some() {
            let held = Self { cost: self.cost + fit::UNLABELLED, plain: false, ..self.clone() };
            return held.choices(place);
        }
        let mut out = vec![self.unlabelled(place)];
        if place.row {
            return out;
        }
        let told = |m: &Marker| if m.source == LabelSource::Read { 0.0 } else { resemble::TOLD };
        out.extend(place.read.iter().flat_map(|m| self.labelled(m.clone(), told(m), place)));
        if place.starts || place.ended {
            out.extend(self.mended(place));
        }
        if place.starts && place.read.is_none() {
            let inferred = candidates::inferred(&self.open, self.plain, self.style, place);
            let marker = |label| Marker { label, source: LabelSource::Inferred, length: 0 };
            out.extend(inferred.into_iter().flat_map(|(label, cost)| self.labelled(marker(label), cost, place)));
        }
        out
    }

    fn unlabelled(&self, place: &Place) -> Self {
        let titled = self.titled && place.line.centred && !place.row;
        let mut next = Self { titled, ..self.clone() };
        next.cost += fit::passed(place);
        if titled || !place.starts {
            return Self { step: Some(Start::Goes), ..next }.after(place);
        }
        // An item ends with its paragraph: what follows belongs to the clause that holds the items.
        let mut holder = &self.open;
        while let Some(item) = holder.as_ref().filter(|o| o.label.level.is_bullet()) {
            holder = &item.up;
        }
        let depth = outwards(holder).count();
        next.cost += fit::plain(&self.open, holder, place);
        let outer = outwards(&self.open).take_while(|o| o.label.level.is_bullet()).last();
        if let Some(outer) = outer.filter(|_| !place.item_ended) {
            next.closed = Some(outer.label.level);
            next.open = holder.clone();
        }
        Self { plain: true, step: Some(Start::Paragraph(depth)), ..next }.after(place)
    }

    /// The states with a label at this place: in the quotation that is open, and behind it, if its end was not read.
    fn labelled(&self, marker: Marker, cost: f64, place: &Place) -> Vec<Self> {
        let cost = cost + fit::mid(place);
        let quotation = outwards(&self.open).filter(|o| o.quoted).last();
        let outside = quotation.map_or(&self.open, |o| &o.up);
        let marker = Rc::new(marker);
        if place.quotes {
            let joined = Joined { up: outside.clone(), cost: 0.0, odd: false, sibling: None };
            return vec![self.with(&marker, (joined, cost), place)];
        }
        let joined = open::joined(&self.open, &marker.label, self.article);
        let mut out = vec![self.with(&marker, (joined, cost), place)];
        if quotation.is_some() {
            let joined = open::joined(outside, &marker.label, self.article);
            out.push(self.with(&marker, (joined, cost + UNQUOTED), place));
        }
        out
    }

    fn with(&self, marker: &Rc<Marker>, (joined, cost): (Joined, f64), place: &Place) -> Self {
        let label = &marker.label;
        let reopened = self.closed.is_some_and(|c| label.level >= c) && joined.sibling.is_none() && !place.announced;
        let quoted = place.quotes || joined.sibling.as_ref().is_some_and(|s| s.quoted) || outwards(&joined.up).any(|o| o.quoted);
        let depth = outwards(&joined.up).count();
        let fits = fit::labelled(&self.open, &joined, place) + if reopened { REOPENED } else { 0.0 };
        let own = Open { label: label.clone(), indent: place.line.indent, bold: place.bold, quoted, up: joined.up };
        let step = Start::Clause(Labelled { marker: Rc::clone(marker), depth, odd: joined.odd });
        Self {
            cost: self.cost + cost + joined.cost + fits,
            open: Some(Rc::new(own)),
            plain: false,
            closed: None,
            titled: label.level.is_titled(),
            style: self.style,
            article: if label.level == Level::Article && !quoted { label.ordinal } else { self.article },
            last: self.last,
            step: Some(step),
        }.after(place)
    }

    /// A quotation that ends takes what it opened along.
    fn after(mut self, place: &Place) -> Self {
        if place.unquotes && let Some(quotation) = outwards(&self.open).filter(|o| o.quoted).last() {
            self.open = quotation.up.clone();
        }
        self
    }

    /// What the line's first signs may have been if they were damaged, of what may follow here.
    fn mended(&self, place: &Place) -> Vec<Self> {
        if !place.doubtful {
            return Vec::new();
        }
        let read = place.read.as_ref().map(|m| &m.label);
        // A number that was read is none that would begin its list anew.
        let other = |label: &Label| read.is_none_or(|r| r != label && (r.level != label.level || label.ordinal > 1 || label.level.is_bullet()));
        let found = candidates::expected(&self.open, self.article, self.style).into_iter().filter(other).filter_map(|label| {
            let like = place.likeness(&label)?;
            // What reads as a label is another one only where that is in order.
            let orderly = place.read.is_none() || open::joined(&self.open, &label, self.article).cost <= open::ORDERLY;
            orderly.then(|| self.labelled(Marker { label, source: LabelSource::Repaired, length: like.length }, like.cost, place))
        });
        found.flatten().collect()
    }

    /// Whether the same may follow as behind another one.
    fn is_like(&self, other: &Self) -> bool {
        let key = |s: &Self| (s.plain, s.closed, s.titled, s.article);
        key(self) == key(other) && open::is_same(&self.open, &other.open)
    }
}

/// The cheapest assignments that differ in what may follow, their steps put on the trail.
fn pruned(mut next: Vec<State>, trail: &mut Trail) -> Vec<State> {
    next.sort_by(|a, b| a.cost.total_cmp(&b.cost));
    let most = next.first().map_or(0.0, |best| best.cost + FAR);
    let mut out: Vec<State> = Vec::new();
    for mut state in next {
        if out.len() == BEAM || state.cost > most {
            break;
        }
        if out.iter().any(|o| o.is_like(&state)) {
            continue;
        }
        if let Some(step) = state.step.take() {
            state.last = Some(trail.push(step, state.last));
        }
        out.push(state);
    }
    out
}
