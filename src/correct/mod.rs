//! Correct: what a rule knows to be misread, as edits over the raw text. The raw text stays.

pub mod draft;
pub mod rules;

use crate::lexicon::Lexicon;
use crate::types::edit::{Certainty, Correction, Edit, Status};
use crate::types::line::Line;

/// Applies all rules, in the order of the list; a later one leaves alone what an earlier one took.
pub fn correct(mut lines: Vec<Line>, lexicon: &Lexicon) -> Correction {
    let mut edits = Vec::new();
    for (index, line) in lines.iter_mut().enumerate() {
        let mut own: Vec<Edit> = Vec::new();
        for (name, rule) in rules::RULES {
            let proposals = rule(line, lexicon).into_iter().map(|p| edit(name, index, line, p));
            for edit in proposals.filter(|e| e.before != e.after).collect::<Vec<_>>() {
                if own.iter().all(|o| o.range[1] <= edit.range[0] || edit.range[1] <= o.range[0]) {
                    own.push(edit);
                }
            }
        }
        own.sort_by_key(|e| e.range);
        line.text = draft::replay(&line.raw, &own);
        edits.extend(own);
    }
    Correction { lines, edits }
}

fn edit(rule: &str, index: usize, line: &Line, proposal: rules::Proposal) -> Edit {
    let [start, end] = proposal.range;
    Edit {
        rule: rule.to_owned(),
        line: index,
        range: proposal.range,
        before: line.raw.chars().skip(start).take(end - start).collect(),
        after: proposal.after,
        certainty: proposal.certainty,
        status: if proposal.certainty == Certainty::Suggested { Status::Proposed } else { Status::Made },
    }
}
