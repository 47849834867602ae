//! `text.txt`.

use crate::types::clause::{Clause, LabelSource};
use crate::types::evidence::Digitized;
use std::collections::BTreeMap;

/// One printed line a line, pages separated by form feeds: N pages, N-1 of them. Made corrections
/// and repaired labels are in it, inferred labels are not.
pub fn text(found: &Digitized) -> String {
    let mut labels = Labels::default();
    collect(&found.body, &mut labels);
    let line = |(i, text): (usize, &str)| relabelled(text, labels.of(i));
    let pages = found.pages.iter().map(|page| {
        let lines = found.lines.iter().enumerate().filter(|(_, l)| l.page == page.page);
        // A reviewer may have taken away all of a line.
        lines.map(|(i, l)| line((i, &l.text))).filter(|text| !text.is_empty()).map(|text| text + "\n").collect::<String>()
    });
    pages.collect::<Vec<_>>().join("\u{c}")
}

/// What clauses have of the lines.
#[derive(Default)]
struct Labels<'a> {
    /// Ends of the text of clauses.
    ends: BTreeMap<usize, Vec<usize>>,
    /// Repaired labels, with where the text behind each begins.
    repaired: BTreeMap<usize, Vec<(usize, &'a str)>>,
}

impl Labels<'_> {
    /// The repaired labels of a line, the last first: from where on each stood, where its text begins, what it ought to be.
    fn of(&self, line: usize) -> Vec<(usize, usize, &str)> {
        let ends = self.ends.get(&line).map_or(&[][..], Vec::as_slice);
        let start = |from: usize| ends.iter().filter(|end| **end <= from).max().copied().unwrap_or(0);
        let mut all: Vec<_> = self.repaired.get(&line).into_iter().flatten().map(|(from, label)| (start(*from), *from, *label)).collect();
        all.sort_by_key(|(_, from, _)| std::cmp::Reverse(*from));
        all
    }
}

fn collect<'a>(clauses: &'a [Clause], out: &mut Labels<'a>) {
    for clause in clauses {
        let label = clause.label.as_deref().filter(|_| clause.label_source == Some(LabelSource::Repaired));
        if let (Some(label), Some(span)) = (label, clause.spans.first()) {
            out.repaired.entry(span.line).or_default().push((span.range[0], label));
        }
        let held = clause.spans.iter().filter(|s| s.range[0] < s.range[1]);
        held.for_each(|s| out.ends.entry(s.line).or_default().push(s.range[1]));
        collect(&clause.children, out);
    }
}

/// A line with its labels as they ought to be; an opening quotation mark before one stays.
fn relabelled(text: &str, labels: Vec<(usize, usize, &str)>) -> String {
    if labels.is_empty() {
        return text.to_owned();
    }
    let mut letters: Vec<char> = text.chars().collect();
    for (start, from, label) in labels {
        let kept = letters[start..from].iter().take_while(|c| matches!(c, '"' | '“' | ' ')).count();
        letters.splice(start + kept..from, format!("{label} ").chars());
    }
    letters.into_iter().collect::<String>().trim_end().to_owned()
}
