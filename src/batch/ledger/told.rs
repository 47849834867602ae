//! What the ledger tells a report.

use super::{Ledger, Result, Stamp, packed, unpacked};
use crate::types::failure::Failure;
use crate::types::read::Opened;
use rusqlite::{Connection, Row, params};
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::PathBuf;

/// A document as the ledger knows it.
#[derive(Debug, Clone)]
pub struct Told {
    /// Folder of its outputs, below the output folder.
    pub name: PathBuf,
    /// `opening`, `again`, `open`, `finishing`, `done`, `partial`, `failed` or `quarantined`.
    pub state: String,
    /// What is known of it before its pages; None where it could not be opened.
    pub opened: Option<Opened>,
    /// Why it or its pages failed.
    pub failures: Vec<Failure>,
    /// What its pages took together, milliseconds of one worker.
    pub work: u64,
    /// blake3 of the pixels of its pages, or of its files where these are not known: equal for the same pages.
    pub looks: Option<String>,
    /// blake3 of number, date and text.
    pub says: Option<String>,
    /// JSON, as it was given when the document was finished; empty before.
    pub summary: String,
    /// Whether no outputs were made of it and its files are not there any more.
    pub gone: bool,
}

impl Ledger {
    /// Every document, by name.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn documents(&self) -> Result<Vec<Told>> {
        self.read(|db| {
            let mut rows = db.prepare(
                "SELECT *, (SELECT coalesce(sum(ended - began), 0) FROM pages WHERE document = documents.id AND ended IS NOT NULL) AS work
                 FROM documents ORDER BY name",
            )?;
            rows.query_map([], |row| told(db, row))?.collect()
        })
    }

    /// Beginning and end of the work on each page that is at its end, in the order they began; milliseconds since 1970.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn work(&self) -> Result<Vec<(i64, i64)>> {
        self.read(|db| {
            let mut rows = db.prepare("SELECT began, ended FROM pages WHERE ended IS NOT NULL AND began IS NOT NULL ORDER BY began")?;
            rows.query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?.collect()
        })
    }

    /// Keeps what could not be looked at, in place of that of earlier runs.
    ///
    /// # Errors
    /// The ledger cannot be written.
    pub fn keep_unreachable(&mut self, failures: &[Failure]) -> Result<()> {
        self.write(|t, _| {
            t.execute("DELETE FROM unreachable", [])?;
            failures.iter().try_for_each(|f| t.execute("INSERT INTO unreachable (failure) VALUES (?)", params![packed(f)?]).map(drop))
        })
    }

    /// What the last run could not look at.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn unreachable(&self) -> Result<Vec<Failure>> {
        self.read(|db| {
            let mut rows = db.prepare("SELECT failure FROM unreachable ORDER BY rowid")?;
            rows.query_map([], |r| unpacked(&r.get::<_, Vec<u8>>(0)?))?.collect()
        })
    }
}

fn told(db: &Connection, row: &Row<'_>) -> rusqlite::Result<Told> {
    let opened: Option<Vec<u8>> = row.get("opened")?;
    let own: Option<Vec<u8>> = row.get("failure")?;
    let mut pages = db.prepare_cached("SELECT failure FROM pages WHERE document = ? AND failure IS NOT NULL ORDER BY page")?;
    let of_pages = pages.query_map([row.get::<_, i64>("id")?], |r| r.get::<_, Vec<u8>>(0))?;
    let failures = own.into_iter().map(Ok).chain(of_pages).map(|f| unpacked(&f?)).collect::<rusqlite::Result<_>>()?;
    let looks: Option<String> = row.get("looks")?;
    let summary = row.get::<_, Option<String>>("summary")?.unwrap_or_default();
    Ok(Told {
        name: PathBuf::from(OsStr::from_bytes(&row.get::<_, Vec<u8>>("name")?)),
        state: row.get("state")?,
        opened: opened.map(|o| unpacked(&o)).transpose()?,
        failures,
        work: row.get::<_, i64>("work")?.unsigned_abs(),
        looks: looks.or(row.get("content")?),
        says: row.get("says")?,
        // Only of these the files are looked at.
        gone: summary.is_empty() && unpacked::<Stamp>(&row.get::<_, Vec<u8>>("stamp")?)?.is_gone(),
        summary,
    })
}
