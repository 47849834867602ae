//! Clause labels: their sequence, and the labels above each.

use super::align::cheapest;
use super::normal;
use super::share::Share;
use serde_json::Value;

/// A label and those above it, as they are compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The label.
    pub label: String,
    /// The labels above it, outermost first; clauses without a label do not count.
    pub path: Vec<String>,
}

impl Label {
    /// A label of which only the sequence is known.
    pub fn alone(label: &str) -> Self {
        Self { label: normal::label(label), path: Vec::new() }
    }
}

/// The labels of a body in reading order; only those whose clause begins on `page`, if one is given.
pub fn labels_of(body: &[Value], page: Option<u32>) -> Vec<Label> {
    let mut out = Vec::new();
    collect(body, &[], &mut |block, label| {
        let begins = block.pointer("/places/0/page").and_then(Value::as_u64);
        if page.is_none() || begins.is_none() || begins == page.map(u64::from) {
            out.push(label);
        }
    });
    out
}

fn collect(blocks: &[Value], path: &[String], tell: &mut impl FnMut(&Value, Label)) {
    for block in blocks {
        let label = block["label"].as_str().filter(|l| !l.is_empty()).map(normal::label);
        let mut below = path.to_vec();
        if let Some(label) = label {
            tell(block, Label { label: label.clone(), path: path.to_vec() });
            below.push(label);
        }
        collect(block["children"].as_array().map_or(&[], Vec::as_slice), &below, tell);
    }
}

/// Edits of the sequence, and labels under the right ones: of the shortest alignments that with most of them.
pub fn compare(truth: &[Label], said: &[Label]) -> (Share, Share) {
    let edit = truth.len() + said.len() + 1;
    let both = |a: &Label, b: &Label| if a.label == b.label { usize::from(a.path != b.path) } else { edit };
    let (cost, pairs) = cheapest(truth, said, |_| edit, both);
    let right = pairs.into_iter().filter_map(|(i, j)| i.zip(j)).filter(|(i, j)| truth[*i] == said[*j]).count();
    (Share::new(cost / edit, truth.len()), Share::new(right, truth.len()))
}
