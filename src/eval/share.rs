//! Counts that add up over units.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// So many of so many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Share {
    /// How many.
    pub part: usize,
    /// Of how many.
    pub of: usize,
    /// `100 part / of`, 4 digits; null where there was nothing to score.
    pub percent: Option<f64>,
}

/// How values came out that are filled in by hand on many forms: a wrong one is worse than an open one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Verdicts {
    /// The true value.
    pub right: usize,
    /// No value.
    pub open: usize,
    /// Another value.
    pub wrong: usize,
}

impl Share {
    /// `part` of `of`.
    pub fn new(part: usize, of: usize) -> Self {
        let percent = (of > 0).then(|| (1e6 * part as f64 / of as f64).round() / 1e4);
        Self { part, of, percent }
    }

    /// `right` of what was said; a text that says nothing where there was something to say has 0 %.
    pub fn of_said(right: usize, said: usize, truth: usize) -> Self {
        let none = (said == 0 && truth > 0).then_some(0.0);
        let share = Self::new(right, said);
        Self { percent: share.percent.or(none), ..share }
    }

    /// Both together.
    pub fn and(self, other: Self) -> Self {
        let sum = Self::new(self.part + other.part, self.of + other.of);
        Self { percent: sum.percent.or(self.percent).or(other.percent), ..sum }
    }
}

impl Verdicts {
    /// Both together.
    pub fn and(self, o: Self) -> Self {
        Self { right: self.right + o.right, open: self.open + o.open, wrong: self.wrong + o.wrong }
    }
}
