//! Structure takes any lines: `cargo +nightly fuzz run structure` (needs cargo-fuzz).
#![no_main]

use sohoa::lexicon::Lexicon;
use sohoa::types::aside::Aside;
use sohoa::types::geometry::Rect;
use sohoa::types::line::{Line, Word};
use sohoa::types::ocr::{Block, Confidence};

const BLOCKS: [Block; 8] = [
    Block::HeadLeft, Block::HeadRight, Block::Body, Block::Body, Block::Body, Block::Body, Block::Recipients, Block::Signature,
];

/// A line of text as it is fed: its first byte says how and where it stands, the rest what it says.
fn line(at: usize, fed: &str) -> Option<Line> {
    let (look, text) = (fed.bytes().next()?, fed.get(1..).filter(|t| !t.is_empty()).unwrap_or("a"));
    let is = |bit: u8| look & (1 << bit) != 0;
    let bbox = Rect::new(0, 60 * at as i32, 2000, 60 * at as i32 + 40);
    let confidence = Confidence::new(if is(0) { 0.5 } else { 0.96 });
    let word = |text: &str| Word { text: text.to_owned(), bbox, confidence, alternatives: Vec::new(), filled: false, under: Vec::new(), bold: is(1), italic: false, cell: None };
    Some(Line {
        page: at as u32 / 38 + 1, bbox, block: BLOCKS[usize::from(look >> 4) % 8], starts_paragraph: is(2), centred: is(3), indent: f64::from(look >> 5),
        raw: text.to_owned(), text: text.to_owned(), words: text.split(' ').map(word).collect(),
    })
}

libfuzzer_sys::fuzz_target!(|text: &str| {
    let lines: Vec<Line> = text.lines().enumerate().filter_map(|(at, fed)| line(at, fed)).collect();
    let lexicon = Lexicon::default();
    let lines = sohoa::correct::correct(lines, &lexicon).lines;
    let found = sohoa::structure::structure(&lines, &Aside::default(), &lexicon);
    assert!(found.body.iter().all(|c| !c.spans.is_empty()));
});
