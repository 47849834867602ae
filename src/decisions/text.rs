//! Decisions over the text of lines.

use super::place::length;
use crate::correct::draft::replay;
use crate::types::clause::Clause;
use crate::types::edit::{Certainty, Edit, Status};
use crate::types::evidence::Digitized;
use crate::types::line::Line;
use crate::types::ocr::Confidence;
use std::ops::Range;

/// Name of the rule in edits that a reviewer typed.
pub const REVIEWER: &str = "reviewer";

/// Makes a range of a line's raw text read so, whatever edits were in it; None where one reaches beyond it.
pub fn set(found: &mut Digitized, line: usize, looked: [usize; 2], after: &str) -> Option<()> {
    let range = if after.is_empty() && looked[0] < looked[1] { with_blank(found, line, looked) } else { looked };
    let touched: Vec<Edit> = found.edits.iter().filter(|e| meets(e, line, range)).cloned().collect();
    let reaches = |e: &Edit| e.status != Status::Rejected && !(range[0] <= e.range[0] && e.range[1] <= range[1]);
    // What took the words away may have taken others along.
    if touched.iter().any(|e| reaches(e) && !is_taking(e)) {
        return None;
    }
    put(found, line, (range, after));
    let changed = touched.iter().fold(range, |[from, to], e| [from.min(e.range[0]), to.max(e.range[1])]);
    let words = within(&found.lines[line], looked);
    confirm(&mut found.lines[line], words);
    rewrite(found, line, changed);
    Some(())
}

/// Whether an edit of a line has a part of a range, or stands where an empty one is.
fn meets(edit: &Edit, line: usize, range: [usize; 2]) -> bool {
    edit.line == line && edit.range[0] < range[1].max(range[0] + 1) && range[0] < edit.range[1].max(edit.range[0] + 1)
}

/// Takes, refuses or replaces the edits in a range.
fn put(found: &mut Digitized, line: usize, (range, after): ([usize; 2], &str)) {
    let before = slice(&found.lines[line].raw, range);
    match found.edits.iter_mut().find(|e| e.line == line && e.range == range) {
        Some(edit) if edit.after == after => edit.status = Status::Accepted,
        Some(edit) if before == after => edit.status = Status::Rejected,
        _ => {
            found.edits.retain(|e| !meets(e, line, range));
            if before != after {
                let edit = Edit { rule: REVIEWER.into(), line, range, before, after: after.into(), certainty: Certainty::Sure, status: Status::Accepted };
                let at = found.edits.partition_point(|e| (e.line, e.range) < (line, range));
                found.edits.insert(at, edit);
            }
        }
    }
}

/// Whether a reviewer took words away with an edit.
fn is_taking(edit: &Edit) -> bool {
    edit.status == Status::Accepted && edit.after.is_empty()
}

/// Whether a reviewer took away a range, perhaps with more beside it.
fn is_gone(found: &Digitized, line: usize, range: [usize; 2]) -> bool {
    let gone = |e: &Edit| e.line == line && is_taking(e) && e.range[0] <= range[0] && range[1] <= e.range[1];
    range[0] < range[1] && found.edits.iter().any(gone)
}

/// A word that goes takes one blank beside it along; with words beside it that went before it is one gap.
fn with_blank(found: &Digitized, line: usize, range: [usize; 2]) -> [usize; 2] {
    let blank = |at: usize| found.lines[line].raw.chars().nth(at) == Some(' ');
    let beside = |e: &&Edit, [from, to]: [usize; 2]| e.line == line && is_taking(e) && e.range[0] <= to && from <= e.range[1];
    let union = |[from, to]: [usize; 2], e: &Edit| [from.min(e.range[0]), to.max(e.range[1])];
    let [from, to] = found.edits.iter().fold(range, |gap, e| if beside(&e, gap) { union(gap, e) } else { gap });
    match from.checked_sub(1) {
        _ if blank(from) || blank(to - 1) => [from, to],
        Some(before) if blank(before) => [before, to],
        _ if blank(to) => [from, to + 1],
        _ => [from, to],
    }
}

