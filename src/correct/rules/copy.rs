//! `(b/c)` behind a recipient, a copy to report to, where a letter of it was misread: small type beside a brace.
//!
//! Only words that the engine was not sure of. `(bíc);` → `(b/c);`, `(để bí)` → `(để b/c)`.

use super::Proposal;
use crate::lexicon::folded;
use crate::lexicon::syllable::is_syllable;
use crate::lexicon::Lexicon;
use crate::types::edit::Certainty;
use crate::types::line::Line;
use crate::types::ocr::Block;

/// Words surer than this stay, in the engine's own confidence; whole ones in brackets, `(bộ)`, more easily.
const SURE: f64 = 0.95;
const WHOLE: f64 = 0.7;
/// What may stand around it.
const AROUND: [char; 6] = ['(', ')', ';', ',', '.', ':'];

/// The sign in place of the words.
pub fn rule(line: &Line, _: &Lexicon) -> Vec<Proposal> {
    let words: Vec<&str> = line.raw.split(' ').collect();
    let last = words.len() - 1;
    let from = if words[last].trim_matches(AROUND) == "c" { last.saturating_sub(1) } else { last };
    let read = words[from..].join(" ");
    let most = if is_syllable(&read, 2) && read.contains(')') { WHOLE } else { SURE };
    let unsure = line.words.get(last).is_some_and(|w| w.confidence.get() <= most);
    let opened = read.starts_with('(') || from > 0 && folded(words[from - 1]) == "(de";
    if line.block != Block::Recipients || !unsure || !opened || !may_be(read.trim_matches(AROUND)) {
        return Vec::new();
    }
    let length = line.raw.chars().count();
    let tail: String = read.chars().rev().take_while(|c| AROUND.contains(c) && !"()".contains(*c)).take(1).collect();
    let after = format!("{}b/c){tail}", if read.starts_with('(') { "(" } else { "" });
    vec![Proposal { range: [length - read.chars().count(), length], after, certainty: Certainty::Likely }]
}

/// Whether this may be a misread `b/c`: nothing else so short begins with this letter in brackets.
fn may_be(read: &str) -> bool {
    read != "b/c" && read.starts_with('b') && (2..=3).contains(&read.chars().count()) && !read.contains(|c: char| c.is_ascii_digit())
}
