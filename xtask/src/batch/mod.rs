//! What a batch costs beside the reading: memory of long files, worker processes, a second process, documents that are done.

mod children;
mod files;

use crate::peers::race::{Cost, run};
use anyhow::Result;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Pages of the short and of the long file.
const SHORT: usize = 20;
const LONG: usize = 500;
/// Documents that are done and skipped.
const DONE: usize = 1000;

/// Measures all of it, each against its own yardstick in the same run.
pub fn measure(scans: &Path, rounds: u32, folder: &Path) -> Result<()> {
    memory(folder)?;
    let few = files::some(scans, &folder.join("few"))?;
    share(&few, rounds, folder)?;
    children::cost(&few, rounds, folder)?;
    skip(folder)
}

fn sohoa(scans: &Path, out: &Path, more: &[&str]) -> Result<Command> {
    let mut command = Command::new(crate::sohoa()?);
    command.arg("run").arg(scans).arg("-o").arg(out).arg("--quiet").args(more);
    Ok(command)
}

/// A fresh output folder.
fn fresh(folder: &Path, name: &str) -> Result<PathBuf> {
    let out = folder.join(name);
    if out.exists() {
        fs::remove_dir_all(&out)?;
    }
    Ok(out)
}

fn memory(folder: &Path) -> Result<()> {
    for (form, write) in [("TIFF", files::tiff as fn(usize, &Path) -> Result<PathBuf>), ("PDF", files::pdf)] {
        let peak = |pages: usize| -> Result<Cost> {
            let file = write(pages, folder)?;
            run(vec![sohoa(&file, &fresh(folder, "long")?, &["--jobs", "2"])?], 1)
        };
        let (short, long) = (peak(SHORT)?, peak(LONG)?);
        println!(
            "memory, {form}: {SHORT} pages {} MB, {LONG} pages {} MB, ratio {:.3}; {:.2} and {:.2} pages a second",
            short.memory >> 20, long.memory >> 20, long.memory as f64 / short.memory as f64, SHORT as f64 / short.seconds, LONG as f64 / long.seconds
        );
    }
    Ok(())
}

fn share(scans: &Path, rounds: u32, folder: &Path) -> Result<()> {
    let timed = |processes: usize| -> Result<f64> {
        let out = fresh(folder, "shared")?;
        let commands = (0..processes).map(|_| sohoa(scans, &out, &["--jobs", "1"])).collect::<Result<Vec<_>>>()?;
        Ok(run(commands, processes)?.seconds)
    };
    let best = |processes| (0..rounds).map(|_| timed(processes)).try_fold(f64::MAX, |best, t| t.map(|t| best.min(t)));
    let (one, two) = (best(1)?, best(2)?);
    println!("two processes on one output: {two:.1} s, one {one:.1} s, ratio {:.2}", two / one);
    Ok(())
}

fn skip(folder: &Path) -> Result<()> {
    let scans = files::many(DONE, &folder.join("many"))?;
    let out = fresh(folder, "done")?;
    let done = run(vec![sohoa(&scans, &out, &[])?], 1)?.seconds;
    let skipped = run(vec![sohoa(&scans, &out, &[])?], 1)?.seconds;
    println!("{DONE} small documents: done in {done:.1} s, skipped in {skipped:.2} s, {:.2} %", 100.0 * skipped / done);
    Ok(())
}
