//! Which printed lines some words of a text stand in.

use crate::lexicon::joining::ends_in_hyphen;
use crate::types::clause::Span;
use crate::types::line::Line;
use crate::types::notice::Place;
use std::ops::Range;

/// The lines of a text, each with the index of its first word in the text.
pub type Passage = Vec<(usize, Place)>;

/// The lines of a clause.
pub fn passage(spans: &[Span], lines: &[Line]) -> Passage {
    let known = spans.iter().filter_map(|s| lines.get(s.line).map(|l| (l, s)));
    let part = |(line, span): (&Line, &Span)| {
        let text: String = line.text.chars().take(span.range[1]).skip(span.range[0]).collect();
        (text, place(line))
    };
    numbered(known.map(part))
}

/// The lines of a text that is whole lines.
pub fn whole(lines: &[&Line]) -> Passage {
    numbered(lines.iter().map(|l| (l.text.clone(), place(l))))
}

/// Where a line stands.
pub fn place(line: &Line) -> Place {
    Place { page: line.page, bbox: line.bbox }
}

/// Counts words as joining does: one that ends in a hyphen goes on in the next line.
fn numbered(parts: impl Iterator<Item = (String, Place)>) -> Passage {
    let (mut out, mut words, mut glued) = (Vec::new(), 0_usize, false);
    for (text, place) in parts.filter(|(t, _)| !t.trim().is_empty()) {
        let first = words - usize::from(glued);
        words = first + text.split_whitespace().count();
        glued = ends_in_hyphen(&text);
        out.push((first, place));
    }
    out
}

/// The places of the lines that hold some of the words; neighbours as one.
pub fn places(passage: &Passage, words: &[Range<usize>]) -> Vec<Place> {
    let end = |i: usize| passage.get(i + 1).map_or(usize::MAX, |next| next.0);
    let holds = |i: usize| words.iter().any(|w| w.start < end(i) && w.end > passage[i].0);
    let mut out: Vec<(usize, Place)> = Vec::new();
    for (i, (_, place)) in passage.iter().enumerate().filter(|(i, _)| holds(*i)) {
        match out.last_mut() {
            Some((last, hull)) if *last + 1 == i && hull.page == place.page => {
                *hull = Place { page: place.page, bbox: hull.bbox.hull(&place.bbox) };
                *last = i;
            }
            _ => out.push((i, place.clone())),
        }
    }
    out.into_iter().map(|(_, place)| place).collect()
}
