//! A process that decodes and reads pages for a run: whatever a page does to it, the run goes on.

pub mod child;
mod confine;
pub mod message;

use crate::config::Options;
use crate::ocr::{Engine, EngineError, pool::Pool};
use crate::pipeline::{self, Reader};
use crate::scan::{self, Input, Scan};
use crate::types::evidence::PageEvidence;
use crate::types::failure::{Failure, Problem, Stage};
use crate::types::read::{Opened, PageRead};
pub use confine::confine;
use message::{Files, Reply, Request, receive, send};
use std::io::{ErrorKind, Read, Result, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::mpsc;

/// Threads decode PDFs, whose forms nest deeply.
const STACK: usize = 16 << 20;

/// Makes the engine for a language.
pub type Make = fn(&str) -> std::result::Result<Box<dyn Engine>, EngineError>;

/// Answers requests until nobody asks any more. Where the other side is gone the process ends at once, whatever it does.
///
/// # Errors
/// No threads, or nobody reads the answers.
pub fn serve(mut from: impl Read + Send + 'static, to: impl Write + Send, make: Make) -> Result<()> {
    let (ask, asked) = mpsc::channel();
    std::thread::spawn(move || {
        while let Ok(Some(request)) = receive::<Request>(&mut from) {
            if ask.send(request).is_err() {
                return;
            }
        }
        std::process::exit(0);
    });
    std::thread::scope(|scope| {
        let answers = move || Worker { to: Mutex::new(to), make, options: Options::default(), pool: None, open: None }.answer(&asked);
        let thread = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, answers)?;
        thread.join().unwrap_or_else(|_| Err(ErrorKind::Other.into()))
    })
}

struct Worker<W> {
    to: Mutex<W>,
    make: Make,
    options: Options,
    pool: Option<Pool>,
    open: Option<Open>,
}

/// The document that was asked for last.
struct Open {
    files: Files,
    scan: Scan,
}

impl<W: Write + Send> Worker<W> {
    fn answer(&mut self, asked: &mpsc::Receiver<Request>) -> Result<()> {
        while let Ok(request) = asked.recv() {
            let reply = match request {
                Request::Begin(options) => Reply::Ready(self.begin(options)),
                Request::Open(files) => Reply::Opened(self.opened(files)),
                Request::Page(files, number) => Reply::Page(Box::new(self.page(files, number)?)),
            };
            self.say(&reply)?;
        }
        Ok(())
    }

    fn say(&self, reply: &Reply) -> Result<()> {
        let mut to = self.to.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        send(&mut *to, reply)
    }

    fn begin(&mut self, options: Options) -> std::result::Result<(), String> {
        let (make, lang) = (self.make, options.lang.clone());
        self.pool = Some(Pool::new(move || make(&lang)).map_err(|e| e.to_string())?);
        self.options = options;
        Ok(())
    }

    fn opened(&mut self, files: Files) -> std::result::Result<Opened, Failure> {
        self.open = None;
        let scan = self.scan(files)?;
        Ok(Opened { sources: scan.sources.clone(), signatures: scan.signatures.clone(), numbers: scan.numbers.clone() })
    }

    /// The document of some files, opened unless it is open.
    fn scan(&mut self, files: Files) -> std::result::Result<&Scan, Failure> {
        let open = match self.open.take().filter(|open| open.files == files) {
            Some(open) => open,
            None => Open { scan: guarded(&Input::from(&files))?, files },
        };
        Ok(&self.open.insert(open).scan)
    }

    fn page(&mut self, files: Files, number: u32) -> Result<PageRead> {
        let input = Input::from(&files);
        if let Err(failure) = self.scan(files) {
            return Ok(pipeline::failed(number, Failure { page: Some(number), ..failure }, None));
        }
        match (&self.open, &self.pool) {
            (Some(open), Some(pool)) if number <= open.scan.pages() => {
                let pictures = |pictures, seen: &PageEvidence| self.say(&Reply::Pictures(pictures, Box::new(seen.clone())));
                pipeline::read_page(&open.scan, number, &Reader { options: &self.options, pool, pictures: &pictures })
            }
            _ => {
                Ok(pipeline::failed(number, Failure { page: Some(number), ..input.failure(Stage::Scan, Problem::Changed) }, None))
            }
        }
    }
}

/// Opens a document; a panic in a decoder is a failure.
fn guarded(input: &Input) -> std::result::Result<Scan, Failure> {
    catch_unwind(AssertUnwindSafe(|| scan::open(input))).unwrap_or_else(|_| Err(input.failure(Stage::Scan, Problem::Panic("opening it".into()))))
}
