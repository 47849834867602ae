//! Pages in the ledger.

use super::owner::Owner;
use super::{Ledger, LedgerError, Result, after, now, packed, unpacked, why};
use crate::types::read::PageRead;
use rusqlite::{OptionalExtension, Transaction, params};
use std::time::Duration;

/// Of a page that so many readers left, the next one reads nothing else meanwhile.
const OFTEN: u32 = 2;

impl Ledger {
    /// Takes a page of a document to read, for so long at most; `alone` takes one that broke its worker before. Pages whose
    /// reader is gone are free, but after [`OFTEN`] readers only alone.
    ///
    /// # Errors
    /// The ledger cannot be written.
    pub fn take_page(&mut self, id: i64, lease: Duration, alone: bool) -> Result<Option<u32>> {
        self.write(|t, me| {
            let free = if alone { "again" } else { "waiting" };
            let mut first = t.prepare_cached("SELECT page FROM pages WHERE document = ? AND state = ? ORDER BY page LIMIT 1")?;
            let page = match first.query_row(params![id, free], |r| r.get(0)).optional()? {
                None if !alone => left_behind(t, id, me)?,
                found => found,
            };
            let Some(page) = page else { return Ok(None) };
            t.prepare_cached("UPDATE pages SET state = 'leased', owner = ?, until = ?, began = ?, attempts = attempts + 1 WHERE document = ? AND page = ?")?
                .execute(params![me.id(), now() + lease.as_millis() as i64, now(), id, page])?;
            Ok(Some(page))
        })
    }

    /// A page that this process took is at its end, read or not; its pictures are on the disk. One that may have failed by
    /// the machine's fault is left to be tried again, alone; one that failed so alone is given up. Its state; None where the
    /// page was not this process's any more.
    ///
    /// # Errors
    /// The ledger cannot be written.
    pub fn page_ended(&mut self, id: i64, page: &PageRead, alone: bool) -> Result<Option<&'static str>> {
        let state = page.failure.as_ref().map_or("done", |failure| after(failure, alone));
        self.write(|t, me| {
            let failure = page.failure.as_ref().map(packed).transpose()?;
            let mut end = t.prepare_cached(
                "UPDATE pages SET state = ?, owner = NULL, until = NULL, ended = ?, read = ?, failure = ? WHERE document = ? AND page = ? AND state = 'leased' AND owner = ?",
            )?;
            let ended = end.execute(params![state, now(), packed(page)?, failure, id, page.seen.page, me.id()])? == 1;
            Ok(ended.then_some(state))
        })
    }

    /// Gives back what this process took and did not do.
    ///
    /// # Errors
    /// The ledger cannot be written.
    pub fn give_back(&mut self) -> Result<()> {
        self.write(|t, me| {
            t.execute("UPDATE pages SET state = 'waiting', owner = NULL, until = NULL WHERE state = 'leased' AND owner = ?", [me.id()])?;
            t.execute("UPDATE documents SET owner = NULL, until = NULL WHERE owner = ?", [me.id()]).map(drop)
        })
    }

    /// All pages of a document are to be read anew.
    ///
    /// # Errors
    /// The ledger cannot be written.
    pub fn read_anew(&mut self, id: i64) -> Result<()> {
        let anew = self.held(id, |t| {
            t.execute("UPDATE pages SET state = 'waiting', owner = NULL, until = NULL, read = NULL, failure = NULL WHERE document = ?", [id])?;
            t.execute("UPDATE documents SET state = 'open', owner = NULL, until = NULL WHERE id = ?", [id]).map(drop)
        });
        anew.map(drop)
    }

    /// Hands over the pages of a document in their order, one at a time.
    ///
    /// # Errors
    /// The ledger cannot be read, or a page is not as it was written.
    pub fn page(&self, id: i64, number: u32) -> Result<PageRead> {
        let data: Option<Vec<u8>> = self.read(|db| {
            db.prepare_cached("SELECT read FROM pages WHERE document = ? AND page = ?")?.query_row(params![id, number], |r| r.get(0))
        })?;
        let data = data.ok_or_else(|| LedgerError::Damaged { path: self.path.clone(), why: "a page that was read is not in it".into() })?;
        unpacked(&data).map_err(|e| why(&self.path, e))
    }

    /// How many pages of a document are not at their end.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn left(&self, id: i64) -> Result<u32> {
        self.read(|db| {
            let mut count = db.prepare_cached("SELECT count(*) FROM pages WHERE document = ? AND state IN ('waiting', 'leased', 'again')")?;
            count.query_row([id], |r| r.get(0))
        })
    }
}

/// A page that somebody took who is gone, or who did not end in time. One that was left so before may be what ended the
/// whole run: it waits to be read alone, behind all others.
fn left_behind(t: &Transaction<'_>, id: i64, me: &Owner) -> rusqlite::Result<Option<u32>> {
    let mut taken = t.prepare_cached("SELECT page, owner, until, attempts FROM pages WHERE document = ? AND state = 'leased' ORDER BY page")?;
    let rows = taken.query_map([id], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?)))?;
    for (page, owner, until, attempts) in rows.collect::<rusqlite::Result<Vec<(u32, String, i64, u32)>>>()? {
        if owner == me.id() || (me.lives(&owner) && until >= now()) {
            continue;
        }
        if attempts < OFTEN {
            return Ok(Some(page));
        }
        t.execute("UPDATE pages SET state = 'again', owner = NULL, until = NULL WHERE document = ? AND page = ?", params![id, page])?;
    }
    Ok(None)
}
