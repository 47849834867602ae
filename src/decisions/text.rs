//! Decisions over the text of lines.

use super::place::length;
use crate::correct::draft::replay;
use crate::types::clause::{Clause, Span};
use crate::types::decision::Area;
use crate::types::edit::{Certainty, Edit, Status};
use crate::types::evidence::Digitized;
use crate::types::line::{Line, Word};
use crate::types::ocr::{Block, Confidence};

/// Name of the rule in edits that a reviewer typed.
pub const REVIEWER: &str = "reviewer";

/// Makes a range of a line's raw text read so, whatever edits were in it; None where one reaches beyond it.
pub fn set(found: &mut Digitized, line: usize, range: [usize; 2], after: &str) -> Option<()> {
    let looked = range;
    let meets = |e: &Edit, range: [usize; 2]| e.line == line && e.range[0] < range[1].max(range[0] + 1) && range[0] < e.range[1].max(e.range[0] + 1);
    let beyond = |range: [usize; 2]| found.edits.iter().any(|e| meets(e, range) && e.status != Status::Rejected && !(range[0] <= e.range[0] && e.range[1] <= range[1]));
    let wide = if after.is_empty() { with_blank(&found.lines[line].raw, range) } else { range };
    // The blank may have gone with the word beside it.
    let range = if beyond(wide) { range } else { wide };
    if beyond(range) && !is_gone(found, line, range) {
        return None;
    }
    let before = slice(&found.lines[line].raw, range);
    let touches = |e: &Edit| meets(e, range);
    match found.edits.iter_mut().find(|e| e.line == line && e.range == range) {
        Some(edit) if edit.after == after => edit.status = Status::Accepted,
        Some(edit) if before == after => edit.status = Status::Rejected,
        _ => {
            found.edits.retain(|e| !touches(e));
            if before != after {
                let edit = Edit { rule: REVIEWER.into(), line, range, before, after: after.into(), certainty: Certainty::Sure, status: Status::Accepted };
                let at = found.edits.partition_point(|e| (e.line, e.range) < (line, range));
                found.edits.insert(at, edit);
            }
        }
    }
    confirm(&mut found.lines[line], looked);
    rewrite(found, line);
    Some(())
}

/// Whether a reviewer took away a range, perhaps with a blank beside it.
fn is_gone(found: &Digitized, line: usize, range: [usize; 2]) -> bool {
    let gone = |e: &Edit| e.line == line && e.status == Status::Accepted && e.after.is_empty() && e.range[0] <= range[0] && range[1] <= e.range[1];
    range[0] < range[1] && found.edits.iter().any(gone)
}

/// A word that goes takes the blank beside it along.
fn with_blank(raw: &str, [from, to]: [usize; 2]) -> [usize; 2] {
    let blank = |at: usize| raw.chars().nth(at) == Some(' ');
    match from.checked_sub(1) {
        Some(before) if blank(before) => [before, to],
        _ if blank(to) => [from, to + 1],
        _ => [from, to],
    }
}

/// What stands in a range of a line's raw text by now.
pub fn now(found: &Digitized, line: usize, range: [usize; 2]) -> String {
    let raw = &found.lines[line].raw;
    if is_gone(found, line, range) {
        return String::new();
    }
    let inside: Vec<Edit> = found.edits.iter().filter(|e| e.line == line && range[0] <= e.range[0] && e.range[1] <= range[1]).cloned().collect();
    let moved: Vec<Edit> = inside.into_iter().map(|e| Edit { range: [e.range[0] - range[0], e.range[1] - range[0]], ..e }).collect();
    replay(&slice(raw, range), &moved)
}

/// The range of a word in the raw text of its line, whose words are joined by one blank.
pub fn range_of(line: &Line, word: usize) -> [usize; 2] {
    let from = line.words[..word].iter().map(|w| length(&w.text) + 1).sum();
    [from, from + length(&line.words[word].text)]
}

/// The words of a range were looked at.
fn confirm(line: &mut Line, range: [usize; 2]) {
    let looked: Vec<usize> = (0..line.words.len()).filter(|w| {
        let [from, to] = range_of(line, *w);
        from < range[1] && range[0] < to
    }).collect();
    looked.into_iter().for_each(|w| line.words[w].confidence = Confidence::new(1.0));
}

