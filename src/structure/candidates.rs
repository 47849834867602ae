//! Labels that may stand at a line although they were not read there, by what is open.

use super::fit;
use super::label::{Label, Level};
use super::open::{Chain, outwards};
use super::place::Place;
use super::style::Style;

/// A label that nothing was read of: behind an item that ends in `;`, and behind any other; more where it is set in other type
/// than the label before it, or is the first of its list.
const INFERRED: (f64, f64) = (0.4, 0.8);
const TYPE: f64 = 0.4;
const FIRST: f64 = 0.4;

/// Levels whose first label may stand anywhere.
const FIRSTS: [Level; 9] =
    [Level::Part, Level::Chapter, Level::Section, Level::Article, Level::Roman, Level::Number, Level::Point, Level::Dash, Level::Plus];
/// Levels whose first label may be lost where it was announced.
const LISTS: [Level; 4] = [Level::Number, Level::Point, Level::Dash, Level::Plus];

/// Labels that go on with a list, or begin one; `article` is the last article's number.
pub fn expected(open: &Chain, article: usize, style: Style) -> Vec<Label> {
    let next = outwards(open).filter_map(|o| o.label.next());
    let part = outwards(open).filter_map(|o| o.label.first_part());
    let article = Label::first(Level::Article).numbered(article + 1).filter(|_| article > 0);
    let mut out: Vec<Label> = Vec::new();
    for label in next.chain(part).chain(article).chain(FIRSTS.map(|level| style.first(level))) {
        if !out.contains(&label) {
            out.push(label);
        }
    }
    out
}

/// Labels that nothing was read of, where the list and the indent call for one, with their costs. `plain`: a paragraph without
/// label is the last of what is open.
pub fn inferred(open: &Chain, plain: bool, style: Style, place: &Place) -> Vec<(Label, f64)> {
    if !place.capital || place.worded || place.signed {
        return Vec::new();
    }
    let next = outwards(open).enumerate().filter_map(|(at, sibling)| {
        let stands = if sibling.label.level.is_titled() { place.is_title() } else { fit::is_level(sibling, place) };
        let item = place.item_ended && !plain && at == 0;
        let cost = if item { INFERRED.0 } else { INFERRED.1 } + if sibling.bold == place.bold { 0.0 } else { TYPE };
        Some((sibling.label.next().filter(|_| stands)?, cost))
    });
    next.chain(firsts(open, style, place).into_iter().map(|label| (label, INFERRED.1 + FIRST))).collect()
}

/// The first labels of a list that a colon or a heading announced.
fn firsts(open: &Chain, style: Style, place: &Place) -> Vec<Label> {
    let Some(holder) = open.as_ref().filter(|_| place.announced || !place.ended) else { return Vec::new() };
    let under = LISTS.into_iter().filter(|level| *level > holder.label.level).map(|level| style.first(level));
    under.chain(holder.label.first_part()).collect()
}
