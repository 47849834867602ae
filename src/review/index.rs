//! The documents of an output folder, as the queue shows them. Records are read once and again when they change.

use crate::decisions::log;
use crate::diff::folder::documents;
use crate::lexicon::folded;
use crate::types::evidence::Review;
use rayon::prelude::*;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

/// For how long the folder is believed to be as it was.
const FRESH: Duration = Duration::from_secs(2);

/// A document of the queue.
#[derive(Debug, Clone)]
pub struct Entry {
    /// What stands for its name in addresses: no path is ever taken from one.
    pub id: String,
    /// Its folder below the output folder, as it is shown.
    pub name: String,
    /// Its folder.
    pub folder: PathBuf,
    /// What its record says.
    pub brief: Brief,
    /// All that is searched, without marks and capitals, and with them.
    folded: String,
    plain: String,
    stamp: Stamp,
}

/// What a queue tells of a record.
#[derive(Debug, Clone, Default)]
pub struct Brief {
    /// Number of the notice.
    pub number: Option<String>,
    /// ISO date.
    pub date: Option<String>,
    /// What it is about.
    pub subject: Option<String>,
    /// Who issued it.
    pub issuer: Option<String>,
    /// Mean confidence, 0 to 1.
    pub confidence: f64,
    /// Whether somebody ought to.
    pub needs_review: bool,
    /// Whether a page failed.
    pub partial: bool,
    /// Whether it is approved.
    pub approved: bool,
    /// Whether anything was decided.
    pub begun: bool,
}

/// When and how large the files of a document were.
type Stamp = [Option<(u64, SystemTime)>; 2];

/// Only what the queue needs of `notice.json`.
#[derive(Deserialize)]
struct Record {
    document: Head,
    quality: Quality,
}

#[derive(Deserialize)]
struct Head {
    number: Option<String>,
    date: Option<String>,
    subject: Option<String>,
    issuer: Option<String>,
}

#[derive(Deserialize)]
struct Quality {
    confidence: f64,
    state: String,
    #[serde(default)]
    review: Review,
    needs_review: bool,
}

/// The documents of a folder.
pub struct Index {
    root: PathBuf,
    entries: BTreeMap<String, Entry>,
    looked: Option<Instant>,
}

impl Index {
    /// Nothing is looked at yet.
    pub const fn new(root: PathBuf) -> Self {
        Self { root, entries: BTreeMap::new(), looked: None }
    }

    /// The documents by now.
    pub fn entries(&mut self) -> impl Iterator<Item = &Entry> {
        if self.looked.is_none_or(|at| at.elapsed() > FRESH) {
            self.look();
        }
        self.entries.values()
    }

    /// The document that an address means.
    pub fn find(&mut self, id: &str) -> Option<&Entry> {
        if !self.entries.contains_key(id) {
            self.looked = None;
            self.entries().for_each(drop);
        }
        self.entries.get(id)
    }

    /// A document was changed.
    pub fn touch(&mut self) {
        self.looked = None;
    }

    fn look(&mut self) {
        let there = documents(&self.root).unwrap_or_default();
        let before = std::mem::take(&mut self.entries);
        let found: Vec<Entry> = there.into_par_iter().filter_map(|(name, folder)| {
            let (id, stamp) = (id_of(&self.root, &folder), stamp(&folder));
            match before.get(&id).filter(|e| e.stamp == stamp) {
                Some(known) => Some(known.clone()),
                None => read((id, name), folder, stamp),
            }
        }).collect();
        self.entries = found.into_iter().map(|e| (e.id.clone(), e)).collect();
        self.looked = Some(Instant::now());
    }
}

fn id_of(root: &Path, folder: &Path) -> String {
    let below = folder.strip_prefix(root).unwrap_or(folder);
    blake3::hash(below.as_os_str().as_encoded_bytes()).to_hex()[..20].to_owned()
}

fn stamp(folder: &Path) -> Stamp {
    ["notice.json", log::FILE].map(|name| std::fs::metadata(folder.join(name)).ok().and_then(|m| Some((m.len(), m.modified().ok()?))))
}

/// None of a record that cannot be read, and of one without its evidence: it is being written.
fn read((id, name): (String, String), folder: PathBuf, stamp: Stamp) -> Option<Entry> {
    let record: Record = serde_json::from_slice(&std::fs::read(folder.join("notice.json")).ok()?).ok()?;
    if !folder.join("evidence.json").is_file() {
        return None;
    }
    let (head, quality) = (record.document, record.quality);
    let brief = Brief {
        confidence: quality.confidence, needs_review: quality.needs_review, partial: quality.state == "partial",
        approved: quality.review == Review::Approved, begun: stamp[1].is_some(),
        number: head.number, date: head.date, subject: head.subject, issuer: head.issuer,
    };
    let texts = [Some(&name), brief.number.as_ref(), brief.date.as_ref(), brief.subject.as_ref(), brief.issuer.as_ref()];
    let plain = texts.into_iter().flatten().map(|t| t.to_lowercase()).collect::<Vec<_>>().join("\n");
    Some(Entry { folded: folded(&plain), plain, id, name, folder, brief, stamp })
}

impl Entry {
    /// Whether all words of a search are in it: with marks as written, without as folded.
    pub fn holds(&self, search: &str) -> bool {
        search.to_lowercase().split_whitespace().all(|word| {
            if folded(word) == word { self.folded.contains(word) } else { self.plain.contains(word) }
        })
    }
}