/// Brings the text of a line up to its edits, and the spans of clauses to the text.
fn rewrite(found: &mut Digitized, line: usize) {
    let own: Vec<Edit> = found.edits.iter().filter(|e| e.line == line).cloned().collect();
    let (before, after) = (found.lines[line].text.clone(), replay(&found.lines[line].raw, &own));
    let (old, new): (Vec<char>, Vec<char>) = (before.chars().collect(), after.chars().collect());
    shift(&mut found.body, line, &|[from, to]| {
        let from = beginning(&old, &new, from);
        [from, ending(&old, &new, to).max(from)]
    });
    found.lines[line].text = after;
}

/// Where a beginning of one text is in another one that differs in one part: behind the part if it lies in it.
fn beginning(before: &[char], after: &[char], at: usize) -> usize {
    if at <= common(before.iter(), after.iter()) { at } else { from_end(before, after, at) }
}

/// Where an end is: what is added at it belongs to what ends there.
fn ending(before: &[char], after: &[char], at: usize) -> usize {
    let rest = before.len() - at;
    if rest <= common(before.iter().rev(), after.iter().rev()) { after.len().saturating_sub(rest) } else { beginning(before, after, at) }
}

fn from_end(before: &[char], after: &[char], at: usize) -> usize {
    let head = common(before.iter(), after.iter());
    let tail = common(before.iter().rev(), after.iter().rev()).min(before.len().min(after.len()) - head);
    after.len() - (before.len() - at).min(tail)
}

/// How many letters two texts have in common from their beginnings on.
fn common<'a>(a: impl Iterator<Item = &'a char>, b: impl Iterator<Item = &'a char>) -> usize {
    a.zip(b).take_while(|(a, b)| a == b).count()
}

fn shift(body: &mut [Clause], line: usize, to: &dyn Fn([usize; 2]) -> [usize; 2]) {
    for clause in body {
        clause.spans.iter_mut().filter(|s| s.line == line).for_each(|s| s.range = to(s.range));
        shift(&mut clause.children, line, to);
    }
}

/// Puts a line into the text that was taken for a stamp or a hand: behind the lines of the body above it, at the end of their clause.
pub fn insert(found: &mut Digitized, at: &Area, text: &str) {
    let above = |l: &Line| (l.page, l.bbox.centre().1) <= (at.page, at.bbox.centre().1) && l.block == Block::Body;
    let index = found.lines.iter().rposition(above).map_or(0, |i| i + 1);
    found.edits.iter_mut().filter(|e| e.line >= index).for_each(|e| e.line += 1);
    let end = index.checked_sub(1);
    let held = extend(&mut found.body, index, end, length(text));
    if !held {
        let spans = vec![Span { line: index, range: [0, length(text)] }];
        found.body.insert(0, Clause { label: None, label_source: None, before: None, spans, table: false, children: Vec::new(), reviewed: true });
    }
    let word = |text: &str| Word {
        text: text.into(), bbox: at.bbox, confidence: Confidence::new(1.0), alternatives: Vec::new(), filled: false, under: Vec::new(), bold: false, italic: false, cell: None,
    };
    let line = Line {
        page: at.page, bbox: at.bbox, block: Block::Body, starts_paragraph: false, centred: false, indent: 0.0, raw: text.into(), text: text.into(),
        words: text.split_whitespace().map(word).collect(),
    };
    found.lines.insert(index, line);
}

/// Makes room for a line at `index`, and gives it to the clause that holds the line before. Whether there is one.
fn extend(body: &mut [Clause], index: usize, before: Option<usize>, length: usize) -> bool {
    let mut held = false;
    for clause in body {
        clause.spans.iter_mut().filter(|s| s.line >= index).for_each(|s| s.line += 1);
        let last = before.and_then(|b| clause.spans.iter().rposition(|s| s.line == b));
        if let Some(at) = last {
            clause.spans.insert(at + 1, Span { line: index, range: [0, length] });
            held = true;
        }
        held |= extend(&mut clause.children, index, before.filter(|_| last.is_none()), length);
    }
    held
}

fn slice(text: &str, [from, to]: [usize; 2]) -> String {
    text.chars().skip(from).take(to.saturating_sub(from)).collect()
}
