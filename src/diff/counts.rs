//! How many differences of each kind.

use super::removals::is_dust;
use super::report::{ClauseChange, DocumentDiff};
use super::words::{Op, Piece};
use schemars::JsonSchema;
use serde::Serialize;

/// Differences by kind. A clause that differs in several ways counts in each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Counts {
    /// Words that only A has, in clauses of both and in the text around the clauses.
    pub words_lost: usize,
    /// Words that only B has, there.
    pub words_added: usize,
    /// Clauses that only A has.
    pub clauses_lost: usize,
    /// Clauses that only B has.
    pub clauses_added: usize,
    /// Clauses that stand elsewhere.
    pub clauses_moved: usize,
    /// Labels that are others.
    pub labels: usize,
    /// Labels that come from elsewhere.
    pub label_sources: usize,
    /// Tables with other cells.
    pub tables: usize,
    /// Fields of `document`.
    pub fields: usize,
    /// Removals that are gone, new or otherwise, but for dust.
    pub removals: usize,
    /// Dust (`speckle`) in which nothing was read, the same.
    pub specks: usize,
    /// Notes that are gone or new.
    pub notes: usize,
}

impl Counts {
    /// What a document's differences come to.
    pub fn of(document: &DocumentDiff) -> Self {
        let with = |kind| document.clauses.iter().filter(|c| c.changes.contains(&kind)).count();
        let around = document.text.iter().flatten().flat_map(|t| &t.words);
        let pieces: Vec<&Piece> = document.clauses.iter().flat_map(|c| &c.words).chain(around).collect();
        let removals = document.removals.as_deref().unwrap_or_default();
        let specks = removals.iter().filter(|r| is_dust(r)).count();
        let words = |op| pieces.iter().filter(|p| p.op == op).map(|p| p.count()).sum();
        Self {
            words_lost: words(Op::Lost), words_added: words(Op::Added),
            clauses_lost: with(ClauseChange::Lost), clauses_added: with(ClauseChange::Added), clauses_moved: with(ClauseChange::Moved),
            labels: with(ClauseChange::Label), label_sources: with(ClauseChange::LabelSource), tables: with(ClauseChange::Table),
            fields: document.fields.len(), removals: removals.len() - specks, specks, notes: document.notes.len(),
        }
    }

    /// Both together.
    pub fn plus(&self, o: &Self) -> Self {
        Self {
            words_lost: self.words_lost + o.words_lost, words_added: self.words_added + o.words_added,
            clauses_lost: self.clauses_lost + o.clauses_lost, clauses_added: self.clauses_added + o.clauses_added,
            clauses_moved: self.clauses_moved + o.clauses_moved, labels: self.labels + o.labels,
            label_sources: self.label_sources + o.label_sources, tables: self.tables + o.tables, fields: self.fields + o.fields,
            removals: self.removals + o.removals, specks: self.specks + o.specks, notes: self.notes + o.notes,
        }
    }

    /// In words, for people: only what there is, empty where nothing differs.
    pub fn told(&self) -> Vec<String> {
        let words = (self.words_lost + self.words_added > 0).then(|| format!("words -{} +{}", self.words_lost, self.words_added));
        let others = [
            (self.clauses_lost, "clause lost", "clauses lost"), (self.clauses_added, "clause added", "clauses added"),
            (self.clauses_moved, "clause moved", "clauses moved"), (self.labels, "label", "labels"),
            (self.label_sources, "label source", "label sources"), (self.tables, "table", "tables"), (self.fields, "field", "fields"),
            (self.removals, "removal", "removals"), (self.specks, "speck", "specks"), (self.notes, "note", "notes"),
        ];
        let some = others.into_iter().filter(|o| o.0 > 0);
        words.into_iter().chain(some.map(|(n, one, many)| format!("{n} {}", if n == 1 { one } else { many }))).collect()
    }
}
