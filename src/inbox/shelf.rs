//! Where the files of documents go when they are done.

use super::moving::moved;
use super::naming::with_number;
use crate::scan::Input;
use regex::Regex;
use std::ffi::{OsStr, OsString};
use std::io::{ErrorKind, Result};
use std::path::{Path, PathBuf};

/// A folder that files keep their path below the inbox in.
pub struct Shelf<'a> {
    /// The folder from which they come.
    pub inbox: &'a Path,
    /// The folder to which they go.
    pub folder: &'a Path,
    /// What told the pages of a document.
    pub group: Option<&'a Regex>,
}

impl Shelf<'_> {
    /// Whether no file is where the files of a document would be put under a number.
    pub fn is_free(&self, input: &Input, number: u32) -> bool {
        self.places(input, number).iter().all(|p| p.symlink_metadata().is_err())
    }

    /// Moves the files of a document there, under the number or the next that is free.
    ///
    /// # Errors
    /// One cannot be moved; those before it were.
    pub fn keep(&self, input: &Input, number: u32) -> Result<Vec<PathBuf>> {
        let number = (number..u32::MAX).find(|n| self.is_free(input, *n)).unwrap_or(u32::MAX);
        let places = self.places(input, number);
        for (from, to) in input.files.iter().zip(&places) {
            moved(from, to).map_err(|e| match e.kind() {
                ErrorKind::AlreadyExists => std::io::Error::new(e.kind(), format!("{} is there already", to.display())),
                _ => e,
            })?;
        }
        Ok(places)
    }

    fn places(&self, input: &Input, number: u32) -> Vec<PathBuf> {
        let grouped = self.group.filter(|_| !input.numbers.is_empty());
        input.files.iter().map(|file| {
            let below = file.strip_prefix(self.inbox).unwrap_or_else(|_| Path::new(file.file_name().unwrap_or_default()));
            let name = numbered(file, grouped, number);
            self.folder.join(below.with_file_name(name))
        }).collect()
    }
}

/// The name of a file with a number: behind the document's part of it, so that pages stay pages of one document.
fn numbered(file: &Path, group: Option<&Regex>, number: u32) -> OsString {
    let stem = file.file_stem().unwrap_or_default();
    let parts = group.zip(stem.to_str()).and_then(|(regex, stem)| Some(stem.split_at(regex.captures(stem)?.get(1)?.end())));
    let (document, page) = parts.map_or((stem, OsStr::new("")), |(document, page)| (OsStr::new(document), OsStr::new(page)));
    let mut name = with_number(document, number);
    name.push(page);
    if let Some(extension) = file.extension() {
        name.push(".");
        name.push(extension);
    }
    name
}

#[cfg(test)]
mod tests {
    use super::{Input, Path, Regex, Shelf};

    #[test]
    fn a_number_stands_behind_the_name_of_the_document() -> Result<(), regex::Error> {
        let group = Regex::new(crate::scan::discover::PAGE_NAME)?;
        let shelf = Shelf { inbox: Path::new("in"), folder: Path::new("done"), group: Some(&group) };
        let places = |files: &[&str], numbers: &[u64], number| {
            shelf.places(&Input { name: "x".into(), files: files.iter().map(Into::into).collect(), numbers: numbers.to_vec() }, number)
        };
        assert_eq!(places(&["in/a/scan.pdf"], &[], 1), [Path::new("done/a/scan.pdf")]);
        assert_eq!(places(&["in/a/scan.v1.pdf"], &[], 3), [Path::new("done/a/scan.v1-3.pdf")]);
        assert_eq!(places(&["in/s-p1.jpg", "in/s_p2.jpg"], &[1, 2], 2), [Path::new("done/s-2-p1.jpg"), Path::new("done/s-2_p2.jpg")]);
        assert_eq!(places(&["in/s-p1.pdf"], &[], 2), [Path::new("done/s-p1-2.pdf")]);
        Ok(())
    }
}
