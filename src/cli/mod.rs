//! The command line.

mod completions;
mod diff;
mod doctor;
mod dry;
mod eval;
mod events;
mod exit_code;
mod man;
mod progress;
mod reading;
mod register;
mod report;
mod review;
mod run;
mod schema;
mod session;
mod watch;
mod worker;

use clap::{Args, Parser, Subcommand};
pub use exit_code::Exit;
use crate::batch::output::write;
use std::path::{Path, PathBuf};

/// Turns scanned Vietnamese administrative notices into clean, verifiable JSON.
#[derive(Parser)]
#[command(name = "sohoa", version, after_help = "Exit codes: 0 all done, 1 unexpected, 2 usage, 3 no model for the language, 4 some inputs failed and the rest is done, 5 no input found, 6 different (diff), 7 the output cannot be written, 130 interrupted.")]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Digitise files and folders of scans
    Run(run::RunArgs),
    /// Digitise what a scanner drops into a folder, as it comes
    Watch(watch::WatchArgs),
    /// Compare two sets of results: what a change of the program changes
    Diff(DiffArgs),
    /// Score outputs against the truth
    Eval(eval::EvalArgs),
    /// Write the register of an output folder, for those who keep an archive
    Register(register::RegisterArgs),
    /// Tell what is done, what failed and what to do about it, and what to look at first
    Report(report::ReportArgs),
    /// Open a local web page to go through what the machine did, and decide
    Review(review::ReviewArgs),
    /// Look whether everything is there that a run needs: engine, model, memory, disk, locks
    Doctor(doctor::DoctorArgs),
    /// Print the JSON Schema of an output
    Schema(SchemaArgs),
    /// Write the man pages of all commands
    Man(man::ManArgs),
    /// Print the completions of a shell
    Completions(completions::CompletionsArgs),
}

/// Options of `sohoa diff`.
#[derive(Args)]
#[command(after_help = "Exit codes: 0 the same, 6 different, 1 a result cannot be read, 2 usage, 5 nothing to compare, 7 --html cannot be written.
Only what a document says counts; what else differs (fingerprint, engine, confidence, ...) is told in one line.

Examples:
  sohoa diff old new                     every difference of all documents of two outputs
  sohoa diff old/notice new/notice       of one document
  sohoa diff old new --summary           one line a document
  sohoa diff old new --html diff.html    with the lines of the scans, for a browser")]
struct DiffArgs {
    /// An output folder of sohoa run, or the folder of one document in it
    #[arg(value_parser = folder)]
    a: PathBuf,
    /// Another one
    #[arg(value_parser = folder)]
    b: PathBuf,
    /// One line a document
    #[arg(long)]
    summary: bool,
    /// JSON (see: sohoa schema diff) instead of text
    #[arg(long, conflicts_with = "summary")]
    json: bool,
    /// Write a page for a browser, too, with the lines of the scans in it
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
}

#[derive(Args)]
struct SchemaArgs {
    /// Which output
    #[arg(value_enum, default_value = "notice")]
    of: schema::Output,
}

fn folder(text: &str) -> Result<PathBuf, String> {
    let path = PathBuf::from(text);
    if path.is_dir() { Ok(path) } else { Err("not a folder; give an output folder of sohoa run".to_owned()) }
}

/// Says what went wrong and how the program ends for it.
fn stop(error: &dyn std::fmt::Display, exit: Exit) -> Exit {
    eprintln!("error: {error}");
    exit
}

/// Writes a report, whole or not at all; the error names the file and what helps.
fn write_page(to: &Path, page: &str) -> std::io::Result<()> {
    write(to, page.as_bytes()).map_err(|e| std::io::Error::other(format!("{}: cannot be written: {e}; choose another file with --html", to.display())))
}

/// Does what the command line says.
pub fn main() -> Exit {
    if std::env::args_os().nth(1).is_some_and(|first| first == worker::NAME) {
        return worker::run();
    }
    match Cli::parse().command {
        Command::Run(args) => run::run(&args),
        Command::Watch(args) => watch::run(&args),
        Command::Diff(args) => diff::run(&args),
        Command::Eval(args) => eval::run(&args),
        Command::Register(args) => register::run(&args),
        Command::Report(args) => report::run(&args),
        Command::Review(args) => review::run(&args),
        Command::Doctor(args) => doctor::run(&args),
        Command::Schema(args) => schema::print(args.of),
        Command::Man(args) => man::run(&args),
        Command::Completions(args) => completions::run(&args),
    }
}
