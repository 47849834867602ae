//! `text.txt`.

use crate::types::clause::{Clause, LabelSource};
use crate::types::evidence::Digitized;
use std::collections::BTreeMap;

/// One printed line a line, pages separated by form feeds: N pages, N-1 of them. Made corrections
/// and repaired labels are in it, inferred labels are not.
pub fn text(found: &Digitized) -> String {
    let mut repaired = BTreeMap::new();
    collect(&found.body, &mut repaired);
    let line = |(i, text): (usize, &str)| match repaired.get(&i) {
        Some(&(label, length)) => relabelled(text, label, length),
        None => text.to_owned(),
    };
    let pages = found.pages.iter().map(|page| {
        let lines = found.lines.iter().enumerate().filter(|(_, l)| l.page == page.page);
        lines.map(|(i, l)| line((i, &l.text)) + "\n").collect::<String>()
    });
    pages.collect::<Vec<_>>().join("\u{c}")
}

/// Repaired labels by line, with the code points that the damaged one takes.
fn collect<'a>(clauses: &'a [Clause], out: &mut BTreeMap<usize, (&'a str, usize)>) {
    for clause in clauses {
        let label = clause.label.as_deref().filter(|_| clause.label_source == Some(LabelSource::Repaired));
        if let (Some(label), Some(span)) = (label, clause.spans.first()) {
            out.insert(span.line, (label, span.range[0]));
        }
        collect(&clause.children, out);
    }
}

/// A line with its label as it ought to be; an opening quotation mark before it stays.
fn relabelled(text: &str, label: &str, length: usize) -> String {
    let quote: String = text.chars().take_while(|c| matches!(c, '"' | '“')).collect();
    let rest: String = text.chars().skip(length).collect();
    format!("{quote}{label} {rest}").trim_end().to_owned()
}
