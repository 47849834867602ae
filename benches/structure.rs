//! Time of structure per line, over 100,000 lines of damaged outlines as documents of 1,000, of 10,000 and of 100,000 lines: it
//! grows with the lines alone.
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

/// Lines in all.
const LINES: usize = 100_000;

/// Lines of outlines, one after the other.
fn lines(count: usize) -> Vec<Line> {
    let mut random = random::Random::new(1);
    let mut out: Vec<Line> = Vec::new();
    while out.len() < count {
        let outline = outline::outline(&mut random, out.len().is_multiple_of(2));
        out.extend(page::printed(&mut random, &outline, true).lines);
    }
    out.truncate(count);
    out
}

fn main() {
    let lines = lines(LINES);
    let mut base = None;
    for count in [1_000, 10_000, LINES] {
        // The same lines each time, in documents of this length.
        let start = Instant::now();
        for document in lines.chunks(count) {
            assert!(!sohoa::structure::structure(document, &Aside::default(), &Lexicon::default()).body.is_empty());
        }
        let each = start.elapsed().as_secs_f64() * 1e6 / LINES as f64;
        let base = *base.get_or_insert(each);
        println!("documents of {count:>7} lines: {each:6.1} µs a line, {:.2} times that of 1,000", each / base);
    }
}
