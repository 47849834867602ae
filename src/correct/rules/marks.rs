//! Names of which only marks were misread: what rules of names have in common.

use super::Proposal;
use crate::lexicon::{folded, respelled};
use crate::types::edit::Certainty;
use crate::types::line::Line;

/// A word surer than this is what is printed.
pub const SURE: f64 = 0.95;

/// Where among the words of a line (index of the first) a name stands, marks aside.
pub fn places(line: &Line, name: &str) -> Vec<usize> {
    let own: Vec<String> = line.words.iter().map(|w| folded(bare(&w.text))).collect();
    let name: Vec<String> = name.split(' ').map(folded).collect();
    own.windows(name.len()).enumerate().filter(|(_, window)| *window == name).map(|(at, _)| at).collect()
}

/// The name as it is spelled in place of the words from `at` on that differ; None where none does, or one that nothing
/// lay over is surer than `sure`.
pub fn respell(line: &Line, (at, name): (usize, &str), sure: f64) -> Option<Proposal> {
    let words = || line.words[at..].iter().zip(name.split(' '));
    let differs = |read: &str, is: &str| respelled(bare(read)) != respelled(is);
    let changed = words().filter(|(word, is)| differs(&word.text, is)).count();
    if changed == 0 || words().any(|(word, is)| differs(&word.text, is) && word.under.is_empty() && word.confidence.get() > sure) {
        return None;
    }
    let from: usize = line.words[..at].iter().map(|w| w.text.chars().count() + 1).sum();
    let length = words().map(|(word, _)| word.text.chars().count() + 1).sum::<usize>() - 1;
    let (first, last) = (&line.words[at].text, &line.words[at + name.split(' ').count() - 1].text);
    let (before, behind) = (lead(first), last.chars().count() - lead(last) - bare(last).chars().count());
    Some(Proposal { range: [from + before, from + length - behind], after: name.to_owned(), certainty: Certainty::Likely })
}

/// A word without the signs around it.
pub fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

/// How many signs stand before a word.
fn lead(word: &str) -> usize {
    word.chars().take_while(|c| !c.is_alphanumeric()).count()
}
