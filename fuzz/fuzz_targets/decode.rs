// What the targets of the decoders share: a file of some bytes is opened and its first pages are decoded.

use sohoa::scan::{self, Input};
use std::path::PathBuf;
use std::sync::LazyLock;

/// In memory: the decoders want files.
static FOLDER: LazyLock<tempfile::TempDir> = LazyLock::new(|| tempfile::tempdir_in("/dev/shm").unwrap());

/// A decoder's own panic is caught where it is called, and that must do.
pub fn prepare() {
    std::panic::set_hook(Box::new(|_| ()));
    sohoa::leptonica::silence();
}

/// Opens the bytes and decodes up to three pages and their own words.
pub fn decode(data: &[u8]) {
    let path: PathBuf = FOLDER.path().join("scan");
    std::fs::write(&path, data).unwrap();
    let Ok(scan) = scan::open(&Input { name: "scan".into(), files: vec![path], numbers: Vec::new() }) else { return };
    for number in 1..=scan.pages().min(3) {
        if let Ok(page) = scan.page(number) {
            let (width, height) = page.pixels.size();
            assert!(width >= 64 && height >= 64);
            let _ = scan.text_layer(&page);
        }
    }
}
