//! `sohoa eval`.

use super::{Exit, stop, write_page};
use crate::eval::error::EvalError;
use crate::eval::report::Evaluation;
use crate::eval::{evaluate, html::html, table::table};
use crate::export::json::pretty;
use clap::Args;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Options of `sohoa eval`.
#[derive(Args)]
#[command(after_help = "TRUTH holds NAME/text.txt and NAME/notice.json, shaped as outputs, or NAME-p1.txt, … and fields.json.
What is absent there is not scored; a document without outputs scores as empty. docs/eval.md explains each figure.

Examples:
  sohoa run scans -o out && sohoa eval out scans/truth
  sohoa eval out truth --html report.html     what went wrong, with pictures, worst first
  sohoa eval out truth --json > figures.json  for programs; sohoa schema eval describes it")]
pub struct EvalArgs {
    /// Output folder of sohoa run
    #[arg(value_name = "OUT")]
    out: PathBuf,
    /// Folder of the truth
    #[arg(value_name = "TRUTH")]
    truth: PathBuf,
    /// JSON instead of the table
    #[arg(long)]
    json: bool,
    /// Write what went wrong into a self-contained page, too
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
}

/// Scores and prints.
pub fn run(args: &EvalArgs) -> Exit {
    let evaluation = match evaluate(&args.out, &args.truth) {
        Ok(evaluation) => evaluation,
        Err(e @ (EvalError::NoTruth(_) | EvalError::NoOutput(_))) => return stop(&e, Exit::NoInput),
        Err(e) => return stop(&e, Exit::Unexpected),
    };
    if evaluation.units.iter().all(|u| u.missing) {
        eprintln!("warning: {}: holds no outputs of any document of {}; the outputs come first, then the truth", args.out.display(), args.truth.display());
    }
    for unit in evaluation.units.iter().filter(|u| u.missing) {
        eprintln!("warning: {}: no outputs in {}; scored as empty", unit.name, args.out.display());
    }
    if let Err(exit) = args.html.as_deref().map_or(Ok(()), |file| write_html(&evaluation, &args.out, file)) {
        return exit;
    }
    match print(&evaluation, args.json) {
        Ok(()) => Exit::Done,
        Err(e) => stop(&e, Exit::Unexpected),
    }
}

fn write_html(evaluation: &Evaluation, out: &Path, file: &Path) -> Result<(), Exit> {
    let page = html(evaluation, out).map_err(|e| stop(&e, Exit::Unexpected))?;
    write_page(file, &page).map_err(|e| stop(&e, Exit::CannotWrite))
}

fn print(evaluation: &Evaluation, json: bool) -> std::io::Result<()> {
    let text = if json { pretty(evaluation).map_err(std::io::Error::other)? } else { table(evaluation) };
    std::io::stdout().write_all(text.as_bytes())
}
