//! A run's side of a worker: the process, its answers in time, and what became of it.

use super::confine::MEMORY;
use super::message::{Files, Reply, Request, receive, send};
use crate::config::Options;
use crate::scan::Input;
use crate::types::evidence::PageEvidence;
use crate::types::failure::{Failure, Problem};
use crate::types::read::{Opened, PageRead, Pictures};
use std::io::{BufReader, Read, Result};
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// What decoding, cleaning and encoding may usually take beyond the time for the reading.
pub const BESIDES: Duration = Duration::from_secs(60);
/// Longest that opening a document may take: it is hashed on the way, at a network's speed.
const OPENING: Duration = Duration::from_secs(600);
/// How much of what a worker wrote to standard error is kept, bytes: its last words.
const LAST_WORDS: usize = 4096;

/// How a worker is started.
#[derive(Debug, Clone)]
pub struct Program {
    /// The program.
    pub path: PathBuf,
    /// What makes it a worker.
    pub arguments: Vec<String>,
    /// How pages are to be read.
    pub options: Options,
    /// What decoding, cleaning and encoding of a page may take beyond the time for its reading.
    pub besides: Duration,
}

/// Why a worker gave no answer.
#[derive(Debug)]
pub enum Lost {
    /// It could not be started at all.
    Unstarted(String),
    /// The engine is not there.
    NoEngine(String),
    /// It died or was stopped over what it was asked; the process is gone.
    Died(Problem),
}

/// A worker that is there.
pub struct Worker {
    process: Child,
    ask: ChildStdin,
    answers: Receiver<Result<Option<Reply>>>,
    last_words: Arc<Mutex<Vec<u8>>>,
    page_limit: Duration,
}

impl Drop for Worker {
    fn drop(&mut self) {
        // It may be gone already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Worker {
    /// Starts a worker and waits until its engine is there.
    ///
    /// # Errors
    /// It cannot be started, or has no engine; it died before it was asked for anything.
    pub fn start(program: &Program) -> std::result::Result<Self, Lost> {
        let mut worker = Self::spawn(program).map_err(|e| Lost::Unstarted(e.to_string()))?;
        match worker.asked(&Request::Begin(program.options.clone()), worker.page_limit) {
            Ok(Reply::Ready(Ok(()))) => Ok(worker),
            Ok(Reply::Ready(Err(why))) => Err(Lost::NoEngine(why)),
            Ok(_) => Err(Lost::Unstarted(nonsense().to_string())),
            Err(Lost::Died(problem @ Problem::Hung(_))) => Err(Lost::NoEngine(problem.to_string())),
            Err(Lost::Died(problem)) => Err(Lost::Unstarted(problem.to_string())),
            Err(lost) => Err(lost),
        }
    }

    fn spawn(program: &Program) -> Result<Self> {
        let mut process = Command::new(&program.path)
            .args(&program.arguments)
            .stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped())
            // Of its own: an interrupt from the keyboard is for the run, which lets the pages in hand end.
            .process_group(0)
            .spawn()?;
        let (ask, out, err) = match (process.stdin.take(), process.stdout.take(), process.stderr.take()) {
            (Some(ask), Some(out), Some(err)) => (ask, out, err),
            _ => return Err(std::io::Error::other("no pipes")),
        };
        let (tell, answers) = sync_channel(1);
        std::thread::spawn(move || {
            let mut out = BufReader::new(out);
            loop {
                let answer = receive::<Reply>(&mut out);
                let ends = !matches!(answer, Ok(Some(_)));
                if tell.send(answer).is_err() || ends {
                    return;
                }
            }
        });
        let last_words = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&last_words);
        std::thread::spawn(move || keep_last(err, &kept));
        Ok(Self { process, ask, answers, last_words, page_limit: program.options.page_timeout + program.besides })
    }

    /// What is in a document.
    ///
    /// # Errors
    /// The worker is lost.
    pub fn open(&mut self, input: &Input) -> std::result::Result<std::result::Result<Opened, Failure>, Lost> {
        match self.asked(&Request::Open(Files::from(input)), OPENING)? {
            Reply::Opened(opened) => Ok(opened),
            _ => Err(Lost::Died(nonsense())),
        }
    }

    /// Reads a page; `pictures` takes its pictures while it is read.
    ///
    /// # Errors
    /// The worker is lost.
    pub fn page(&mut self, input: &Input, number: u32, mut pictures: impl FnMut(Pictures, PageEvidence)) -> std::result::Result<PageRead, Lost> {
        let until = Instant::now() + self.page_limit;
        self.say(&Request::Page(Files::from(input), number))?;
        loop {
            match self.answer(until.saturating_duration_since(Instant::now()), self.page_limit)? {
                Reply::Pictures(of, seen) if of.page == number => pictures(of, *seen),
                Reply::Page(page) if page.seen.page == number => return Ok(*page),
                _ => return Err(Lost::Died(nonsense())),
            }
        }
    }

    fn asked(&mut self, request: &Request, limit: Duration) -> std::result::Result<Reply, Lost> {
        self.say(request)?;
        self.answer(limit, limit)
    }

    fn say(&mut self, request: &Request) -> std::result::Result<(), Lost> {
        // What it said over earlier pages tells nothing about this one.
        if let Ok(mut words) = self.last_words.lock() {
            words.clear();
        }
        let sent = send(&mut self.ask, request);
        sent.map_err(|_| Lost::Died(self.death()))
    }

    fn answer(&mut self, left: Duration, limit: Duration) -> std::result::Result<Reply, Lost> {
        match self.answers.recv_timeout(left) {
            Ok(Ok(Some(reply))) => Ok(reply),
            Err(RecvTimeoutError::Timeout) => Err(Lost::Died(Problem::Hung(limit.as_secs()))),
            Ok(_) | Err(RecvTimeoutError::Disconnected) => Err(Lost::Died(self.death())),
        }
    }

    /// How it ended, once it has closed its side; None where it lives on.
    fn end(&mut self) -> Option<ExitStatus> {
        for _ in 0..100 {
            if let Ok(Some(status)) = self.process.try_wait() {
                return Some(status);
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        None
    }

    /// What it died of.
    fn death(&mut self) -> Problem {
        let status = self.end();
        let words = self.last_words.lock().map(|w| String::from_utf8_lossy(&w).into_owned()).unwrap_or_default();
        match status {
            // Rust's own words where an allocation is refused, and those of C++.
            _ if words.contains("memory allocation of") || words.contains("bad_alloc") => Problem::Memory(MEMORY >> 20),
            Some(status) => match status.signal() {
                // The system's own choice where no memory is left.
                Some(9) => Problem::Crashed("it was killed from outside; the machine may have had no memory left".into()),
                Some(signal) => Problem::Crashed(format!("signal {signal}")),
                None => Problem::Crashed(format!("exit {}", status.code().unwrap_or_default())),
            },
            None => nonsense(),
        }
    }
}

fn nonsense() -> Problem {
    Problem::Crashed("its answer made no sense".into())
}

/// Keeps the end of what is written.
fn keep_last(mut from: impl Read, kept: &Mutex<Vec<u8>>) {
    let mut piece = [0; 1024];
    while let Ok(read @ 1..) = from.read(&mut piece) {
        if let Ok(mut kept) = kept.lock() {
            kept.extend(&piece[..read]);
            let surplus = kept.len().saturating_sub(LAST_WORDS);
            kept.drain(..surplus);
        }
    }
}
