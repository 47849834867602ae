//! The tree of clauses as a list, each with its path and its printed lines.

use super::folder::Document;
use super::lines::{Passage, passage};
use crate::types::clause::Clause;
use crate::types::evidence::Digitized;
use crate::types::notice::Block;

/// A clause in reading order.
pub struct Entry<'a> {
    /// The clause.
    pub block: &'a Block,
    /// Labels down to it, each unmistakable among its siblings: `2.`, `- (3)`, `¶1`.
    pub path: Vec<String>,
    /// Index of the clause it hangs under.
    pub parent: Option<usize>,
    /// Its printed lines; empty without evidence.
    pub lines: Passage,
}

/// The clauses of a document, each before those under it.
pub fn outline(document: &Document) -> Vec<Entry<'_>> {
    let mut out = Vec::new();
    let evidence = document.evidence.as_ref();
    let level = Level { blocks: &document.notice.body, clauses: evidence.map_or(&[], |e| &e.body), parent: None };
    collect(&level, evidence, &mut out);
    out
}

struct Level<'a> {
    blocks: &'a [Block],
    clauses: &'a [Clause],
    parent: Option<usize>,
}

fn collect<'a>(level: &Level<'a>, evidence: Option<&'a Digitized>, out: &mut Vec<Entry<'a>>) {
    let above: Vec<String> = level.parent.map(|p| out[p].path.clone()).unwrap_or_default();
    // A record that does not belong to its evidence is compared without lines.
    let fits = level.blocks.len() == level.clauses.len();
    for (i, block) in level.blocks.iter().enumerate() {
        let clause = level.clauses.get(i).filter(|_| fits);
        let lines = clause.zip(evidence).map(|(c, e)| passage(&c.spans, &e.lines)).unwrap_or_default();
        let path = above.iter().cloned().chain([part(level.blocks, i)]).collect();
        out.push(Entry { block, path, parent: level.parent, lines });
        let below = Level { blocks: &block.children, clauses: clause.map_or(&[], |c| &c.children), parent: Some(out.len() - 1) };
        collect(&below, evidence, out);
    }
}

/// What tells a clause from its siblings.
fn part(siblings: &[Block], index: usize) -> String {
    let label = &siblings[index].label;
    let nth = siblings[..=index].iter().filter(|b| b.label == *label).count();
    match label {
        None => format!("¶{nth}"),
        Some(label) if siblings.iter().filter(|b| b.label.as_ref() == Some(label)).count() > 1 => format!("{label} ({nth})"),
        Some(label) => label.clone(),
    }
}
