//! The report as text for a terminal.

use super::html::word;
use super::types::{Entry, Report, State, Trouble};
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
    let same: Vec<String> = report.duplicates.iter().map(|d| format!("{}: {}", d.what(), d.documents.join(", "))).collect();
    part("Duplicates", &same, out)
}

/// Pages that failed or are blank, and how many were read a minute.
pub fn speed(report: &Report) -> String {
    let p = &report.pages;
    let mut out = String::new();
    if p.failed > 0 {
        out += &format!(", {} failed", p.failed);
    }
    if p.blank > 0 {
        out += &format!(", {} blank", p.blank);
    }
    p.a_minute.map_or(out.clone(), |n| format!("{out}, {n} a minute"))
}

fn troubles(report: &Report, out: &mut dyn Write) -> Result<()> {
    let lines: Vec<String> = report.unreachable.iter().chain(report.entries.iter().flat_map(|e| &e.troubles)).map(trouble).collect();
    part("Failed", &lines, out)
}

fn trouble(of: &Trouble) -> String {
    let page = of.page.map(|p| format!(" page {p}")).unwrap_or_default();
    format!("{}{page}: {}\n      {}", plain(&of.file), of.why, of.cure)
}

fn doubtful(report: &Report, out: &mut dyn Write) -> Result<()> {
    let asks = |e: &&Entry| e.needs_review && e.state != State::Failed;
    let lines: Vec<String> = report.entries.iter().filter(asks).map(|e| {
        format!("{:.2}  {} {}: {}", e.confidence.unwrap_or(0.0), word(e.state), plain(&e.document), e.reasons.join(", "))
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
