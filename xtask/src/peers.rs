//! How sohoa compares with what people use today, on the same pages, machine and model.
//!
//! The programs take turns, so that a busy minute of the machine hits them all, and the best of
//! each counts, since nothing ever makes a program faster than it is.

mod cost;
mod memory;
mod pages;
mod programs;
pub mod race;
mod table;

pub use cost::print as cost;
use anyhow::{Result, bail};
use pages::Pages;
use programs::Program;
use race::Cost;
use std::path::Path;

/// Runs the programs on the scans of a folder in turns and prints what each takes.
pub fn compare(folder: &Path, rounds: u32) -> Result<()> {
    let space = tempfile::tempdir()?;
    let cores = std::thread::available_parallelism()?.get();
    let pages = Pages::decode(folder, space.path())?;
    if pages.pngs.is_empty() {
        bail!("no scans in {}", folder.display());
    }
    println!("{} pages, {cores} cores, best of {rounds} rounds", pages.pngs.len());
    let programs = programs::installed()?;
    let mut best: Vec<Option<Cost>> = vec![None; programs.len()];
    for round in 1..=rounds {
        for (program, best) in programs.iter().zip(&mut best) {
            let cost = turn(*program, folder, &pages, space.path(), cores)?;
            eprintln!("round {round}: {} {:.2} s", program.name(), cost.seconds);
            *best = Some(best.map_or(cost, |b| b.least(cost)));
        }
    }
    let costs: Vec<(Program, Cost)> = programs.into_iter().zip(best).filter_map(|(p, c)| Some((p, c?))).collect();
    print!("{}", table::table(&costs, pages.pngs.len()));
    Ok(())
}

fn turn(program: Program, folder: &Path, pages: &Pages, space: &Path, cores: usize) -> Result<Cost> {
    // A place of its own for each turn: no program finds what it wrote before.
    let output = tempfile::tempdir_in(space)?;
    let commands = program.commands(folder, pages, output.path(), cores)?;
    race::run(commands, cores)
}
