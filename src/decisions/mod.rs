//! What reviewers decided, put over what was found: evidence and decisions make the outputs, as evidence alone does where nobody
//! has looked. A decision finds its place by the page and what was read there, so that it holds for another run, too.

pub mod fields;
pub mod log;
pub mod place;
pub mod text;
mod tree;

use crate::export::{json, text::text as text_of};
use crate::types::decision::{Act, Decision};
use crate::types::evidence::{Digitized, Review};
use crate::types::page::Removal;
use std::collections::BTreeSet;

/// A document with the decisions over it.
pub struct Decided {
    /// What is found by now.
    pub found: Digitized,
    /// Numbers of the decisions that count and have no place any more: what they were about was read otherwise since.
    pub lost: Vec<u64>,
    /// The number of the decision that approved it as it is, None where it is open.
    pub approved: Option<u64>,
}

/// The decisions that count: not undone, or done again.
pub fn active(decisions: &[Decision]) -> Vec<&Decision> {
    let mut undone = BTreeSet::new();
    for decision in decisions {
        match decision.act {
            Act::Undo { of } => drop(undone.insert(of)),
            Act::Redo { of } => drop(undone.remove(&of)),
            _ => {}
        }
    }
    decisions.iter().filter(|d| !matches!(d.act, Act::Undo { .. } | Act::Redo { .. }) && !undone.contains(&d.id)).collect()
}

/// Puts decisions over what was found.
pub fn decided(found: &Digitized, decisions: &[Decision]) -> Decided {
    let (mut found, mut lost, mut approved) = (found.clone(), Vec::new(), None);
    for decision in active(decisions) {
        match &decision.act {
            Act::Approve { of } => approved = Some((decision.id, of)),
            Act::Reopen => approved = None,
            act => {
                // What was decided after the approval nobody has approved.
                approved = None;
                if apply(&mut found, act).is_none() {
                    lost.push(decision.id);
                }
            }
        }
    }
    let approved = approved.filter(|(_, of)| digest(&found).is_some_and(|now| now == **of)).map(|(id, _)| id);
    found.review = if approved.is_some() { Review::Approved } else { Review::Open };
    Decided { found, lost, approved }
}

/// blake3 of what is approved: text, record and clauses. None of evidence that was tampered with.
pub fn digest(found: &Digitized) -> Option<String> {
    let notice = json::notice(found).ok()?;
    let parts = serde_json::json!([text_of(found), notice.document, notice.body.iter().map(said).collect::<Vec<_>>()]);
    Some(blake3::hash(parts.to_string().as_bytes()).to_hex().to_string())
}

/// A clause without its confidence, which another run may see otherwise.
fn said(block: &crate::types::notice::Block) -> serde_json::Value {
    serde_json::json!([block.label, block.text, block.table, block.children.iter().map(said).collect::<Vec<_>>()])
}

/// Does what was decided; None where it has no place.
fn apply(found: &mut Digitized, act: &Act) -> Option<()> {
    match act {
        Act::Text { at, after, .. } => {
            let (line, range) = place::text(found, at)?;
            text::set(found, line, range, after)
        }
        Act::Label { clause, after, .. } => {
            let way = place::clause(found, clause)?;
            tree::label(found, &way, after.as_deref())
        }
        Act::Field { field, before, after } => fields::set(found, field, before, after),
        Act::Removal { at, before, after } => {
            let is_it = |r: &&mut Removal| r.text.as_ref() == Some(before) && place::is_same(&r.bbox, &at.bbox);
            let page = found.pages.iter_mut().find(|p| p.page == at.page)?;
            // Looked at: nothing is left to be asked of it.
            page.removed.iter_mut().find(is_it)?.text = None;
            if let Some(after) = after {
                text::insert(found, at, after);
            }
            Some(())
        }
        Act::Split { clause, at } => {
            let (way, (line, range)) = (place::clause(found, clause)?, place::text(found, at)?);
            let from = place::length(&text::now(found, line, [0, range[0]]));
            tree::split(found, &way, (line, from))
        }
        Act::Join { clause } => place::clause(found, clause).and_then(|way| tree::join(found, &way)),
        Act::Down { clause } => place::clause(found, clause).and_then(|way| tree::down(found, &way)),
        Act::Up { clause } => place::clause(found, clause).and_then(|way| tree::up(found, &way)),
        Act::Approve { .. } | Act::Reopen | Act::Undo { .. } | Act::Redo { .. } => Some(()),
    }
}
