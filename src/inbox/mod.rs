//! A folder into which scans are dropped: which of them are whole, what they are called, where they go when they are done.

pub mod alone;
mod moving;
pub mod naming;
pub mod shelf;

use crate::batch::ledger::Stamp;
use crate::scan::Input;
use std::collections::HashMap;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// What is known of the documents of the folder.
pub struct Inbox {
    settle: Duration,
    /// By their files.
    watched: HashMap<Vec<PathBuf>, Watched>,
}

struct Watched {
    stamp: Stamp,
    /// Since when its files have not changed.
    since: Instant,
    taken: bool,
}

impl Inbox {
    /// Documents are whole when size and time of all their files have not changed for so long.
    pub fn new(settle: Duration) -> Self {
        Self { settle, watched: HashMap::new() }
    }

    /// The documents that are whole and were not taken before, or have changed since; they are taken now.
    pub fn take(&mut self, there: &[Input], now: Instant) -> Vec<Input> {
        let mut before = std::mem::take(&mut self.watched);
        let mut ready = Vec::new();
        for input in there {
            let stamp = Stamp::of(input);
            let known = before.remove(&input.files).filter(|w| w.stamp == stamp);
            let mut watched = known.unwrap_or(Watched { stamp, since: now, taken: false });
            if !watched.taken && now.duration_since(watched.since) >= self.settle {
                watched.taken = true;
                ready.push(input.clone());
            }
            self.watched.insert(input.files.clone(), watched);
        }
        ready
    }

    /// A document is to be taken once more when it has settled anew.
    pub fn put_back(&mut self, input: &Input, now: Instant) {
        if let Some(watched) = self.watched.get_mut(&input.files) {
            (watched.since, watched.taken) = (now, false);
        }
    }

    /// Forgets all: every document is taken once more.
    pub fn forget(&mut self) {
        self.watched.clear();
    }

    /// Whether all that is there was taken.
    pub fn is_calm(&self) -> bool {
        self.watched.values().all(|w| w.taken)
    }
}

#[cfg(test)]
mod tests {
    use super::{Duration, Inbox, Input, Instant, PathBuf};
    use std::fs;

    fn at(files: &[PathBuf]) -> Input {
        Input { name: "scan".into(), files: files.to_vec(), numbers: (1..=files.len() as u64).collect() }
    }

    #[test]
    fn a_document_is_taken_once_when_none_of_its_files_has_changed_for_long_enough() -> std::io::Result<()> {
        let dir = tempfile::tempdir()?;
        let pages = [1, 2].map(|n| dir.path().join(format!("scan-p{n}.jpg")));
        let (mut inbox, from) = (Inbox::new(Duration::from_secs(10)), Instant::now());
        let mut taken = |seconds: u64, files: &[PathBuf]| inbox.take(&[at(files)], from + Duration::from_secs(seconds)).len();
        fs::write(&pages[0], "half")?;
        assert_eq!([taken(0, &pages[..1]), taken(9, &pages[..1])], [0, 0]);
        fs::write(&pages[0], "a whole page")?;
        assert_eq!([taken(12, &pages[..1]), taken(21, &pages[..1])], [0, 0], "it grew");
        fs::write(&pages[1], "another page")?;
        assert_eq!([taken(22, &pages), taken(31, &pages)], [0, 0], "a page came");
        assert_eq!([taken(32, &pages), taken(99, &pages)], [1, 0]);
        fs::write(&pages[1], "scanned again")?;
        assert_eq!([taken(100, &pages), taken(110, &pages)], [0, 1]);
        Ok(())
    }
}
