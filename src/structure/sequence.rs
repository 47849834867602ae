//! Which lines begin a clause and under which label: the cheapest assignment over the whole body, found by a beam search
//! (Lowerre 1976). A label that goes on with a list costs nothing, one that skips, repeats or stands alone costs, and so does a
//! reading that has to be mended, a label in the middle of a paragraph, and a clear label that is passed over.

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

/// So many assignments are followed.
const BEAM: usize = 32;
/// A label where layout sees no paragraph begin, behind a line that ends a sentence or an item, and behind any other.
const MID: (f64, f64) = (0.6, 2.4);
/// A clear label that is passed over: where a paragraph begins, behind an ended line, elsewhere; where one begins and the
/// engine was sure.
const PASSED: (f64, f64, f64) = (3.0, 1.0, 0.2);
const PASSED_FIRM: f64 = 5.5;
/// Signs that look like a damaged label and are passed over; with the word of one; a title without label.
const PASSED_SHORT: f64 = 2.4;
const PASSED_WORD: f64 = 2.4;
const PASSED_TITLE: f64 = 1.4;
/// A paragraph without label that is bold as the labelled ones are, that stands where items do, that follows a colon.
const PASSED_HEADING: f64 = 0.8;
const DEEPER: f64 = 1.0;
const NOT_LISTED: f64 = 0.5;
/// A label that nothing was read of: behind an item that ends in `;`, and behind any other; more where
/// it is set in other type than the label before it.
const INFERRED: (f64, f64) = (0.4, 0.8);
const TYPE: f64 = 0.4;
/// A paragraph without label behind such an item.
const UNLABELLED: f64 = 0.8;
/// A list of bullets that goes on behind such a paragraph, where nothing announces it.
const REOPENED: f64 = 2.0;
/// A clause that does not stand under the one that announced a list; one that begins a list that nothing announced.
const BESIDE: f64 = 0.8;
const UNANNOUNCED: f64 = 0.8;
/// A label that stands elsewhere than the one before it in its list, by this many letter heights.
const MOVED: (f64, f64) = (0.6, 1.0);
/// A quotation whose end was not read.
const UNQUOTED: f64 = 1.2;
/// Indents that differ by less than this (letter heights) are the same.
const INDENT: f64 = 1.0;

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
            let held = Self { cost: self.cost + UNLABELLED, plain: false, ..self.clone() };
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
            out.extend(self.inferred(place));
        }
        out
    }

    fn unlabelled(&self, place: &Place) -> Self {
        let titled = self.titled && place.line.centred;
        let mut next = Self { titled, ..self.clone() };
        next.cost += passed(place);
        if titled || !place.starts {
            return Self { step: Some(Start::Goes), ..next }.after(place);
        }
        // An item ends with its paragraph: what follows belongs to the clause that holds the items.
        let mut holder = &self.open;
        while let Some(item) = holder.as_ref().filter(|o| o.label.level.is_bullet()) {
            holder = &item.up;
        }
        let depth = outwards(holder).count();
        next.cost += self.plain(holder, place);
        if place.item_ended && self.open.is_some() {
            next.cost += UNLABELLED;
        } else if let Some(last) = self.open.as_ref().filter(|o| o.label.level.is_bullet()) {
            let outer = outwards(&self.open).take_while(|o| o.label.level.is_bullet()).last().unwrap_or(last);
            next.closed = Some(outer.label.level);
            next.open = holder.clone();
        }
        Self { plain: true, step: Some(Start::Paragraph(depth)), ..next }.after(place)
    }

    /// What it costs that a paragraph has no label although it looks as those with one do: a title, a heading, an item by its
    /// indent, or what was announced.
    fn plain(&self, holder: &Chain, place: &Place) -> f64 {
        let near = |o: &Open| (o.indent - place.line.indent).abs() < INDENT;
        let item = self.open.as_ref().filter(|o| o.label.level.is_bullet());
        let deeper = item.is_some_and(|i| near(i)) && holder.as_ref().is_some_and(|h| !near(h));
        let title = place.is_title() && outwards(&self.open).any(|o| o.label.level.is_titled());
        let heading = place.bold && outwards(&self.open).any(|o| o.bold && !o.label.level.is_titled());
        let announced = place.announced && self.open.is_some();
        [(title, PASSED_TITLE), (heading, PASSED_HEADING), (deeper, DEEPER), (announced, NOT_LISTED)].iter().filter(|(is, _)| *is).map(|(_, cost)| cost).sum()
    }

    /// The states with a label at this place: in the quotation that is open, and behind it, if its end was not read.
    fn labelled(&self, marker: Marker, cost: f64, place: &Place) -> Vec<Self> {
        let cost = cost + mid(place);
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
        let quoted = place.quotes || outwards(&joined.up).any(|o| o.quoted);
        let depth = outwards(&joined.up).count();
        let fits = self.fits(&joined, place) + if reopened { REOPENED } else { 0.0 };
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

    /// What it costs that a label stands where the text and the indents call for another.
    fn fits(&self, joined: &Joined, place: &Place) -> f64 {
        let Some(inner) = &self.open else { return 0.0 };
        let under = outwards(&joined.up).count() >= outwards(&self.open).count();
        let listed = match (place.announced, under) {
            (true, false) => BESIDE,
            (false, true) if place.ended && !inner.label.level.is_titled() => UNANNOUNCED,
            _ => 0.0,
        };
        let moved = place.starts && joined.sibling.as_ref().is_some_and(|s| !s.label.level.is_titled() && (s.indent - place.line.indent).abs() > MOVED.1);
        listed + if moved { MOVED.0 } else { 0.0 }
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
        if !place.short {
            return Vec::new();
        }
        let read = place.read.as_ref().map(|m| &m.label);
        // A number that was read is none that would begin its list anew.
        let other = |label: &Label| read.is_none_or(|r| r != label && (r.level != label.level || label.ordinal > 1 || label.level.is_bullet()));
        let found = self.expected().into_iter().filter(other).filter_map(|label| {
            // The bar of a đ is lost by scans, and the engine is sure then.
            let firm = place.firm && label.level != Level::Point;
            let like = resemble::likeness(&place.line.text, &label, firm)?;
            // What reads as a label is another one only where that is in order.
            let orderly = place.read.is_none() || open::joined(&self.open, &label, self.article).cost <= open::ORDERLY;
            orderly.then(|| self.labelled(Marker { label, source: LabelSource::Repaired, length: like.length }, like.cost, place))
        });
        found.flatten().collect()
    }

    /// Labels that go on with a list here, or begin one.
    fn expected(&self) -> Vec<Label> {
        const FIRSTS: [Level; 9] = [
            Level::Part, Level::Chapter, Level::Section, Level::Article, Level::Roman, Level::Number, Level::Point, Level::Dash, Level::Plus,
        ];
        let next = outwards(&self.open).filter_map(|o| o.label.next());
        let part = outwards(&self.open).filter_map(|o| o.label.first_part());
        let article = Label::first(Level::Article).numbered(self.article + 1).filter(|_| self.article > 0);
        let mut out: Vec<Label> = Vec::new();
        for label in next.chain(part).chain(article).chain(FIRSTS.map(|level| self.style.first(level))) {
            if !out.contains(&label) {
                out.push(label);
            }
        }
        out
    }

    /// Labels that nothing was read of, where the list and the indent call for one.
    fn inferred(&self, place: &Place) -> Vec<Self> {
        if !place.capital || place.worded || place.signed {
            return Vec::new();
        }
        let next = outwards(&self.open).enumerate().filter_map(|(at, sibling)| {
            let level = sibling.label.level;
            let stands = if level.is_titled() { place.is_title() } else { (sibling.indent - place.line.indent).abs() < INDENT };
            let label = sibling.label.next().filter(|_| stands)?;
            let item = place.item_ended && !self.plain && at == 0;
            let cost = if item { INFERRED.0 } else { INFERRED.1 } + if sibling.bold == place.bold { 0.0 } else { TYPE };
            Some((label, cost))
        });
        let first = self.first_inferred(place).into_iter().map(|label| (label, INFERRED.1 + TYPE));
        next.chain(first).flat_map(|(label, cost)| self.labelled(Marker { label, source: LabelSource::Inferred, length: 0 }, cost, place)).collect()
    }

    /// The first labels of a list that a colon or a heading announced.
    fn first_inferred(&self, place: &Place) -> Vec<Label> {
        let Some(holder) = self.open.as_ref().filter(|_| place.announced || !place.ended) else { return Vec::new() };
        let under = [Level::Number, Level::Point, Level::Dash, Level::Plus].into_iter().filter(|l| *l > holder.label.level);
        under.map(|level| self.style.first(level)).chain(holder.label.first_part()).collect()
    }

    /// Whether the same may follow as behind another one.
    fn is_like(&self, other: &Self) -> bool {
        let key = |s: &Self| (s.plain, s.closed, s.titled, s.article);
        key(self) == key(other) && is_same(&self.open, &other.open)
    }
}

fn is_same(one: &Chain, other: &Chain) -> bool {
    match (one, other) {
        (Some(a), Some(b)) => Rc::ptr_eq(a, b) || a == b,
        (None, None) => true,
        _ => false,
    }
}

fn passed(place: &Place) -> f64 {
    match (&place.read, place.starts, place.ended) {
        (None, true, _) if place.worded => PASSED_WORD,
        (None, true, _) if place.signed => PASSED_SHORT,
        (None, ..) => 0.0,
        (_, true, _) => if place.firm { PASSED_FIRM } else { PASSED.0 },
        (_, _, true) => PASSED.1,
        _ => PASSED.2,
    }
}

fn mid(place: &Place) -> f64 {
    if place.starts { 0.0 } else if place.ended { MID.0 } else { MID.1 }
}

/// The cheapest assignments that differ in what may follow, their steps put on the trail.
fn pruned(mut next: Vec<State>, trail: &mut Trail) -> Vec<State> {
    next.sort_by(|a, b| a.cost.total_cmp(&b.cost));
    let mut out: Vec<State> = Vec::new();
    for mut state in next {
        if out.len() == BEAM {
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
