//! The command line.

mod diff;
mod eval;
mod events;
mod exit_code;
mod progress;
mod register;
mod report;
mod run;
mod schema;
mod worker;

use atomic_write_file::AtomicWriteFile;
use crate::clean::Step;
use clap::{Args, Parser, Subcommand};
pub use exit_code::Exit;
use std::io::Write;
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
    Run(RunArgs),
    /// Compare two sets of results: what a change of the program changes
    Diff(DiffArgs),
    /// Score outputs against the truth
    Eval(eval::EvalArgs),
    /// Write the register of an output folder, for those who keep an archive
    Register(register::RegisterArgs),
    /// Tell what is done, what failed and what to do about it, and what to look at first
    Report(report::ReportArgs),
    /// Print the JSON Schema of an output
    Schema(SchemaArgs),
    /// Read pages for a run, which starts it; not for people
    #[command(name = worker::NAME, hide = true)]
    Worker,
}

/// Options of `sohoa run`.
#[derive(Args)]
#[command(after_help = "Examples:
  sohoa run scans                        every scan below scans/ into output/
  sohoa run notice.pdf -o out            one notice into out/notice/
  sohoa run /archive/2021 -o out --quiet for batch jobs: exit code 4 when some inputs failed
  sohoa run scans --no-pages --jobs 1    text and JSON only, one page at a time")]
struct RunArgs {
    /// Files and folders of scans: PDF, TIFF, JPEG, PNG
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Folder for the outputs
    #[arg(short, long, value_name = "DIR", default_value = "output")]
    output: PathBuf,
    /// Language of the model
    #[arg(long, default_value = "vie", value_parser = language)]
    lang: String,
    /// Resolution of all pages, instead of what the files say
    #[arg(long, value_name = "DPI", value_parser = dpi)]
    dpi: Option<f64>,
    /// Pages read at the same time; default: as many as there are cores and as the free memory holds
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    jobs: Option<u16>,
    /// Steps of cleaning to leave out, where they harm (docs/cleaning.md)
    #[arg(long, value_enum, value_name = "STEP", value_delimiter = ',')]
    without: Vec<Step>,
    /// Do again what is done
    #[arg(long)]
    force: bool,
    /// Try again also pages and documents that were given up because they broke or stopped their worker twice
    #[arg(long)]
    retry_failed: bool,
    /// File that knows what is done, where the output folder cannot hold it, as on a network drive; default:
    /// DIR/.sohoa/ledger.sqlite
    #[arg(long, value_name = "PATH")]
    ledger: Option<PathBuf>,
    /// Leave out the pictures of the pages
    #[arg(long)]
    no_pages: bool,
    /// How long one page may take to read, in seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 120, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    page_timeout: u64,
    /// Which images of a folder are pages of one document: group 1 its name, group 2 the page number
    #[arg(long, value_name = "REGEX", default_value = crate::scan::discover::PAGE_NAME, value_parser = grouping, conflicts_with = "no_group")]
    group: regex::Regex,
    /// Every image is a document of its own
    #[arg(long)]
    no_group: bool,
    /// Tell on standard output, line by line, what happens while it happens, in place of the results
    #[arg(long, value_enum, value_name = "FORM")]
    events: Option<events::Form>,
    /// Say nothing but errors
    #[arg(short, long, conflicts_with = "verbose")]
    quiet: bool,
    /// A line a document beside the progress bar, too
    #[arg(short, long)]
    verbose: bool,
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

fn language(text: &str) -> Result<String, String> {
    let name = !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    if name { Ok(text.to_owned()) } else { Err("a name like vie".to_owned()) }
}

fn folder(text: &str) -> Result<PathBuf, String> {
    let path = PathBuf::from(text);
    if path.is_dir() { Ok(path) } else { Err("not a folder; give an output folder of sohoa run".to_owned()) }
}

fn dpi(text: &str) -> Result<f64, String> {
    let value: f64 = text.parse().map_err(|_| "a number of dots per inch".to_owned())?;
    if (50.0..=1200.0).contains(&value) { Ok(value) } else { Err("between 50 and 1200".to_owned()) }
}

fn grouping(text: &str) -> Result<regex::Regex, String> {
    let regex = regex::Regex::new(text).map_err(|e| e.to_string())?;
    if regex.captures_len() == 3 { Ok(regex) } else { Err("two groups: the name and the page number".to_owned()) }
}

/// Says what went wrong and how the program ends for it.
fn stop(error: &dyn std::fmt::Display, exit: Exit) -> Exit {
    eprintln!("error: {error}");
    exit
}

/// Writes a report, whole or not at all; the error names the file and what helps.
fn write_page(to: &Path, page: &str) -> std::io::Result<()> {
    let write = || {
        let mut file = AtomicWriteFile::open(to)?;
        file.write_all(page.as_bytes())?;
        file.commit()
    };
    write().map_err(|e| std::io::Error::other(format!("{}: cannot be written: {e}; choose another file with --html", to.display())))
}

/// Does what the command line says.
pub fn main() -> Exit {
    match Cli::parse().command {
        Command::Run(args) => run::run(&args),
        Command::Diff(args) => diff::run(&args),
        Command::Eval(args) => eval::run(&args),
        Command::Register(args) => register::run(&args),
        Command::Report(args) => report::run(&args),
        Command::Schema(args) => schema::print(args.of),
        Command::Worker => worker::run(),
    }
}
