//! Two texts, word by word.

use schemars::JsonSchema;
use serde::Serialize;
use similar::{Algorithm, DiffOp, DiffTag, capture_diff_slices};
use std::ops::Range;

/// Which side has a piece of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Op {
    /// Both.
    Same,
    /// Only A.
    Lost,
    /// Only B.
    Added,
}

/// Some words that one side or both have, joined by blanks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Piece {
    /// Who has it.
    pub op: Op,
    /// The words.
    pub text: String,
}

impl Piece {
    /// A piece of some words, None of none.
    fn of(op: Op, words: &[&str]) -> Option<Self> {
        (!words.is_empty()).then(|| Self { op, text: words.join(" ") })
    }
    /// How many words.
    pub fn count(&self) -> usize {
        self.text.split_whitespace().count()
    }
}

/// What differs between two texts.
pub struct WordDiff {
    /// Both texts from first to last word; lost words before those added in their place.
    pub pieces: Vec<Piece>,
    /// For each difference the words of A it stands in; where nothing was lost, the word before.
    pub before: Vec<Range<usize>>,
    /// For each difference the words of B it stands in; where nothing was added, the word before.
    pub after: Vec<Range<usize>>,
}

impl WordDiff {
    /// Whether the words are the same.
    pub fn same(&self) -> bool {
        self.before.is_empty()
    }
}

/// Compares two texts by the words between blanks (Myers 1986).
pub fn compare(a: &str, b: &str) -> WordDiff {
    let (a, b): (Vec<&str>, Vec<&str>) = (a.split_whitespace().collect(), b.split_whitespace().collect());
    let ops = capture_diff_slices(Algorithm::Myers, &a, &b);
    let changed = || ops.iter().filter(|o| o.tag() != DiffTag::Equal);
    WordDiff {
        pieces: ops.iter().flat_map(|op| pieces(op, &a, &b)).flatten().collect(),
        before: changed().map(|o| shown(o.old_range())).collect(),
        after: changed().map(|o| shown(o.new_range())).collect(),
    }
}

fn pieces(op: &DiffOp, a: &[&str], b: &[&str]) -> [Option<Piece>; 2] {
    let (old, new) = (&a[op.old_range()], &b[op.new_range()]);
    match op.tag() {
        DiffTag::Equal => [Piece::of(Op::Same, old), None],
        _ => [Piece::of(Op::Lost, old), Piece::of(Op::Added, new)],
    }
}

fn shown(words: Range<usize>) -> Range<usize> {
    if words.is_empty() { words.start.saturating_sub(1)..words.start.max(1) } else { words }
}
