//! Two output folders byte by byte, and what runs left behind.

use anyhow::{Result, ensure};
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

/// Checks that two folders hold the same, and nothing of their runs but the ledger.
pub fn same(a: &Path, b: &Path) -> Result<()> {
    let (of_a, of_b) = (tree(a, a)?, tree(b, b)?);
    let only = |x: &BTreeMap<PathBuf, blake3::Hash>, y: &BTreeMap<PathBuf, blake3::Hash>| x.keys().filter(|k| !y.contains_key(*k)).cloned().collect::<Vec<_>>();
    ensure!(of_a.keys().eq(of_b.keys()), "only in {}: {:?}; only in {}: {:?}", a.display(), only(&of_a, &of_b), b.display(), only(&of_b, &of_a));
    let differ: Vec<_> = of_a.iter().filter(|(path, hash)| of_b[*path] != **hash).map(|(path, _)| path).collect();
    ensure!(differ.is_empty(), "these differ: {differ:?}");
    println!("{} files compared", of_a.len());
    left_over(a)?;
    left_over(b)
}

/// Every file below a folder but those of its runs.
fn tree(folder: &Path, root: &Path) -> Result<BTreeMap<PathBuf, blake3::Hash>> {
    let mut out = BTreeMap::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if folder == root && (name == ".sohoa" || ["report.json", "report.csv", "report.html"].contains(&&*name)) {
            continue;
        }
        if path.is_dir() {
            out.extend(tree(&path, root)?);
        } else {
            out.insert(path.strip_prefix(root)?.to_owned(), blake3::hash(&fs::read(&path)?));
        }
    }
    Ok(out)
}

fn left_over(out: &Path) -> Result<()> {
    let names = |folder: &Path| -> Result<BTreeSet<OsString>> { Ok(fs::read_dir(folder)?.flatten().map(|e| e.file_name()).collect()) };
    let own = names(&out.join(".sohoa"))?;
    ensure!(own == ["ledger.sqlite", "work"].map(OsString::from).into(), "{}: left over: {own:?}", out.display());
    let work = names(&out.join(".sohoa/work"))?;
    ensure!(work.is_empty(), "{}: left over: {work:?}", out.display());
    Ok(())
}
