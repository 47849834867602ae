//! Decisions over the tree of clauses. Whatever is moved, the order of the text stays.

use super::beginnings::beginning;
use super::place::{self, length};
use crate::types::clause::{Clause, LabelSource, Span};
use crate::types::evidence::Digitized;

/// Gives a clause a label, or confirms the one that it has.
pub fn label(found: &mut Digitized, way: &[usize], label: Option<&str>) -> Option<()> {
    let start = beginning(found, way)?.start;
    let first = *place::at(&found.body, way)?.spans.first()?;
    let stands = label.and_then(|label| leading(&found.lines.get(first.line)?.text, first.range, label));
    let clause = at_mut(&mut found.body, way)?;
    if clause.label.as_deref() != label {
        let first = clause.spans.first_mut()?;
        let read = clause.label_source == Some(LabelSource::Read);
        let before = clause.before.take().or_else(|| clause.label.clone().filter(|_| read)).unwrap_or_default();
        match label {
            // What was taken for one is text again.
            None => (first.range[0], clause.before, clause.label_source) = (start, None, None),
            // It stands there and was taken for text.
            Some(_) if stands.is_some() => (first.range[0], clause.before, clause.label_source) = (stands.unwrap_or(start), None, Some(LabelSource::Read)),
            Some(_) if before.is_empty() && first.range[0] == start => (clause.before, clause.label_source) = (Some(before), Some(LabelSource::Inferred)),
            Some(_) => (clause.before, clause.label_source) = (Some(before), Some(LabelSource::Repaired)),
        }
        clause.label = label.map(str::to_owned);
    }
    clause.reviewed = true;
    Some(())
}

/// Ends a clause before a place; its rest and what hangs under it are a clause of their own.
pub fn split(found: &mut Digitized, way: &[usize], (line, from): (usize, usize)) -> Option<()> {
    let text = &found.lines.get(line)?.text;
    let whole = length(text);
    let blanks = |at: usize| text.chars().take(at).collect::<Vec<_>>().iter().rev().take_while(|c| **c == ' ').count();
    let (last, above) = way.split_last()?;
    let siblings = children_mut(&mut found.body, above)?;
    let clause = siblings.get_mut(*last)?;
    let at = clause.spans.iter().rposition(|s| s.line == line && s.range[0] <= from).or_else(|| clause.spans.iter().position(|s| s.line == line))?;
    let span = clause.spans[at];
    let from = from.clamp(span.range[0], span.range[1].min(whole));
    let mut rest = clause.spans.split_off(at);
    rest[0].range[0] = from;
    // Without the blank between the two.
    let end = from - blanks(from);
    if span.range[0] < end {
        clause.spans.push(Span { line, range: [span.range[0], end] });
    }
    if clause.spans.is_empty() {
        clause.spans = rest;
        return None;
    }
    let children = std::mem::take(&mut clause.children);
    let table = clause.table;
    siblings.insert(last + 1, Clause { label: None, label_source: None, before: None, spans: rest, table, children, reviewed: true });
    Some(())
}

/// The way to the clause that ends where one begins: it goes on with that one's text when they are joined.
pub fn before(body: &[Clause], way: &[usize]) -> Option<Vec<usize>> {
    let (last, above) = way.split_last()?;
    if *last == 0 {
        return (!above.is_empty()).then(|| above.to_vec());
    }
    let mut to = [above, &[last - 1]].concat();
    while let Some(deeper) = place::at(body, &to)?.children.len().checked_sub(1) {
        to.push(deeper);
    }
    Some(to)
}

/// Puts a clause to the end of the one before it in the text; a label that was read is text again.
pub fn join(found: &mut Digitized, way: &[usize]) -> Option<()> {
    let start = beginning(found, way)?.start;
    let (last, above) = way.split_last()?;
    let mut clause = children_mut(&mut found.body, above)?.get(*last).cloned()?;
    if let Some(first) = clause.spans.first_mut().filter(|_| clause.label.is_some()) {
        first.range[0] = start;
    }
    let to = before(&found.body, way)?;
    children_mut(&mut found.body, above)?.remove(*last);
    let before = at_mut(&mut found.body, &to)?;
    go_on(&mut before.spans, clause.spans);
    // Of the first under another one: what followed it hangs under that one as before.
    before.children.splice(0..0, clause.children);
    Some(())
}

/// Puts spans behind others; parts of a line that follow each other are one.
fn go_on(spans: &mut Vec<Span>, mut more: Vec<Span>) {
    if let (Some(last), Some(first)) = (spans.last_mut(), more.first())
        && last.line == first.line
    {
        last.range[1] = first.range[1];
        more.remove(0);
    }
    spans.append(&mut more);
}

/// Hangs a clause under another one (the way to it; empty for the whole text): a level down under the one before it, or a level
/// up beside the one that it hung under. None where it hangs under neither `before` nor `after`, or the two are no level apart.
pub fn hang(found: &mut Digitized, way: &[usize], (before, after): (Option<Vec<usize>>, Vec<usize>)) -> Option<()> {
    let (last, above) = way.split_last()?;
    if above == after {
        return Some(());
    }
    (before.as_deref() == Some(above)).then_some(())?;
    match above.split_last() {
        Some((_, over)) if over == after => up(found, way),
        _ if last.checked_sub(1).is_some_and(|previous| [above, &[previous]].concat() == after) => down(found, way),
        _ => None,
    }
}

/// Hangs a clause under the one before it on its level.
fn down(found: &mut Digitized, way: &[usize]) -> Option<()> {
    let (last, above) = way.split_last()?;
    let siblings = children_mut(&mut found.body, above)?;
    if *last == 0 || *last >= siblings.len() {
        return None;
    }
    let clause = siblings.remove(*last);
    siblings[last - 1].children.push(clause);
    Some(())
}

/// Puts a clause beside the one that it hangs under; what followed it there hangs under it, behind its own.
fn up(found: &mut Digitized, way: &[usize]) -> Option<()> {
    let (last, above) = way.split_last()?;
    let (parent, over) = above.split_last()?;
    let siblings = children_mut(&mut found.body, above)?;
    if *last >= siblings.len() {
        return None;
    }
    let followed = siblings.split_off(last + 1);
    let mut clause = siblings.pop()?;
    clause.children.extend(followed);
    children_mut(&mut found.body, over)?.insert(parent + 1, clause);
    Some(())
}

/// Where the text behind a label begins, if a part of a line begins with it.
fn leading(text: &str, [from, to]: [usize; 2], label: &str) -> Option<usize> {
    let rest: String = text.chars().skip(from).take(to - from).collect();
    let behind = rest.strip_prefix(label)?;
    let blanks = behind.chars().take_while(|c| *c == ' ').count();
    (blanks > 0 || behind.is_empty()).then(|| from + length(label) + blanks)
}

fn at_mut<'a>(body: &'a mut [Clause], way: &[usize]) -> Option<&'a mut Clause> {
    let (first, rest) = way.split_first()?;
    let clause = body.get_mut(*first)?;
    if rest.is_empty() { Some(clause) } else { at_mut(&mut clause.children, rest) }
}

fn children_mut<'a>(body: &'a mut Vec<Clause>, way: &[usize]) -> Option<&'a mut Vec<Clause>> {
    if way.is_empty() { Some(body) } else { at_mut(body, way).map(|c| &mut c.children) }
}
