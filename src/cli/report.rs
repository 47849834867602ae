//! `sohoa report`.

use super::{Exit, stop};
use crate::batch::ledger::{Ledger, LedgerError};
use crate::batch::output;
use crate::report::{self, NoReport, types::Report};
use clap::Args;
use std::io::Write;
use std::path::PathBuf;

/// Options of `sohoa report`.
#[derive(Args)]
#[command(after_help = "Writes report.json, report.csv and report.html into the output folder, too, as every run does at its end.

Examples:
  sohoa report output         what became of every run into output/
  sohoa report output --json  the same for programs (see: sohoa schema report)")]
pub struct ReportArgs {
    /// Output folder of sohoa run
    #[arg(value_name = "DIR", default_value = "output")]
    folder: PathBuf,
    /// The same, by the name that the other commands have for it
    #[arg(short, long = "output", value_name = "DIR", conflicts_with = "folder")]
    output: Option<PathBuf>,
    /// The run's ledger, if it is not in the output folder
    #[arg(long, value_name = "PATH")]
    ledger: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// Makes the report, writes its files, prints the table.
pub fn run(args: &ReportArgs) -> Exit {
    let folder = args.output.as_ref().unwrap_or(&args.folder);
    let ledger = args.ledger.clone().unwrap_or_else(|| output::ledger(folder));
    let made = Ledger::existing(&ledger).map_err(NoReport::from).and_then(|ledger| {
        let report = report::collect(folder, &ledger)?;
        report::save(&report, folder, &ledger).map(|()| report)
    });
    match made {
        Err(e) => stop(&e, exit_of(&e)),
        Ok(report) => print(&report, args.json).map_or_else(|e| stop(&e, Exit::Unexpected), |()| Exit::Done),
    }
}

const fn exit_of(error: &NoReport) -> Exit {
    match error {
        NoReport::Ledger(LedgerError::None(_)) => Exit::NoInput,
        NoReport::Ledger(_) | NoReport::CannotWrite { .. } => Exit::CannotWrite,
    }
}

fn print(report: &Report, json: bool) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    if json {
        let text = crate::export::json::pretty(report).map_err(std::io::Error::other)?;
        out.write_all(text.as_bytes())?;
    } else {
        report::terminal::table(report, &mut out)?;
    }
    out.flush()
}
