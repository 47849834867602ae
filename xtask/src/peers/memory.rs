//! Memory of the processes that this one started, and of those that they started.
//!
//! Read from `/proc` at short intervals: a process's own high-water mark (`VmHWM`) misses nothing
//! between two looks, so the sum over the processes alive is at most a little too high. Pages that
//! processes share count in each, for every program alike.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

/// Between two looks: short beside a page's second, and long beside what a look costs.
const INTERVAL: Duration = Duration::from_millis(20);

/// Most bytes used at a time until it is `over`.
pub fn peak(over: &AtomicBool) -> u64 {
    let mut most = 0;
    while !over.load(Ordering::Relaxed) {
        most = most.max(descendants().into_iter().map(high_water).sum());
        thread::sleep(INTERVAL);
    }
    most
}

/// Most bytes that this process itself used so far.
pub fn own_high_water() -> u64 {
    high_water(std::process::id())
}

fn descendants() -> BTreeSet<u32> {
    let parents: BTreeMap<u32, u32> = processes().filter_map(|pid| Some((pid, parent(pid)?))).collect();
    let own = std::process::id();
    let is_ours = |pid: u32| {
        let line = std::iter::successors(parents.get(&pid), |p| parents.get(p));
        line.take(parents.len()).any(|&p| p == own)
    };
    parents.keys().copied().filter(|&pid| is_ours(pid) && !is_copy(pid)).collect()
}

fn processes() -> impl Iterator<Item = u32> {
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok())
}

/// The fourth field of `stat`; the second is a name in parentheses that may hold anything.
fn parent(pid: u32) -> Option<u32> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    stat.rsplit_once(')')?.1.split_whitespace().nth(1)?.parse().ok()
}

/// A child that has not yet become its program still shows the memory of this one.
fn is_copy(pid: u32) -> bool {
    let program = |pid: &str| fs::read_link(Path::new("/proc").join(pid).join("exe")).ok();
    program(&pid.to_string()) == program("self")
}

fn high_water(pid: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|l| l.trim().trim_end_matches(" kB").parse::<u64>().ok());
    kilobytes.unwrap_or(0) * 1024
}
