//! How many pages are read at the same time.

use std::path::Path;

/// What a worker takes at 300 dpi and A4, at most, with room for the system: bytes.
const A_PAGE: u64 = 700 << 20;

/// As many as there are cores, and as have room in the memory that is free.
pub fn usual() -> usize {
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    free_memory().map_or(cores, |bytes| cores.min((bytes / A_PAGE) as usize)).max(1)
}

/// Memory that is free, bytes: of the machine, or of the group (cgroup v2) that this process is bound to, if that is less.
pub fn free_memory() -> Option<u64> {
    let text = std::fs::read_to_string("/proc/meminfo").ok()?;
    let line = text.lines().find_map(|l| l.strip_prefix("MemAvailable:"))?;
    let machine = line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok()? << 10;
    Some(group(Path::new("/sys/fs/cgroup")).map_or(machine, |group| machine.min(group)))
}

fn group(root: &Path) -> Option<u64> {
    let own = std::fs::read_to_string("/proc/self/cgroup").ok()?;
    let folder = root.join(own.lines().find_map(|l| l.strip_prefix("0::/"))?);
    let number = |name: &str| std::fs::read_to_string(folder.join(name)).ok()?.trim().parse::<u64>().ok();
    Some(number("memory.max")?.saturating_sub(number("memory.current")?))
}
