//! Documents in the ledger.

use super::{Ledger, Result, Stamp, now, packed, unpacked};
use crate::types::failure::Failure;
use crate::types::read::Opened;
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

/// What a run wants of a document.
pub struct Claim<'a> {
    /// Folder of its outputs, below the output folder.
    pub name: &'a Path,
    /// Its files as they are now.
    pub stamp: &'a Stamp,
    /// blake3 of options, engine, model and program.
    pub settings: &'a str,
    /// Whether pages/ is wanted.
    pub pictures: bool,
    /// Do again what ended before this time, milliseconds since 1970.
    pub since: i64,
    /// Do again what was given up, too.
    pub retry: bool,
}

/// How it stands with a document.
#[derive(Debug)]
pub enum Look {
    /// This process is to open it.
    Open {
        /// Its number in the ledger.
        id: i64,
        /// Whether it broke a worker before, so that it is to be opened alone.
        alone: bool,
    },
    /// Its pages are being read; any process may take one.
    Pages(i64, Opened),
    /// This process is to have the pages read again that failed.
    Mend(i64, Opened),
    /// This process is to finish it.
    Finish(i64, Opened),
    /// Another process opens or finishes it.
    Busy,
    /// It is at its end, in this or an earlier run, if its outputs are there.
    Ended(i64, Ended),
}

/// How a document ended.
#[derive(Debug)]
pub struct Ended {
    /// `done`, `partial`, `failed` or `quarantined`.
    pub state: String,
    /// Milliseconds since 1970.
    pub at: i64,
    /// What failed.
    pub failures: Vec<Failure>,
    /// Number of its pages, 0 where it could not be opened.
    pub pages: u32,
}

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

struct Entry {
    id: i64,
    stamp: Stamp,
    settings: String,
    pictures: bool,
    state: String,
    owner: Option<String>,
    until: i64,
    opened: Option<Opened>,
    ended: i64,
}

fn entry(row: &Row<'_>) -> rusqlite::Result<Entry> {
    let opened: Option<Vec<u8>> = row.get("opened")?;
    Ok(Entry {
        id: row.get("id")?,
        stamp: unpacked(&row.get::<_, Vec<u8>>("stamp")?)?,
        settings: row.get("settings")?,
        pictures: row.get("pictures")?,
        state: row.get("state")?,
        owner: row.get("owner")?,
        until: row.get::<_, Option<i64>>("until")?.unwrap_or(0),
        opened: opened.map(|o| unpacked(&o)).transpose()?,
        ended: row.get::<_, Option<i64>>("ended")?.unwrap_or(0),
    })
}

fn find(db: &Connection, name: &Path) -> rusqlite::Result<Option<Entry>> {
    db.prepare_cached("SELECT * FROM documents WHERE name = ?")?.query_row([name.as_os_str().as_bytes()], entry).optional()
}

