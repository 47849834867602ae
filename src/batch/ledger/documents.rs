//! Documents in the ledger: what becomes of one that this process has in hand.

use super::{AGAIN, Ledger, Result, Stamp, after, now, packed, unpacked};
use crate::types::failure::Failure;
use crate::types::read::Opened;
use rusqlite::{OptionalExtension, Transaction, params};
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

/// What stays in the ledger of a document that is finished.
#[derive(Debug, Clone, Default)]
pub struct Summary {
    /// blake3 of the pixels of its pages.
    pub looks: Option<String>,
    /// blake3 of number, date and text.
    pub says: Option<String>,
    /// JSON.
    pub told: String,
}

impl Ledger {
    /// A document that this process opened has these pages.
    ///
    /// # Errors
    /// The ledger cannot be written.
    pub fn opened(&mut self, id: i64, opened: &Opened, key: &str) -> Result<()> {
        self.held(id, |t| pages_known(t, (id, "waiting"), opened, key)).map(drop)
    }

    /// Notes that the outputs of another document, whose files were moved, are to be those of one that this process opened;
    /// nobody else takes them from now on. Whether they were free.
    ///
    /// # Errors
    /// The ledger cannot be written.
    pub fn take_outputs(&mut self, id: i64, of: &Path) -> Result<bool> {
        let of = of.as_os_str().as_bytes();
        let mut taken = 0;
        self.held(id, |t| {
            let free = "NOT EXISTS (SELECT 1 FROM documents WHERE moved_from = ?1 AND id != ?2) AND EXISTS (SELECT 1 FROM documents WHERE name = ?1)";
            taken = t.execute(&format!("UPDATE documents SET moved_from = ?1 WHERE id = ?2 AND {free}"), params![of, id])?;
            Ok(())
        })?;
        Ok(taken == 1)
    }

