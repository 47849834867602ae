//! The output folder of a document. Its files are made in a place of their own, and moved into the folder when all of them
//! are on the disk; `evidence.json` comes last and says that all the others are there.

use crate::decisions::{self, log};
use crate::export::{json, record, text};
use crate::types::evidence::Digitized;
use crate::types::read::Pictures;
use atomic_write_file::AtomicWriteFile;
use serde::Serialize;
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufWriter, Error, ErrorKind, Result, Write};
use std::path::{Path, PathBuf};

/// Where a run keeps what is its own, below the output folder.
const OWN: &str = ".sohoa";
/// Outputs beside the pictures, in the order in which they appear.
const TEXTS: [&str; 4] = ["text.txt", "notice.json", "record.json", "evidence.json"];

/// An output folder.
#[derive(Clone)]
pub struct Folder {
    path: PathBuf,
    /// Where its files are made.
    staging: PathBuf,
}

impl Folder {
    /// The folder of a document below an output folder; nothing is made yet.
    pub fn new(output: &Path, name: &Path) -> Self {
        let hash = blake3::hash(name.as_os_str().as_encoded_bytes()).to_hex();
        Self { path: output.join(name), staging: works(output).join(&hash[..16]) }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether all outputs are there, with the pictures of so many pages if they are wanted. A page without pictures that
    /// failed is known by its evidence only.
    pub fn is_whole(&self, pictures: u32) -> bool {
        let there = |name: &str| self.path.join(name).is_file();
        TEXTS.into_iter().all(there) && (1..=pictures).all(|page| names(page).iter().all(|n| there(&format!("pages/{n}"))))
    }

    /// What its outputs take, bytes, with the pictures of so many pages.
    pub fn bytes(&self, pictures: u32) -> u64 {
        let pages = (1..=pictures).flat_map(names).map(|n| self.path.join("pages").join(n));
        let all = TEXTS.iter().map(|n| self.path.join(n)).chain(pages);
        all.filter_map(|p| std::fs::metadata(p).ok()).map(|m| m.len()).sum()
    }

    /// What `evidence.json` says, if all outputs of this fingerprint are there.
    pub fn evidence(&self, fingerprint: &str, pictures: bool) -> Option<Digitized> {
        let found = json::evidence(&std::fs::read(self.path.join("evidence.json")).ok()?).ok()?;
        let fits = found.fingerprint == fingerprint && found.pages.iter().all(|p| p.failure.is_none());
        (fits && self.is_whole(if pictures { found.pages.len() as u32 } else { 0 })).then_some(found)
    }

    /// Makes the place for its files anew.
    ///
    /// # Errors
    /// It cannot be made.
    pub fn begin(&self) -> Result<()> {
        gone(std::fs::remove_dir_all(&self.staging))?;
        std::fs::create_dir(&self.staging)?;
        std::fs::create_dir(self.staging.join("pages"))
    }

    /// Whether that place is there.
    pub fn is_begun(&self) -> bool {
        self.staging.join("pages").is_dir()
    }

    /// Puts a page's pictures there.
    ///
    /// # Errors
    /// They cannot be written.
    pub fn pictures(&self, of: &Pictures) -> Result<()> {
        let all = names(of.page).into_iter().zip([&of.shown, &of.clean, &of.removed]);
        all.into_iter().try_for_each(|(name, data)| put(&self.staging.join("pages").join(name), data))
    }

    /// Whether a page's pictures are there, or were moved to the folder before.
    pub fn has_pictures(&self, page: u32, moved: bool) -> bool {
        let there = |folder: &Path, name: &str| folder.join("pages").join(name).is_file();
        names(page).iter().all(|n| there(&self.staging, n) || (moved && there(&self.path, n)))
    }

    /// Makes text, notice and record of what was found and of what reviewers decided, the evidence of what was found alone, and
    /// moves all of it into the folder; of pages that `has_pictures` does not know pictures of an earlier run go. Broken off, it can
    /// be done again. What was decided is in the value.
    ///
    /// # Errors
    /// They cannot be written, or the decisions not be read.
    pub fn finish(&self, found: &Digitized, has_pictures: impl Fn(u32) -> bool) -> Result<Digitized> {
        std::fs::create_dir_all(&self.path)?;
        // No reviewer decides meanwhile what the outputs would not know of.
        let _held = log::hold(&self.path)?;
        self.put(found, has_pictures)
    }

    fn put(&self, found: &Digitized, has_pictures: impl Fn(u32) -> bool) -> Result<Digitized> {
        let decided = self.decided(found)?;
        self.texts(found, &decided)?;
        self.publish(has_pictures)?;
        Ok(decided)
    }

    /// Makes the outputs of a document out of those of the folder that it had before, with what is new in them and the decisions over
    /// it. Nothing can be decided at the old place any more; `leave` does the rest.
    ///
    /// # Errors
    /// They cannot be written.
    pub fn move_from(&self, from: &Self, found: &Digitized) -> Result<()> {
        self.begin()?;
        self.adopt(from, found.pages.len() as u32)?;
        std::fs::create_dir_all(&self.path)?;
        let (new, old) = log::hold_both(&self.path, &from.path)?;
        new.take(&old, &decisions::scan_of(found))?;
        self.put(found, |_| true)?;
        gone(std::fs::remove_file(from.path.join("evidence.json")))?;
        self.clear();
        Ok(())
    }

    /// Takes away what is left of a document in the folder that it had before, also by a run that was killed while it moved.
    ///
    /// # Errors
    /// It cannot be removed, or what was decided there meanwhile not be taken along.
    pub fn leave(&self, from: &Self, found: &Digitized) -> Result<()> {
        if from.path.is_dir() {
            let (new, old) = log::hold_both(&self.path, &from.path)?;
            new.take(&old, &decisions::scan_of(found))?;
            renew(&self.path, &self.decided(found)?)?;
        }
        from.remove()
    }

    /// Text, notice and record with what reviewers decided, and the evidence without it.
    fn texts(&self, found: &Digitized, decided: &Digitized) -> Result<()> {
        let at = |name: &str| self.staging.join(name);
        put(&at("text.txt"), text::text(decided).as_bytes())?;
        put_json(&at("notice.json"), &json::notice(decided).map_err(Error::other)?)?;
        put_json(&at("record.json"), &record::record(decided).map_err(Error::other)?)?;
        put_json(&at("evidence.json"), found)
    }

    /// What was found with what reviewers decided of it.
    ///
    /// # Errors
    /// The decisions cannot be read.
    pub fn decided(&self, found: &Digitized) -> Result<Digitized> {
        Ok(decisions::in_folder(&self.path, found)?.found)
    }

    fn publish(&self, has_pictures: impl Fn(u32) -> bool) -> Result<()> {
        let pages = self.path.join("pages");
        self.free()?;
        gone(std::fs::remove_file(self.path.join("evidence.json")))?;
        let old = files(&pages).filter(|p| page_of(p).is_some_and(|page| !has_pictures(page)));
        old.collect::<Vec<_>>().into_iter().try_for_each(|p| gone(std::fs::remove_file(p)))?;
        let new: Vec<PathBuf> = files(&self.staging.join("pages")).filter(|p| page_of(p).is_some()).collect();
        if !new.is_empty() {
            std::fs::create_dir_all(&pages)?;
            new.iter().try_for_each(|from| std::fs::rename(from, pages.join(from.file_name().unwrap_or_default())))?;
            sync(&pages)?;
        }
        TEXTS.iter().try_for_each(|name| std::fs::rename(self.staging.join(name), self.path.join(name)))?;
        sync(&self.path)?;
        self.path.parent().map_or(Ok(()), sync)
    }

    /// Whether nothing is in the way of the files, before those of an earlier run are touched.
    fn free(&self) -> Result<()> {
        let pages = self.path.join("pages");
        let in_the_way = |path: &PathBuf| path.is_dir();
        match TEXTS.iter().map(|n| self.path.join(n)).find(in_the_way) {
            Some(folder) => Err(Error::new(ErrorKind::IsADirectory, format!("{} is a folder", folder.display()))),
            None if pages.symlink_metadata().is_ok() && !pages.is_dir() => Err(Error::new(ErrorKind::NotADirectory, format!("{} is no folder", pages.display()))),
            None => Ok(()),
        }
    }

    /// Takes the pictures of a folder of so many pages to where its files are made: that of the same document under another
    /// name, or its own. Pages may have none.
    ///
    /// # Errors
    /// They cannot be linked or copied.
    pub fn adopt(&self, other: &Self, pages: u32) -> Result<()> {
        (1..=pages).flat_map(names).try_for_each(|name| {
            let (from, to) = (other.path.join("pages").join(&name), self.staging.join("pages").join(&name));
            // Some file systems know no links.
            let taken = std::fs::hard_link(&from, &to).or_else(|_| std::fs::copy(&from, &to).and_then(|_| File::open(&to)?.sync_all()));
            gone(taken)
        })
    }

    /// Takes away its outputs and, if nothing else is in them, its folders.
    ///
    /// # Errors
    /// They cannot be removed.
    pub fn remove(&self) -> Result<()> {
        let pages = self.path.join("pages");
        let own = TEXTS.iter().rev().map(|n| self.path.join(n)).chain(files(&pages).filter(|p| page_of(p).is_some()).collect::<Vec<_>>());
        own.into_iter().try_for_each(|p| gone(std::fs::remove_file(p)))?;
        // Stay where something of another document is in them.
        let _ = std::fs::remove_dir(pages);
        let _ = std::fs::remove_dir(&self.path);
        Ok(())
    }

    /// Takes away the place for its files.
    pub fn clear(&self) {
        // What stays is cleared away by the next run.
        let _ = std::fs::remove_dir_all(&self.staging);
    }
}

/// Writes text, record and notice of a document that is in its folder anew, where they differ.
///
/// # Errors
/// One cannot be written.
pub fn renew(folder: &Path, decided: &Digitized) -> Result<()> {
    let outputs = [
        ("text.txt", text::text(decided)), ("record.json", json::pretty(&record::record(decided)?)?), ("notice.json", json::pretty(&json::notice(decided)?)?),
    ];
    for (name, text) in outputs {
        let path = folder.join(name);
        if std::fs::read(&path).ok().as_deref() != Some(text.as_bytes()) {
            write(&path, text.as_bytes())?;
        }
    }
    Ok(())
}

fn works(output: &Path) -> PathBuf {
    output.join(OWN).join("work")
}

/// Makes the places that runs need below an output folder.
///
/// # Errors
/// They cannot be made.
pub fn prepare(output: &Path) -> Result<()> {
    std::fs::create_dir_all(works(output))
}

/// Whether an error befell the whole output folder and not one document's: anything but what may be in the way of that one alone,
/// while something new can still be put beside it.
pub fn is_lost(output: &Path, error: &Error) -> bool {
    use ErrorKind as E;
    let alone = matches!(error.kind(), E::NotADirectory | E::IsADirectory | E::AlreadyExists | E::DirectoryNotEmpty | E::PermissionDenied | E::InvalidFilename | E::InvalidData | E::NotFound);
    !alone || !works(output).is_dir() || tempfile::tempfile_in(output).is_err()
}

/// Where the ledger of an output folder stands unless it is put elsewhere.
pub fn ledger(output: &Path) -> PathBuf {
    output.join(OWN).join("ledger.sqlite")
}

/// Where a process makes a file of a run.
pub fn own(output: &Path, process: &str, name: &str) -> PathBuf {
    output.join(OWN).join(format!("{process}.{name}"))
}

/// Writes a file whole: first beside, then moved.
///
/// # Errors
/// It cannot be written.
pub fn replace(path: &Path, beside: &Path, data: &[u8]) -> Result<()> {
    put(beside, data)?;
    std::fs::rename(beside, path)
}

/// Clears away what runs that were broken off left behind, but for the documents on which work goes on and for the files of
/// processes that live.
///
/// # Errors
/// `begun` does not tell on which documents work goes on.
pub fn sweep<E>(output: &Path, begun: impl FnOnce() -> std::result::Result<Vec<PathBuf>, E>, lives: impl Fn(&str) -> bool) -> std::result::Result<(), E> {
    let clear = |p: PathBuf| if p.is_dir() { std::fs::remove_dir_all(p) } else { std::fs::remove_file(p) };
    // What stays is cleared away by the next run.
    leftovers(output, begun, lives)?.into_iter().for_each(|p| drop(clear(p)));
    Ok(())
}

/// What runs that were broken off left behind.
///
/// # Errors
/// `begun` does not tell on which documents work goes on.
pub fn leftovers<E>(output: &Path, begun: impl FnOnce() -> std::result::Result<Vec<PathBuf>, E>, lives: impl Fn(&str) -> bool) -> std::result::Result<Vec<PathBuf>, E> {
    // In this order: what another run begins meanwhile is not in the list yet.
    let (works, own): (Vec<_>, Vec<_>) = (files(&works(output)).collect(), files(&output.join(OWN)).collect());
    let kept: BTreeSet<PathBuf> = begun()?.iter().map(|name| Folder::new(output, name).staging).collect();
    let left = |p: &PathBuf| p.file_name().and_then(|n| n.to_str()?.split_once(".report.")).is_some_and(|(process, _)| !lives(process));
    Ok(works.into_iter().filter(|p| !kept.contains(p)).chain(own.into_iter().filter(left)).collect())
}

fn names(page: u32) -> [String; 3] {
    [format!("p{page}.jpg"), format!("p{page}.clean.png"), format!("p{page}.removed.png")]
}

fn files(folder: &Path) -> impl Iterator<Item = PathBuf> {
    std::fs::read_dir(folder).into_iter().flatten().flatten().map(|e| e.path())
}

/// The page of which a file is a picture; below `pages/` may lie the outputs of another document.
fn page_of(path: &Path) -> Option<u32> {
    let name = path.file_name()?.to_str()?;
    let (number, rest) = name.strip_prefix('p')?.split_once('.')?;
    number.parse().ok().filter(|_| matches!(rest, "jpg" | "clean.png" | "removed.png"))
}

fn gone(result: Result<()>) -> Result<()> {
    match result {
        Err(e) if e.kind() != ErrorKind::NotFound => Err(e),
        _ => Ok(()),
    }
}

/// Writes a file that nobody reads before it is moved, onto the disk.
fn put(path: &Path, data: &[u8]) -> Result<()> {
    filled(path, |file| file.write_all(data))
}

/// Writes JSON as [`json::pretty`] does, but never whole in memory: the evidence of a long document is larger than its pages.
fn put_json(path: &Path, value: &impl Serialize) -> Result<()> {
    filled(path, |file| {
        serde_json::to_writer_pretty(&mut *file, value)?;
        file.write_all(b"\n")
    })
}

/// Makes a file anew and has it on the disk; what stands there may be a link to an output.
fn filled(path: &Path, fill: impl FnOnce(&mut BufWriter<File>) -> Result<()>) -> Result<()> {
    gone(std::fs::remove_file(path))?;
    let mut file = BufWriter::new(File::create(path)?);
    fill(&mut file)?;
    file.into_inner()?.sync_all()
}

fn sync(folder: &Path) -> Result<()> {
    File::open(folder)?.sync_all()
}

/// Writes a file, whole or not at all.
///
/// # Errors
/// It cannot be written.
pub fn write(path: &Path, data: &[u8]) -> Result<()> {
    let mut file = AtomicWriteFile::open(path)?;
    file.write_all(data)?;
    file.commit()
}