impl Ledger {
    /// How it stands with a document, without taking it: only what needs no work is told.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn ended(&self, claim: &Claim<'_>) -> Result<Option<(i64, Ended)>> {
        self.read(|db| {
            let Some(found) = find(db, claim.name)? else { return Ok(None) };
            if !found.is_as(claim) || !is_end(&found.state) || left_over(db, &found, claim)? {
                return Ok(None);
            }
            Ok(Some((found.id, end_of(db, &found)?)))
        })
    }

    /// How many pages a run with this claim would read of a document that is known and not at its end: those that are left, or
    /// all where what was read of them is not there any more (`begun` is false). None where it is to be opened first.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn left_of(&self, claim: &Claim<'_>, begun: bool) -> Result<Option<u32>> {
        self.read(|db| {
            let Some(found) = find(db, claim.name)?.filter(|f| f.is_as(claim)) else { return Ok(None) };
            let Some(opened) = &found.opened else { return Ok(None) };
            let mended = found.state == "partial";
            if !begun && !mended {
                return Ok(Some(opened.pages()));
            }
            let mut count = db.prepare_cached(
                "SELECT count(*) FROM pages WHERE document = ?1 AND (state IN ('waiting', 'leased', 'again') OR (?2 AND (state = 'failed' OR (?3 AND state = 'quarantined'))))",
            )?;
            count.query_row(params![found.id, mended, claim.retry], |r| r.get(0)).map(Some)
        })
    }

    /// Takes what is to be done next of a document. What ended is only told, unless `again` says that its outputs are gone;
    /// what broke a worker is only taken where this process is `idle`.
    ///
    /// # Errors
    /// The ledger cannot be written.
    pub fn look(&mut self, claim: &Claim<'_>, again: bool, idle: bool) -> Result<Look> {
        self.write(|t, me| {
            let Some(found) = find(t, claim.name)? else { return open(t, claim, None, me.id()) };
            let free = found.owner.as_deref().is_none_or(|o| !me.lives(o) || found.until < now());
            if !free {
                return Ok(Look::Busy);
            }
            let ended = is_end(&found.state);
            if !found.is_as(claim) || again || matches!(found.state.as_str(), "opening" | "failed") || (found.state == "quarantined" && claim.retry) {
                // Pages that others still read of a document that is begun anew would be lost on them.
                return if others_read(t, found.id, |o| me.lives(o))? { Ok(Look::Busy) } else { open(t, claim, Some(&found), me.id()) };
            }
            match (found.state.as_str(), &found.opened) {
                ("again", _) if !idle => Ok(Look::Busy),
                ("again", _) => Ok(Look::Open { id: take(t, found.id, me.id())?, alone: true }),
                ("open", Some(opened)) => Ok(Look::Pages(found.id, opened.clone())),
                ("finishing", Some(opened)) => Ok(Look::Finish(take(t, found.id, me.id())?, opened.clone())),
                (_, Some(opened)) if left_over(t, &found, claim)? => {
                    t.execute("UPDATE documents SET state = 'opening' WHERE id = ?", [found.id])?;
                    Ok(Look::Mend(take(t, found.id, me.id())?, opened.clone()))
                }
                _ if ended => Ok(Look::Ended(found.id, end_of(t, &found)?)),
                _ => open(t, claim, Some(&found), me.id()),
            }
        })
    }

    /// A document that this process opened has these pages.
    ///
    /// # Errors
    /// The ledger cannot be written.
    pub fn opened(&mut self, id: i64, opened: &Opened, key: &str) -> Result<()> {
        self.write(|t, _| {
            t.execute("DELETE FROM pages WHERE document = ?", [id])?;
            let mut page = t.prepare_cached("INSERT INTO pages (document, page, state) VALUES (?, ?, 'waiting')")?;
            (1..=opened.pages()).try_for_each(|number| page.execute(params![id, number]).map(drop))?;
            t.execute(
                "UPDATE documents SET state = 'open', owner = NULL, until = NULL, opened = ?, content = ?, key = ? WHERE id = ?",
                params![packed(opened)?, content(opened), key, id],
            ).map(drop)
        })
    }

    /// Pages of a document that failed wait to be read again; those that were given up only where that is asked for.
    ///
    /// # Errors
    /// The ledger cannot be written.
    pub fn mend(&mut self, id: i64, retry: bool) -> Result<()> {
        self.write(|t, _| {
            t.execute(
                "UPDATE pages SET state = 'waiting', failure = NULL, owner = NULL WHERE document = ?1 AND (state = 'failed' OR (?2 AND state = 'quarantined'))",
                params![id, retry],
            )?;
            t.execute("UPDATE documents SET state = 'open', owner = NULL, until = NULL, began = ?, ended = NULL WHERE id = ?", params![now(), id]).map(drop)
        })
    }

    /// A document could not be opened. One that broke its worker is tried again, alone, and then given up.
    ///
    /// # Errors
    /// The ledger cannot be written.
    pub fn unopened(&mut self, id: i64, failure: &Failure, alone: bool) -> Result<bool> {
        let state = match (failure.problem.may_pass(), alone) {
            (false, _) => "failed",
            (true, false) => "again",
            (true, true) => "quarantined",
        };
        self.write(|t, _| {
            t.execute("DELETE FROM pages WHERE document = ?", [id])?;
            t.execute(
                "UPDATE documents SET state = ?, owner = NULL, until = NULL, failure = ?, ended = ? WHERE id = ?",
                params![state, packed(failure)?, now(), id],
            )?;
            Ok(state != "again")
        })
    }

    /// Another document of the same content and settings that is done and whose files are gone: this one, moved.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn moved(&self, opened: &Opened, settings: &str) -> Result<Option<PathBuf>> {
        self.read(|db| {
            let mut rows = db.prepare_cached("SELECT name, stamp FROM documents WHERE content = ? AND settings = ? AND state = 'done' ORDER BY id")?;
            let found = rows.query_map(params![content(opened), settings], |r| Ok((r.get::<_, Vec<u8>>(0)?, unpacked::<Stamp>(&r.get::<_, Vec<u8>>(1)?)?)))?;
            for row in found {
                let (name, stamp) = row?;
                if stamp.is_gone() {
                    return Ok(Some(PathBuf::from(OsStr::from_bytes(&name))));
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

    /// Forgets a document.
    ///
    /// # Errors
    /// The ledger cannot be written.
    pub fn forget(&mut self, name: &Path) -> Result<()> {
        self.write(|t, _| t.execute("DELETE FROM documents WHERE name = ?", [name.as_os_str().as_bytes()]).map(drop))
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
        self.write(|t, _| {
            if state == "done" {
                t.execute("UPDATE pages SET read = NULL WHERE document = ?", [id])?;
            }
            t.execute(
                "UPDATE documents SET state = ?, owner = NULL, until = NULL, failure = NULL, ended = ?, looks = ?, says = ?, summary = ? WHERE id = ?",
                params![state, now(), summary.looks, summary.says, summary.told, id],
            ).map(drop)
        })
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

impl Entry {
    /// Whether it is what a run wants: same files, same settings, pictures if they are wanted, done since then.
    fn is_as(&self, claim: &Claim<'_>) -> bool {
        let pictures = if is_end(&self.state) { self.pictures || !claim.pictures } else { self.pictures == claim.pictures };
        self.stamp == *claim.stamp && self.settings == claim.settings && pictures && (!is_end(&self.state) || self.ended >= claim.since)
    }
}

fn is_end(state: &str) -> bool {
    matches!(state, "done" | "partial" | "failed" | "quarantined")
}

/// Longest that opening or finishing takes; behind it another process may take it up. Milliseconds since 1970.
fn lease() -> i64 {
    now() + 30 * 60 * 1000
}

/// Makes the row of a document that is to be opened; what was known of it is forgotten.
fn open(t: &Transaction<'_>, claim: &Claim<'_>, found: Option<&Entry>, me: &str) -> rusqlite::Result<Look> {
    if let Some(found) = found {
        t.execute("DELETE FROM pages WHERE document = ?", [found.id])?;
    }
    let id = t.query_row(
        "INSERT INTO documents (name, stamp, settings, pictures, state, owner, until, began) VALUES (?, ?, ?, ?, 'opening', ?, ?, ?)
         ON CONFLICT (name) DO UPDATE SET stamp = excluded.stamp, settings = excluded.settings, pictures = excluded.pictures, state = excluded.state,
         owner = excluded.owner, until = excluded.until, began = excluded.began, opened = NULL, content = NULL, key = NULL, failure = NULL, ended = NULL,
         looks = NULL, says = NULL, summary = NULL RETURNING id",
        params![claim.name.as_os_str().as_bytes(), packed(claim.stamp)?, claim.settings, claim.pictures, me, lease(), now()],
        |r| r.get(0),
    )?;
    Ok(Look::Open { id, alone: false })
}

fn take(t: &Transaction<'_>, id: i64, me: &str) -> rusqlite::Result<i64> {
    t.execute("UPDATE documents SET owner = ?, until = ? WHERE id = ?", params![me, lease(), id])?;
    Ok(id)
}

/// Whether other processes that live read pages of a document.
fn others_read(t: &Transaction<'_>, id: i64, lives: impl Fn(&str) -> bool) -> rusqlite::Result<bool> {
    let mut rows = t.prepare_cached("SELECT DISTINCT owner FROM pages WHERE document = ? AND state = 'leased' AND until >= ?")?;
    let owners: Vec<String> = rows.query_map(params![id, now()], |r| r.get(0))?.collect::<rusqlite::Result<_>>()?;
    Ok(owners.iter().any(|o| lives(o)))
}

/// Whether pages that failed are to be tried again. Those that were given up only where that is asked for.
fn left_over(db: &Connection, found: &Entry, claim: &Claim<'_>) -> rusqlite::Result<bool> {
    if found.state == "failed" {
        return Ok(true);
    }
    if found.state == "quarantined" {
        return Ok(claim.retry);
    }
    let mut any = db.prepare_cached("SELECT EXISTS (SELECT 1 FROM pages WHERE document = ?1 AND (state = 'failed' OR (?2 AND state = 'quarantined')))")?;
    Ok(found.state == "partial" && any.query_row(params![found.id, claim.retry], |r| r.get(0))?)
}

fn end_of(db: &Connection, found: &Entry) -> rusqlite::Result<Ended> {
    let mut all = db.prepare_cached(
        "SELECT failure FROM documents WHERE id = ?1 AND failure IS NOT NULL
         UNION ALL SELECT failure FROM (SELECT failure FROM pages WHERE document = ?1 AND failure IS NOT NULL ORDER BY page)",
    )?;
    let failures = all.query_map([found.id], |r| r.get::<_, Vec<u8>>(0))?;
    let failures = failures.map(|f| unpacked(&f?)).collect::<rusqlite::Result<_>>()?;
    Ok(Ended { state: found.state.clone(), at: found.ended, failures, pages: found.opened.as_ref().map_or(0, Opened::pages) })
}

/// blake3 of the files, whatever they are called.
fn content(opened: &Opened) -> String {
    let files: Vec<_> = opened.sources.iter().map(|s| (&s.blake3, s.pages)).collect();
    let parts = serde_json::json!([files, opened.numbers]);
    blake3::hash(parts.to_string().as_bytes()).to_hex().to_string()
}
