//! `sohoa register`.

use super::{Exit, stop};
use crate::register::{self, Form, NoRegister, Register};
use clap::Args;
use std::path::{Path, PathBuf};

/// Options of `sohoa register`.
#[derive(Args)]
#[command(after_help = "The columns are those of Nghị định 30/2020/NĐ-CP, Phụ lục VI, and some more; docs/register.md explains each. Cells to be
compared with the scan are coloured and say why. record.json beside each notice.json holds the same, for programs.

Examples:
  sohoa register output -o output/register.xlsx   with links that hold when output/ is moved
  sohoa register output -o register.csv           for other programs")]
pub struct RegisterArgs {
    /// Output folder of sohoa run
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// The register to write: FILE.xlsx or FILE.csv
    #[arg(short, long, value_name = "FILE", value_parser = file)]
    output: (PathBuf, Form),
    /// Only documents that a reviewer approved (see sohoa review)
    #[arg(long)]
    approved: bool,
}

fn file(text: &str) -> Result<(PathBuf, Form), String> {
    let path = PathBuf::from(text);
    let form = Form::of(&path).ok_or("a name that ends in .xlsx or .csv")?;
    Ok((path, form))
}

/// Reads the documents, writes the register, names what could not be read.
pub fn run(args: &RegisterArgs) -> Exit {
    let (file, form) = &args.output;
    let done = register::collect(&args.folder).and_then(|mut found| {
        found.entries.retain(|e| e.approved || !args.approved);
        register::save(&found, (file, *form)).map(|()| found)
    });
    match done {
        Ok(found) => report(&found, file),
        Err(e) => stop(&e, exit_of(&e)),
    }
}

const fn exit_of(error: &NoRegister) -> Exit {
    match error {
        NoRegister::NoFolder(_) | NoRegister::Empty(_) => Exit::NoInput,
        NoRegister::Unusable(_) => Exit::Unexpected,
        NoRegister::CannotWrite(..) => Exit::CannotWrite,
    }
}

fn report(found: &Register, file: &Path) -> Exit {
    found.failures.iter().for_each(|f| eprintln!("error: {f}"));
    let check = found.entries.iter().filter(|e| !e.record.check.is_empty()).count();
    eprintln!("{} documents, {check} with cells to check, {} not read; register in {}", found.entries.len(), found.failures.len(), file.display());
    if found.failures.is_empty() { Exit::Done } else { Exit::SomeFailed }
}
