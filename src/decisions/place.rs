//! Finding again what a decision was about: another run may have read the page a little differently.

use super::beginnings::{Beginning, beginning, beginnings};
use crate::types::clause::Clause;
use crate::types::decision::{Area, ClausePlace, TextPlace};
use crate::types::evidence::Digitized;
use crate::types::geometry::Rect;
use crate::types::line::Line;
use crate::types::page::Removal;

/// Areas are one place if they share so much of the smaller one's area.
const SAME: f64 = 0.5;

/// The line in which a text was decided and the range in its raw text: the line itself, or one in its place in which the words
/// stand once.
pub fn text(found: &Digitized, place: &TextPlace) -> Option<(usize, [usize; 2])> {
    if let Some(line) = line(found, &place.at, &place.raw) {
        return (place.range[0] <= place.range[1] && place.range[1] <= length(&found.lines[line].raw)).then_some((line, place.range));
    }
    let words: String = place.raw.chars().skip(place.range[0]).take(place.range[1].saturating_sub(place.range[0])).collect();
    let mut there = found.lines.iter().enumerate().filter(|(_, l)| is_at(l, &place.at)).filter_map(|(i, l)| Some((i, once(&l.raw, &words)?)));
    let first = there.next()?;
    there.next().is_none().then_some(first)
}

/// The line of that raw text at a place.
pub fn line(found: &Digitized, at: &Area, raw: &str) -> Option<usize> {
    found.lines.iter().position(|l| l.raw == raw && is_at(l, at))
}

/// Something that was taken off: index of its page and its own; by its place and what was read there.
pub fn removal(found: &Digitized, at: &Area, read: &str) -> Option<(usize, usize)> {
    let page = found.pages.iter().position(|p| p.page == at.page)?;
    let is_it = |r: &Removal| r.text.as_deref() == Some(read) && is_same(&r.bbox, &at.bbox);
    Some((page, found.pages[page].removed.iter().position(is_it)?))
}

/// The way to a clause through the tree, as an index on each level.
pub fn clause(found: &Digitized, place: &ClausePlace) -> Option<Vec<usize>> {
    let line = line(found, &place.at, &place.raw)?;
    beginnings(found).into_iter().find(|b| b.line == line && b.from == place.from).map(|b| b.way)
}

/// The place of the clause at the end of a way; None where it has no text.
pub fn of_clause(found: &Digitized, way: &[usize]) -> Option<ClausePlace> {
    beginning(found, way).map(|b| of_beginning(found, &b))
}

/// The place of a clause.
pub fn of_beginning(found: &Digitized, at: &Beginning) -> ClausePlace {
    let line = &found.lines[at.line];
    ClausePlace { at: Area { page: line.page, bbox: line.bbox }, raw: line.raw.clone(), from: at.from }
}

/// The clause at the end of a way.
pub fn at<'a>(body: &'a [Clause], way: &[usize]) -> Option<&'a Clause> {
    let (first, rest) = way.split_first()?;
    let clause = body.get(*first)?;
    if rest.is_empty() { Some(clause) } else { at(&clause.children, rest) }
}

fn is_at(line: &Line, at: &Area) -> bool {
    line.page == at.page && is_same(&line.bbox, &at.bbox)
}

/// Whether two areas of a page are one place.
pub fn is_same(a: &Rect, b: &Rect) -> bool {
    a.overlaps(b) && a.intersect(b).area() as f64 >= SAME * a.area().min(b.area()).max(1) as f64
}

/// Where words stand in a text, if they do so once; whole words only.
fn once(text: &str, words: &str) -> Option<[usize; 2]> {
    let (letters, wanted): (Vec<char>, Vec<char>) = (text.chars().collect(), words.chars().collect());
    if wanted.is_empty() || wanted.len() > letters.len() {
        return None;
    }
    let edge = |at: Option<&char>| at.is_none_or(|c| c.is_whitespace());
    let whole = |from: &usize| {
        let to = from + wanted.len();
        letters[*from..to] == wanted[..] && edge(from.checked_sub(1).and_then(|b| letters.get(b))) && edge(letters.get(to))
    };
    let mut all = (0..=letters.len() - wanted.len()).filter(whole);
    let first = all.next()?;
    all.next().is_none().then_some([first, first + wanted.len()])
}

/// Unicode code points of a text.
pub fn length(text: &str) -> usize {
    text.chars().count()
}
