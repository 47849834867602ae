//! `sohoa man`.

use super::{Cli, Exit, stop};
use clap::{Args, CommandFactory};
use std::path::{Path, PathBuf};

/// Options of `sohoa man`.
#[derive(Args)]
#[command(after_help = "Examples:
  sohoa man /usr/local/share/man/man1   then: man sohoa-run")]
pub struct ManArgs {
    /// Folder for the pages: sohoa.1, sohoa-run.1, …
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

/// Writes a page for the program and one for each command.
pub fn run(args: &ManArgs) -> Exit {
    match write(&args.folder) {
        Ok(()) => Exit::Done,
        Err(e) => stop(&format!("{}: cannot be written: {e}; free some space or choose another folder", args.folder.display()), Exit::CannotWrite),
    }
}

fn write(folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    clap_mangen::generate_to(Cli::command(), folder)
}
