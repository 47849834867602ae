//! `sohoa diff`.

use super::{DiffArgs, Exit, stop, write_page};
use crate::diff::report::Report;
use crate::diff::{self, Nothing, html, terminal};
use crate::export::json::pretty;
use std::io::{Error, Result, Write};
use std::path::Path;

/// Compares what the arguments name.
pub fn run(args: &DiffArgs) -> Exit {
    let report = match diff::compare(&args.a, &args.b) {
        Ok(report) => report,
        Err(e) => return stop(&e, exit_of(&e)),
    };
    report.unreadable.iter().for_each(|u| eprintln!("error: {}", u.message));
    if let Some(Err(e)) = args.html.as_ref().map(|to| page(&report, to)) {
        return stop(&e, Exit::CannotWrite);
    }
    match print(&report, args) {
        Err(e) => stop(&e, Exit::Unexpected),
        Ok(()) if !report.unreadable.is_empty() => Exit::Unexpected,
        Ok(()) if report.same => Exit::Done,
        Ok(()) => Exit::Different,
    }
}

const fn exit_of(error: &Nothing) -> Exit {
    match error {
        Nothing::Unusable(_) => Exit::Unexpected,
        Nothing::Empty(_) => Exit::NoInput,
        Nothing::TwoKinds(..) => Exit::Usage,
    }
}

fn page(report: &Report, to: &Path) -> Result<()> {
    write_page(to, &html::html(report).map_err(Error::other)?)
}

fn print(report: &Report, args: &DiffArgs) -> Result<()> {
    // Colours on a terminal only, and NO_COLOR and the like are heeded: anstream takes them off.
    let mut out = anstream::stdout().lock();
    match (args.json, args.summary) {
        (true, _) => out.write_all(pretty(report).map_err(Error::other)?.as_bytes())?,
        (_, true) => terminal::summary(report, &mut out)?,
        _ => terminal::full(report, &mut out)?,
    }
    out.flush()
}
