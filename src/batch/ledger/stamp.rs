//! By what the files of a document are known before they are read.

use crate::scan::Input;
use serde::{Deserialize, Serialize};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// Path, size and time of each file of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp(Vec<FileStamp>);

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct FileStamp {
    path: OsString,
    /// Bytes and nanoseconds since 1970; None where the system tells nothing.
    seen: Option<(u64, u64)>,
}

impl Stamp {
    /// Of a document as it is now.
    pub fn of(input: &Input) -> Self {
        Self(input.files.iter().map(|file| {
            let path = absolute(file);
            FileStamp { seen: seen(Path::new(&path)), path }
        }).collect())
    }

    /// Whether a file is another one than it was before. One that is gone was read before it went.
    pub fn changed(&self, now: &Self) -> bool {
        self.0.iter().zip(&now.0).any(|(before, now)| now.seen.is_some() && now.seen != before.seen)
    }

    /// Whether all files of another one are among its own, the same as then.
    pub fn holds(&self, other: &Self) -> bool {
        other.0.iter().all(|file| self.0.contains(file))
    }

    /// The same files at other places, in their order.
    #[must_use]
    pub fn moved_to(&self, places: &[PathBuf]) -> Self {
        let at = |(file, place): (&FileStamp, &PathBuf)| FileStamp { path: absolute(place), ..file.clone() };
        Self(self.0.iter().zip(places).map(at).collect())
    }

    /// A file that is still as it was then, if `now` is of another document: of other files that do not hold the same.
    pub fn still_elsewhere(&self, now: &Self) -> Option<PathBuf> {
        let moved = self.0.iter().zip(&now.0).any(|(before, now)| before.path != now.path);
        let there = self.0.iter().find(|f| f.seen.is_some() && seen(Path::new(&f.path)) == f.seen)?;
        (moved && !self.holds_the_same(now)).then(|| PathBuf::from(&there.path))
    }

    /// Whether the files are the same byte by byte, wherever they are.
    fn holds_the_same(&self, other: &Self) -> bool {
        let hash = |file: &FileStamp| blake3::Hasher::new().update_reader(std::fs::File::open(&file.path).ok()?).ok().map(|h| h.finalize());
        let same = |(a, b): (&FileStamp, &FileStamp)| a.seen.map(|s| s.0) == b.seen.map(|s| s.0) && hash(a).is_some_and(|h| Some(h) == hash(b));
        self.0.len() == other.0.len() && self.0.iter().zip(&other.0).all(same)
    }

    /// Whether none of its files is there any more.
    pub fn is_gone(&self) -> bool {
        self.0.iter().all(|f| std::fs::symlink_metadata(&f.path).is_err_and(|e| e.kind() == std::io::ErrorKind::NotFound))
    }
}

fn absolute(file: &Path) -> OsString {
    std::path::absolute(file).unwrap_or_else(|_| file.to_owned()).into_os_string()
}

fn seen(path: &Path) -> Option<(u64, u64)> {
    let data = std::fs::metadata(path).ok()?;
    let time = data.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some((data.len(), u64::try_from(time.as_nanos()).ok()?))
}
