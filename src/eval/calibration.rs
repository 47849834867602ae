//! Whether confidence tells right words from wrong ones.

use super::matched::Matched;
use super::report::Calibration;
use super::share::Share;

/// A word read with this or more counts as sure.
const SURE: f64 = 0.95;

/// Over the words as read: confidence is said of them, not of their corrections.
pub fn calibration(raw: &Matched<'_>) -> Calibration {
    let words: Vec<(bool, bool)> = (0..raw.said.len())
        .filter_map(|s| raw.read(s).map(|(_, word)| (word.confidence.get() >= SURE, raw.is_right(s)))).collect();
    let count = |sure: bool, right: bool| words.iter().filter(|w| **w == (sure, right)).count();
    Calibration {
        sure_right: Share::new(count(true, true), count(true, true) + count(true, false)),
        wrong_below: Share::new(count(false, false), count(false, false) + count(true, false)),
    }
}
