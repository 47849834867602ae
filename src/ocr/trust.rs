//! How far the engine's own confidence may be trusted.
//!
//! It is no probability: most words have 0.97, and at 0.9 one in ten is wrong. A table made of generated pages
//! (`models/README.md`) says instead how likely a word is right where wrong ones count five times.

use crate::types::ocr::Confidence;
use std::sync::LazyLock;

/// The table as it ships; what the outputs say rests on it.
pub const SHIPPED: &str = include_str!("../../models/confidence.tsv");

/// The engine's confidence and the one to be given, both rising.
static TABLE: LazyLock<Vec<(f64, f64)>> = LazyLock::new(|| {
    rows().filter_map(|row| {
        let mut numbers = row.split('\t').map_while(|n| n.parse().ok());
        Some((numbers.next()?, numbers.next()?))
    }).collect()
});

fn rows() -> impl Iterator<Item = &'static str> {
    SHIPPED.lines().filter(|l| !l.starts_with('#'))
}

/// The confidence to be given to a word of the engine's confidence: between two rows of the table in proportion, from 0
/// to its first row likewise, behind its last as there.
pub fn trusted(engine: Confidence) -> Confidence {
    let is = engine.get();
    let next = TABLE.partition_point(|row| row.0 < is);
    let before = next.checked_sub(1).map_or((0.0, 0.0), |i| TABLE[i]);
    let behind = TABLE.get(next).copied().unwrap_or(before);
    let share = if behind.0 > before.0 { (is - before.0) / (behind.0 - before.0) } else { 0.0 };
    Confidence::new(before.1 + share * (behind.1 - before.1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_rises_and_is_read_whole() {
        assert!(TABLE.len() > 1 && TABLE.len() == rows().count() && TABLE.windows(2).all(|pair| pair[0].0 < pair[1].0 && pair[0].1 < pair[1].1));
        let trust = |c| trusted(Confidence::new(c)).get();
        assert!((0..1000).all(|c| trust(f64::from(c) / 1000.0) <= trust(f64::from(c + 1) / 1000.0)));
        let last = TABLE[TABLE.len() - 1].1;
        assert!(trust(0.0) == 0.0 && (trust(1.0) - last).abs() < 0.001, "{} {last}", trust(1.0));
    }
}
