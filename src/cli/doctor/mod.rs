//! `sohoa doctor`.

mod check;
mod engine;
mod folder;
mod machine;

use super::reading::language;
use super::{Exit, stop};
use check::Check;
use clap::Args;
use std::io::Write;
use std::path::PathBuf;

/// Options of `sohoa doctor`.
#[derive(Args)]
#[command(after_help = "A line each: ok, warning or error, what it is about, and what helps.
Exit codes: 0 ok or warnings only, 3 no model for the language, 7 DIR cannot be written, 1 another error.

Examples:
  sohoa doctor                       before the first run into output/
  sohoa doctor -o /mnt/share/notices whether a network drive will do")]
pub struct DoctorArgs {
    /// Folder for the outputs; it is not made
    #[arg(short, long, value_name = "DIR", default_value = "output")]
    output: PathBuf,
    /// Language of the model
    #[arg(long, default_value = "vie", value_parser = language)]
    lang: String,
    /// The run's ledger, if it is not in the output folder
    #[arg(long, value_name = "PATH")]
    ledger: Option<PathBuf>,
}

/// Looks at everything, tells, and ends as the worst of it says.
pub fn run(args: &DoctorArgs) -> Exit {
    let mut checks = engine::checks(&args.lang);
    checks.extend(machine::checks());
    checks.extend(folder::checks(&args.output, args.ledger.as_deref()));
    match print(&checks) {
        Err(e) => stop(&e, Exit::Unexpected),
        Ok(()) => worst(&checks),
    }
}

fn print(checks: &[Check]) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    checks.iter().try_for_each(|check| writeln!(out, "{check}"))?;
    out.flush()
}

/// Without a model nothing can be done, without a folder nothing be kept.
fn worst(checks: &[Check]) -> Exit {
    let all = [Exit::NoModel, Exit::CannotWrite, Exit::Unexpected];
    all.into_iter().find(|exit| checks.iter().any(|c| c.error_exit() == Some(*exit))).unwrap_or(Exit::Done)
}
