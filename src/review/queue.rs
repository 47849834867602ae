//! The list of documents: which are asked for, in which order, and what its templates show of them.

use super::index::{Entry, Search};
use super::wording::Language;
use askama::Template;
use rayon::prelude::*;
use std::cmp::Reverse;
use std::sync::Arc;

/// Documents that are shown at a time.
const PART: usize = 50;

/// The queue.
#[derive(Template)]
#[template(path = "review/queue.html")]
pub struct Queue<'a> {
    /// Its language.
    pub lang: Language,
    /// What was asked for.
    pub ask: &'a Ask,
    /// The rows of it.
    pub rows: Rows<'a>,
}

/// The rows of the queue.
#[derive(Template)]
#[template(path = "review/rows.html")]
pub struct Rows<'a> {
    /// Its language.
    pub lang: Language,
    /// What was asked for.
    pub ask: &'a Ask,
    /// The documents of this part.
    pub rows: Vec<Arc<Entry>>,
    /// How many fit.
    pub found: usize,
    /// How many there are.
    pub all: usize,
    /// How many are approved.
    pub approved: usize,
    /// Where the next part begins, None behind the last.
    pub next: Option<usize>,
}

/// What is asked of the queue.
#[derive(Debug, Clone, Default, serde::Deserialize)]
#[serde(default)]
pub struct Ask {
    /// Words that are searched.
    pub q: String,
    /// `all`, `open`, `doubtful`, `approved`, `partial`.
    pub show: String,
    /// `doubt`, `name`, `date`.
    pub sort: String,
    /// How many documents are left out before.
    pub from: usize,
}

impl Ask {
    /// With what is usual for what was not asked.
    pub fn usual(mut self) -> Self {
        for (value, usual) in [(&mut self.show, "open"), (&mut self.sort, "doubt")] {
            if value.is_empty() {
                usual.clone_into(value);
            }
        }
        self
    }
}

/// The documents that are asked for, so many as are shown at a time.
pub fn rows_of<'a>(entries: &[Arc<Entry>], ask: &'a Ask, lang: Language) -> Rows<'a> {
    let (all, approved) = (entries.len(), entries.iter().filter(|e| e.brief.approved).count());
    let search = Search::new(&ask.q);
    let mut found: Vec<Arc<Entry>> = entries.iter().filter(|e| is_asked(e, ask) && e.holds(&search)).cloned().collect();
    match &*ask.sort {
        "name" => found.sort_by(|a, b| a.name.cmp(&b.name)),
        "date" => found.sort_by_cached_key(|e| (Reverse(e.brief.date.clone()), e.name.clone())),
        _ => found.sort_by(|a, b| {
            let key = |e: &Entry| (e.brief.approved, !e.brief.needs_review);
            key(a).cmp(&key(b)).then(a.brief.confidence.total_cmp(&b.brief.confidence)).then(a.name.cmp(&b.name))
        }),
    }
    let (count, next) = (found.len(), ask.from + PART);
    let shown: Vec<Arc<Entry>> = found.into_iter().skip(ask.from).take(PART).collect();
    // Counted by all cores, before the template asks one after the other.
    shown.par_iter().for_each(|entry| _ = entry.open_points());
    Rows { lang, ask, rows: shown, found: count, all, approved, next: (next < count).then_some(next) }
}

fn is_asked(entry: &Entry, ask: &Ask) -> bool {
    match &*ask.show {
        "doubtful" => entry.brief.needs_review,
        "approved" => entry.brief.approved,
        "partial" => entry.brief.partial,
        "all" => true,
        _ => !entry.brief.approved,
    }
}
