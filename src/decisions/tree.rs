//! Decisions over the tree of clauses. Whatever is moved, the order of the text stays.

use super::place::{self, length};
use crate::types::clause::{Clause, LabelSource, Span};
use crate::types::evidence::Digitized;

/// Gives a clause a label, or confirms the one that it has.
pub fn label(found: &mut Digitized, way: &[usize], label: Option<&str>) -> Option<()> {
    let start = start(found, way)?;
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
    let at = clause.spans.iter().position(|s| s.line == line)?;
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

/// Puts a clause to the end of the one before it in the text; a label that was read is text again.
pub fn join(found: &mut Digitized, way: &[usize]) -> Option<()> {
    let start = start(found, way)?;
    let (last, above) = way.split_last()?;
    let mut clause = children_mut(&mut found.body, above)?.get(*last).cloned()?;
    if let Some(first) = clause.spans.first_mut().filter(|_| clause.label.is_some()) {
        first.range[0] = start;
    }
    if *last == 0 {
        // The first under another one: that one goes on, and what followed hangs under it as before.
        let parent = at_mut(&mut found.body, above)?;
        parent.children.remove(0);
        parent.spans.extend(clause.spans);
        parent.children.splice(0..0, clause.children);
        return Some(());
    }
    children_mut(&mut found.body, above)?.remove(*last);
    let before = deepest(children_mut(&mut found.body, above)?.get_mut(last - 1)?);
    before.spans.extend(clause.spans);
    before.children.extend(clause.children);
    Some(())
}

/// Hangs a clause under the one before it on its level.
pub fn down(found: &mut Digitized, way: &[usize]) -> Option<()> {
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
pub fn up(found: &mut Digitized, way: &[usize]) -> Option<()> {
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

/// Where the text of a clause with its label begins in its first line: behind what other clauses have of it.
fn start(found: &Digitized, way: &[usize]) -> Option<usize> {
    let first = *place::at(&found.body, way)?.spans.first()?;
    let mut before = 0;
    each(&found.body, &mut |c| {
        let ends = c.spans.iter().filter(|s| s.line == first.line && s.range[1] <= first.range[0] && s.range[0] < s.range[1]);
        before = ends.map(|s| s.range[1]).fold(before, usize::max);
    });
    let blanks = found.lines.get(first.line)?.text.chars().skip(before).take_while(|c| *c == ' ').count();
    Some((before + blanks).min(first.range[0]))
}

fn each(body: &[Clause], see: &mut impl FnMut(&Clause)) {
    for clause in body {
        see(clause);
        each(&clause.children, see);
    }
}

/// The last clause of the text under a clause, or itself.
fn deepest(clause: &mut Clause) -> &mut Clause {
    if clause.children.is_empty() {
        return clause;
    }
    let last = clause.children.len() - 1;
    deepest(&mut clause.children[last])
}

fn at_mut<'a>(body: &'a mut [Clause], way: &[usize]) -> Option<&'a mut Clause> {
    let (first, rest) = way.split_first()?;
    let clause = body.get_mut(*first)?;
    if rest.is_empty() { Some(clause) } else { at_mut(&mut clause.children, rest) }
}

fn children_mut<'a>(body: &'a mut Vec<Clause>, way: &[usize]) -> Option<&'a mut Vec<Clause>> {
    if way.is_empty() { Some(body) } else { at_mut(body, way).map(|c| &mut c.children) }
}
