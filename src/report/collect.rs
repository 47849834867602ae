//! From the rows of the ledger to the report.

use super::types::{Counts, Duplicates, Entry, Pages, REPORT_SCHEMA, Report, Same, State, Trouble};
use crate::batch::event::State as Ended;
use crate::batch::ledger::{Ledger, LedgerError, Told};
use crate::batch::summary;
use crate::scan;
use crate::types::failure::Failure;
use crate::types::read::Opened;
use std::collections::BTreeMap;
use std::path::Path;

/// Makes the report.
///
/// # Errors
/// The ledger cannot be read.
pub fn collect(output: &Path, ledger: &Ledger) -> Result<Report, LedgerError> {
    let mut told = ledger.documents()?;
    // What could not be read and was taken away is nobody's trouble any more.
    told.retain(|t| !(t.gone && state(t) == State::Failed));
    let mut entries: Vec<Entry> = told.iter().map(|of| entry(output, of)).collect();
    let pages = pages(&entries, &told, &ledger.work()?);
    let mut duplicates = groups(Same::Pages, &told, |t| t.looks.as_ref());
    for same in groups(Same::Text, &told, |t| t.says.as_ref()) {
        // Documents whose pages are the same say the same.
        if duplicates.iter().all(|d| d.documents != same.documents) {
            duplicates.push(same);
        }
    }
    entries.sort_by(|a, b| a.state.cmp(&b.state).then(a.confidence.unwrap_or(0.0).total_cmp(&b.confidence.unwrap_or(0.0))).then(a.document.cmp(&b.document)));
    Ok(Report {
        schema: REPORT_SCHEMA.to_owned(), output: output.display().to_string(), documents: counts(&entries), pages, entries, duplicates,
        unreachable: ledger.unreachable()?.iter().map(trouble).collect(),
    })
}

fn entry(output: &Path, of: &Told) -> Entry {
    let opened = of.opened.as_ref();
    let summed = serde_json::from_str::<summary::Told>(&of.summary).unwrap_or_default().since(&output.join(&of.name));
    let files = opened.map_or_else(|| of.failures.iter().map(|f| scan::file_name(&f.input)).collect(), |o| o.sources.iter().map(|s| s.file.clone()).collect());
    let state = state(of);
    let read = !of.summary.is_empty() && state != State::Open;
    Entry {
        document: of.name.display().to_string(), files, state, pages: opened.map(Opened::pages), blank_pages: summed.blank_pages,
        confidence: read.then_some(summed.confidence), needs_review: summed.needs_review, reasons: summed.reasons,
        kind: summed.kind, number: summed.number, date: summed.date, subject: summed.subject,
        seconds: of.work as f64 / 1000.0, troubles: of.failures.iter().map(trouble).collect(),
    }
}

fn state(of: &Told) -> State {
    let pages = of.opened.as_ref().map_or(0, Opened::pages);
    match of.state.as_str() {
        "done" => State::Done,
        "partial" if Ended::of(of.failures.len(), pages) != Ended::Failed => State::Partial,
        "partial" | "failed" | "quarantined" => State::Failed,
        // Read, and not to be written.
        _ if !of.failures.is_empty() && of.failures.iter().all(|f| f.page.is_none()) => State::Failed,
        _ => State::Open,
    }
}

/// A message says first what is wrong, then, behind the last semicolon, what helps.
fn trouble(failure: &Failure) -> Trouble {
    let message = failure.problem.to_string();
    let (why, cure) = message.rsplit_once("; ").unwrap_or((&message, ""));
    Trouble { file: failure.input.display().to_string(), page: failure.page, why: why.to_owned(), cure: cure.to_owned() }
}

fn counts(entries: &[Entry]) -> Counts {
    let count = |state| entries.iter().filter(|e| e.state == state).count();
    Counts {
        done: count(State::Done), partial: count(State::Partial), failed: count(State::Failed), open: count(State::Open),
        to_review: entries.iter().filter(|e| e.needs_review).count(),
    }
}

fn pages(entries: &[Entry], told: &[Told], work: &[(i64, i64)]) -> Pages {
    let minutes = busy(work) as f64 / 60_000.0;
    Pages {
        all: entries.iter().filter_map(|e| e.pages).map(u64::from).sum(),
        failed: told.iter().flat_map(|t| &t.failures).filter(|f| f.page.is_some()).count() as u64,
        blank: entries.iter().map(|e| e.blank_pages.len() as u64).sum(),
        a_minute: (minutes > 0.0).then(|| (work.len() as f64 / minutes * 10.0).round() / 10.0),
    }
}

/// For how long anything was in work, milliseconds: the length of the union of intervals that are ordered by their beginning.
fn busy(work: &[(i64, i64)]) -> i64 {
    let mut end = i64::MIN;
    work.iter().map(|&(began, ended)| {
        let new = ended - began.max(end).min(ended);
        end = end.max(ended);
        new
    }).sum()
}

/// Documents that share a value, in the order of their names.
fn groups(same: Same, told: &[Told], value: impl Fn(&Told) -> Option<&String>) -> Vec<Duplicates> {
    let mut by: BTreeMap<&String, Vec<String>> = BTreeMap::new();
    for of in told {
        if let Some(value) = value(of) {
            by.entry(value).or_default().push(of.name.display().to_string());
        }
    }
    let mut found: Vec<Duplicates> = by.into_values().filter(|d| d.len() > 1).map(|documents| Duplicates { same, documents }).collect();
    found.sort_by(|a, b| a.documents.cmp(&b.documents));
    found
}

#[cfg(test)]
mod tests {
    use super::busy;

    #[test]
    fn time_counts_once_however_many_work() {
        assert_eq!(busy(&[(0, 10), (0, 10), (5, 15), (20, 30), (22, 25)]), 25);
        assert_eq!(busy(&[]), 0);
    }
}
