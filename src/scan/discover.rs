//! Finds the documents below some paths and gives each the name of its output folder.

use super::Input;
use crate::types::failure::{Failure, Problem, Stage};
use regex::Regex;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// Default of `--group`: `NAME-p1`, `NAME_p1`, `NAME-page1`. Group 1 is the document's name, group
/// 2 the page number.
pub const PAGE_NAME: &str = r"(?i)^(.+)[-_](?:p|page)(\d{1,5})$";
/// Names that a run keeps for itself in the output folder and in those of documents.
const RESERVED: [&str; 9] = [
    ".sohoa", "report.json", "report.csv", "report.html", "text.txt", "notice.json", "record.json", "evidence.json", "pages",
];
/// Extensions of files that are one picture, and so may be a page of a document.
const PICTURES: [&str; 6] = ["jpg", "jpeg", "png", "webp", "heic", "heif"];
/// Longest file name of an output folder, in bytes.
const LONGEST: usize = 200;

/// What was found.
#[derive(Debug, Default)]
pub struct Found {
    /// Documents, in order of their names.
    pub inputs: Vec<Input>,
    /// How many files were of other kinds.
    pub skipped: usize,
    /// Paths that could not be looked at or that would write over another document.
    pub failures: Vec<Failure>,
}

/// Looks through files and folders. `output` and all below it is left out; `group` joins the
/// pages of a document that lie in files of their own (None: every file is a document).
pub fn discover(paths: &[PathBuf], output: &Path, group: Option<&Regex>) -> Found {
    let mut found = Found::default();
    let mut names = Names { group, siblings: HashMap::new() };
    let mut documents: BTreeMap<PathBuf, Vec<(u64, PathBuf)>> = BTreeMap::new();
    let mut owners: BTreeMap<PathBuf, (PathBuf, std::ffi::OsString, String)> = BTreeMap::new();
    for (file, base) in files(paths, output, &mut found) {
        let folder = file.parent().unwrap_or(Path::new("")).to_owned();
        let (name, page) = names.of(&file);
        let who = (folder.clone(), names.stem(&file).0, names.kind(&file));
        let name = folder.strip_prefix(&base).unwrap_or(Path::new("")).join(name);
        let owner = owners.entry(name.clone()).or_insert_with(|| who.clone());
        if *owner == who {
            documents.entry(name).or_default().push((page, file));
        } else {
            let problem = Problem::SameFolder(owner.0.join(&owner.1));
            found.failures.push(Failure { input: file, page: None, stage: Stage::Scan, problem });
        }
    }
    found.inputs = documents.into_iter().map(|(name, mut files)| {
        files.sort();
        let grouped = files.iter().any(|(_, f)| names.is_page(f));
        let numbers = files.iter().filter(|_| grouped).map(|(n, _)| *n).collect();
        Input { name, files: files.into_iter().map(|(_, f)| f).collect(), numbers }
    }).collect();
    found
}

/// Every file once, with the path below which its name begins.
fn files(paths: &[PathBuf], output: &Path, found: &mut Found) -> Vec<(PathBuf, PathBuf)> {
    let output = output.canonicalize().ok();
    let inside = |p: &Path| output.as_ref().is_some_and(|o| p.canonicalize().is_ok_and(|p| p.starts_with(o)));
    let mut seen = BTreeSet::new();
    let mut out = Vec::new();
    for path in paths {
        let walk = WalkDir::new(path).follow_links(true).sort_by_file_name().into_iter();
        for entry in walk.filter_entry(|e| !(e.file_type().is_dir() && is_hidden(e)) && (!(e.file_type().is_dir() || e.depth() == 0) || !inside(e.path()))) {
            match entry {
                Err(e) => {
                    let at = e.path().unwrap_or(path).to_owned();
                    // The walker's own message names the path once more.
                    let own = e.io_error().and_then(std::io::Error::raw_os_error).map(std::io::Error::from_raw_os_error);
                    found.failures.push(failure(at, own.unwrap_or_else(|| e.into())));
                }
                Ok(e) if e.file_type().is_dir() => {}
                Ok(e) if e.depth() > 0 && (!is_scan(e.path()) || is_hidden(&e) || is_result(&e)) => found.skipped += 1,
                Ok(e) => {
                    let base = if e.depth() == 0 { path.parent().unwrap_or(path).to_owned() } else { path.clone() };
                    if seen.insert(e.path().canonicalize().unwrap_or_else(|_| e.path().to_owned())) {
                        out.push((e.into_path(), base));
                    }
                }
            }
        }
    }
    out
}

