//! What cleaning a page costs, beside what the engine alone takes to read it.

use super::{memory, pages};
use anyhow::{Context, Result, anyhow};
use sohoa::clean;
use sohoa::scan::discover::discover;
use sohoa::scan::{self, Input};
use std::path::Path;
use std::process::Command;
use std::time::Instant;

/// Rounds; the best counts, since nothing ever makes a program faster than it is.
const ROUNDS: usize = 3;

/// Cleans every page on one core and has tesseract read it as it is; prints seconds and their ratio, and at
/// the end the most memory that decoding and cleaning had.
pub fn print(folder: &Path) -> Result<()> {
    let space = tempfile::tempdir()?;
    println!("page                             pixels      cleaning  tesseract  ratio");
    for input in discover(&[folder.to_owned()], space.path(), None).inputs {
        of_document(&input, space.path())?;
    }
    println!("most memory, decoding and cleaning: {} MB", memory::own_high_water() / 1_000_000);
    Ok(())
}

fn of_document(input: &Input, space: &Path) -> Result<()> {
    let scan = scan::open(input).map_err(|e| anyhow!("{e}"))?;
    for number in 1..=scan.pages() {
        let page = scan.page(number).map_err(|e| anyhow!("{e}"))?;
        let png = space.join("page.png");
        pages::save(&page, &png)?;
        let cleaning = best(|| clean::clean(&page, &[]).map(drop).map_err(|e| anyhow!(e)))?;
        let reading = best(|| read(&png, space))?;
        let (width, height) = page.pixels.size();
        println!("{:32} {width:>5}x{height:<5} {cleaning:>7.3} s {reading:>8.3} s {:>6.2}", format!("{} p{number}", input.name.display()), cleaning / reading);
    }
    Ok(())
}

fn best(mut work: impl FnMut() -> Result<()>) -> Result<f64> {
    let mut least = f64::INFINITY;
    for _ in 0..ROUNDS {
        let start = Instant::now();
        work()?;
        least = least.min(start.elapsed().as_secs_f64());
    }
    Ok(least)
}

fn read(png: &Path, space: &Path) -> Result<()> {
    let mut command = Command::new("tesseract");
    command.arg(png).arg(space.join("read")).args(["-l", "vie"]).env("OMP_THREAD_LIMIT", "1");
    let run = command.output().context("tesseract cannot start")?;
    anyhow::ensure!(run.status.success(), "tesseract: {}", String::from_utf8_lossy(&run.stderr));
    Ok(())
}
