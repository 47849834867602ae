//! Kills runs when one is in a certain state, and starts them again; sometimes two at a time, sometimes a worker first.

use super::Place;
use anyhow::{Context, Result, bail, ensure};
use rusqlite::{Connection, OpenFlags};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// In what state a run is to be killed: what a document or a page of it is in, or what is seen on the disk.
const STATES: [&str; 6] = ["any", "opening", "leased", "finishing", "staged", "moving"];
/// Seen once a run, at its end.
const REPORTING: &str = "reporting";

/// How a run, or two of them, are to be killed.
struct Plan {
    state: &'static str,
    /// Not before.
    after: Duration,
    /// Runs on the folder.
    runs: usize,
    /// Whether a worker is killed before, so that a page waits to be read alone.
    worker: bool,
}

/// Kills so many times and once more while a run writes its report; how often in which state.
pub fn kill(place: &Place, out: &Path, kills: usize) -> Result<BTreeMap<&'static str, usize>> {
    let mut hit = BTreeMap::new();
    for n in 0..kills {
        // Not always at the same distance from the start. Towards the end a worker might be killed twice over one page.
        let after = Duration::from_millis(400 + (n as u64 * 977) % 2600);
        let plan = Plan { state: STATES[n % STATES.len()], after, runs: 1 + n / STATES.len() % 2, worker: n % 4 == 0 && n < kills * 2 / 3 };
        one(place, out, &plan).with_context(|| format!("kill {}", n + 1))?;
        *hit.entry(plan.state).or_default() += 1;
    }
    one(place, out, &at_once(REPORTING))?;
    hit.insert(REPORTING, 1);
    Ok(hit)
}

/// Kills a run as soon as it puts outputs of documents into other folders, whose files were moved.
pub fn kill_moving(place: &Place, out: &Path) -> Result<()> {
    one(place, out, &at_once("staged"))
}

const fn at_once(state: &'static str) -> Plan {
    Plan { state, after: Duration::ZERO, runs: 1, worker: false }
}

fn one(place: &Place, out: &Path, plan: &Plan) -> Result<()> {
    let start = || Ok(place.command(out)?.stdout(Stdio::null()).stderr(Stdio::null()).spawn()?);
    let mut children = (0..plan.runs).map(|_| start()).collect::<Result<Vec<Child>>>()?;
    let from = Instant::now();
    std::thread::sleep(plan.after);
    if plan.worker {
        kill_worker(&mut children[0])?;
    }
    while !is_in(plan.state, out) {
        for child in &mut children {
            ensure!(child.try_wait()?.is_none(), "the run ended before it was {}", plan.state);
        }
        std::thread::sleep(Duration::from_micros(200));
    }
    children.iter_mut().try_for_each(end)?;
    let besides = if plan.worker { ", a worker before" } else { "" };
    println!("{} killed after {:>6} ms, {}{besides}: {}", plan.runs, from.elapsed().as_millis(), plan.state, counts(out).unwrap_or_default());
    Ok(())
}

/// Kills a worker of a run, as a page would that breaks it.
fn kill_worker(run: &mut Child) -> Result<()> {
    let tasks = format!("/proc/{}/task", run.id());
    while run.try_wait()?.is_none() {
        let threads = fs::read_dir(&tasks).into_iter().flatten().flatten();
        let workers = threads.map(|t| fs::read_to_string(t.path().join("children")).unwrap_or_default()).collect::<String>();
        // One may end by itself before it is killed.
        if let Some(worker) = workers.split_whitespace().next() && Command::new("kill").args(["-KILL", worker]).status()?.success() {
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(1));
    }
    bail!("the run ended before it had a worker")
}

fn end(child: &mut Child) -> Result<()> {
    // SIGKILL.
    child.kill()?;
    child.wait()?;
    Ok(())
}

fn is_in(state: &str, out: &Path) -> bool {
    let own = out.join(".sohoa");
    let work = own.join("work");
    let works = || files(&work);
    match state {
        "any" => true,
        "staged" => works().any(|w| w.join("evidence.json").is_file()),
        "moving" => works().any(|w| w.join("evidence.json").is_file() && !w.join("text.txt").is_file()),
        REPORTING => files(&own).any(|f| f.to_string_lossy().contains(".report.")),
        _ => ledger(out).is_some_and(|db| {
            let sql = "SELECT EXISTS (SELECT 1 FROM documents WHERE state = ?1) OR EXISTS (SELECT 1 FROM pages WHERE state = ?1)";
            db.query_row(sql, [state], |r| r.get(0)).unwrap_or(false)
        }),
    }
}

fn files(folder: &Path) -> impl Iterator<Item = PathBuf> {
    fs::read_dir(folder).into_iter().flatten().flatten().map(|e| e.path())
}

fn ledger(out: &Path) -> Option<Connection> {
    let db = Connection::open_with_flags(out.join(".sohoa/ledger.sqlite"), OpenFlags::SQLITE_OPEN_READ_WRITE).ok()?;
    db.busy_timeout(Duration::from_secs(5)).ok()?;
    Some(db)
}

/// How many documents and pages are in which state.
fn counts(out: &Path) -> Option<String> {
    let db = ledger(out)?;
    let mut rows = db.prepare("SELECT 'documents ' || state, count(*) FROM documents GROUP BY state UNION ALL SELECT 'pages ' || state, count(*) FROM pages GROUP BY state").ok()?;
    let all = rows.query_map([], |r| Ok(format!("{} {}", r.get::<_, String>(0)?, r.get::<_, i64>(1)?))).ok()?;
    Some(all.flatten().collect::<Vec<_>>().join(", "))
}
