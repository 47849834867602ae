//! What a worker process takes upon itself before it touches a file.

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use std::fs::File;
use std::io::Result;

/// Most memory of a worker, bytes: three times what the largest page that is taken (150 megapixels) needs on the way.
pub const MEMORY: u64 = 6 << 30;

/// Bounds the memory of this process, makes it the first to go where the machine has none left, and keeps its standard
/// output for answers: what a library prints goes to standard error.
///
/// # Errors
/// The system refuses the copy of standard output.
pub fn confine() -> Result<File> {
    let old = getrlimit(Resource::Data);
    let most = old.maximum.map_or(MEMORY, |m| m.min(MEMORY));
    // A system that knows no such limit, or no such file, reads no worse for it.
    let _ = setrlimit(Resource::Data, Rlimit { current: Some(most), ..old });
    let _ = std::fs::write("/proc/self/oom_score_adj", "1000");
    let answers = rustix::io::dup(rustix::stdio::stdout())?;
    rustix::stdio::dup2_stdout(rustix::stdio::stderr())?;
    Ok(File::from(answers))
}
