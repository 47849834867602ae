//! The documents of an output folder, as the queue shows them. Records are read once and again when they change.

use super::work::Work;
use crate::decisions::log;
use crate::diff::folder::readable;
use crate::lexicon::folded;
use crate::types::evidence::Review;
use rayon::prelude::*;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock, RwLockReadGuard};
use std::time::{Duration, Instant, SystemTime};

/// For how long the folder is believed to be as it was.
const FRESH: Duration = Duration::from_secs(2);

/// A document of the queue.
#[derive(Debug)]
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
    read: Instant,
    /// Points that are not decided; counted when it is shown.
    open: OnceLock<usize>,
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

/// The documents of a folder. Who asks is answered from what is known; the folder is looked at again beside that.
pub struct Index {
    root: PathBuf,
    known: RwLock<Known>,
    /// Held by who looks at the folder.
    looking: Mutex<()>,
}

#[derive(Default)]
struct Known {
    entries: BTreeMap<String, Arc<Entry>>,
    looked: Option<Instant>,
}

impl Index {
    /// Nothing is looked at yet.
    pub fn new(root: PathBuf) -> Arc<Self> {
        Arc::new(Self { root, known: RwLock::default(), looking: Mutex::default() })
    }

    /// The documents, as they were a moment ago at the earliest but for the first look, on which it waits.
    pub fn entries(self: &Arc<Self>) -> Vec<Arc<Entry>> {
        match self.age() {
            None => self.look(None),
            Some(age) if age > FRESH => {
                let index = self.clone();
                std::thread::spawn(move || index.look(Some(age)));
            }
            Some(_) => {}
        }
        self.known().entries.values().cloned().collect()
    }

    /// The document that an address means.
    pub fn find(&self, id: &str) -> Option<Arc<Entry>> {
        let find = || self.known().entries.get(id).cloned();
        find().or_else(|| {
            let age = self.age();
            if age.is_none_or(|age| age > FRESH) {
                self.look(age);
            }
            find()
        })
    }

    /// A document was changed: it is read again.
    pub fn renew(&self, of: &Entry) {
        let stamp = stamp(&of.folder);
        if let Some(entry) = read((of.id.clone(), of.name.clone()), of.folder.clone(), stamp) {
            self.known.write().unwrap_or_else(PoisonError::into_inner).entries.insert(of.id.clone(), Arc::new(entry));
        }
    }

    fn known(&self) -> RwLockReadGuard<'_, Known> {
        self.known.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn age(&self) -> Option<Duration> {
        self.known().looked.map(|at| at.elapsed())
    }

    /// Looks at the folder, unless somebody else did since it was of this age.
    fn look(&self, age: Option<Duration>) {
        let _one = self.looking.lock().unwrap_or_else(PoisonError::into_inner);
        if self.age().is_some_and(|now| age.is_none_or(|before| now < before)) {
            return;
        }
        let began = Instant::now();
        let there = readable(&self.root);
        let before = self.known().entries.clone();
        let found = there.into_par_iter().filter_map(|(name, folder)| {
            let (id, stamp) = (id_of(&self.root, &folder), stamp(&folder));
            let entry = before.get(&id).filter(|e| e.stamp == stamp).cloned().or_else(|| read((id.clone(), name), folder, stamp).map(Arc::new))?;
            Some((id, entry))
        });
        let mut entries: BTreeMap<String, Arc<Entry>> = found.collect();
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        // What was decided meanwhile.
        let newer = known.entries.iter().filter(|(id, e)| e.read > began && entries.contains_key(*id)).map(|(id, e)| (id.clone(), e.clone())).collect::<Vec<_>>();
        entries.extend(newer);
        *known = Known { entries, looked: Some(Instant::now()) };
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
    let written = brief.date.as_deref().map(dates).unwrap_or_default();
    let plain = texts.into_iter().flatten().chain(&written).map(|t| t.to_lowercase()).collect::<Vec<_>>().join("\n");
    Some(Entry { folded: folded(&plain), plain, id, name, folder, brief, stamp, read: Instant::now(), open: OnceLock::new() })
}

/// A date as it is written here.
fn dates(iso: &str) -> Vec<String> {
    let parts: Vec<&str> = iso.split('-').collect();
    let [year, month, day] = parts[..] else { return Vec::new() };
    let short = |n: &str| n.trim_start_matches('0').to_owned();
    vec![format!("{day}/{month}/{year}"), format!("{}/{}/{year}", short(day), short(month))]
}

impl Entry {
    /// How many points are not decided.
    pub fn open_points(&self) -> usize {
        *self.open.get_or_init(|| Work::load(&self.folder).map_or(0, |work| work.points.iter().filter(|p| p.decided.is_none()).count()))
    }

    /// Whether all words of a search are in it.
    pub fn holds(&self, search: &Search) -> bool {
        search.words.iter().all(|(word, plain)| if *plain { self.folded.contains(word) } else { self.plain.contains(word) })
    }
}

/// Words that are searched: with marks as written, without as folded.
pub struct Search {
    /// Each with whether it has no marks.
    words: Vec<(String, bool)>,
}

impl Search {
    /// The words of a text.
    pub fn new(text: &str) -> Self {
        Self { words: text.to_lowercase().split_whitespace().map(|word| (word.to_owned(), folded(word) == word)).collect() }
    }
}
