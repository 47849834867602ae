//! Which clause of A is which of B: by text first, by label path where that leaves a doubt.

use super::outline::Entry;
use crate::lexicon::folded;

/// Texts this alike (Dice over threes of letters, 0-1) are the same clause: half of it was read alike.
const ALIKE: f32 = 0.5;
/// With the same label path this much is enough: a clause may have been read very badly once.
const ALIKE_IN_PLACE: f32 = 0.25;
/// A clause that stands elsewhere must be surer, or any two short ones would be a move.
const ALIKE_ELSEWHERE: f32 = 0.7;
/// What the same label and the same path add: enough to choose between clauses of the same text.
const SAME_LABEL: f32 = 0.1;
/// See [`SAME_LABEL`].
const SAME_PATH: f32 = 0.2;

/// A clause of both sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pair {
    /// Index in A.
    pub a: usize,
    /// Index in B.
    pub b: usize,
    /// Whether it stands in the same order among its neighbours.
    pub in_order: bool,
}

/// Pairs by their index in A; each clause at most once.
pub fn pairs(a: &[Entry<'_>], b: &[Entry<'_>]) -> Vec<Pair> {
    let head = a.iter().zip(b).take_while(|(x, y)| equal(x, y)).count();
    let tail = a[head..].iter().rev().zip(b[head..].iter().rev()).take_while(|(x, y)| equal(x, y)).count();
    let (end_a, end_b) = (a.len() - tail, b.len() - tail);
    let table = Table::new(&a[head..end_a], &b[head..end_b]);
    let mut out: Vec<Pair> = (0..head).map(|i| (i, i)).chain((end_a..a.len()).zip(end_b..b.len()))
        .chain(in_order(&table).into_iter().map(|(i, j)| (i + head, j + head)))
        .map(|(a, b)| Pair { a, b, in_order: true }).collect();
    let free_a: Vec<usize> = (head..end_a).filter(|i| out.iter().all(|p| p.a != *i)).collect();
    let free_b: Vec<usize> = (head..end_b).filter(|j| out.iter().all(|p| p.b != *j)).collect();
    out.extend(elsewhere(&table, head, &free_a, &free_b));
    out.sort_unstable();
    out
}

fn equal(a: &Entry<'_>, b: &Entry<'_>) -> bool {
    a.path == b.path && a.block.text == b.block.text
}

/// How alike any two clauses are; 0 where they cannot be the same.
struct Table {
    width: usize,
    height: usize,
    likeness: Vec<f32>,
}

impl Table {
    fn new(a: &[Entry<'_>], b: &[Entry<'_>]) -> Self {
        let grams = |entries: &[Entry<'_>]| entries.iter().map(|e| grams(&e.block.text)).collect::<Vec<_>>();
        let (grams_a, grams_b) = (grams(a), grams(b));
        let rows = a.iter().zip(&grams_a);
        let likeness = rows.flat_map(|(x, gx)| b.iter().zip(&grams_b).map(move |(y, gy)| likeness((x, gx), (y, gy)))).collect();
        Self { width: b.len(), height: a.len(), likeness }
    }
    fn at(&self, a: usize, b: usize) -> f32 {
        self.likeness[a * self.width + b]
    }
}

fn likeness((a, grams_a): (&Entry<'_>, &[u64]), (b, grams_b): (&Entry<'_>, &[u64])) -> f32 {
    let (label, path) = (a.block.label == b.block.label, a.path == b.path);
    let text = if grams_a.is_empty() && grams_b.is_empty() { f32::from(u8::from(label)) } else { dice(grams_a, grams_b) };
    if text >= ALIKE || (path && text >= ALIKE_IN_PLACE) {
        text + SAME_LABEL * f32::from(u8::from(label)) + SAME_PATH * f32::from(u8::from(path))
    } else {
        0.0
    }
}

/// Threes of letters without marks, sorted: misread tone marks, the commonest error, do not tell
/// clauses apart. Of pairs of letters, unlike clauses have too many in common.
fn grams(text: &str) -> Vec<u64> {
    let letters: Vec<char> = folded(text).chars().filter(|c| c.is_alphanumeric()).collect();
    if letters.is_empty() {
        return Vec::new();
    }
    let padded: Vec<u64> = std::iter::once('\0').chain(letters).chain(std::iter::once('\0')).map(u64::from).collect();
    let mut out: Vec<u64> = padded.windows(3).map(|w| w[0] << 42 | w[1] << 21 | w[2]).collect();
    out.sort_unstable();
    out
}

/// Dice's coefficient of two sorted multisets.
fn dice(a: &[u64], b: &[u64]) -> f32 {
    let (mut i, mut j, mut common) = (0, 0, 0_u32);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => (i, j, common) = (i + 1, j + 1, common + 1),
        }
    }
    2.0 * common as f32 / (a.len() + b.len()).max(1) as f32
}

/// The pairs in order that are the most alike together (Needleman and Wunsch 1970, gaps cost nothing).
fn in_order(table: &Table) -> Vec<(usize, usize)> {
    let (height, width) = (table.height, table.width);
    let mut best = vec![vec![0.0_f32; width + 1]; height + 1];
    for i in (0..height).rev() {
        for j in (0..width).rev() {
            let paired = if table.at(i, j) > 0.0 { table.at(i, j) + best[i + 1][j + 1] } else { 0.0 };
            best[i][j] = paired.max(best[i + 1][j]).max(best[i][j + 1]);
        }
    }
    let (mut i, mut j, mut out) = (0, 0, Vec::new());
    while i < height && j < width {
        if best[i][j] == best[i + 1][j] {
            i += 1;
        } else if best[i][j] == best[i][j + 1] {
            j += 1;
        } else {
            out.push((i, j));
            (i, j) = (i + 1, j + 1);
        }
    }
    out
}

/// Of what is left, the most alike first.
fn elsewhere(table: &Table, head: usize, free_a: &[usize], free_b: &[usize]) -> Vec<Pair> {
    let all = free_a.iter().flat_map(|&a| free_b.iter().map(move |&b| (a, b)));
    let mut alike: Vec<(f32, usize, usize)> = all.map(|(a, b)| (table.at(a - head, b - head), a, b)).filter(|x| x.0 >= ALIKE_ELSEWHERE).collect();
    alike.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    let mut out: Vec<Pair> = Vec::new();
    for (_, a, b) in alike {
        if out.iter().all(|p| p.a != a && p.b != b) {
            out.push(Pair { a, b, in_order: false });
        }
    }
    out
}
