//! Whether confidence tells right words from wrong ones.

use super::matched::Matched;
use super::report::Calibration;
use super::share::Share;
use crate::types::ocr::Confidence;

/// A word read with this or more counts as sure.
const SURE: f64 = 0.95;

/// Confidence of the words as read, and whether they are right: it is said of them, not of their corrections.
pub fn words(raw: &Matched<'_>) -> Vec<(Confidence, bool)> {
    (0..raw.said.len()).filter_map(|s| raw.read(s).map(|(_, word)| (word.confidence, raw.is_right(s)))).collect()
}

/// Over the words as read.
pub fn calibration(raw: &Matched<'_>) -> Calibration {
    let words: Vec<(bool, bool)> = words(raw).into_iter().map(|(confidence, right)| (confidence.get() >= SURE, right)).collect();
    let count = |sure: bool, right: bool| words.iter().filter(|w| **w == (sure, right)).count();
    Calibration {
        sure_right: Share::new(count(true, true), count(true, true) + count(true, false)),
        wrong_below: Share::new(count(false, false), count(false, false) + count(true, false)),
    }
}
