//! What reviewers decided, put over what was found: evidence and decisions make the outputs, as evidence alone does where nobody
//! has looked. A decision finds its place by the page and what was read there, so that it holds for another run, too.

pub mod beginnings;
pub mod fields;
mod insert;
pub mod log;
pub mod place;
pub mod text;
pub mod tree;

use crate::export::{json, text::text as text_of};
use crate::types::decision::{Act, Decision};
use crate::types::evidence::{Digitized, Review};
use std::collections::BTreeSet;
use std::io::Result;
use std::path::Path;

/// A document with the decisions over it.
pub struct Decided {
    /// What is found by now.
    pub found: Digitized,
    /// Numbers of the decisions that count and have no place any more: what they were about was read otherwise since.
    pub lost: Vec<u64>,
    /// The number of the decision that approved it as it is, None where it is open.
    pub approved: Option<u64>,
}

/// What decisions hold for: blake3 over the blake3 of the files of a scan, in their order.
pub fn scan_of(found: &Digitized) -> String {
    let files: Vec<&str> = found.source.files.iter().map(|f| f.blake3.as_str()).collect();
    blake3::hash(files.join("\n").as_bytes()).to_hex().to_string()
}

/// What was found, with the decisions in the folder of a document that are over its scan.
///
/// # Errors
/// They cannot be read.
pub fn in_folder(folder: &Path, found: &Digitized) -> Result<Decided> {
    let (all, scan) = (log::read(folder)?, scan_of(found));
    Ok(decided(found, &all.into_iter().filter(|d| d.scan == scan).collect::<Vec<_>>()))
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

/// Puts decisions over what was found: those over its scan, oldest first.
pub fn decided(found: &Digitized, decisions: &[Decision]) -> Decided {
    let (mut found, mut lost, mut approved) = (found.clone(), Vec::new(), None);
    let counting = active(decisions);
    for (n, decision) in counting.iter().enumerate() {
        match &decision.act {
            Act::Approve { of } => approved = Some((decision.id, of)),
            Act::Reopen => approved = None,
            act => {
                // What was decided after the approval nobody has approved.
                approved = None;
                if !is_taken_back(act, &counting[n + 1..]) && apply(&mut found, act).is_none() {
                    lost.push(decision.id);
                }
            }
        }
    }
    let approved = approved.filter(|(_, of)| digest(&found).is_some_and(|now| now == **of)).map(|(id, _)| id);
    found.review = if approved.is_some() { Review::Approved } else { Review::Open };
    Decided { found, lost, approved }
}

/// Whether something else was decided later of words that were taken away, or of what was taken off: only the last one counts, and it
/// counts for what the machine found.
fn is_taken_back(act: &Act, later: &[&Decision]) -> bool {
    later.iter().any(|d| match (act, &d.act) {
        (Act::Text { at, after, .. }, Act::Text { at: same, .. }) => after.is_empty() && at == same,
        (Act::Removal { at, before, .. }, Act::Removal { at: same, before: read, .. }) => at.page == same.page && before == read && place::is_same(&at.bbox, &same.bbox),
        _ => false,
    })
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
            let before = text::now(found, line, range);
            let following = fields::following(found, (line, range), (&before, after));
            text::set(found, line, range, after)?;
            fields::carry(found, following);
            Some(())
        }
        Act::Label { clause, after, .. } => {
            let at = beginnings::beginning(found, &place::clause(found, clause)?)?;
            let words = beginnings::words_of_label(found, &at);
            text::confirm(&mut found.lines[at.line], words);
            tree::label(found, &at.way, after.as_deref())
        }
        Act::Field { field, before, after } => fields::set(found, field, before, after),
        Act::Removal { at, before, after } => {
            let (page, removal) = place::removal(found, at, before)?;
            // Looked at: nothing is left to be asked of it.
            found.pages[page].removed[removal].text = None;
            if let Some(after) = after {
                insert::insert(found, at, after);
            }
            Some(())
        }
        Act::Split { clause, at } => {
            let (way, (line, range)) = (place::clause(found, clause)?, place::text(found, at)?);
            let from = place::length(&text::now(found, line, [0, range[0]]));
            tree::split(found, &way, (line, from))
        }
        Act::Join { clause, to } => {
            let (way, to) = (place::clause(found, clause)?, place::clause(found, to)?);
            (tree::before(&found.body, &way)? == to).then_some(())?;
            tree::join(found, &way)
        }
        Act::Move { clause, before, after } => {
            let of = |place: &Option<_>| place.as_ref().map_or(Some(Vec::new()), |p| place::clause(found, p));
            let (way, before, after) = (place::clause(found, clause)?, of(before), of(after)?);
            tree::hang(found, &way, (before, after))
        }
        Act::Approve { .. } | Act::Reopen | Act::Undo { .. } | Act::Redo { .. } => Some(()),
    }
}
