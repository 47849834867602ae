//! Time of structure per line, at 1,000, 10,000 and 100,000 lines of damaged outlines: it grows with the lines alone.
#![allow(missing_docs, clippy::unwrap_used)]

#[path = "../tests/damage/damages.rs"]
mod damages;
#[path = "../tests/damage/outline.rs"]
mod outline;
#[path = "../tests/damage/page.rs"]
mod page;
#[path = "../tests/damage/random.rs"]
mod random;
#[path = "../tests/damage/texts.rs"]
mod texts;

use sohoa::lexicon::Lexicon;
use sohoa::types::aside::Aside;
use sohoa::types::line::Line;
use std::time::Instant;

/// One document of so many lines.
fn document(count: usize) -> Vec<Line> {
    let mut random = random::Random::new(1);
    let mut out: Vec<Line> = Vec::new();
    while out.len() < count {
        let outline = outline::outline(&mut random, out.len() % 2 == 0);
        out.extend(page::printed(&mut random, &outline, true).lines);
    }
    out.truncate(count);
    out
}

fn main() {
    let mut base = None;
    for count in [1_000, 10_000, 100_000] {
        let lines = document(count);
        // The best of a few runs: others use the machine, too.
        let took = (0..if count > 10_000 { 2 } else { 5 }).map(|_| {
            let start = Instant::now();
            let found = sohoa::structure::structure(&lines, &Aside::default(), &Lexicon::default());
            assert!(!found.body.is_empty());
            start.elapsed()
        }).min().unwrap();
        let each = took.as_secs_f64() * 1e6 / count as f64;
        let base = *base.get_or_insert(each);
        println!("{count:>7} lines: {took:>10.1?}, {each:6.1} µs a line, {:.2} times that of 1,000", each / base);
    }
}
