//! The comparison as text for a terminal. Marks stand beside the colours, so that it reads the same without.

use super::report::{DocumentDiff, Report};
use super::rows::{Row, rows};
use super::wording;
use super::words::{Op, Piece};
use anstyle::{AnsiColor, Style};
use std::io::{Result, Write};

/// Words of context on each side of a difference.
const CONTEXT: usize = 4;
/// A lost or added passage of more words is shortened to its first and last ones.
const LONG: usize = 16;
/// Widest column of names in the summary, in letters.
const NAMES: usize = 48;

const NAME: Style = Style::new().bold();
const LOST: Style = AnsiColor::Red.on_default();
const ADDED: Style = AnsiColor::Green.on_default();

/// Writes every difference, then the totals.
///
/// # Errors
/// The output cannot be written.
pub fn full(report: &Report, out: &mut dyn Write) -> Result<()> {
    for document in report.documents.iter().filter(|d| !d.same) {
        writeln!(out, "{NAME}{}{NAME:#}: {}", plain(wording::name(&document.name)), wording::summary(document))?;
        rows(document).iter().try_for_each(|row| line(row, out))?;
        writeln!(out)?;
    }
    only(report, out)?;
    end(report, out)
}

/// Writes one line a document, then the totals.
///
/// # Errors
/// The output cannot be written.
pub fn summary(report: &Report, out: &mut dyn Write) -> Result<()> {
    let width = report.documents.iter().map(|d| wording::name(&d.name).chars().count()).max().unwrap_or(0).min(NAMES);
    let one = |d: &DocumentDiff, out: &mut dyn Write| writeln!(out, "{NAME}{:width$}{NAME:#}  {}", plain(wording::name(&d.name)), wording::summary(d));
    report.documents.iter().try_for_each(|d| one(d, out))?;
    only(report, out)?;
    end(report, out)
}

fn only(report: &Report, out: &mut dyn Write) -> Result<()> {
    report.only_a.iter().try_for_each(|n| writeln!(out, "{LOST}only in A{LOST:#}: {}", plain(n)))?;
    report.only_b.iter().try_for_each(|n| writeln!(out, "{ADDED}only in B{ADDED:#}: {}", plain(n)))
}

fn end(report: &Report, out: &mut dyn Write) -> Result<()> {
    writeln!(out, "{}", wording::totals(report))?;
    let more = [wording::without_evidence(report), wording::aside(report)];
    more.iter().flatten().try_for_each(|text| writeln!(out, "{}", plain(text)))
}

fn line(row: &Row, out: &mut dyn Write) -> Result<()> {
    write!(out, "  {:7} {:3} {}", row.kind, row.page, plain(&row.title))?;
    if !row.remarks.is_empty() {
        write!(out, "  ({})", plain(&row.remarks.join(", ")))?;
    }
    let last = row.words.len().saturating_sub(1);
    for (i, piece) in row.words.iter().enumerate() {
        write!(out, "{}", if i == 0 { ": " } else { " " })?;
        match piece.op {
            Op::Same => write!(out, "{}", plain(&context(piece, i > 0, i < last)))?,
            Op::Lost => write!(out, "{LOST}[-{}-]{LOST:#}", plain(&shortened(piece)))?,
            Op::Added => write!(out, "{ADDED}{{+{}+}}{ADDED:#}", plain(&shortened(piece)))?,
        }
    }
    writeln!(out)
}

/// Words that are the same, no more than what stands beside a difference.
fn context(piece: &Piece, after: bool, before: bool) -> String {
    let words: Vec<&str> = piece.text.split_whitespace().collect();
    let (head, tail) = match (after, before) {
        (true, true) => (CONTEXT, CONTEXT),
        (true, false) => (CONTEXT, 0),
        (false, true) => (0, CONTEXT),
        (false, false) => (LONG, 0),
    };
    elided(&words, head, tail)
}

fn shortened(piece: &Piece) -> String {
    let words: Vec<&str> = piece.text.split_whitespace().collect();
    if words.len() <= LONG {
        return words.join(" ");
    }
    format!("{} ({} words)", elided(&words, LONG / 2, CONTEXT), words.len())
}

fn elided(words: &[&str], head: usize, tail: usize) -> String {
    if words.len() <= head + tail + 1 {
        return words.join(" ");
    }
    let parts = [words[..head].join(" "), "…".to_owned(), words[words.len() - tail..].join(" ")];
    parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Without control characters: what a scan or a file name holds must not steer the terminal.
fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}
