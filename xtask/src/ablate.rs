//! What each step of cleaning is worth: everything is read once with all steps and once without each.

use crate::masks::{self, Taken};
use crate::scans::{self, Set};
use crate::{marked, sohoa};
use anyhow::{Context, Result, ensure};
use rayon::prelude::*;
use regex::Regex;
use sohoa::clean::{self, Step};
use sohoa::eval::report::Figures;
use sohoa::eval::{evaluate, table::percent};
use sohoa::scan::discover::{PAGE_NAME, discover};
use sohoa::scan::{self, Input};
use std::path::Path;
use std::process::Command;
use std::time::Instant;

const MARKS: [&str; 2] = ["<!-- steps: written by `cargo xtask ablate` -->", "<!-- end of steps -->"];
const HEAD: &str = "| without | real: line CER | in order | recall | precision | made: line CER | in order | recall | precision \
| under removals | cover taken, colour | else | print lost, colour | else | cleaning | run |
|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|
";

/// Scans with their truth.
struct Scans<'a> {
    scans: &'a Path,
    truth: &'a Path,
}

/// Reads the real scans (with `gt` beside their folder) and the large set, writes the table to `file`.
pub fn write(file: &Path, real: &Path, space: &Path) -> Result<()> {
    let gt = real.parent().context("the folder of real scans has no parent")?.join("gt");
    let (made, out) = (space.join("large"), space.join("out"));
    scans::make(Set::Large, &made, 1)?;
    let truth = made.join("truth");
    let (real, made) = (Scans { scans: real, truth: &gt }, Scans { scans: &made, truth: &truth });
    let mut table = HEAD.to_owned();
    let mut whole = None;
    for without in std::iter::once(None).chain(Step::all().iter().copied().map(Some)) {
        let found = measure((&real, &made), &out, without)?;
        let all = whole.get_or_insert(found.seconds);
        table += &row(without, &found, *all);
        eprint!("{}", row(without, &found, *all));
    }
    marked::publish(file, MARKS, &table)
}

/// What a run found, and seconds for cleaning the real pages on one core and for the whole run.
struct Found {
    real: Figures,
    made: Figures,
    colour: Taken,
    other: Taken,
    seconds: (f64, f64),
}

fn measure((real, made): (&Scans, &Scans), out: &Path, without: Option<Step>) -> Result<Found> {
    let start = Instant::now();
    let of_real = read(real, &out.join("real"), without)?;
    let of_made = read(made, &out.join("made"), without)?;
    let whole = start.elapsed().as_secs_f64();
    let (colour, other) = taken(made, without)?;
    Ok(Found { real: of_real, made: of_made, colour, other, seconds: (cleaning(real, without)?, whole) })
}

fn read(scans: &Scans, out: &Path, without: Option<Step>) -> Result<Figures> {
    let mut command = Command::new(sohoa()?);
    command.arg("run").arg(scans.scans).arg("-o").arg(out).args(["--no-pages", "-q", "--force"]);
    command.args(without.map(|step| format!("--without={}", step.name())));
    let run = command.output()?;
    ensure!(run.status.success(), "sohoa run: {}\n{}", run.status, String::from_utf8_lossy(&run.stderr));
    Ok(evaluate(out, scans.truth)?.total)
}

fn inputs(scans: &Scans) -> Result<Vec<Input>> {
    // Nothing lies there: no output is to be left out.
    let nowhere = scans.scans.join("output");
    Ok(discover(&[scans.scans.to_owned()], &nowhere, Some(&Regex::new(PAGE_NAME)?)).inputs)
}

/// Of colour pages, of others.
fn taken(scans: &Scans, without: Option<Step>) -> Result<(Taken, Taken)> {
    let one = |input: &Input| masks::measure(input, &scans.truth.join(&input.name), without.as_slice());
    let pages = inputs(scans)?.par_iter().map(one).collect::<Result<Vec<_>>>()?;
    let sum = |colour: bool| {
        let pages = pages.iter().flatten().filter(|p| (p.form == "colour") == colour);
        pages.fold(Taken::default(), |sum, p| sum.and(p.taken))
    };
    Ok((sum(true), sum(false)))
}

/// Seconds to clean every page once on one core, the better of two rounds; decoding apart.
fn cleaning(scans: &Scans, without: Option<Step>) -> Result<f64> {
    let mut best = f64::INFINITY;
    for _ in 0..2 {
        let mut sum = 0.0;
        for input in inputs(scans)? {
            let scan = scan::open(&input).map_err(|e| anyhow::anyhow!("{e}"))?;
            for number in 1..=scan.pages() {
                let page = scan.page(number).map_err(|e| anyhow::anyhow!("{e}"))?;
                let start = Instant::now();
                clean::clean(&page, without.as_slice()).map_err(|e| anyhow::anyhow!(e))?;
                sum += start.elapsed().as_secs_f64();
            }
        }
        best = best.min(sum);
    }
    Ok(best)
}

/// Times as shares of those with all steps.
fn row(without: Option<Step>, found: &Found, all: (f64, f64)) -> String {
    let name = without.map_or_else(|| "nothing".to_owned(), |step| format!("`{}`", step.name()));
    let text = |f: &Figures| [&f.text.line_cer, &f.text.order_cer, &f.text.recall, &f.text.precision].map(percent).join(" | ");
    let share = |p: Option<f64>| p.map_or_else(|| "-".to_owned(), |p| format!("{p:.2}"));
    let masks = [found.colour.cover_percent(), found.other.cover_percent(), found.colour.print_percent(), found.other.print_percent()];
    let times = format!("{:.2} | {:.2}", found.seconds.0 / all.0, found.seconds.1 / all.1);
    format!("| {name} | {} | {} | {} | {} | {times} |\n",
        text(&found.real), text(&found.made), percent(&found.made.under_removal), masks.map(share).join(" | "))
}
