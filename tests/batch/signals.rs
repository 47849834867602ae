//! Runs that are stopped, killed, or not alone.

use super::{Place, quiet, said, states};
use std::collections::BTreeSet;
use std::fs;
use std::process::{Child, Command};
use std::time::{Duration, Instant};

pub fn signal(name: &str, pid: u32) {
    assert!(Command::new("kill").arg(name).arg(pid.to_string()).status().unwrap().success());
}

/// The worker processes of a run.
fn workers(pid: u32) -> Vec<u32> {
    let threads = fs::read_dir(format!("/proc/{pid}/task")).into_iter().flatten().flatten();
    let children = threads.map(|t| fs::read_to_string(t.path().join("children")).unwrap_or_default());
    children.flat_map(|c| c.split_whitespace().map(|p| p.parse().unwrap()).collect::<Vec<u32>>()).collect()
}

/// Waits until something is so.
pub fn until(what: &str, mut so: impl FnMut() -> bool) {
    let from = Instant::now();
    while !so() {
        assert!(from.elapsed() < Duration::from_secs(60), "never: {what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

pub fn started(place: &Place, more: &[&str]) -> Child {
    place.command(more).spawn().unwrap()
}

pub fn done(place: &Place) -> usize {
    fs::read_dir(place.out()).into_iter().flatten().flatten().filter(|e| e.path().join("evidence.json").is_file()).count()
}

#[test]
fn an_interrupt_finishes_the_pages_in_hand_and_the_next_run_goes_on() {
    for name in ["-INT", "-TERM"] {
        let place = Place::with(8);
        let child = started(&place, &["--jobs", "2"]);
        until("a document is done", || done(&place) > 0);
        signal(name, child.id());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(130), "{}", said(&output));
        let first = states(&output);
        assert!(!first.is_empty() && first.len() < 8, "{first:?}");
        assert!(said(&output).contains(&format!("{} documents are left", 8 - first.len())), "{}", said(&output));
        let rest = place.run(&[]);
        assert_eq!(rest.status.code(), Some(0));
        assert_eq!(states(&rest).iter().filter(|s| *s == "unchanged").count(), first.len());
        assert_eq!(place.tree(), quiet(&place));
    }
}

#[test]
fn a_second_interrupt_stops_at_once() {
    let place = Place::with(4);
    let mut child = started(&place, &["--jobs", "1"]);
    until("a worker is there", || !workers(child.id()).is_empty());
    // It cannot finish its page.
    let worker = workers(child.id())[0];
    signal("-STOP", worker);
    signal("-INT", child.id());
    std::thread::sleep(Duration::from_millis(300));
    assert!(child.try_wait().unwrap().is_none(), "the page in hand is waited for");
    signal("-INT", child.id());
    assert_eq!(child.wait().unwrap().code(), Some(130));
    signal("-CONT", worker);
    until("the worker is gone", || !std::path::Path::new(&format!("/proc/{worker}")).exists() || zombie(worker));
}

fn zombie(pid: u32) -> bool {
    fs::read_to_string(format!("/proc/{pid}/stat")).is_ok_and(|s| s.contains(") Z "))
}

#[test]
fn a_killed_run_leaves_nothing_half_and_is_gone_on_with() {
    let place = Place::with(8);
    for kills in 1..4 {
        let mut child = started(&place, &["--jobs", "2"]);
        until("some documents are done", || done(&place) >= kills * 2 || child.try_wait().unwrap().is_some());
        let orphans = workers(child.id());
        signal("-KILL", child.id());
        child.wait().unwrap();
        until("its workers are gone", || orphans.iter().all(|p| !std::path::Path::new(&format!("/proc/{p}")).exists()));
    }
    assert_eq!(place.run(&[]).status.code(), Some(0));
    assert_eq!(place.tree(), quiet(&place));
    assert_eq!(fs::read_dir(place.out().join(".sohoa/work")).unwrap().count(), 0);
    let own: BTreeSet<_> = fs::read_dir(place.out().join(".sohoa")).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(own, BTreeSet::from(["ledger.sqlite".into(), "work".into()]));
}

#[test]
fn a_worker_that_is_killed_costs_nothing() {
    let place = Place::with(6);
    let child = started(&place, &["--jobs", "2"]);
    until("a document is done", || done(&place) > 0);
    // Held, so that it has a page in hand when it is killed.
    let leased = || place.ledger("SELECT count(*) FROM pages WHERE state = 'leased'").is_some_and(|n| n == 2);
    let mut killed = Vec::new();
    until("two pages are in hand", || {
        killed = workers(child.id());
        killed.iter().for_each(|worker| signal("-STOP", *worker));
        let held = leased();
        if !held {
            killed.iter().for_each(|worker| signal("-CONT", *worker));
        }
        held
    });
    killed.iter().for_each(|worker| signal("-KILL", *worker));
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(said(&output).contains("tried once more, alone"), "{}", said(&output));
    assert_eq!(place.tree(), quiet(&place));
}

#[test]
fn a_page_over_which_two_runs_ended_is_read_behind_all_others() {
    let place = Place::with(4);
    let mut child = started(&place, &["--jobs", "1"]);
    until("the page of d00 is known", || place.ledger("SELECT count(*) FROM pages").is_some_and(|n| n > 0));
    signal("-KILL", child.id());
    child.wait().unwrap();
    // As two runs leave it that were killed over it.
    let db = rusqlite::Connection::open(place.out().join(".sohoa/ledger.sqlite")).unwrap();
    let of_d00 = "document = (SELECT id FROM documents WHERE name = CAST('d00' AS BLOB))";
    db.execute("UPDATE documents SET state = 'open', owner = NULL WHERE name = CAST('d00' AS BLOB)", []).unwrap();
    assert_eq!(db.execute(&format!("UPDATE pages SET state = 'leased', owner = '1-1', until = 0, attempts = 2 WHERE {of_d00}"), []).unwrap(), 1);
    drop(db);
    let output = place.run(&["--jobs", "2", "--events", "json"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let text = String::from_utf8(output.stdout).unwrap();
    let last = text.lines().rfind(|l| l.contains("\"event\":\"page\"")).unwrap();
    assert!(last.contains("d00"), "{text}");
    assert_eq!(place.tree(), quiet(&place));
}

#[test]
fn two_runs_share_the_work() {
    let place = Place::with(10);
    let both = [started(&place, &["--jobs", "1"]), started(&place, &["--jobs", "1"])];
    let both = both.map(|child| child.wait_with_output().unwrap());
    let done: Vec<BTreeSet<String>> = both.iter().map(|output| {
        assert_eq!(output.status.code(), Some(0), "{}", said(output));
        let lines = String::from_utf8_lossy(&output.stdout).into_owned();
        lines.lines().filter_map(|l| l.strip_prefix("done\t").map(str::to_owned)).collect()
    }).collect();
    assert_eq!(done[0].len() + done[1].len(), 10, "every document once: {done:?}");
    assert!(done[0].is_disjoint(&done[1]) && !done[0].is_empty() && !done[1].is_empty(), "{done:?}");
    assert_eq!(place.tree(), quiet(&place));
}
