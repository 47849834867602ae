//! What the page says against an assignment: labels passed over, paragraphs that look labelled, labels that stand where text and
//! indents call for others. The costs were set on generated outlines (`tests/damage`, seeds 1 to 5).

use super::open::{Chain, Joined, Open, outwards};
use super::place::Place;

/// A label where layout sees no paragraph begin, behind a line that ends a sentence or an item, and behind any other.
const MID: (f64, f64) = (0.6, 2.4);
/// A clear label that is passed over: where a paragraph begins, behind an ended line, elsewhere; where one begins and the
/// engine was sure.
const PASSED: (f64, f64, f64) = (3.0, 1.0, 0.2);
const PASSED_FIRM: f64 = 5.5;
/// Signs that look like a damaged label and are passed over, the word of one among them; a title without label.
const PASSED_SIGNS: f64 = 2.4;
const PASSED_TITLE: f64 = 1.4;
/// A paragraph without label that is bold as the labelled ones are, that stands where items do, that follows a colon, that
/// follows an item which ends in `;`.
const PASSED_HEADING: f64 = 0.8;
const DEEPER: f64 = 1.0;
const NOT_LISTED: f64 = 0.5;
pub const UNLABELLED: f64 = 0.8;
/// A clause that does not stand under the one that announced a list; one that begins a list that nothing announced.
const BESIDE: f64 = 0.8;
const UNANNOUNCED: f64 = 0.8;
/// A label that stands elsewhere than the one before it in its list, by this many letter heights.
const MOVED: (f64, f64) = (0.6, 1.0);
/// Indents that differ by less than this (letter heights) are the same.
const INDENT: f64 = 1.0;

/// Whether a line stands where a clause does.
pub fn is_level(open: &Open, place: &Place) -> bool {
    (open.indent - place.line.indent).abs() < INDENT
}

/// What it costs that a line begins no clause, whatever is open.
pub fn passed(place: &Place) -> f64 {
    match (&place.read, place.starts, place.ended) {
        (None, true, _) if place.worded || place.signed => PASSED_SIGNS,
        (None, ..) => 0.0,
        (_, true, _) => if place.firm { PASSED_FIRM } else { PASSED.0 },
        (_, _, true) => PASSED.1,
        _ => PASSED.2,
    }
}

/// What it costs that a clause begins there.
pub fn mid(place: &Place) -> f64 {
    if place.starts { 0.0 } else if place.ended { MID.0 } else { MID.1 }
}

/// What it costs that a paragraph has no label although it looks as those with one do: a title, a heading, an item by its
/// indent or by what is before it, or what was announced. `holder` is what it would stand under.
pub fn plain(open: &Chain, holder: &Chain, place: &Place) -> f64 {
    let item = open.as_ref().filter(|o| o.label.level.is_bullet());
    let deeper = item.is_some_and(|i| is_level(i, place)) && holder.as_ref().is_some_and(|h| !is_level(h, place));
    let title = place.is_title() && outwards(open).any(|o| o.label.level.is_titled());
    let heading = place.bold && outwards(open).any(|o| o.bold && !o.label.level.is_titled());
    let (announced, listed) = (place.announced && open.is_some(), place.item_ended && open.is_some());
    let all = [(title, PASSED_TITLE), (heading, PASSED_HEADING), (deeper, DEEPER), (announced, NOT_LISTED), (listed, UNLABELLED)];
    all.iter().filter(|(is, _)| *is).map(|(_, cost)| cost).sum()
}

/// What it costs that a label stands where the text and the indents call for another.
pub fn labelled(open: &Chain, joined: &Joined, place: &Place) -> f64 {
    let Some(inner) = open else { return 0.0 };
    let under = outwards(&joined.up).count() >= outwards(open).count();
    let listed = match (place.announced, under) {
        (true, false) => BESIDE,
        (false, true) if place.ended && !inner.label.level.is_titled() => UNANNOUNCED,
        _ => 0.0,
    };
    let moved = |s: &Open| place.starts && !s.label.level.is_titled() && (s.indent - place.line.indent).abs() > MOVED.1;
    listed + if joined.sibling.as_deref().is_some_and(moved) { MOVED.0 } else { 0.0 }
}
