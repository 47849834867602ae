//! A line cut into what the page shows: words, and corrections as a difference in place.

use super::points::{Point, Target};
use crate::decisions::text::range_of;
use crate::export::quality::LOW;
use crate::types::decision::{Area, ClausePlace};
use crate::types::edit::{Edit, Status};
use crate::types::evidence::Digitized;
use crate::types::line::Line;
use std::collections::BTreeMap;

/// A part of a line.
#[derive(Debug, Clone, PartialEq)]
pub struct Segment {
    /// What stands there by now.
    pub text: String,
    /// What was read there, where it differs and is not in the text any more.
    pub gone: String,
    /// What is proposed and not in the text.
    pub proposed: String,
    /// Names for the style.
    pub class: String,
    /// Its point.
    pub point: Option<usize>,
    /// Index of its line.
    pub line: usize,
    /// Index of its word in the line.
    pub word: usize,
    /// Page and box of that word, parted by commas.
    pub place: String,
    /// Whether a blank stands before it.
    pub apart: bool,
    /// Where it begins in the text of the line, in code points.
    at: usize,
}

/// The points of a document by where they are: lines that were put in have moved the others on.
pub struct Marks<'a> {
    points: &'a [Point],
    texts: BTreeMap<(Spot, [usize; 2]), usize>,
    labels: BTreeMap<(Spot, usize), usize>,
}

/// Page and box of a line.
type Spot = (u32, [i32; 4]);

impl<'a> Marks<'a> {
    /// Those of these points.
    pub fn new(points: &'a [Point]) -> Self {
        let (mut texts, mut labels) = (BTreeMap::new(), BTreeMap::new());
        for (n, point) in points.iter().enumerate() {
            match &point.target {
                Target::Text(at) => drop(texts.insert((spot(&at.at), at.range), n)),
                Target::Label(at) => drop(labels.insert((spot(&at.at), at.from), n)),
                Target::Removal(_) | Target::Field(_) => {}
            }
        }
        Self { points, texts, labels }
    }

    /// The point of the label of a clause.
    pub fn label(&self, of: &ClausePlace) -> Option<usize> {
        self.labels.get(&(spot(&of.at), of.from)).copied()
    }

    /// The point of a range of a line.
    fn text(&self, line: &Line, range: [usize; 2]) -> Option<usize> {
        self.texts.get(&((line.page, line.bbox.into()), range)).copied()
    }
}

fn spot(at: &Area) -> Spot {
    (at.page, at.bbox.into())
}

/// The segments of a line that begin in a range of its text.
pub fn segments(found: &Digitized, marks: &Marks<'_>, (line, range): (usize, [usize; 2])) -> Vec<Segment> {
    let all = whole(found, marks, line);
    // What was taken away at the end stands behind it.
    let inside = |s: &Segment| (range[0]..range[1].max(range[0] + 1)).contains(&s.at) || s.text.is_empty() && s.at == range[1];
    all.into_iter().filter(inside).collect()
}

/// The segments of a whole line.
pub fn whole(found: &Digitized, marks: &Marks<'_>, index: usize) -> Vec<Segment> {
    let line = &found.lines[index];
    let raw: Vec<char> = line.raw.chars().collect();
    let edits: Vec<&Edit> = found.edits.iter().filter(|e| e.line == index).collect();
    let (mut out, mut at, mut text) = (Vec::new(), 0, 0);
    for edit in edits {
        plain((index, line), (&raw, at, edit.range[0]), marks, (&mut text, &mut out));
        out.push(edited((index, line), edit, marks, &mut text));
        at = edit.range[1];
    }
    plain((index, line), (&raw, at, raw.len()), marks, (&mut text, &mut out));
    out
}

fn edited((index, line): (usize, &Line), edit: &Edit, marks: &Marks<'_>, text: &mut usize) -> Segment {
    let inside = matches!(edit.status, Status::Made | Status::Accepted);
    let shown = if inside { &edit.after } else { &edit.before };
    // A word that went took a blank along.
    let point = (edit.range[0]..=edit.range[0] + 1).flat_map(|from| [[from, edit.range[1]], [from, edit.range[1].saturating_sub(1)]]).find_map(|r| marks.text(line, r));
    let state = match edit.status {
        Status::Made => "made",
        Status::Proposed => "proposed",
        Status::Accepted => "settled",
        Status::Rejected => "settled plain",
    };
    let at = *text;
    *text += shown.chars().count();
    Segment {
        text: shown.clone(), gone: if inside { edit.before.clone() } else { String::new() },
        proposed: if edit.status == Status::Proposed { edit.after.clone() } else { String::new() },
        class: format!("edit {state}"), point, line: index, word: word_at(line, edit.range[0]),
        place: place(line, word_at(line, edit.range[0])), apart: is_apart(line, edit.range[0]), at,
    }
}

/// The words between two places of the raw text.
fn plain((index, line): (usize, &Line), (raw, from, to): (&[char], usize, usize), marks: &Marks<'_>, (text, out): (&mut usize, &mut Vec<Segment>)) {
    let mut at = from;
    while at < to {
        let end = (at..to).find(|i| raw[*i] == ' ').unwrap_or(to);
        if end > at {
            let word = word_at(line, at);
            let point = line.words.get(word).and_then(|_| marks.text(line, range_of(line, word)));
            let low = line.words.get(word).filter(|w| w.confidence.get() < LOW || w.filled);
            let class = match (point, low) {
                (Some(p), _) if marks.points[p].decided.is_some() => "word settled",
                (Some(_), Some(w)) if w.filled => "word filled",
                (_, Some(_)) => "word low",
                _ => "word",
            };
            out.push(Segment {
                text: raw[at..end].iter().collect(), gone: String::new(), proposed: String::new(), class: class.into(), point, line: index, word,
                place: place(line, word),
                apart: is_apart(line, at), at: *text,
            });
        }
        let next = (end + 1).min(to);
        *text += next - at;
        at = next;
    }
}

fn word_at(line: &Line, raw: usize) -> usize {
    (0..line.words.len()).find(|w| raw < range_of(line, *w)[1]).unwrap_or(line.words.len().saturating_sub(1))
}

fn place(line: &Line, word: usize) -> String {
    let [x0, y0, x1, y1] = line.words.get(word).map_or(line.bbox, |w| w.bbox).into();
    format!("{},{x0},{y0},{x1},{y1}", line.page)
}

fn is_apart(line: &Line, raw: usize) -> bool {
    raw > 0 && line.raw.chars().nth(raw - 1) == Some(' ')
}
