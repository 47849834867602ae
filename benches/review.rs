//! How long the review page takes in the browser, beside a small document in a short list: opening the list, searching it, opening
//! a document, deciding a point. 100 words with 20 points among 100 documents; 1,000 words with 200 points among 20,000.
#![allow(missing_docs, clippy::unwrap_used, dead_code)]

#[path = "../tests/support/browser.rs"]
mod browser;
#[path = "../tests/support/mod.rs"]
mod support;

use browser::{Served, Tab};
use sohoa::export::json as export;
use sohoa::review::work::Work;
use sohoa::types::aside::Aside;
use sohoa::types::evidence::Digitized;
use sohoa::types::geometry::Rect;
use std::fs;
use std::path::Path;
use std::time::Instant;

/// Times of each measurement; its median counts.
const TIMES: usize = 15;

/// What is compared.
struct Size {
    words: usize,
    documents: usize,
}

const SIZES: [Size; 2] = [Size { words: 100, documents: 100 }, Size { words: 1_000, documents: 20_000 }];

/// Lines of ten words on one page, of which every fifth could hardly be read.
fn document(words: usize, number: usize) -> Digitized {
    let line = |n: usize| {
        let mut line = support::line(n, &format!(">{}. Giao Sở Tài? chính chủ? trì, phối hợp {number}", n + 1));
        let y = 28 * n as i32;
        let on_page = |r: Rect| Rect::new(r.x0, 100 + y, r.x1, 124 + y);
        line.bbox = on_page(line.bbox);
        line.words.iter_mut().for_each(|w| w.bbox = on_page(w.bbox));
        line
    };
    let mut found = support::digitized((0..words / 10).map(line).collect(), &Aside::default(), Vec::new());
    found.source.files[0].blake3 = blake3::hash(&number.to_le_bytes()).to_hex().to_string();
    found
}

fn put(folder: &Path, found: &Digitized) {
    fs::create_dir_all(folder).unwrap();
    fs::write(folder.join("evidence.json"), export::pretty(found).unwrap()).unwrap();
    Work::load(folder).unwrap().write().unwrap();
}

/// An output folder; the document to be opened has a page to be seen.
fn outputs(size: &Size) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    (1..size.documents).for_each(|n| put(&dir.path().join(format!("tb-{n:05}")), &document(40, n)));
    let wanted = dir.path().join("wanted");
    put(&wanted, &document(size.words, 0));
    fs::create_dir_all(wanted.join("pages")).unwrap();
    let page = image::imageops::resize(&support::bars(), 2000, 3000, image::imageops::FilterType::Triangle);
    page.save(wanted.join("pages/p1.jpg")).unwrap();
    dir
}

/// Milliseconds until the page can be used, from the moment it is asked for.
async fn opened(tab: &Tab, url: &str) -> f64 {
    tab.open(url).await;
    tab.until("document.readyState === 'complete'").await;
    tab.js("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd").await
}

/// Milliseconds from a key to what comes of it on the screen.
async fn answered(tab: &Tab, act: &str, on: &str) -> f64 {
    tab.js(&format!("new Promise((done) => {{
        const began = performance.now();
        new MutationObserver((_, all) => {{ all.disconnect(); requestAnimationFrame(() => setTimeout(() => done(performance.now() - began))); }}).observe(document.querySelector('{on}'), {{ childList: true }});
        {act};
    }})")).await
}

fn median(mut all: Vec<f64>) -> f64 {
    all.sort_by(f64::total_cmp);
    all[all.len() / 2]
}

/// What was measured of a size, in the order of `NAMES`.
async fn measured(tab: &Tab, size: &Size) -> Vec<f64> {
    let dir = outputs(size);
    let served = Served::of(dir.path());
    let began = Instant::now();
    tab.open(&served.1).await;
    let mut out = vec![began.elapsed().as_secs_f64() * 1e3];
    let (mut list, mut search, mut open, mut decide) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for n in 0..TIMES {
        list.push(opened(tab, &served.1).await);
        let typed = format!("const q = document.querySelector('[name=q]'); q.value = 'tai chinh {n}'; q.dispatchEvent(new Event('input', {{ bubbles: true }}))");
        search.push(answered(tab, &typed, "#rows").await);
        opened(tab, &format!("{}/?q=wanted&show=all", served.1)).await;
        let url: String = tab.js("document.querySelector('#rows a').href").await;
        open.push(opened(tab, &url).await);
        tab.until("document.body.dataset.ready").await;
        let key = "document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'a', bubbles: true }))";
        decide.push(answered(tab, key, "#panel").await);
    }
    out.extend([list, search, open, decide].map(median));
    out
}

const NAMES: [&str; 5] = [
    "first look at the list", "opening the list", "searching it (150 ms of it wait for the next letter)", "opening a document", "deciding a point",
];

fn main() {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let tab = Tab::new().await;
        let (small, large) = (measured(&tab, &SIZES[0]).await, measured(&tab, &SIZES[1]).await);
        for (name, (small, large)) in NAMES.iter().zip(small.iter().zip(&large)) {
            println!("{name}: {small:.0} ms of 100 words, 20 points, 100 documents; {large:.0} ms of 1,000 words, 200 points, 20,000 documents; {:.1} times", large / small);
        }
    });
}
