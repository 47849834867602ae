//! A document on the desk of a reviewer.

use super::points::{Point, points};
use super::wish::{self, Refused, Wish};
use crate::batch::output::write;
use crate::decisions::{Decided, decided, log};
use crate::export::{json, record, text};
use crate::types::decision::{Act, Decision};
use crate::types::evidence::Digitized;
use std::io::{Error, Result};
use std::path::{Path, PathBuf};

/// A document and all that was decided of it.
pub struct Work {
    folder: PathBuf,
    /// What the machine found.
    pub evidence: Digitized,
    /// Every decision, oldest first.
    pub decisions: Vec<Decision>,
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
        let evidence = json::evidence(&std::fs::read(folder.join("evidence.json"))?)?;
        let decisions = log::read(folder)?;
        Ok(Self { folder: folder.to_owned(), decided: decided(&evidence, &decisions), points: points(&evidence, &decisions), evidence, decisions })
    }

    /// Does what a reviewer wishes who has seen so many decisions, and writes the outputs anew.
    ///
    /// # Errors
    /// It makes no sense, somebody else decided meanwhile, or the files cannot be written.
    pub fn decide(self, who: &str, (seen, wish): (usize, Wish)) -> std::result::Result<Self, NotDone> {
        let act = wish::act(&self, wish)?;
        let with = self.tried(&act)?;
        let mut gone = false;
        let decision = log::append(&self.folder, who, |before| {
            gone = before.len() != seen || before.len() != self.decisions.len();
            if gone { Err(Error::other("decided meanwhile")) } else { Ok(act) }
        });
        if gone {
            return Err(Refused::Gone.into());
        }
        let mut decisions = self.decisions;
        decisions.push(decision?);
        let next = Self { decided: with, points: points(&self.evidence, &decisions), decisions, ..self };
        next.write()?;
        Ok(next)
    }

    /// What comes of one more decision, if it finds its place; who makes it and when changes nothing of that.
    fn tried(&self, act: &Act) -> std::result::Result<Decided, Refused> {
        let id = self.decisions.len() as u64 + 1;
        let tried = Decision { id, at: String::new(), who: String::new(), act: act.clone() };
        let with = decided(&self.evidence, &[self.decisions.as_slice(), &[tried]].concat());
        if with.lost.contains(&id) { Err(Refused::NotHere) } else { Ok(with) }
    }

    /// Writes the outputs that decisions change.
    ///
    /// # Errors
    /// A file cannot be written.
    pub fn write(&self) -> Result<()> {
        let found = &self.decided.found;
        write(&self.folder.join("text.txt"), text::text(found).as_bytes())?;
        write(&self.folder.join("record.json"), json::pretty(&record::record(found)?)?.as_bytes())?;
        write(&self.folder.join("notice.json"), json::pretty(&json::notice(found)?)?.as_bytes())
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
