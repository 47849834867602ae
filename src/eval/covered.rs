//! Where lost words ought to stand, and what of the words below removed things was recovered.

use super::matched::Matched;
use super::share::Share;
use crate::types::evidence::Digitized;
use crate::types::geometry::Rect;
use crate::types::line::{Line, Word};
use crate::types::notice::Place;
use crate::types::page::RemovalKind;
use std::ops::Range;

/// Kinds that do not cover print: dust and borders, as for `words[].under`, and what layout kept out of the text.
const BESIDE: [RemovalKind; 4] = [RemovalKind::Speckle, RemovalKind::Border, RemovalKind::PageNumber, RemovalKind::PageOverlap];

/// True words under a removal, and those of them that are right. A word with a partner is under what
/// its partner is under; a lost one where [`expected`] touches a removal.
pub fn recall(matched: &Matched<'_>) -> Share {
    let under = |t: usize| matched.alignment.of_true[t].and_then(|s| matched.read(s)).is_some_and(|(_, w)| !w.under.is_empty());
    let below: Vec<usize> = (0..matched.truth.len()).filter(|&t| under(t)).collect();
    let right = below.iter().filter(|&&t| matched.is_found(t)).count();
    let covered = |run: &Range<usize>| expected(matched, run).iter().any(|p| is_covered(matched.evidence, p));
    let lost: usize = matched.lost().iter().filter(|run| covered(run)).map(Range::len).sum();
    Share::new(right, below.len() + lost)
}

fn is_covered(evidence: Option<&Digitized>, place: &Place) -> bool {
    let removed = evidence.iter().flat_map(|e| &e.pages).filter(|p| p.page == place.page).flat_map(|p| &p.removed);
    removed.filter(|r| !BESIDE.contains(&r.kind)).any(|r| r.bbox.overlaps(&place.bbox))
}

/// Where a run of lost words ought to stand: between the nearest words before and after it that have a place,
/// on their lines and between these lines; at the start or end of a page, up to its edge.
pub fn expected(matched: &Matched<'_>, run: &Range<usize>) -> Vec<Place> {
    let placed = |t: usize| matched.alignment.of_true[t].and_then(|s| matched.read(s));
    let Some(evidence) = matched.evidence else { return Vec::new() };
    let (before, after) = ((0..run.start).rev().find_map(placed), (run.end..matched.truth.len()).find_map(placed));
    let places = match (before, after) {
        (Some(b), Some(a)) if std::ptr::eq(b.0, a.0) => vec![at(b.0, Rect::new(b.1.bbox.x1, b.0.bbox.y0, a.1.bbox.x0, b.0.bbox.y1))],
        (Some(b), Some(a)) if b.0.page == a.0.page => vec![rest(evidence, b), start(evidence, a), band(evidence, b.0, a.0)],
        (before, after) => {
            let end = before.into_iter().flat_map(|b| [rest(evidence, b), below(evidence, b.0)]);
            end.chain(after.into_iter().flat_map(|a| [above(evidence, a.0), start(evidence, a)])).collect()
        }
    };
    places.into_iter().filter(|p| p.bbox.width() > 0 && p.bbox.height() > 0).collect()
}

fn at(line: &Line, bbox: Rect) -> Place {
    Place { page: line.page, bbox }
}

/// Left and right edge of the lines of a line's block on its page.
fn column(evidence: &Digitized, line: &Line) -> (i32, i32) {
    let own = evidence.lines.iter().filter(|l| l.page == line.page && l.block == line.block);
    own.fold((line.bbox.x0, line.bbox.x1), |(x0, x1), l| (x0.min(l.bbox.x0), x1.max(l.bbox.x1)))
}

fn rest(evidence: &Digitized, (line, word): (&Line, &Word)) -> Place {
    at(line, Rect::new(word.bbox.x1, line.bbox.y0, column(evidence, line).1, line.bbox.y1))
}

fn start(evidence: &Digitized, (line, word): (&Line, &Word)) -> Place {
    at(line, Rect::new(column(evidence, line).0, line.bbox.y0, word.bbox.x0, line.bbox.y1))
}

/// Between two lines, of no height where the second is beside or above the first.
fn band(evidence: &Digitized, first: &Line, second: &Line) -> Place {
    let (a, b) = (column(evidence, first), column(evidence, second));
    at(first, Rect::new(a.0.min(b.0), first.bbox.y1, a.1.max(b.1), second.bbox.y0))
}

fn below(evidence: &Digitized, line: &Line) -> Place {
    let (x0, x1) = column(evidence, line);
    let bottom = evidence.pages.iter().find(|p| p.page == line.page).map_or(line.bbox.y1, |p| p.size[1] as i32);
    at(line, Rect::new(x0, line.bbox.y1, x1, bottom))
}

fn above(evidence: &Digitized, line: &Line) -> Place {
    let (x0, x1) = column(evidence, line);
    at(line, Rect::new(x0, 0, x1, line.bbox.y0))
}