/// What stands in a range of a line's raw text by now.
pub fn now(found: &Digitized, line: usize, range: [usize; 2]) -> String {
    if is_gone(found, line, range) {
        return String::new();
    }
    let inside = found.edits.iter().filter(|e| e.line == line && range[0] <= e.range[0] && e.range[1] <= range[1]);
    part(&found.lines[line].raw, range, inside)
}

/// A range of a raw text with the edits in it.
fn part<'a>(raw: &str, range: [usize; 2], edits: impl Iterator<Item = &'a Edit>) -> String {
    let moved: Vec<Edit> = edits.map(|e| Edit { range: [e.range[0] - range[0], e.range[1] - range[0]], ..e.clone() }).collect();
    replay(&slice(raw, range), &moved)
}

/// The range of a word in the raw text of its line, whose words are joined by one blank.
pub fn range_of(line: &Line, word: usize) -> [usize; 2] {
    let from = line.words[..word].iter().map(|w| length(&w.text) + 1).sum();
    [from, from + length(&line.words[word].text)]
}

/// The words of a line that a range of its raw text touches.
pub fn within(line: &Line, [from, to]: [usize; 2]) -> Range<usize> {
    let at = |word: &usize| range_of(line, *word);
    let first = (0..line.words.len()).find(|w| from < at(w)[1]).unwrap_or(line.words.len());
    first..(first..line.words.len()).find(|w| at(w)[0] >= to).unwrap_or(line.words.len())
}

/// Words were looked at.
pub fn confirm(line: &mut Line, words: Range<usize>) {
    line.words.iter_mut().take(words.end).skip(words.start).for_each(|w| w.confidence = Confidence::new(1.0));
}

/// Brings the text of a line up to its edits, which changed within a range of its raw text, and the spans of clauses to the text.
fn rewrite(found: &mut Digitized, line: usize, [from, to]: [usize; 2]) {
    let raw = &found.lines[line].raw;
    let own: Vec<Edit> = found.edits.iter().filter(|e| e.line == line).cloned().collect();
    let head = length(&part(raw, [0, from], own.iter().filter(|e| e.range[0] < from)));
    let tail = length(&part(raw, [to, length(raw)], own.iter().filter(|e| e.range[0] >= to && e.range != [from, to])));
    let text = replay(raw, &own);
    let changed = Changed { head, old: length(&found.lines[line].text) - tail, new: length(&text) - tail };
    changed.shift(&mut found.body, (line, &text));
    found.lines[line].text = text;
}

/// A part of a text that is another one.
struct Changed {
    /// Where it begins.
    head: usize,
    /// Where it ended.
    old: usize,
    /// Where it ends.
    new: usize,
}

impl Changed {
    fn shift(&self, body: &mut [Clause], (line, text): (usize, &str)) {
        for clause in body {
            for span in clause.spans.iter_mut().filter(|s| s.line == line) {
                let [from, to] = [self.begin(span.range[0]), self.end(span.range[1])];
                let blanks = text.chars().skip(from).take_while(|c| *c == ' ').count();
                span.range = [(from + blanks).min(to.max(from)), to.max(from)];
            }
            self.shift(&mut clause.children, (line, text));
        }
    }

    /// Where a beginning is by now: what begins within the part begins behind it.
    const fn begin(&self, at: usize) -> usize {
        if at <= self.head { at } else { self.behind(at) }
    }

    /// Where an end is by now: what is put there belongs to what ends there.
    const fn end(&self, at: usize) -> usize {
        if at <= self.head && at < self.old { at } else { self.behind(at) }
    }

    const fn behind(&self, at: usize) -> usize {
        if at >= self.old { at - self.old + self.new } else { self.new }
    }
}

fn slice(text: &str, [from, to]: [usize; 2]) -> String {
    text.chars().skip(from).take(to.saturating_sub(from)).collect()
}
