//! What `sohoa run` and `sohoa watch` have in common: how documents are read, and where the outputs go.

use super::events;
use super::progress::Talk;
use crate::batch::ledger::{Ledger, LedgerError};
use crate::batch::{jobs, output};
use crate::clean::Step;
use crate::config::Options;
use clap::Args;
use std::path::PathBuf;
use std::time::Duration;

#[derive(Args)]
pub struct Reading {
    /// Folder for the outputs
    #[arg(short, long, value_name = "DIR", default_value = "output")]
    pub output: PathBuf,
    /// Language of the model
    #[arg(long, default_value = "vie", value_parser = language)]
    pub lang: String,
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
    pub force: bool,
    /// Try again also pages and documents that were given up because they broke or stopped their worker twice
    #[arg(long)]
    pub retry_failed: bool,
    /// File that knows what is done, where the output folder cannot hold it, as on a network drive; default:
    /// DIR/.sohoa/ledger.sqlite
    #[arg(long, value_name = "PATH")]
    pub ledger: Option<PathBuf>,
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
    pub events: Option<events::Form>,
    /// Say nothing but errors
    #[arg(short, long, conflicts_with = "verbose")]
    pub quiet: bool,
    /// A line a document beside the progress bar, too
    #[arg(short, long)]
    verbose: bool,
}

impl Reading {
    /// What changes the outputs.
    pub fn options(&self) -> Options {
        Options {
            lang: self.lang.clone(), dpi: self.dpi, without: self.without(), pages: !self.no_pages, page_timeout: Duration::from_secs(self.page_timeout),
        }
    }

    /// In the order they are done, each once: the same steps make the same fingerprint.
    fn without(&self) -> Vec<Step> {
        Step::all().iter().copied().filter(|step| self.without.contains(step)).collect()
    }

    /// Pages read at the same time.
    pub fn jobs(&self) -> usize {
        self.jobs.map_or_else(jobs::usual, usize::from)
    }

    /// The ledger of earlier runs, only to be looked into; None where there is none.
    ///
    /// # Errors
    /// It is of a newer version or damaged, or cannot be read.
    pub fn peek(&self) -> Result<Option<Ledger>, LedgerError> {
        match Ledger::peek(self.ledger.as_ref().unwrap_or(&output::ledger(&self.output))) {
            Err(LedgerError::None(_)) => Ok(None),
            other => other.map(Some),
        }
    }

    /// What joins the pages of a document; None where every image is one.
    pub fn group(&self) -> Option<&regex::Regex> {
        (!self.no_group).then_some(&self.group)
    }

    /// How much is said.
    pub const fn talk(&self) -> Talk {
        if self.quiet { Talk::Quiet } else if self.verbose { Talk::Verbose } else { Talk::Usual }
    }
}

/// A name of a model.
pub fn language(text: &str) -> Result<String, String> {
    let name = !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    if name { Ok(text.to_owned()) } else { Err("a name like vie".to_owned()) }
}

fn dpi(text: &str) -> Result<f64, String> {
    let value: f64 = text.parse().map_err(|_| "a number of dots per inch".to_owned())?;
    if (50.0..=1200.0).contains(&value) { Ok(value) } else { Err("between 50 and 1200".to_owned()) }
}

fn grouping(text: &str) -> Result<regex::Regex, String> {
    let regex = regex::Regex::new(text).map_err(|e| e.to_string())?;
    if regex.captures_len() == 3 { Ok(regex) } else { Err("two groups: the name and the page number".to_owned()) }
}
