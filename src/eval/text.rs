//! How far a text is from the true one, in characters and in words.

use super::align::{cheapest, distance};
use super::normal::{bare, normal, words};
use super::place;
use super::report::TextFigures;
use super::share::Share;
use rapidfuzz::distance::levenshtein;
use regex::Regex;
use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;
use unicode_segmentation::UnicodeSegmentation;

/// How far a place may be off its best at each end, in code points, before the distance is taken.
const SLACK: usize = 2;

/// All figures of a text.
pub fn figures(truth: &str, said: &str) -> TextFigures {
    let (t, s) = (normal(truth), normal(said));
    let lines = by_line(truth, said);
    let (right, true_words, said_words) = overlap(&words(&t), &words(&s));
    TextFigures {
        line_cer: Share::new(lines.edits, lines.letters),
        order_cer: Share::new(distance(&t, &s), t.chars().count()),
        grapheme_cer: Share::new(edits_of(&t.graphemes(true).collect::<Vec<_>>(), &s.graphemes(true).collect::<Vec<_>>()), t.graphemes(true).count()),
        wer: Share::new(edits_of(&words(&t), &words(&s)), true_words),
        recall: Share::new(right, true_words),
        precision: Share::of_said(right, said_words, true_words),
        marks: Share::new(lines.marks, lines.letters),
        lines: Share::new(lines.found, lines.count),
        starts: Share::new(lines.starts_right, lines.starts),
    }
}

/// Edits from one sequence to the other.
fn edits_of(truth: &[&str], said: &[&str]) -> usize {
    let known: BTreeSet<&str> = truth.iter().chain(said).copied().collect();
    let number: HashMap<&str, u32> = known.into_iter().zip(0..).collect();
    levenshtein::distance(truth.iter().map(|p| number[p]), said.iter().map(|p| number[p]))
}

/// Of each true line against its best place in the text.
#[derive(Default)]
struct ByLine {
    edits: usize,
    letters: usize,
    marks: usize,
    count: usize,
    /// Less than half wrong.
    found: usize,
    /// That begin with a list number or a dash, and those of which this is right.
    starts: usize,
    starts_right: usize,
}

fn by_line(truth: &str, said: &str) -> ByLine {
    let text: Vec<char> = normal(said).chars().collect();
    let printed: Vec<Vec<char>> = said.split(['\n', '\u{c}']).map(|l| normal(l).chars().collect()).collect();
    let lines = truth.split('\n').map(|l| normal(l).chars().collect::<Vec<_>>()).filter(|l| l.len() >= 2);
    lines.fold(ByLine::default(), |sum, line| {
        let (edits, part) = at_best_place(&line, &text);
        // More than half wrong, it is another line, and marks on it would be chance.
        let marks = if edits > 0 && 2 * edits <= line.len() { marks(&line, part) } else { 0 };
        let start = start(&line);
        ByLine {
            edits: sum.edits + edits, letters: sum.letters + line.len(), marks: sum.marks + marks,
            count: sum.count + 1, found: sum.found + usize::from(2 * edits < line.len()),
            starts: sum.starts + usize::from(start.is_some()),
            starts_right: sum.starts_right + usize::from(start.is_some_and(|start| part.starts_with(start) || begins_one(&line, start, &printed, edits))),
        }
    })
}

/// Whether a line of the text begins with a start and is as good a place of the true line as the best, within the slack: a
/// place that is as long as the line may begin before it, and another line may be like it but for its start.
fn begins_one(line: &[char], start: &[char], printed: &[Vec<char>], edits: usize) -> bool {
    let comparator = levenshtein::BatchComparator::new(line.iter().copied());
    let near = |own: &&Vec<char>| comparator.distance(own.iter().take(line.len()).copied()) <= edits + SLACK;
    printed.iter().filter(|own| own.starts_with(start)).any(|own| near(&own))
}

/// The list number, letter or dash that a line begins with, with the blank behind it.
fn start(line: &[char]) -> Option<&[char]> {
    static START: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"^(?:[1-9]\d{0,2}(?:\.\d{1,3})*[.)/-]?|[IVX]{1,5}[.-]|\p{Ll}\)|[-+]) ").ok());
    let text: String = line.iter().take(20).collect();
    START.as_ref()?.find(&text).map(|found| &line[..found.as_str().chars().count()])
}

/// Edits, at most all of the line, and what stands there.
fn at_best_place<'a>(line: &[char], text: &'a [char]) -> (usize, &'a [char]) {
    let place = place::best(line, text);
    let comparator = levenshtein::BatchComparator::new(line.iter().copied());
    let (low, high) = (place.start.saturating_sub(SLACK), text.len().min(place.end + SLACK));
    let starts = low..high.min(place.start + SLACK + 1);
    let parts = starts.flat_map(|i| (i.max(place.end.saturating_sub(SLACK))..=high).map(move |j| &text[i..j]));
    let best = parts.map(|part| (comparator.distance(part.iter().copied()), part)).min_by_key(|(edits, _)| *edits);
    best.map_or((line.len(), &[]), |(edits, part)| (edits.min(line.len()), part))
}

/// Words in both, counted as often as in both; true words; said words.
fn overlap(truth: &[&str], said: &[&str]) -> (usize, usize, usize) {
    let mut left: HashMap<&str, usize> = HashMap::new();
    truth.iter().for_each(|w| *left.entry(w).or_default() += 1);
    let found = said.iter().filter(|w| left.get_mut(**w).is_some_and(|n| n.checked_sub(1).map(|less| *n = less).is_some()));
    (found.count(), truth.len(), said.len())
}

/// Letters that are right but for tone, hat or the stroke of `đ`.
fn marks(truth: &[char], said: &[char]) -> usize {
    // An edit costs so much that taking off one where only the mark is wrong just picks among the best alignments.
    let edit = truth.len() + said.len();
    let both = |a: &char, b: &char| if a == b { 0 } else { edit - usize::from(bare(*a) == bare(*b)) };
    let (_, pairs) = cheapest(truth, said, |_| edit, both);
    let only_mark = |(i, j): &(usize, usize)| truth[*i] != said[*j] && bare(truth[*i]) == bare(said[*j]);
    pairs.into_iter().filter_map(|(i, j)| i.zip(j)).filter(only_mark).count()
}
