//! What it costs that pages are read in processes of their own: the same pages through the library, in this process.

use super::{fresh, sohoa};
use crate::peers::race::run;
use anyhow::Result;
use sohoa::batch::output::{Folder, prepare};
use sohoa::config::Options;
use sohoa::ocr::{Engine, pool::Pool, tesseract::Tesseract};
use sohoa::pipeline::{Document, Reader, assemble, fingerprint, read_page, settings};
use sohoa::scan::discover::{PAGE_NAME, discover};
use sohoa::scan::{self, Input};
use sohoa::types::read::Opened;
use std::path::Path;
use std::time::Instant;

/// Measures both, some rounds each; the best counts.
pub fn cost(scans: &Path, rounds: u32, folder: &Path) -> Result<()> {
    let (mut own, mut children) = (f64::MAX, f64::MAX);
    for _ in 0..rounds {
        let from = Instant::now();
        here(scans, &fresh(folder, "here")?)?;
        own = own.min(from.elapsed().as_secs_f64());
        children = children.min(run(vec![sohoa(scans, &fresh(folder, "there")?, &["--jobs", "1"])?], 1)?.seconds);
    }
    println!("one page at a time: in one process {own:.1} s, with a worker process and a ledger {children:.1} s, ratio {:.3}", children / own);
    Ok(())
}

/// Everything that a run does with a document but the ledger.
fn here(scans: &Path, out: &Path) -> Result<()> {
    prepare(out)?;
    let pool = Pool::new(|| Ok(Box::new(Tesseract::new("vie")?) as Box<dyn Engine>))?;
    let found = discover(&[scans.to_owned()], out, Some(&regex::Regex::new(PAGE_NAME)?));
    found.inputs.iter().try_for_each(|input| one(input, out, &pool))
}

fn one(input: &Input, out: &Path, pool: &Pool) -> Result<()> {
    let options = Options::default();
    let folder = Folder::new(out, &input.name);
    folder.begin()?;
    let scan = scan::open(input)?;
    let opened = Opened { sources: scan.sources.clone(), signatures: scan.signatures.clone(), numbers: scan.numbers.clone() };
    let pictures = |pictures, _: &_| folder.pictures(&pictures);
    let reader = Reader { options: &options, pool, pictures: &pictures };
    let pages = (1..=scan.pages()).map(|number| read_page(&scan, number, &reader)).collect::<std::io::Result<Vec<_>>>()?;
    let key = fingerprint(&opened.sources, &settings(&options, pool.info()));
    let found = assemble(&Document { opened: &opened, engine: pool.info(), fingerprint: key }, pages.into_iter());
    folder.finish(&found, |_| true)?;
    Ok(())
}
