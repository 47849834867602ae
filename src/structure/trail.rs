//! The steps of all assignments that were followed.

use super::sequence::Start;

/// Steps, each with the one before it.
#[derive(Default)]
pub struct Trail(Vec<(Start, Option<usize>)>);

impl Trail {
    /// A further step.
    pub fn push(&mut self, step: Start, before: Option<usize>) -> usize {
        self.0.push((step, before));
        self.0.len() - 1
    }

    /// The steps up to one, first to last.
    pub fn back(&self, mut at: Option<usize>) -> Vec<Start> {
        let mut out = Vec::new();
        while let Some(i) = at {
            out.push(self.0[i].0.clone());
            at = self.0[i].1;
        }
        out.reverse();
        out
    }
}