    /// The name whose outputs a document takes, or was taking when its run was killed.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn moved_from(&self, id: i64) -> Result<Option<PathBuf>> {
        self.read(|db| {
            let name: Option<Vec<u8>> = db.query_row("SELECT moved_from FROM documents WHERE id = ?", [id], |r| r.get(0))?;
            Ok(name.map(|name| PathBuf::from(OsStr::from_bytes(&name))))
        })
    }

    /// The outputs of a document that this process opened are there already; the name that had them before is forgotten.
    ///
    /// # Errors
    /// The ledger cannot be written.
    pub fn adopted(&mut self, id: i64, (opened, key): (&Opened, &str), summary: &Summary) -> Result<()> {
        let adopted = self.held(id, |t| {
            t.execute("DELETE FROM documents WHERE name = (SELECT moved_from FROM documents WHERE id = ?)", [id])?;
            pages_known(t, (id, "done"), opened, key)?;
            end(t, (id, "done"), summary)
        });
        adopted.map(drop)
    }

    /// Pages of a document that failed wait to be read again; those that were given up only where that is asked for.
    ///
    /// # Errors
    /// The ledger cannot be written.
    pub fn mend(&mut self, id: i64, retry: bool) -> Result<()> {
        let waiting = self.held(id, |t| {
            t.execute(
                "UPDATE pages SET state = 'waiting', failure = NULL, owner = NULL WHERE document = ?1 AND (state = 'failed' OR (?2 AND state = 'quarantined'))",
                params![id, retry],
            )?;
            t.execute("UPDATE documents SET state = 'open', owner = NULL, until = NULL, began = ?, ended = NULL WHERE id = ?", params![now(), id]).map(drop)
        });
        waiting.map(drop)
    }

    /// A document could not be opened. One that broke its worker is tried again, alone, and then given up: whether this is its
    /// end.
    ///
    /// # Errors
    /// The ledger cannot be written.
    pub fn unopened(&mut self, id: i64, failure: &Failure, alone: bool) -> Result<bool> {
        let state = after(failure, alone);
        let held = self.held(id, |t| {
            t.execute("DELETE FROM pages WHERE document = ?", [id])?;
            t.execute(
                "UPDATE documents SET state = ?, owner = NULL, until = NULL, failure = ?, ended = ? WHERE id = ?",
                params![state, packed(failure)?, now(), id],
            ).map(drop)
        })?;
        Ok(!held || state != AGAIN)
    }

    /// The outputs of a document cannot be put into their folder; what was read stays, and the document waits in its state.
    ///
    /// # Errors
    /// The ledger cannot be written.
    pub fn unwritten(&mut self, id: i64, failure: &Failure) -> Result<()> {
        let noted = self.held(id, |t| {
            t.execute("UPDATE documents SET owner = NULL, until = NULL, failure = ? WHERE id = ?", params![packed(failure)?, id]).map(drop)
        });
        noted.map(drop)
    }

    /// The name and key of another document of the same content and settings that is done and whose files are gone, or are these
    /// under another name: this one, moved.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn moved(&self, (name, stamp): (&Path, &Stamp), opened: &Opened, settings: &str) -> Result<Option<(PathBuf, String)>> {
        self.read(|db| {
            let mut rows = db.prepare_cached(
                "SELECT name, stamp, key FROM documents WHERE content = ? AND settings = ? AND name != ? AND state = 'done' AND key IS NOT NULL ORDER BY id",
            )?;
            let found = rows.query_map(params![content(opened), settings, name.as_os_str().as_bytes()], |r| {
                Ok((r.get::<_, Vec<u8>>(0)?, unpacked::<Stamp>(&r.get::<_, Vec<u8>>(1)?)?, r.get(2)?))
            })?;
            for row in found {
                let (name, before, key) = row?;
                if before.is_gone() || before == *stamp {
                    return Ok(Some((PathBuf::from(OsStr::from_bytes(&name)), key)));
                }
            }
            Ok(None)
        })
    }

    /// The files of a document that is done, as they were then; None where none of this name is.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn done_stamp(&self, name: &Path) -> Result<Option<Stamp>> {
        self.read(|db| {
            let mut rows = db.prepare_cached("SELECT stamp FROM documents WHERE name = ? AND state = 'done'")?;
            let stamp: Option<Vec<u8>> = rows.query_row([name.as_os_str().as_bytes()], |r| r.get(0)).optional()?;
            stamp.map(|s| unpacked(&s)).transpose()
        })
    }

    /// The files of a document were put elsewhere: that is where it is known from now on.
    ///
    /// # Errors
    /// The ledger cannot be written.
    pub fn relocated(&mut self, name: &Path, stamp: &Stamp) -> Result<()> {
        self.write(|t, _| t.execute("UPDATE documents SET stamp = ? WHERE name = ?", params![packed(stamp)?, name.as_os_str().as_bytes()]).map(drop))
    }

    /// Takes the finishing of a document all of whose pages are at their end. None where one is not, or another process
    /// has it.
    ///
    /// # Errors
    /// The ledger cannot be written.
    pub fn take_finish(&mut self, id: i64) -> Result<Option<Opened>> {
        self.write(|t, me| {
            let opened: Option<Vec<u8>> = t.query_row(
                "UPDATE documents SET state = 'finishing', owner = ?, until = ? WHERE id = ? AND state = 'open'
                 AND NOT EXISTS (SELECT 1 FROM pages WHERE document = documents.id AND state IN ('waiting', 'leased', 'again')) RETURNING opened",
                params![me.id(), lease(), id],
                |r| r.get(0),
            ).optional()?;
            opened.map(|o| unpacked(&o)).transpose()
        })
    }

    /// A document is at its end, its outputs are on the disk. What was read of its pages stays where some failed, so that
    /// only these are to be done again.
    ///
    /// # Errors
    /// The ledger cannot be written.
    pub fn finished(&mut self, id: i64, state: &str, summary: &Summary) -> Result<()> {
        self.held(id, |t| end(t, (id, state), summary)).map(drop)
    }

    /// What the files of a document were when the work on it began.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn stamp(&self, id: i64) -> Result<Stamp> {
        self.read(|db| unpacked(&db.query_row("SELECT stamp FROM documents WHERE id = ?", [id], |r| r.get::<_, Vec<u8>>(0))?))
    }

    /// Whether the pages of a document are being read.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn is_open(&self, id: i64) -> Result<bool> {
        self.read(|db| {
            let mut state = db.prepare_cached("SELECT EXISTS (SELECT 1 FROM documents WHERE id = ? AND state = 'open')")?;
            state.query_row([id], |r| r.get(0))
        })
    }

    /// The names of all documents on which work is going on.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn begun(&self) -> Result<Vec<PathBuf>> {
        self.read(|db| {
            let mut rows = db.prepare("SELECT name FROM documents WHERE state IN ('opening', 'again', 'open', 'finishing')")?;
            let names = rows.query_map([], |r| r.get::<_, Vec<u8>>(0))?;
            names.map(|n| Ok(PathBuf::from(OsStr::from_bytes(&n?)))).collect()
        })
    }
}

/// The pages of a document that was opened, all in one state.
fn pages_known(t: &Transaction<'_>, (id, state): (i64, &str), opened: &Opened, key: &str) -> rusqlite::Result<()> {
    t.execute("DELETE FROM pages WHERE document = ?", [id])?;
    let mut page = t.prepare_cached("INSERT INTO pages (document, page, state) VALUES (?, ?, ?)")?;
    (1..=opened.pages()).try_for_each(|number| page.execute(params![id, number, state]).map(drop))?;
    t.execute(
        "UPDATE documents SET state = 'open', owner = NULL, until = NULL, opened = ?, content = ?, key = ?, moved_from = NULL WHERE id = ?",
        params![packed(opened)?, content(opened), key, id],
    ).map(drop)
}

fn end(t: &Transaction<'_>, (id, state): (i64, &str), summary: &Summary) -> rusqlite::Result<()> {
    if state == "done" {
        t.execute("UPDATE pages SET read = NULL WHERE document = ?", [id])?;
    }
    t.execute(
        "UPDATE documents SET state = ?, owner = NULL, until = NULL, failure = NULL, ended = ?, looks = ?, says = ?, summary = ? WHERE id = ?",
        params![state, now(), summary.looks, summary.says, summary.told, id],
    ).map(drop)
}

/// Longest that opening or finishing takes; behind it another process may take it up. Milliseconds since 1970.
pub fn lease() -> i64 {
    now() + 30 * 60 * 1000
}

/// blake3 of the files, whatever they are called.
fn content(opened: &Opened) -> String {
    let files: Vec<_> = opened.sources.iter().map(|s| (&s.blake3, s.pages)).collect();
    let parts = serde_json::json!([files, opened.numbers]);
    blake3::hash(parts.to_string().as_bytes()).to_hex().to_string()
}
