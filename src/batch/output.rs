//! The output folder of a document. Files appear whole or not at all; `evidence.json` comes last
//! and says that all the others are there.

use crate::export::{json, record, text};
use crate::pipeline::Pictures;
use crate::types::evidence::Digitized;
use atomic_write_file::AtomicWriteFile;
use std::io::{Error, Result, Write};
use std::path::{Path, PathBuf};

/// An output folder.
pub struct Folder(PathBuf);

impl Folder {
    /// The folder at a path; nothing is made yet.
    pub fn new(path: PathBuf) -> Self {
        Self(path)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Whether all outputs of this fingerprint are there.
    pub fn is_done(&self, fingerprint: &str, pages: bool) -> bool {
        let there = |name: &str| self.0.join(name).is_file();
        let evidence = std::fs::read(self.0.join("evidence.json")).ok();
        let found: Option<Digitized> = evidence.and_then(|e| serde_json::from_slice(&e).ok());
        let Some(found) = found.filter(|f| f.fingerprint == fingerprint && f.pages.iter().all(|p| p.failure.is_none())) else { return false };
        let pictures = || found.pages.iter().all(|p| names(p.page).iter().all(|n| there(&format!("pages/{n}"))));
        ["text.txt", "notice.json", "record.json"].into_iter().all(there) && (!pages || pictures())
    }

    /// Makes the folder and takes back the promise that it is done. Pictures of an earlier run go:
    /// they might be of more pages.
    ///
    /// # Errors
    /// It cannot be made or changed.
    pub fn begin(&self) -> Result<()> {
        std::fs::create_dir_all(&self.0)?;
        gone(std::fs::remove_file(self.0.join("evidence.json")))?;
        let old = std::fs::read_dir(self.0.join("pages")).into_iter().flatten().flatten();
        old.map(|e| e.path()).filter(|p| is_picture(p)).try_for_each(|p| gone(std::fs::remove_file(p)))
    }

    /// Writes a page's pictures.
    ///
    /// # Errors
    /// They cannot be written.
    pub fn pictures(&self, of: &Pictures) -> Result<()> {
        let folder = self.0.join("pages");
        std::fs::create_dir_all(&folder)?;
        let all = names(of.page).into_iter().zip([&of.shown, &of.clean, &of.removed]);
        all.into_iter().try_for_each(|(name, data)| write(&folder.join(name), data))
    }

    /// Writes text, notice, record and evidence.
    ///
    /// # Errors
    /// They cannot be written.
    pub fn finish(&self, found: &Digitized) -> Result<()> {
        let notice = json::notice(found).and_then(|n| json::pretty(&n)).map_err(Error::other)?;
        let record = record::record(found).and_then(|r| json::pretty(&r)).map_err(Error::other)?;
        let evidence = json::pretty(found).map_err(Error::other)?;
        write(&self.0.join("text.txt"), text::text(found).as_bytes())?;
        write(&self.0.join("notice.json"), notice.as_bytes())?;
        write(&self.0.join("record.json"), record.as_bytes())?;
        write(&self.0.join("evidence.json"), evidence.as_bytes())
    }
}

fn names(page: u32) -> [String; 3] {
    [format!("p{page}.jpg"), format!("p{page}.clean.png"), format!("p{page}.removed.png")]
}

/// Whether a file is one of ours; below `pages/` may lie the outputs of another document.
fn is_picture(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let number = name.strip_prefix('p').and_then(|n| n.split_once('.'));
    number.is_some_and(|(n, rest)| n.parse::<u32>().is_ok() && matches!(rest, "jpg" | "clean.png" | "removed.png"))
}

fn gone(result: Result<()>) -> Result<()> {
    match result {
        Err(e) if e.kind() != std::io::ErrorKind::NotFound => Err(e),
        _ => Ok(()),
    }
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
