//! The ledger: what is done, by whom, and what is left, in one SQLite file that several processes share.

mod documents;
mod look;
mod owner;
mod pages;
mod peek;
mod stamp;
mod told;

pub use documents::Summary;
pub use look::{Claim, Ended, Look};
pub use told::Told;
use crate::types::failure::Failure;
use owner::Owner;
pub use owner::all as processes;
use rusqlite::{Connection, ErrorCode, Transaction, TransactionBehavior, params};
use serde::{Serialize, de::DeserializeOwned};
pub use stamp::Stamp;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// Shape of the tables; a program that finds a higher number does not touch them.
const VERSION: i64 = 2;
/// State of what is left to be tried again, alone.
pub const AGAIN: &str = "again";
/// How long a process waits while another one writes.
const PATIENCE: Duration = Duration::from_secs(60);

/// Why a ledger cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// A newer program wrote it.
    #[error("{}: was written by a newer sohoa (its version is {version}, this program knows {VERSION}); run that program, or choose another place with --ledger", path.display())]
    Newer {
        /// The ledger.
        path: PathBuf,
        /// Its version.
        version: i64,
    },
    /// It is no ledger any more.
    #[error("{}: is damaged ({why}); delete it and run again: what is done is recognised by its evidence.json", path.display())]
    Damaged {
        /// The ledger.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// There is none.
    #[error("{}: no such ledger; give the output folder of sohoa run, or its ledger with --ledger", .0.display())]
    None(PathBuf),
    /// The system refuses.
    #[error("{}: cannot be written: {why}; free some space, mend its permissions or choose another place with --ledger", path.display())]
    Refused {
        /// The ledger.
        path: PathBuf,
        /// What the system says.
        why: String,
    },
}

/// An open ledger.
pub struct Ledger {
    path: PathBuf,
    db: Connection,
    /// None in one that is only looked into.
    me: Option<Owner>,
}

type Result<T> = std::result::Result<T, LedgerError>;

