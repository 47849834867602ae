//! What a command that reads documents is made of: the engine, the workers, the wish to end.

use super::events::{self, Line};
use super::progress::Progress;
use super::reading::Reading;
use super::{Exit, worker};
use crate::batch::event::{Event, State};
use crate::batch::ledger::now;
use crate::batch::stop::Stop;
use crate::batch::{self, Again, Done, Finished, Job, Stopped};
use crate::config::Options;
use crate::ocr::{EngineError, tesseract};
use crate::pipeline;
use crate::report::{self, NoReport, types::Report};
use crate::scan::Input;
use crate::scan::discover::Found;
use crate::types::ocr::EngineInfo;
use crate::worker::child::Program;
use std::io::Write;

/// Set by the first interrupt.
pub static STOP: Stop = Stop::new();

/// From now on the first SIGINT or SIGTERM sets [`STOP`], the second ends the program.
///
/// # Errors
/// The system refuses.
pub fn catch_interrupts() -> Result<(), ctrlc::Error> {
    ctrlc::set_handler(|| {
        if STOP.set() {
            std::process::exit(Exit::Interrupted as i32);
        }
        eprintln!("interrupted: the pages in hand are finished first; once more stops at once");
    })
}

/// How documents are read, from the arguments to the workers.
pub struct Session<'a> {
    pub args: &'a Reading,
    engine: EngineInfo,
    options: Options,
    settings: String,
    program: Program,
    began: i64,
}

impl<'a> Session<'a> {
    /// # Errors
    /// No model for the language.
    pub fn new(args: &'a Reading) -> Result<Self, EngineError> {
        let (engine, options) = (tesseract::describe(&args.lang)?, args.options());
        let settings = pipeline::settings(&options, &engine);
        Ok(Self { args, engine, program: worker::program(&options), options, settings, began: now() })
    }

    /// The work; `tell` hears what happens.
    pub fn job<'b>(&'b self, tell: &'b (dyn Fn(Event<'_>) + Sync)) -> Job<'b> {
        let args = self.args;
        Job {
            options: &self.options, engine: &self.engine, settings: &self.settings, program: &self.program, output: &args.output,
            jobs: args.jobs(), again: Again { all: args.force, failed: args.retry_failed || args.force }, began: self.began, stop: &STOP, tell,
        }
    }

    /// Reads what was found; `all` tells also of documents that were done before.
    ///
    /// # Errors
    /// The run could not go on.
    pub fn batch(&self, found: &Found, all: bool) -> Result<Done, Stopped> {
        let progress = Progress::new(found.inputs.len(), self.args.talk());
        let tell = |event: Event<'_>| {
            if all || !matches!(event, Event::Finished { finished: Finished { state: State::Unchanged, .. }, .. }) {
                progress.tell(&event);
                self.say(|| (&event).into());
            }
        };
        self.say(|| Line::Begin { documents: found.inputs.len(), skipped: found.skipped });
        found.failures.iter().for_each(|f| self.say(|| Line::Unreachable { error: f.to_string() }));
        let done = batch::open(&self.args.output, self.args.ledger.as_deref()).and_then(|mut ledger| {
            ledger.keep_unreachable(&found.failures)?;
            batch::run(&found.inputs, &self.job(&tell), ledger)
        });
        progress.end();
        done.inspect(|done| self.say(|| done.into()))
    }

    /// Tells an event to the program that listens, if one does.
    fn say(&self, line: impl FnOnce() -> Line) {
        if self.args.events.is_some() {
            events::say(&line());
        }
    }

    /// Writes the report of the output folder.
    ///
    /// # Errors
    /// The ledger cannot be read or a file not be written.
    pub fn report(&self, done: &Done) -> Result<Report, NoReport> {
        let report = report::collect(&self.args.output, &done.ledger)?;
        report::save(&report, &self.args.output, &done.ledger)?;
        Ok(report)
    }

    /// On standard output: state and folder of each document; nothing where a program listens to the events instead.
    ///
    /// # Errors
    /// Nobody reads any more.
    pub fn states<'b>(&self, of: impl IntoIterator<Item = (&'b Input, &'b Finished)>) -> std::io::Result<()> {
        if self.args.events.is_some() {
            return Ok(());
        }
        let mut out = std::io::stdout().lock();
        let mut line = |(input, finished): (&Input, &Finished)| writeln!(out, "{}\t{}", finished.state.word(), self.args.output.join(&input.name).display());
        let told = of.into_iter().try_for_each(&mut line).and_then(|()| out.flush());
        told.map_err(|e| std::io::Error::new(e.kind(), format!("the states could not be written to standard output: {e}")))
    }
}

/// How the program ends for what stopped a run.
pub const fn exit_of(stopped: &Stopped) -> Exit {
    match stopped {
        Stopped::CannotWrite { .. } | Stopped::Ledger(_) => Exit::CannotWrite,
        Stopped::NoEngine(_) => Exit::NoModel,
        Stopped::NoWorker(_) | Stopped::Broken => Exit::Unexpected,
    }
}