/// What systems put beside files below a given folder (`._scan.pdf`), and what is put away.
fn is_hidden(entry: &DirEntry) -> bool {
    entry.depth() > 0 && entry.file_name().as_encoded_bytes().starts_with(b".")
}

/// A picture below a given folder that lies beside a record and its text, or in `pages/` there, is a
/// result or a mask, no scan.
fn is_result(entry: &DirEntry) -> bool {
    let record = |folder: &Path| folder.join("notice.json").is_file() && folder.join("text.txt").is_file();
    let own = entry.path().parent();
    let above = own.filter(|f| f.file_name() == Some(OsStr::new("pages"))).and_then(Path::parent);
    entry.depth() > 1 && own.into_iter().chain(above).any(record)
}

fn failure(input: PathBuf, error: std::io::Error) -> Failure {
    Failure { input, page: None, stage: Stage::Scan, problem: error.into() }
}

fn extension(path: &Path) -> String {
    path.extension().unwrap_or_default().to_string_lossy().to_lowercase()
}

fn is_scan(path: &Path) -> bool {
    matches!(extension(path).as_str(), "pdf" | "tif" | "tiff") || is_picture(path)
}

fn is_picture(path: &Path) -> bool {
    PICTURES.contains(&extension(path).as_str())
}

struct Names<'a> {
    group: Option<&'a Regex>,
    /// For each folder: how many documents share a stem. Counted on the disk and not in the run,
    /// so that a name stays when only some of the files are given.
    siblings: HashMap<PathBuf, HashMap<Vec<u8>, BTreeSet<String>>>,
}

impl Names<'_> {
    /// Name of the document a file belongs to and the page it holds.
    fn of(&mut self, file: &Path) -> (PathBuf, u64) {
        let (stem, page) = self.stem(file);
        let kind = self.kind(file);
        let folder = file.parent().unwrap_or(Path::new("")).to_owned();
        let kinds = self.kinds(&folder, stem.as_encoded_bytes());
        let mut name = stem;
        if kinds > 1 {
            name.push(".");
            name.push(kind);
        }
        (PathBuf::from(safe(&name)), page)
    }

    fn stem(&self, file: &Path) -> (std::ffi::OsString, u64) {
        let stem = file.file_stem().unwrap_or_default().to_owned();
        let grouped = self.group.filter(|_| is_picture(file)).zip(stem.to_str()).and_then(|(regex, text)| {
            let found = regex.captures(text)?;
            Some((found.get(1)?.as_str().into(), found.get(2)?.as_str().parse().ok()?))
        });
        grouped.unwrap_or((stem, 1))
    }

    /// What a document keeps of its file where others share its stem: the extension; of pages in
    /// files of their own, `pages`.
    fn kind(&self, file: &Path) -> String {
        if self.is_page(file) { "pages".into() } else { file.extension().unwrap_or_default().to_string_lossy().into_owned() }
    }

    /// Whether its name says that it is one page of a document.
    fn is_page(&self, file: &Path) -> bool {
        file.file_stem() != Some(self.stem(file).0.as_os_str())
    }

    fn kinds(&mut self, folder: &Path, stem: &[u8]) -> usize {
        if !self.siblings.contains_key(folder) {
            let mut stems: HashMap<Vec<u8>, BTreeSet<String>> = HashMap::new();
            let shown = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
            let entries = std::fs::read_dir(shown).into_iter().flatten().flatten().map(|e| e.path());
            for file in entries.filter(|p| is_scan(p)) {
                stems.entry(self.stem(&file).0.as_encoded_bytes().to_vec()).or_default().insert(self.kind(&file));
            }
            self.siblings.insert(folder.to_owned(), stems);
        }
        self.siblings[folder].get(stem).map_or(1, BTreeSet::len)
    }
}

/// A folder name of at most 200 bytes of UTF-8; one that had to be changed carries a hash of what
/// it was, so that two never become one.
fn safe(name: &OsStr) -> String {
    let bytes = name.as_encoded_bytes();
    match name.to_str() {
        Some(text) if text.len() <= LONGEST && !RESERVED.contains(&text) => text.to_owned(),
        _ => {
            let hash = blake3::hash(bytes).to_hex();
            let text = name.to_string_lossy();
            let mut end = text.len().min(LONGEST - 9);
            while !text.is_char_boundary(end) {
                end -= 1;
            }
            format!("{}-{}", &text[..end], &hash[..8])
        }
    }
}
