//! A document on the desk of a reviewer.

use super::points::{Point, points};
use super::wish::{self, Refused, Wish};
use crate::batch::output::renew;
use crate::decisions::{Decided, decided, log, scan_of};
use crate::export::json;
use crate::types::decision::{Act, Decision};
use crate::types::evidence::Digitized;
use std::io::{Error, Result};
use std::path::{Path, PathBuf};

/// A document and all that was decided of it.
pub struct Work {
    folder: PathBuf,
    /// What the machine found.
    pub evidence: Digitized,
    /// blake3 of `evidence.json`.
    digest: String,
    /// Every decision over its scan, oldest first.
    pub decisions: Vec<Decision>,
    /// How many decisions in its folder are over another scan, which had its name before.
    pub others: usize,
    /// What is found with them.
    pub decided: Decided,
    /// What is to be decided, and what was.
    pub points: Vec<Point>,
}

/// Why a wish was not done.
#[derive(Debug, thiserror::Error)]
pub enum NotDone {
    /// It makes no sense here.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// A file cannot be read or written.
    #[error("it could not be written: {0}")]
    Io(#[from] Error),
}

impl Work {
    /// Reads a document from its folder.
    ///
    /// # Errors
    /// It has no evidence, or evidence or decisions are damaged.
    pub fn load(folder: &Path) -> Result<Self> {
        let data = std::fs::read(folder.join("evidence.json"))?;
        let evidence = json::evidence(&data)?;
        let (all, scan) = (log::read(folder)?, scan_of(&evidence));
        let (decisions, others): (Vec<_>, Vec<_>) = all.into_iter().partition(|d| d.scan == scan);
        let decided = decided(&evidence, &decisions);
        let points = points(&evidence, &decisions, &decided.lost);
        Ok(Self { folder: folder.to_owned(), digest: blake3::hash(&data).to_hex().to_string(), others: others.len(), decided, points, evidence, decisions })
    }

    /// Reads a document to be looked at. A crash may have kept a decision from the outputs: they are brought up to it.
    ///
    /// # Errors
    /// As for `load`, or the outputs cannot be written.
    pub fn open(folder: &Path) -> Result<Self> {
        let _held = log::hold(folder)?;
        let work = Self::load(folder)?;
        if !work.decisions.is_empty() {
            work.write()?;
        }
        Ok(work)
    }

    /// What a page that shows it has seen: of which evidence, and how many decisions.
    pub fn seen(&self) -> String {
        format!("{}-{}", &self.digest[..16], self.decisions.len())
    }

    /// Does what a reviewer wishes who has seen so much, and writes the outputs anew.
    ///
    /// # Errors
    /// It makes no sense, the document was read anew or somebody else decided meanwhile, or the files cannot be read or written.
    pub fn decide(folder: &Path, who: &str, (seen, wish): (&str, Wish)) -> std::result::Result<Self, NotDone> {
        let held = log::hold(folder)?;
        let work = Self::load(folder)?;
        if work.seen() != seen {
            return Err(Refused::Gone.into());
        }
        let act = wish::act(&work, wish)?;
        let decision = work.decision(who, act);
        let mut decisions = work.decisions;
        decisions.push(decision);
        let decided = decided(&work.evidence, &decisions);
        // Neither this one may have no place, nor take its place from an earlier one.
        if decided.lost.iter().any(|id| !work.decided.lost.contains(id)) {
            return Err(Refused::NotHere.into());
        }
        held.append(&decisions[decisions.len() - 1..])?;
        let points = points(&work.evidence, &decisions, &decided.lost);
        let next = Self { decided, points, decisions, ..work };
        next.write()?;
        Ok(next)
    }

    fn decision(&self, who: &str, act: Act) -> Decision {
        let now = jiff::Timestamp::now();
        let at = now.round(jiff::Unit::Second).unwrap_or(now).to_string();
        Decision { id: self.decisions.len() as u64 + 1, at, who: who.to_owned(), scan: scan_of(&self.evidence), evidence: self.digest.clone(), act }
    }

    /// Writes the outputs that decisions change, where they differ.
    ///
    /// # Errors
    /// A file cannot be written.
    pub fn write(&self) -> Result<()> {
        renew(&self.folder, &self.decided.found)
    }

    /// The decisions that would be undone and done again next.
    pub fn last(&self) -> (Option<u64>, Option<u64>) {
        let (mut done, mut undone) = (Vec::new(), Vec::new());
        for decision in &self.decisions {
            match decision.act {
                Act::Undo { of } => {
                    done.retain(|id| *id != of);
                    undone.push(of);
                }
                Act::Redo { of } => {
                    undone.retain(|id| *id != of);
                    done.push(of);
                }
                _ => {
                    done.push(decision.id);
                    undone.clear();
                }
            }
        }
        (done.last().copied(), undone.last().copied())
    }
}
