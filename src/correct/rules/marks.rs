//! Names of which only marks were misread: what rules of names have in common.

use super::Proposal;
use crate::lexicon::{folded, respelled};
use crate::types::edit::Certainty;
use crate::types::line::{Line, Word};

/// A word surer than this is what is printed.
pub const SURE: f64 = 0.95;

/// The words of a line without marks and signs, to look for many names.
pub fn plain(line: &Line) -> Vec<String> {
    line.words.iter().map(|w| folded(bare(&w.text))).collect()
}

/// Where among the plain words of a line (index of the first) a name stands, marks aside.
pub fn places(own: &[String], name: &str) -> Vec<usize> {
    let name: Vec<String> = name.split(' ').map(|w| folded(bare(w))).collect();
    own.windows(name.len()).enumerate().filter(|(_, window)| *window == name).map(|(at, _)| at).collect()
}

/// The words from `at` on that differ from a name's in marks as it spells them; None where none does, or one that nothing lay
/// over is surer than `sure`. Words between them stay as they were read.
pub fn respell(line: &Line, (at, name): (usize, &str), sure: f64) -> Option<Proposal> {
    let pairs: Vec<(&Word, &str)> = line.words[at..].iter().zip(name.split(' ')).collect();
    let differs = |(word, is): &(&Word, &str)| respelled(&bare(&word.text).to_lowercase()) != respelled(&bare(is).to_lowercase());
    let (first, last) = (pairs.iter().position(differs)?, pairs.iter().rposition(differs)?);
    if pairs.iter().any(|pair| differs(pair) && pair.0.under.is_empty() && pair.0.confidence.get() > sure) {
        return None;
    }
    let words: Vec<String> = pairs[first..=last].iter().map(|pair| if differs(pair) { spelled(&pair.0.text, bare(pair.1)) } else { pair.0.text.clone() }).collect();
    let from: usize = line.words[..at + first].iter().map(|w| w.text.chars().count() + 1).sum();
    let length = pairs[first..=last].iter().map(|(word, _)| word.text.chars().count() + 1).sum::<usize>() - 1;
    Some(Proposal { range: [from, from + length], after: words.join(" "), certainty: Certainty::Likely })
}

/// A word of a name in the case of the printed one, with the signs around that.
fn spelled(printed: &str, is: &str) -> String {
    let own = bare(printed);
    let capitals = !own.chars().any(char::is_lowercase);
    printed.replacen(own, &if capitals { is.to_uppercase() } else { is.to_owned() }, 1)
}

/// A word without the signs around it.
pub fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}
