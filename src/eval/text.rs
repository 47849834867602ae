//! How far a text is from the true one, in characters and in words.

use super::align::{self, Alignment, cheapest, distance};
use super::normal::{bare, normal, words};
use super::place;
use super::report::{Share, TextFigures};
use rapidfuzz::distance::levenshtein;
use std::collections::{BTreeSet, HashMap};
use unicode_segmentation::UnicodeSegmentation;

/// How far a place may be off its best at each end, in code points, before the distance is taken.
const SLACK: usize = 2;

/// All figures of a text.
pub fn figures(truth: &str, said: &str) -> TextFigures {
    let (t, s) = (normal(truth), normal(said));
    let (edits, letters) = by_line(truth, &s);
    let (right, true_words, said_words) = overlap(&words(&t), &words(&s));
    TextFigures {
        line_cer: Share::new(edits, letters),
        order_cer: Share::new(distance(&t, &s), t.chars().count()),
        grapheme_cer: Share::new(edits_of(&t.graphemes(true).collect::<Vec<_>>(), &s.graphemes(true).collect::<Vec<_>>()), t.graphemes(true).count()),
        wer: Share::new(edits_of(&words(&t), &words(&s)), true_words),
        recall: Share::new(right, true_words),
        precision: Share::of_said(right, said_words, true_words),
        marks: Share::new(marks(&t, &s), t.chars().count()),
    }
}

/// Edits from one sequence to the other.
fn edits_of(truth: &[&str], said: &[&str]) -> usize {
    let known: BTreeSet<&str> = truth.iter().chain(said).copied().collect();
    let number: HashMap<&str, u32> = known.into_iter().zip(0..).collect();
    levenshtein::distance(truth.iter().map(|p| number[p]), said.iter().map(|p| number[p]))
}

/// Edits and code points of each true line against its best place in the text.
fn by_line(truth: &str, said: &str) -> (usize, usize) {
    let text: Vec<char> = said.chars().collect();
    let lines = truth.split('\n').map(|l| normal(l).chars().collect::<Vec<_>>()).filter(|l| l.len() >= 2);
    lines.fold((0, 0), |(edits, letters), line| (edits + at_best_place(&line, &text), letters + line.len()))
}

fn at_best_place(line: &[char], text: &[char]) -> usize {
    let place = place::best(line, text);
    let comparator = levenshtein::BatchComparator::new(line.iter().copied());
    let (low, high) = (place.start.saturating_sub(SLACK), text.len().min(place.end + SLACK));
    let starts = low..high.min(place.start + SLACK + 1);
    let parts = starts.flat_map(|i| (i.max(place.end.saturating_sub(SLACK))..=high).map(move |j| &text[i..j]));
    parts.map(|p| comparator.distance(p.iter().copied())).min().unwrap_or(line.len()).min(line.len())
}

/// Words in both, counted as often as in both; true words; said words.
fn overlap(truth: &[&str], said: &[&str]) -> (usize, usize, usize) {
    let mut left: HashMap<&str, usize> = HashMap::new();
    truth.iter().for_each(|w| *left.entry(w).or_default() += 1);
    let found = said.iter().filter(|w| left.get_mut(**w).is_some_and(|n| n.checked_sub(1).map(|less| *n = less).is_some()));
    (found.count(), truth.len(), said.len())
}

/// Letters that are right but for tone, hat or the stroke of `đ`.
fn marks(truth: &str, said: &str) -> usize {
    let (t, s): (Vec<&str>, Vec<&str>) = (truth.split(' ').collect(), said.split(' ').collect());
    let Alignment { of_true, .. } = align::words(&t, &s);
    of_true.iter().enumerate().filter_map(|(i, j)| j.map(|j| marks_of(t[i], s[j]))).sum()
}

fn marks_of(truth: &str, said: &str) -> usize {
    if truth == said {
        return 0;
    }
    let (t, s): (Vec<char>, Vec<char>) = (truth.chars().collect(), said.chars().collect());
    // An edit costs so much that taking off one where only the mark is wrong just picks among the best alignments.
    let edit = t.len() + s.len();
    let both = |a: &char, b: &char| if a == b { 0 } else { edit - usize::from(bare(*a) == bare(*b)) };
    let (_, pairs) = cheapest(&t, &s, |_| edit, both);
    let only_mark = |(i, j): &(usize, usize)| t[*i] != s[*j] && bare(t[*i]) == bare(s[*j]);
    pairs.into_iter().filter_map(|(i, j)| i.zip(j)).filter(only_mark).count()
}
