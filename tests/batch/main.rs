//! A batch that survives what happens to it, with the real program, real files and real processes.
#![allow(missing_docs, clippy::unwrap_used)]

#[path = "../support/mod.rs"]
mod support;

mod disk;
mod doctor;
mod dry;
mod ledger;
mod moved;
mod report;
mod signals;
mod unit;
mod watch;

use image::DynamicImage;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use support::bars;

/// A folder of scans and one for the outputs; gone with the value.
struct Place(tempfile::TempDir);

impl Place {
    /// With so many documents of one page, no two alike.
    fn with(documents: u32) -> Self {
        let place = Self(tempfile::tempdir().unwrap());
        std::fs::create_dir(place.scans()).unwrap();
        (0..documents).for_each(|n| page(n, &place.scans().join(format!("d{n:02}.png"))));
        place
    }
    fn scans(&self) -> PathBuf {
        self.0.path().join("scans")
    }
    fn out(&self) -> PathBuf {
        self.0.path().join("out")
    }
    fn command(&self, more: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sohoa"));
        command.arg("run").arg(self.scans()).arg("-o").arg(self.out()).args(more).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }
    fn run(&self, more: &[&str]) -> Output {
        self.command(more).output().unwrap()
    }
    /// A number out of its ledger, if there is one.
    fn ledger(&self, sql: &str) -> Option<i64> {
        let db = rusqlite::Connection::open_with_flags(self.out().join(".sohoa/ledger.sqlite"), rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY).ok()?;
        db.query_row(sql, [], |r| r.get(0)).ok()
    }
    fn tree(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        support::tree(&self.out())
    }
}

/// A page of its own: one bar more is longer. Little on it, or the reading would take most of the time.
fn page(n: u32, to: &Path) {
    let mut page = bars();
    (150..page.height()).for_each(|y| (0..page.width()).for_each(|x| page.put_pixel(x, y, image::Luma([255]))));
    (0..40 + n).for_each(|x| (60..70).for_each(|y| page.put_pixel(80 + x, y, image::Luma([0]))));
    DynamicImage::ImageLuma8(page).save(to).unwrap();
}

fn states(output: &Output) -> Vec<String> {
    String::from_utf8_lossy(&output.stdout).lines().map(|l| l.split('\t').next().unwrap().to_owned()).collect()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// What a quiet run makes of the same scans.
fn quiet(place: &Place) -> BTreeMap<PathBuf, Vec<u8>> {
    let out = tempfile::tempdir().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_sohoa"));
    assert!(command.arg("run").arg(place.scans()).arg("-o").arg(out.path()).arg("-q").output().unwrap().status.success());
    support::tree(out.path())
}
