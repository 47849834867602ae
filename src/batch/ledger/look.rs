//! How it stands with a document, and what is to be done next of it.

use super::documents::lease;
use super::{Ledger, Result, Stamp, now, packed, unpacked};
use crate::batch::Again;
use crate::types::failure::Failure;
use crate::types::read::Opened;
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};
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
    /// When this run began, milliseconds since 1970: what ended or failed after it was done or tried by a run beside it.
    pub began: i64,
    /// What is done once more.
    pub again: Again,
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
    /// What failed.
    pub failures: Vec<Failure>,
    /// Number of its pages, 0 where it could not be opened.
    pub pages: u32,
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

    /// A file of another document whose outputs stand under this name and would be lost.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn taken(&self, claim: &Claim<'_>) -> Result<Option<PathBuf>> {
        let found = self.read(|db| find(db, claim.name))?;
        Ok(found.filter(|f| matches!(f.state.as_str(), "done" | "partial")).and_then(|f| f.stamp.still_elsewhere(claim.stamp)))
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
            count.query_row(params![found.id, mended, claim.again.failed], |r| r.get(0)).map(Some)
        })
    }

    /// Takes what is to be done next of a document. What ended is only told, unless `again` says that its outputs are gone;
    /// what broke a worker is only taken where this process is `idle`.
    ///
    /// # Errors
    /// The ledger cannot be written.
    pub fn look(&mut self, claim: &Claim<'_>, again: bool, idle: bool) -> Result<Look> {
        self.write(|t, me| {
            let Some(found) = find(t, claim.name)? else { return open(t, claim, me.id()) };
            // What this process holds it ends itself, however the clock was set meanwhile.
            let free = found.owner.as_deref().is_none_or(|o| o != me.id() && (!me.lives(o) || found.until < now()));
            if !free {
                return Ok(Look::Busy);
            }
            let ended = is_end(&found.state);
            let unopened = found.state == "opening" || (found.state != "partial" && left_over(t, &found, claim)?);
            if !found.is_as(claim) || again || unopened {
                // Pages that others still read of a document that is begun anew would be lost on them.
                return if others_read(t, found.id, |o| me.lives(o))? { Ok(Look::Busy) } else { open(t, claim, me.id()) };
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
                _ => open(t, claim, me.id()),
            }
        })
    }
}

impl Entry {
    /// Whether it is what a run wants: same files, same settings, pictures if they are wanted, done since then.
    fn is_as(&self, claim: &Claim<'_>) -> bool {
        let pictures = if is_end(&self.state) { self.pictures || !claim.pictures } else { self.pictures == claim.pictures };
        self.stamp == *claim.stamp && self.settings == claim.settings && pictures && (!claim.again.all || !is_end(&self.state) || self.ended >= claim.began)
    }
}

fn is_end(state: &str) -> bool {
    matches!(state, "done" | "partial" | "failed" | "quarantined")
}

/// Makes the row of a document that is to be opened, with a number of its own: who still has the old one has nothing.
fn open(t: &Transaction<'_>, claim: &Claim<'_>, me: &str) -> rusqlite::Result<Look> {
    let name = claim.name.as_os_str().as_bytes();
    let before: Option<(Option<Vec<u8>>,)> = t.query_row("DELETE FROM documents WHERE name = ? RETURNING moved_from", [name], |r| Ok((r.get(0)?,))).optional()?;
    t.execute(
        "INSERT INTO documents (name, stamp, settings, pictures, state, owner, until, began, moved_from) VALUES (?, ?, ?, ?, 'opening', ?, ?, ?, ?)",
        params![name, packed(claim.stamp)?, claim.settings, claim.pictures, me, lease(), now(), before.and_then(|b| b.0)],
    )?;
    Ok(Look::Open { id: t.last_insert_rowid(), alone: false })
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
    // What failed since this run began was tried by a run beside it.
    if found.ended > claim.began {
        return Ok(false);
    }
    if found.state == "failed" {
        return Ok(true);
    }
    if found.state == "quarantined" {
        return Ok(claim.again.failed);
    }
    let mut any = db.prepare_cached("SELECT EXISTS (SELECT 1 FROM pages WHERE document = ?1 AND (state = 'failed' OR (?2 AND state = 'quarantined')))")?;
    Ok(found.state == "partial" && any.query_row(params![found.id, claim.again.failed], |r| r.get(0))?)
}

fn end_of(db: &Connection, found: &Entry) -> rusqlite::Result<Ended> {
    let mut all = db.prepare_cached(
        "SELECT failure FROM documents WHERE id = ?1 AND failure IS NOT NULL
         UNION ALL SELECT failure FROM (SELECT failure FROM pages WHERE document = ?1 AND failure IS NOT NULL ORDER BY page)",
    )?;
    let failures = all.query_map([found.id], |r| r.get::<_, Vec<u8>>(0))?;
    let failures = failures.map(|f| unpacked(&f?)).collect::<rusqlite::Result<_>>()?;
    Ok(Ended { state: found.state.clone(), failures, pages: found.opened.as_ref().map_or(0, Opened::pages) })
}
