//! Processes that share a ledger, die and come again in any order: `cargo +nightly fuzz run resume` (needs cargo-fuzz). In the
//! end every document is finished, and no page was read well twice.
#![no_main]

use sohoa::batch::Again;
use sohoa::batch::ledger::{Claim, Ledger, Look, Stamp, Summary};
use sohoa::scan::Input;
use sohoa::types::evidence::PageEvidence;
use sohoa::types::failure::{Failure, Problem, Stage};
use sohoa::types::notice::SourceFile;
use sohoa::types::read::{Opened, PageRead};
use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

const DOCUMENTS: usize = 3;
const LEASE: Duration = Duration::from_secs(3600);

fn opened(document: usize) -> Opened {
    let pages = document as u32 + 1;
    Opened { sources: vec![SourceFile { file: format!("{document}.pdf"), blake3: "0".repeat(64), pages }], signatures: Vec::new(), numbers: Vec::new() }
}

fn read(page: u32, problem: Option<Problem>) -> PageRead {
    let seen = PageEvidence { page, size: [1, 1], dpi: None, skew: None, orientation: None, removed: Vec::new(), failure: None, blank: false, text_layer: false };
    PageRead { seen, pixels: None, read: None, failure: problem.map(|problem| Failure { input: "x".into(), page: Some(page), stage: Stage::Ocr, problem }) }
}

/// A process: its ledger, and the pages that it has in hand.
struct Process {
    ledger: Ledger,
    pages: Vec<(usize, i64, u32, bool)>,
    open: BTreeMap<usize, i64>,
    opening: Option<(usize, i64, bool)>,
    finishing: Option<i64>,
}

impl Process {
    fn new(path: &Path) -> Self {
        Self { ledger: Ledger::open(path).unwrap(), pages: Vec::new(), open: BTreeMap::new(), opening: None, finishing: None }
    }

    fn look(&mut self, document: usize, idle: bool) -> bool {
        let input = Input { name: document.to_string().into(), files: vec![format!("/nowhere/{document}.pdf").into()], numbers: Vec::new() };
        let claim = Claim { name: &input.name, stamp: &Stamp::of(&input), settings: "s", pictures: true, began: i64::MAX, again: Again::default() };
        if self.opening.is_some() || self.finishing.is_some() || self.open.contains_key(&document) {
            return false;
        }
        match self.ledger.look(&claim, false, idle).unwrap() {
            Look::Open { id, alone } => self.opening = Some((document, id, alone)),
            Look::Mend(id, _) => self.ledger.mend(id, false).unwrap(),
            Look::Pages(id, o) => {
                assert_eq!(o, opened(document));
                self.open.insert(document, id);
            }
            Look::Finish(id, _) => self.finishing = Some(id),
            Look::Busy => {}
            Look::Ended(..) => return true,
        }
        false
    }

    fn open(&mut self, breaks: bool) {
        let Some((document, id, alone)) = self.opening.take() else { return };
        if breaks {
            let failure = Failure { input: "x".into(), page: None, stage: Stage::Scan, problem: Problem::Hung(1) };
            self.ledger.unopened(id, &failure, alone).unwrap();
        } else {
            self.ledger.opened(id, &opened(document), "k").unwrap();
        }
    }

    fn take(&mut self, document: usize, alone: bool) {
        let Some(&id) = self.open.get(&document) else { return };
        if let Some(page) = self.ledger.take_page(id, LEASE, alone).unwrap() {
            self.pages.push((document, id, page, alone));
        }
    }

    fn end(&mut self, problem: Option<Problem>, read_well: &mut BTreeMap<(usize, u32), u32>) {
        let Some((document, id, page, alone)) = self.pages.pop() else { return };
        let well = problem.is_none();
        if self.ledger.page_ended(id, &read(page, problem), alone).unwrap().is_some() && well {
            *read_well.entry((document, page)).or_default() += 1;
        }
    }

    fn finish(&mut self, document: usize) {
        if let Some(id) = self.finishing.take() {
            return self.finished(id);
        }
        let Some(&id) = self.open.get(&document) else { return };
        if self.ledger.take_finish(id).unwrap().is_some() {
            self.open.remove(&document);
            self.finishing = Some(id);
        }
    }

    fn finished(&mut self, id: i64) {
        self.ledger.finished(id, "done", &Summary::default()).unwrap();
    }
}

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let folder = tempfile::tempdir_in("/dev/shm").unwrap();
    let path = folder.path().join("ledger.sqlite");
    let mut processes = [Process::new(&path), Process::new(&path)];
    let mut read_well = BTreeMap::new();
    for byte in data.iter().take(64) {
        let (process, document) = (&mut processes[usize::from(byte & 1)], usize::from(byte >> 1 & 3) % DOCUMENTS);
        match byte >> 3 {
            0..=5 => drop(process.look(document, byte & 8 == 0)),
            6..=10 => process.open(byte >> 3 == 6),
            11..=16 => process.take(document, byte >> 3 == 16),
            17..=21 => process.end(None, &mut read_well),
            22 => process.end(Some(Problem::Crashed("x".into())), &mut read_well),
            23 => process.end(Some(Problem::Empty), &mut read_well),
            24..=27 => process.finish(document),
            // It dies with all it had.
            _ => *process = Process::new(&path),
        }
    }
    drop(processes);
    let mut last = Process::new(&path);
    for _ in 0..200 {
        let ended = (0..DOCUMENTS).filter(|d| last.look(*d, true)).count();
        if ended == DOCUMENTS {
            assert!(read_well.values().all(|times| *times == 1), "{read_well:?}");
            return;
        }
        last.open(false);
        (0..DOCUMENTS).for_each(|d| [false, true].into_iter().for_each(|alone| {
            last.take(d, alone);
            last.end(None, &mut read_well);
            last.finish(d);
            last.finish(d);
        }));
    }
    panic!("never at its end");
});
