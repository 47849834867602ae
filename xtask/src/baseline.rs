//! `docs/baseline.md`: what each damage costs, one page a damage and severity.

use crate::masks::{self, Taken};
use crate::scans::{self, Set};
use crate::sohoa;
use anyhow::{Result, ensure};
use sohoa::eval::report::{Figures, Unit};
use sohoa::eval::{evaluate, table::percent};
use sohoa::scan::discover::discover;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

const INTRODUCTION: &str = "# What each damage costs

Made by `cargo xtask baseline`: the scans of `cargo xtask scans --set severities` (one page a damage and severity,
else undamaged; numbers of the severities in [xtask/README.md](../xtask/README.md)), read by `sohoa run`, scored by
`sohoa eval`. In percent: character errors by line and in order, words found, words right; of the covering ink what
cleaning took, of the print what it lost (by the masks; what is no cover, as uneven paper, has none).

| damage | severity | line CER | CER in order | recall | precision | cover taken | print lost |
|---|---|---|---|---|---|---|---|
";

/// Makes the scans, reads and scores them, writes the table to `file`.
pub fn write(file: &Path, space: &Path) -> Result<()> {
    let (set, out) = (space.join("scans"), space.join("out"));
    scans::make(Set::Severities, &set, 1)?;
    run(&set, &out)?;
    let found = evaluate(&out, &set.join("truth"))?;
    let taken = taken(&set, &out)?;
    let mut text = INTRODUCTION.to_owned();
    for unit in &found.units {
        row(&mut text, &unit.name, &unit.figures, taken.get(&PathBuf::from(&unit.name)))?;
    }
    row(&mut text, "all", &found.total, None)?;
    worst(&mut text, &found.units)?;
    Ok(std::fs::write(file, text)?)
}

fn run(set: &Path, out: &Path) -> Result<()> {
    let status = Command::new(sohoa()?).arg("run").arg(set).arg("-o").arg(out).args(["--no-pages", "-q"]).status()?;
    ensure!(status.success(), "sohoa run: {status}");
    Ok(())
}

fn taken(set: &Path, out: &Path) -> Result<HashMap<PathBuf, Taken>> {
    let inputs = discover(&[set.to_owned()], out, None).inputs;
    inputs.into_iter().map(|input| {
        let pages = masks::measure(&input, &set.join("truth").join(&input.name), &[])?;
        Ok((input.name, pages.iter().fold(Taken::default(), |sum, p| sum.and(p.taken))))
    }).collect()
}

fn row(text: &mut String, name: &str, figures: &Figures, taken: Option<&Taken>) -> Result<()> {
    let (damage, severity) = name.rsplit_once('-').unwrap_or((name, ""));
    let t = &figures.text;
    let [line, order, recall, precision] = [&t.line_cer, &t.order_cer, &t.recall, &t.precision].map(percent);
    let of = |p: Option<f64>| p.map_or_else(|| "-".to_owned(), |p| format!("{p:.2}"));
    let (cover, print) = (of(taken.and_then(Taken::cover_percent)), of(taken.and_then(Taken::print_percent)));
    Ok(writeln!(text, "| {damage} | {severity} | {line} | {order} | {recall} | {precision} | {cover} | {print} |")?)
}

fn worst(text: &mut String, units: &[Unit]) -> Result<()> {
    let cost = |u: &Unit| u.figures.text.order_cer.percent.unwrap_or(0.0);
    let mut units: Vec<&Unit> = units.iter().collect();
    units.sort_by(|a, b| cost(b).total_cmp(&cost(a)).then(a.name.cmp(&b.name)));
    let names: Vec<String> = units.iter().take(5).map(|u| format!("{} ({})", u.name, percent(&u.figures.text.order_cer))).collect();
    Ok(writeln!(text, "\nMost is lost by: {}.", names.join(", "))?)
}
