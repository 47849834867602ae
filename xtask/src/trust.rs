//! How far the engine's confidence may be trusted: the table that ships with the recognition model.
//!
//! The share of right words at each confidence, made to rise with it (isotonic regression by pooling adjacent violators; Ayer
//! et al. 1955; Zadrozny and Elkan 2002), with wrong words counted five times: generated pages are better than real ones,
//! and a wrong word that is believed costs more than a right one that is looked at.

use anyhow::Result;
use sohoa::types::ocr::Confidence;
use std::path::Path;

/// How many right words a wrong one counts for.
const WORTH: f64 = 5.0;
/// A row of the table rests on this many words, at least.
const WORDS: f64 = 400.0;

/// Words of about one confidence.
#[derive(Clone, Copy)]
struct Pool {
    confidence: f64,
    right: f64,
    wrong: f64,
}

impl Pool {
    fn words(self) -> f64 {
        self.right + self.wrong
    }

    /// Share of right words; half a wrong one more than were seen, or a pool without any would be sure for ever.
    fn share(self) -> f64 {
        self.right / (self.words() + 0.5)
    }

    fn and(self, o: Self) -> Self {
        let confidence = (self.confidence * self.words() + o.confidence * o.words()) / (self.words() + o.words());
        Self { confidence, right: self.right + o.right, wrong: self.wrong + o.wrong }
    }

    fn trust(self) -> f64 {
        let (right, wrong) = (self.share(), 1.0 - self.share());
        right / (right + WORTH * wrong)
    }
}

/// Prints the table from outputs that were made with the engine's own confidence.
pub fn print(out: &Path, truth: &Path) -> Result<()> {
    let words = sohoa::eval::confidences(out, truth)?;
    println!("# engine\tconfidence\twords\twrong");
    for pool in pools(words) {
        println!("{:.3}\t{:.3}\t{}\t{}", pool.confidence, pool.trust(), pool.words(), pool.wrong);
    }
    Ok(())
}

fn pools(mut words: Vec<(Confidence, bool)>) -> Vec<Pool> {
    words.sort_by(|a, b| a.0.get().total_cmp(&b.0.get()));
    let equal = words.chunk_by(|a, b| a.0 == b.0).map(|same| {
        let right = same.iter().filter(|w| w.1).count() as f64;
        Pool { confidence: same[0].0.get(), right, wrong: same.len() as f64 - right }
    });
    let mut out: Vec<Pool> = Vec::new();
    for pool in equal {
        out.push(pool);
        while let [.., before, last] = out[..] && (before.words() < WORDS || before.share() >= last.share()) {
            out.truncate(out.len() - 2);
            out.push(before.and(last));
        }
    }
    if let [.., before, last] = out[..] && last.words() < WORDS {
        out.truncate(out.len() - 2);
        out.push(before.and(last));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_rises_and_rests_on_many_words() {
        // At 0.5 every other word is right, at 0.9 nine of ten, at 0.7 fewer than at 0.6.
        let at = |confidence: f64, of: usize, right: usize| (0..of).map(move |i| (Confidence::new(confidence), i < right));
        let words: Vec<_> = at(0.5, 1000, 500).chain(at(0.6, 1000, 800)).chain(at(0.7, 1000, 700)).chain(at(0.9, 1000, 900)).chain(at(0.95, 10, 10)).collect();
        let pools = pools(words);
        let shown: Vec<(f64, usize)> = pools.iter().map(|p| ((p.confidence * 100.0).round() / 100.0, p.words() as usize)).collect();
        assert_eq!(shown, [(0.5, 1000), (0.65, 2000), (0.9, 1010)]);
        assert!(pools.windows(2).all(|p| p[0].trust() < p[1].trust()));
        assert!((pools[0].trust() - 0.1666).abs() < 0.001, "of 6 words that count, one is right: {}", pools[0].trust());
    }
}
