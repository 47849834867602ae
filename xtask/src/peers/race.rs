//! Runs commands and measures what they take together.

use super::memory;
use anyhow::{Context, Result, anyhow, bail};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Instant;

/// What a run took.
#[derive(Debug, Clone, Copy)]
pub struct Cost {
    /// Wall time.
    pub seconds: f64,
    /// Most memory of all processes that ran at a time, in bytes.
    pub memory: u64,
}

impl Cost {
    /// The lesser of each.
    pub fn least(self, other: Self) -> Self {
        Self { seconds: self.seconds.min(other.seconds), memory: self.memory.min(other.memory) }
    }
}

/// Runs commands, some at a time, and waits for all.
pub fn run(mut commands: Vec<Command>, at_a_time: usize) -> Result<Cost> {
    commands.reverse();
    let queue = Mutex::new(commands);
    let over = AtomicBool::new(false);
    thread::scope(|scope| {
        let watcher = scope.spawn(|| memory::peak(&over));
        let start = Instant::now();
        let workers: Vec<_> = (0..at_a_time).map(|_| scope.spawn(|| work(&queue))).collect();
        let ends: Vec<Result<()>> = workers.into_iter().map(|w| w.join().unwrap_or_else(|_| Err(anyhow!("a worker died")))).collect();
        let seconds = start.elapsed().as_secs_f64();
        over.store(true, Ordering::Relaxed);
        let memory = watcher.join().map_err(|_| anyhow!("the watcher of memory died"))?;
        ends.into_iter().collect::<Result<()>>()?;
        Ok(Cost { seconds, memory })
    })
}

/// Takes the next command until there is none.
fn work(queue: &Mutex<Vec<Command>>) -> Result<()> {
    let next = || queue.lock().map_err(|_| anyhow!("another worker died")).map(|mut q| q.pop());
    while let Some(mut command) = next()? {
        let output = command.stdin(Stdio::null()).output().with_context(|| format!("{command:?} cannot start"))?;
        if !output.status.success() {
            bail!("{command:?} failed: {}\n{}", output.status, String::from_utf8_lossy(&output.stderr).trim_end());
        }
    }
    Ok(())
}
