//! Whether evidence that was read from a file holds together.

use crate::types::clause::Clause;
use crate::types::evidence::Digitized;
use crate::types::line::Line;

/// Whether what it refers to is in it: spans and edits lie within its lines.
pub fn is_sound(found: &Digitized) -> bool {
    let within = |line: usize, [from, to]: [usize; 2], of: fn(&Line) -> &str| {
        from <= to && found.lines.get(line).is_some_and(|l| to <= of(l).chars().count())
    };
    let edits = found.edits.iter().all(|e| within(e.line, e.range, |l| &l.raw));
    edits && every(&found.body, &|c| c.spans.iter().all(|s| within(s.line, s.range, |l| &l.text)))
}

/// Whether something holds for all clauses of a tree.
fn every(body: &[Clause], holds: &dyn Fn(&Clause) -> bool) -> bool {
    body.iter().all(|c| holds(c) && every(&c.children, holds))
}
