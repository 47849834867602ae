//! Kills a run when it is in a certain state, and starts it again.

use super::Place;
use anyhow::{Context, Result, ensure};
use rusqlite::{Connection, OpenFlags};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

/// In what state a run is to be killed: what a document or a page of it is in, or what is seen on the disk.
const STATES: [&str; 6] = ["any", "opening", "leased", "finishing", "staged", "moving"];
/// Seen once a run, at its end.
const REPORTING: &str = "reporting";

/// Kills so many runs and one more while it writes its report; how many in which state.
pub fn kill(place: &Place, out: &Path, kills: usize) -> Result<BTreeMap<&'static str, usize>> {
    let mut hit = BTreeMap::new();
    for n in 0..kills {
        let state = STATES[n % STATES.len()];
        // Not always at the same distance from the start.
        let after = Duration::from_millis(400 + (n as u64 * 977) % 2600);
        one(place, out, (state, after)).with_context(|| format!("kill {}", n + 1))?;
        *hit.entry(state).or_default() += 1;
    }
    one(place, out, (REPORTING, Duration::ZERO))?;
    hit.insert(REPORTING, 1);
    Ok(hit)
}

fn one(place: &Place, out: &Path, (state, after): (&str, Duration)) -> Result<()> {
    let mut child = place.command(out)?.stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    let from = Instant::now();
    std::thread::sleep(after);
    while !is_in(state, out) {
        ensure!(child.try_wait()?.is_none(), "the run ended before it was {state}");
        std::thread::sleep(Duration::from_micros(200));
    }
    end(&mut child)?;
    println!("killed after {:>6} ms, {state}: {}", from.elapsed().as_millis(), counts(out).unwrap_or_default());
    Ok(())
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
