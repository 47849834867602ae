//! A long PDF is opened without being read: a test of its own, so that no other one uses memory meanwhile.
#![allow(missing_docs, clippy::unwrap_used)]
#![cfg(target_os = "linux")]

#[path = "support/pdf.rs"]
mod pdf;

use sohoa::scan::{self, Input};
use sohoa::types::page::Pixels;
use std::time::{Duration, Instant};

const PAGES: usize = 2000;
const SIDE: usize = 160;

/// Megabytes of this process in memory, those of mapped files too.
fn resident() -> usize {
    let said = std::fs::read_to_string("/proc/self/statm").unwrap();
    said.split(' ').nth(1).unwrap().parse::<usize>().unwrap() * 4096 / 1_000_000
}

/// Pages of a picture each, in the shade of its number; 51 MB.
fn long() -> Vec<u8> {
    let kids: Vec<String> = (0..PAGES).map(|i| format!("{} 0 R", 3 + 3 * i)).collect();
    let root = format!("<< /Type /Pages /Kids [{}] /Count {PAGES} >>", kids.join(" "));
    let page = |i: usize| {
        let at = 3 + 3 * i;
        let resources = format!("/Resources << /XObject << /Im {} 0 R >> >>", at + 2);
        let dict = format!("/Subtype /Image /Width {SIDE} /Height {SIDE} /BitsPerComponent 8 /ColorSpace /DeviceGray");
        [
            format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {SIDE} {SIDE}] /Contents {} 0 R {resources} >>", at + 1).into_bytes(),
            pdf::stream("", format!("q {SIDE} 0 0 {SIDE} 0 0 cm /Im Do Q").as_bytes()),
            pdf::stream(&dict, &vec![1 + (i % 250) as u8; SIDE * SIDE]),
        ]
    };
    let first = ["<< /Type /Catalog /Pages 2 0 R >>".to_owned(), root].map(String::into_bytes);
    pdf::file(&first.into_iter().chain((0..PAGES).flat_map(page)).collect::<Vec<_>>())
}

#[test]
fn a_long_pdf_is_opened_without_being_read() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("long.pdf");
    std::fs::write(&path, long()).unwrap();
    let (before, began) = (resident(), Instant::now());
    let scan = scan::open(&Input { name: "x".into(), files: vec![path], numbers: Vec::new() }).unwrap();
    let (took, grown) = (began.elapsed(), resident() - before);
    assert_eq!(scan.pages() as usize, PAGES);
    assert!(took < Duration::from_secs(1), "opening took {took:?}");
    assert!(grown <= 25, "opening took {grown} MB");
    for number in [1, 1000, 2000] {
        let Pixels::Grey(page) = scan.page(number).unwrap().pixels else { panic!("page {number} is no grey") };
        assert_eq!(page.get_pixel(80, 80).0[0] as usize, 1 + (number as usize - 1) % 250, "page {number}");
    }
    let grown = resident() - before;
    assert!(grown <= 25, "after three pages {grown} MB are held");
    println!("opening took {took:?} and {grown} MB");
}
