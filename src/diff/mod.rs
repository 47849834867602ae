//! Diff: two sets of results, clause by clause. It reads `notice.json` and `evidence.json` only, so
//! it judges any two runs, of other versions of the program and other machines, too.

mod around;
pub mod aside;
mod clauses;
pub mod counts;
mod fields;
pub mod folder;
pub mod html;
mod lines;
mod matching;
mod notes;
mod outline;
mod removals;
pub mod report;
pub mod terminal;
mod removal_rows;
mod rows;
mod wording;
pub mod words;

use counts::Counts;
use folder::{Document, Unusable};
use rayon::prelude::*;
use report::{DIFF_SCHEMA, DocumentDiff, Report, Totals, Unreadable};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Why there is nothing to compare.
#[derive(Debug, thiserror::Error)]
pub enum Nothing {
    /// A folder cannot be listed.
    #[error(transparent)]
    Unusable(#[from] Unusable),
    /// A folder without results.
    #[error("{}: holds no documents; give an output folder of sohoa run, or the folder of one document in it", .0.display())]
    Empty(PathBuf),
    /// One document against a folder of documents.
    #[error("{} is one document and {} a folder of documents; give two of a kind", .0.display(), .1.display())]
    TwoKinds(PathBuf, PathBuf),
}

/// Compares the documents below two folders, matched by their path.
///
/// # Errors
/// A folder cannot be listed or holds no documents.
pub fn compare(a: &Path, b: &Path) -> Result<Report, Nothing> {
    let (before, after) = (listed(a)?, listed(b)?);
    match (before.contains_key(folder::ITSELF), after.contains_key(folder::ITSELF)) {
        (true, false) => return Err(Nothing::TwoKinds(a.to_owned(), b.to_owned())),
        (false, true) => return Err(Nothing::TwoKinds(b.to_owned(), a.to_owned())),
        _ => {}
    }
    let both: Vec<(&String, &PathBuf, &PathBuf)> = before.iter().filter_map(|(n, x)| after.get(n).map(|y| (n, x, y))).collect();
    let compared: Vec<Result<DocumentDiff, Unreadable>> = both.par_iter().map(|(name, x, y)| {
        document(name, x, y).map_err(|e| Unreadable { name: (*name).clone(), message: e.to_string() })
    }).collect();
    let only = |these: &BTreeMap<String, PathBuf>, those: &BTreeMap<String, PathBuf>| {
        these.keys().filter(|n| !those.contains_key(*n)).cloned().collect::<Vec<_>>()
    };
    let (documents, unreadable) = parted(compared);
    let (only_a, only_b) = (only(&before, &after), only(&after, &before));
    Ok(Report {
        schema: DIFF_SCHEMA.to_owned(), a: a.display().to_string(), b: b.display().to_string(),
        same: documents.iter().all(|d| d.same) && only_a.is_empty() && only_b.is_empty() && unreadable.is_empty(),
        totals: totals(&documents), documents, only_a, only_b, unreadable,
    })
}

fn listed(root: &Path) -> Result<BTreeMap<String, PathBuf>, Nothing> {
    let found = folder::documents(root)?;
    if found.is_empty() { Err(Nothing::Empty(root.to_owned())) } else { Ok(found) }
}

fn parted(all: Vec<Result<DocumentDiff, Unreadable>>) -> (Vec<DocumentDiff>, Vec<Unreadable>) {
    let (mut documents, mut unreadable) = (Vec::new(), Vec::new());
    for one in all {
        match one {
            Ok(document) => documents.push(document),
            Err(e) => unreadable.push(e),
        }
    }
    (documents, unreadable)
}

fn totals(documents: &[DocumentDiff]) -> Totals {
    Totals {
        documents: documents.len(),
        different: documents.iter().filter(|d| !d.same).count(),
        counts: documents.iter().fold(Counts::default(), |sum, d| sum.plus(&d.counts)),
    }
}

fn document(name: &str, a: &Path, b: &Path) -> Result<DocumentDiff, Unusable> {
    let (a, b) = (folder::read(a)?, folder::read(b)?);
    let found = differences(name, &a, &b).map_err(|e| Unusable::Damaged(a.folder.clone(), e))?;
    let counts = Counts::of(&found);
    Ok(DocumentDiff { same: counts == Counts::default(), counts, ..found })
}

/// All differences, not counted yet.
fn differences(name: &str, a: &Document, b: &Document) -> Result<DocumentDiff, serde_json::Error> {
    let evidence = a.evidence.as_ref().zip(b.evidence.as_ref());
    let (before, after) = (outline::outline(a), outline::outline(b));
    let pairs = matching::pairs(&before, &after);
    let fields = fields::fields(a, b)?;
    Ok(DocumentDiff {
        name: name.to_owned(), same: true, counts: Counts::default(),
        clauses: clauses::clauses(&before, &after, &pairs),
        text: evidence.map(|(x, y)| around::text(x, y, &fields)),
        removals: evidence.map(|(x, y)| removals::removals(x, y)),
        notes: notes::notes(&a.notice.notes, &b.notice.notes),
        aside: aside::aside(a, b, &aside::matched(&before, &after, &pairs)),
        fields,
    })
}
