//! Which said word answers which true word.

use rapidfuzz::distance::levenshtein;
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::ops::Range;

/// Words that moved together count as found from this many on; fewer may be chance.
const MOVED: usize = 3;
/// Fewer equal words than [`MOVED`] between two stretches of so many that differ are equal by chance.
const FAR: usize = 8;
/// Stretches of more pairs than this are not paired: the texts have nothing to do with one another there.
const LARGEST: usize = 1_000_000;

/// A pair of an alignment: indices into the true and the said sequence, one of them missing where something was lost or added.
pub type Pair = (Option<usize>, Option<usize>);

/// The cheapest alignment of two short sequences (Wagner and Fischer 1974), in order. `lone` is what an
/// item without a partner costs, `both` what a pair costs. Pairs win ties.
pub fn cheapest<T>(truth: &[T], said: &[T], lone: impl Fn(&T) -> usize, both: impl Fn(&T, &T) -> usize) -> (usize, Vec<Pair>) {
    let wide = said.len() + 1;
    let mut cost = vec![0; (truth.len() + 1) * wide];
    for at in 1..cost.len() {
        let (i, j) = (at / wide, at % wide);
        let lost = if i > 0 { cost[at - wide] + lone(&truth[i - 1]) } else { usize::MAX };
        let added = if j > 0 { cost[at - 1] + lone(&said[j - 1]) } else { usize::MAX };
        let pair = if i > 0 && j > 0 { cost[at - wide - 1] + both(&truth[i - 1], &said[j - 1]) } else { usize::MAX };
        cost[at] = pair.min(lost).min(added);
    }
    let (mut i, mut j, mut pairs) = (truth.len(), said.len(), Vec::new());
    while i + j > 0 {
        let here = cost[i * wide + j];
        let paired = i > 0 && j > 0 && here == cost[(i - 1) * wide + j - 1] + both(&truth[i - 1], &said[j - 1]);
        let lost = !paired && i > 0 && here == cost[(i - 1) * wide + j] + lone(&truth[i - 1]);
        (i, j) = (i - usize::from(paired || lost), j - usize::from(paired || !lost));
        pairs.push(((paired || lost).then_some(i), (paired || !lost).then_some(j)));
    }
    pairs.reverse();
    (cost.last().copied().unwrap_or(0), pairs)
}

/// Code points to change, put in or take out to get from one text to the other.
pub fn distance(a: &str, b: &str) -> usize {
    levenshtein::distance(a.chars(), b.chars())
}

/// Partners of words, by index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alignment {
    /// For each true word the said one that answers it, right or wrong.
    pub of_true: Vec<Option<usize>>,
    /// For each said word the true one that it answers.
    pub of_said: Vec<Option<usize>>,
}

/// Aligns words: equal ones in order (Myers 1986), then runs of [`MOVED`] or more equal words that stand
/// elsewhere, then what is left between equal words by the fewest letters to change.
pub fn words(truth: &[&str], said: &[&str]) -> Alignment {
    let mut found = Alignment { of_true: vec![None; truth.len()], of_said: vec![None; said.len()] };
    let ops = capture_diff_slices(Algorithm::Myers, truth, said);
    let far = |at: Option<usize>| at.and_then(|i| ops.get(i)).is_some_and(|op| op.old_range().len().max(op.new_range().len()) >= FAR);
    let mut open: Vec<(Range<usize>, Range<usize>)> = vec![(0..0, 0..0)];
    for (i, op) in ops.iter().enumerate() {
        let (t, s) = (op.old_range(), op.new_range());
        if matches!(op, DiffOp::Equal { .. }) && (t.len() >= MOVED || !far(i.checked_sub(1)) || !far(Some(i + 1))) {
            t.clone().zip(s.clone()).for_each(|(t, s)| found.join(t, s));
            open.push((t.end..t.end, s.end..s.end));
        } else if let Some(last) = open.last_mut() {
            *last = (last.0.start..t.end, last.1.start..s.end);
        }
    }
    while found.moved(truth, said) {}
    open.into_iter().for_each(|(t, s)| found.between((truth, t), (said, s)));
    found
}

impl Alignment {
    fn join(&mut self, truth: usize, said: usize) {
        self.of_true[truth] = Some(said);
        self.of_said[said] = Some(truth);
    }

    /// Joins runs of equal words among those without a partner; whether there were any.
    fn moved(&mut self, truth: &[&str], said: &[&str]) -> bool {
        let (t, s) = (free(&self.of_true, 0..truth.len()), free(&self.of_said, 0..said.len()));
        let texts = |at: &[usize], all: &[&str]| at.iter().map(|&i| all[i].to_owned()).collect::<Vec<_>>();
        let mut any = false;
        for op in capture_diff_slices(Algorithm::Myers, &texts(&t, truth), &texts(&s, said)) {
            if let DiffOp::Equal { old_index, new_index, len } = op && len >= MOVED {
                (0..len).for_each(|k| self.join(t[old_index + k], s[new_index + k]));
                any = true;
            }
        }
        any
    }

    /// Pairs the words without a partner between two equal words.
    fn between(&mut self, (truth, t): (&[&str], Range<usize>), (said, s): (&[&str], Range<usize>)) {
        let (t, s) = (free(&self.of_true, t), free(&self.of_said, s));
        if t.len() * s.len() > LARGEST {
            return;
        }
        let texts = |at: &[usize], all: &[&str]| at.iter().map(|&i| all[i].to_owned()).collect::<Vec<_>>();
        let (_, pairs) = cheapest(&texts(&t, truth), &texts(&s, said), |w| w.chars().count(), |a, b| distance(a, b));
        for pair in pairs {
            if let (Some(i), Some(j)) = pair {
                self.join(t[i], s[j]);
            }
        }
    }
}

fn free(partners: &[Option<usize>], among: Range<usize>) -> Vec<usize> {
    among.filter(|&i| partners[i].is_none()).collect()
}