impl Ledger {
    /// Opens the ledger at a path, or makes it; its folder is made where only that is missing.
    ///
    /// # Errors
    /// It is of a newer version, damaged, or cannot be written.
    pub fn open(path: &Path) -> Result<Self> {
        let refused = |e: std::io::Error| LedgerError::Refused { path: path.to_owned(), why: e.to_string() };
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(refused)?;
        }
        let mut db = Connection::open(path).map_err(|e| why(path, e))?;
        prepare(&mut db, path)?;
        let me = Owner::new(path).map_err(refused)?;
        Ok(Self { path: path.to_owned(), db, me: Some(me) })
    }

    /// The name of this process in it; empty where it is only looked into.
    pub fn id(&self) -> &str {
        self.me.as_ref().map_or("", Owner::id)
    }

    /// Whether a process lives that shares it.
    pub fn lives(&self, id: &str) -> bool {
        owner::lives(&self.path, id)
    }

    /// Does something in one transaction: all of it or nothing.
    fn write<T>(&mut self, work: impl FnOnce(&Transaction<'_>, &Owner) -> rusqlite::Result<T>) -> Result<T> {
        let path = &self.path;
        let Some(me) = &self.me else { return Err(LedgerError::Refused { path: path.clone(), why: "it is only looked into".into() }) };
        let done = self.db.transaction_with_behavior(TransactionBehavior::Immediate).and_then(|t| {
            let value = work(&t, me)?;
            t.commit()?;
            Ok(value)
        });
        done.map_err(|e| why(path, e))
    }

    /// Does something with a document that is still this process's; one that took too long may have been taken up by another.
    /// Tells whether it is.
    fn held(&mut self, id: i64, work: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<()>) -> Result<bool> {
        self.write(|t, me| {
            let held = t.prepare_cached("SELECT EXISTS (SELECT 1 FROM documents WHERE id = ? AND owner = ?)")?.query_row(params![id, me.id()], |r| r.get(0))?;
            if held {
                work(t)?;
            }
            Ok(held)
        })
    }

    /// Opens a ledger that is there.
    ///
    /// # Errors
    /// There is none, it is of a newer version, damaged, or cannot be written.
    pub fn existing(path: &Path) -> Result<Self> {
        if path.is_file() { Self::open(path) } else { Err(LedgerError::None(path.to_owned())) }
    }

    /// Looks into a ledger: nothing is written, neither in it nor beside it.
    ///
    /// # Errors
    /// There is none, it is of a newer version or damaged, or cannot be read.
    pub fn peek(path: &Path) -> Result<Self> {
        let db = peek::open(path).map_err(|e| why(path, e))?.ok_or_else(|| LedgerError::None(path.to_owned()))?;
        let found = Self { path: path.to_owned(), db, me: None };
        match found.version()? {
            0 => Err(LedgerError::None(path.to_owned())),
            version if version > VERSION => Err(LedgerError::Newer { path: path.to_owned(), version }),
            _ => Ok(found),
        }
    }

    /// The shape of its tables.
    ///
    /// # Errors
    /// It is no ledger.
    pub fn version(&self) -> Result<i64> {
        self.read(|db| db.pragma_query_value(None, "user_version", |r| r.get(0)))
    }

    fn read<T>(&self, work: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T> {
        work(&self.db).map_err(|e| why(&self.path, e))
    }
}

fn prepare(db: &mut Connection, path: &Path) -> Result<()> {
    let failed = |e| why(path, e);
    db.busy_timeout(PATIENCE).map_err(failed)?;
    let version: i64 = db.pragma_query_value(None, "user_version", |r| r.get(0)).map_err(failed)?;
    if version > VERSION {
        return Err(LedgerError::Newer { path: path.to_owned(), version });
    }
    // A commit that a power loss takes back is work done once more, never a lie: files are on the disk before it.
    write_ahead(db).map_err(failed)?;
    db.execute_batch("PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;").map_err(failed)?;
    let t = db.transaction_with_behavior(TransactionBehavior::Immediate).map_err(failed)?;
    let version: i64 = t.pragma_query_value(None, "user_version", |r| r.get(0)).map_err(failed)?;
    if version == 0 {
        t.execute_batch(include_str!("schema.sql")).map_err(failed)?;
    }
    if version == 1 {
        t.execute_batch("ALTER TABLE documents ADD COLUMN moved_from BLOB").map_err(failed)?;
    }
    if version < VERSION {
        t.pragma_update(None, "user_version", VERSION).map_err(failed)?;
    }
    t.commit().map_err(failed)
}

/// SQLite does not wait by itself where two processes make the same ledger at once.
fn write_ahead(db: &Connection) -> rusqlite::Result<()> {
    let until = Instant::now() + PATIENCE;
    loop {
        match db.execute_batch("PRAGMA journal_mode = WAL;") {
            Err(e) if e.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) && Instant::now() < until => std::thread::sleep(Duration::from_millis(20)),
            other => return other,
        }
    }
}

fn why(path: &Path, error: rusqlite::Error) -> LedgerError {
    let (path, why) = (path.to_owned(), error.to_string());
    match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => LedgerError::Damaged { path, why },
        Some(_) => LedgerError::Refused { path, why },
        // A value that is not what this version writes.
        None => LedgerError::Damaged { path, why },
    }
}

/// The state of what failed: it is left to be tried again, alone, where that may help; what failed so alone is given up.
const fn after(failure: &Failure, alone: bool) -> &'static str {
    match (failure.problem.may_pass(), alone) {
        (false, _) => "failed",
        (true, false) => AGAIN,
        (true, true) => "quarantined",
    }
}

/// Milliseconds since 1970.
pub fn now() -> i64 {
    nanoseconds() as i64 / 1_000_000
}

fn nanoseconds() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |t| t.as_nanos() as u64)
}

/// A value as it stands in a column.
fn packed(value: &impl Serialize) -> rusqlite::Result<Vec<u8>> {
    rmp_serde::to_vec_named(value).map_err(|e| rusqlite::Error::ToSqlConversionFailure(e.into()))
}

fn unpacked<T: DeserializeOwned>(data: &[u8]) -> rusqlite::Result<T> {
    rmp_serde::from_slice(data).map_err(|e| rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Blob, e.into()))
}
