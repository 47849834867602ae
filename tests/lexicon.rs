//! The lexicon repairs; what was read legibly is the same without any one of its entries.
#![allow(missing_docs, clippy::unwrap_used)]

mod support;

use serde_json::Value;
use sohoa::lexicon::Lexicon;
use sohoa::types::aside::Aside;
use sohoa::types::line::Line;
use support::{blocks, line};

/// Every lexicon with one entry less, and what it lacks.
fn poorer() -> Vec<(String, Lexicon)> {
    let whole = Lexicon::default();
    let mut out = Vec::new();
    for i in 0..whole.kinds.len() {
        let mut less = whole.clone();
        out.push((format!("kind {}", less.kinds.remove(i).0), less));
    }
    type List = fn(&mut Lexicon) -> &mut Vec<&'static str>;
    let lists: [(&str, List); 5] = [
        ("body", |l| &mut l.bodies), ("office", |l| &mut l.offices), ("province", |l| &mut l.provinces), ("name", |l| &mut l.names),
        ("surname", |l| &mut l.surnames),
    ];
    for (what, list) in lists {
        for i in 0..list(&mut whole.clone()).len() {
            let mut less = whole.clone();
            let lost = list(&mut less).remove(i);
            out.push((format!("{what} {lost}"), less));
        }
    }
    out
}

fn fields(lines: &[Line], lexicon: &Lexicon) -> Vec<Value> {
    let corrected = sohoa::correct::correct(lines.to_vec(), lexicon);
    let found = sohoa::structure::structure(&corrected.lines, &Aside::default(), lexicon);
    found.fields.into_iter().map(|f| f.value).collect()
}

/// Notices all words of which are sure: heads, titles, feet.
#[test]
fn no_entry_is_needed_for_what_is_legible() {
    let cases = blocks(&support::root().join("tests/lexicon.txt"));
    assert!(cases.len() >= 10);
    let poorer = poorer();
    assert!(poorer.len() > 250);
    for case in cases {
        let lines: Vec<Line> = case.iter().enumerate().map(|(i, l)| line(i, l)).collect();
        let whole = fields(&lines, &Lexicon::default());
        assert!(whole[1].is_string() && whole[3].is_string(), "no kind or issuer: {case:?}");
        for (lost, less) in &poorer {
            assert_eq!(fields(&lines, less), whole, "without {lost}: {case:?}");
        }
    }
}
