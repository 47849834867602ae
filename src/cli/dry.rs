//! `sohoa run --dry-run`.

use super::session::{STOP, Session, exit_of};
use super::{Exit, stop};
use crate::batch::dry::{self, Count, Plan};
use crate::batch::estimate::{self, Mean};
use crate::batch::{Job, Stopped};
use crate::scan::discover::Found;
use indicatif::{DecimalBytes, HumanDuration};
use std::io::Write;
use std::time::Duration;

/// Looks, estimates, prints.
pub fn run(session: &Session<'_>, found: &Found) -> Exit {
    match planned(&session.job(&|_| ()), session, found) {
        Err(e) => stop(&e, exit_of(&e)),
        Ok(_) if STOP.is_set() => Exit::Interrupted,
        Ok((plan, lines)) => {
            plan.shut.iter().for_each(|f| eprintln!("error: {f}"));
            match print(&lines) {
                Err(e) => stop(&e, Exit::Unexpected),
                Ok(()) if plan.shut.len() + found.failures.len() > 0 => Exit::SomeFailed,
                Ok(()) => Exit::Done,
            }
        }
    }
}

fn planned(job: &Job<'_>, session: &Session<'_>, found: &Found) -> Result<(Plan, Vec<String>), Stopped> {
    let ledger = session.args.peek()?;
    if !session.args.quiet {
        eprintln!("looking at {} documents; nothing is written", found.inputs.len());
    }
    let plan = dry::plan(&found.inputs, job, ledger.as_ref())?;
    let lines = lines(job, &plan, (estimate::time(ledger.as_ref())?, estimate::bytes(job, ledger.as_ref())?));
    Ok((plan, lines))
}

fn lines(job: &Job<'_>, plan: &Plan, (time, bytes): (Mean<Duration>, Mean<u64>)) -> Vec<String> {
    let mut lines = vec![format!("to do\t{}", counted(plan.todo)), format!("done\t{}", counted(plan.done))];
    if plan.given_up.documents > 0 {
        lines.push(format!("given up\t{}; --retry-failed tries them again", counted(plan.given_up)));
    }
    if !plan.shut.is_empty() {
        lines.push(format!("cannot be opened\t{} documents", plan.shut.len()));
    }
    let left = u32::try_from(plan.todo.pages).unwrap_or(u32::MAX);
    let takes = time.page.saturating_mul(left) / u32::try_from(job.jobs).unwrap_or(u32::MAX).max(1);
    lines.push(format!("time\tabout {}: {:.1} s a page, {}, {} at a time", HumanDuration(takes), time.page.as_secs_f64(), by(time.of), job.jobs));
    lines.push(disk(job, plan.todo.pages.saturating_mul(bytes.page), bytes));
    lines
}

fn disk(job: &Job<'_>, needed: u64, bytes: Mean<u64>) -> String {
    let needs = format!("disk\tabout {}: {} a page, {}", DecimalBytes(needed), DecimalBytes(bytes.page), by(bytes.of));
    match estimate::room(job.output) {
        Some(room) if room < needed => {
            eprintln!("warning: {}: only {} are free there and about {} are needed; free some space or choose another folder with -o",
                job.output.display(), DecimalBytes(room), DecimalBytes(needed));
            format!("{needs}; only {} free", DecimalBytes(room))
        }
        Some(room) => format!("{needs}; {} free", DecimalBytes(room)),
        None => needs,
    }
}

fn counted(of: Count) -> String {
    format!("{} documents, {} pages", of.documents, of.pages)
}

fn by(pages: u64) -> String {
    if pages == 0 { "as is usual".to_owned() } else { format!("the mean of {pages} pages read before") }
}

fn print(lines: &[String]) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    lines.iter().try_for_each(|line| writeln!(out, "{line}"))?;
    out.flush()
}
