//! The report as text for a terminal.

use super::types::{Entry, Report, State, Trouble};
use super::wording::{place, same, speed, state};
use std::io::{Result, Write};

/// Most lines of each part; the files hold all.
const MOST: usize = 20;

/// Writes counts, speed, what failed, what to look at first, and duplicates.
///
/// # Errors
/// The output cannot be written.
pub fn table(report: &Report, out: &mut dyn Write) -> Result<()> {
    let c = &report.documents;
    writeln!(out, "{:>8} done\n{:>8} partial\n{:>8} failed", c.done, c.partial, c.failed)?;
    if c.open > 0 {
        writeln!(out, "{:>8} not finished", c.open)?;
    }
    writeln!(out, "{:>8} to review\n{:>8} pages{}", c.to_review, report.pages.all, speed(report))?;
    troubles(report, out)?;
    doubtful(report, out)?;
    let alike: Vec<String> = report.duplicates.iter().map(|d| format!("{}: {}", same(d.same), d.documents.join(", "))).collect();
    part("Duplicates", &alike, out)
}

fn troubles(report: &Report, out: &mut dyn Write) -> Result<()> {
    let lines: Vec<String> = report.unreachable.iter().chain(report.entries.iter().flat_map(|e| &e.troubles)).map(trouble).collect();
    part("Failed", &lines, out)
}

fn trouble(of: &Trouble) -> String {
    format!("{}: {}\n      {}", plain(&place(of)), of.why, of.cure)
}

fn doubtful(report: &Report, out: &mut dyn Write) -> Result<()> {
    let asks = |e: &&Entry| e.needs_review && e.state != State::Failed;
    let lines: Vec<String> = report.entries.iter().filter(asks).map(|e| {
        format!("{:.2}  {} {}: {}", e.confidence.unwrap_or(0.0), state(e.state), plain(&e.document), e.reasons.join(", "))
    }).collect();
    part("To review, lowest confidence first", &lines, out)
}

fn part(head: &str, lines: &[String], out: &mut dyn Write) -> Result<()> {
    if lines.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{head}:")?;
    lines.iter().take(MOST).try_for_each(|line| writeln!(out, "  {line}"))?;
    if lines.len() > MOST {
        writeln!(out, "  and {} more, in report.html and report.csv", lines.len() - MOST)?;
    }
    Ok(())
}

/// A name without what a terminal would act upon.
fn plain(name: &str) -> String {
    name.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}
