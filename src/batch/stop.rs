//! The wish to end a run.

use std::sync::atomic::{AtomicBool, Ordering};

/// Set once, by an interrupt or by what went wrong.
#[derive(Debug, Default)]
pub struct Stop(AtomicBool);

impl Stop {
    /// Not set.
    pub const fn new() -> Self {
        Self(AtomicBool::new(false))
    }

    /// Sets it; tells whether it was set before.
    pub fn set(&self) -> bool {
        self.0.swap(true, Ordering::SeqCst)
    }

    /// Whether it is set.
    pub fn is_set(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }
}
