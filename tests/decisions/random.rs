//! Whatever is asked for in whatever order: the tree stays sound, and all of it can be undone.

use super::{folder, outputs, wish};
use proptest::prelude::*;
use serde_json::{Value, json};
use sohoa::review::work::Work;
use sohoa::types::clause::Clause;
use sohoa::types::evidence::Digitized;
use std::path::Path;

/// What a reviewer asks for; numbers are taken modulo what there is.
#[derive(Debug, Clone)]
enum Asked {
    Point(&'static str, usize, &'static str),
    Word(usize, usize, &'static str),
    Block(&'static str, usize, &'static str),
    Split(usize, usize, usize),
    Back(&'static str),
}

fn asked() -> impl Strategy<Value = Asked> {
    let texts = || prop::sample::select(vec!["", "x", "Sở Nội vụ", "a)", "2.", "một\nhai", "́"]);
    prop_oneof![
        (prop::sample::select(vec!["accept", "reject", "write"]), any::<usize>(), texts()).prop_map(|(what, n, text)| Asked::Point(what, n, text)),
        (any::<usize>(), any::<usize>(), texts()).prop_map(|(line, word, text)| Asked::Word(line, word, text)),
        (prop::sample::select(vec!["label", "join", "up", "down"]), any::<usize>(), texts()).prop_map(|(what, n, text)| Asked::Block(what, n, text)),
        (any::<usize>(), any::<usize>(), any::<usize>()).prop_map(|(n, line, word)| Asked::Split(n, line, word)),
        prop::sample::select(vec!["undo", "redo", "approve", "reopen"]).prop_map(Asked::Back),
    ]
}

/// The wish as the page sends it.
fn sent(work: &Work, asked: &Asked) -> Value {
    let found = &work.decided.found;
    let mut ways = Vec::new();
    collect(&found.body, &mut Vec::new(), &mut ways);
    let way = |n: &usize| ways[n % ways.len()].clone();
    match asked {
        Asked::Point("write", n, text) => json!({ "do": "write", "point": n % work.points.len(), "text": text }),
        Asked::Point(what, n, _) => json!({ "do": what, "point": n % work.points.len() }),
        Asked::Word(line, word, text) => json!({ "do": "word", "line": line % found.lines.len(), "word": word % 9, "text": text }),
        Asked::Block("label", n, text) => json!({ "do": "label", "way": way(n), "label": text }),
        Asked::Block(what, n, _) => json!({ "do": what, "way": way(n) }),
        Asked::Split(n, line, word) => json!({ "do": "split", "way": way(n), "line": line % found.lines.len(), "word": word % 9 }),
        Asked::Back(what) => json!({ "do": what }),
    }
}

fn collect(body: &[Clause], way: &mut Vec<usize>, out: &mut Vec<Vec<usize>>) {
    for (i, clause) in body.iter().enumerate() {
        way.push(i);
        out.push(way.clone());
        collect(&clause.children, way, out);
        way.pop();
    }
}

/// The spans follow each other in the order of the text, within their lines; between them stand labels and blanks only, so that
/// nothing is lost and nothing stands in two clauses.
fn is_sound(found: &Digitized) {
    fn spans(body: &[Clause], out: &mut Vec<(usize, [usize; 2], bool)>) {
        for clause in body {
            out.extend(clause.spans.iter().enumerate().map(|(n, s)| (s.line, s.range, n == 0 && clause.label.is_some())));
            spans(&clause.children, out);
        }
    }
    let mut all = Vec::new();
    spans(&found.body, &mut all);
    for (line, of) in found.lines.iter().enumerate() {
        let mut at = 0;
        let part = |from: usize, to: usize| of.text.chars().skip(from).take(to - from).collect::<String>();
        for (_, [from, to], labelled) in all.iter().filter(|(l, ..)| *l == line) {
            assert!(at <= *from && from <= to, "{all:?}");
            assert!(*labelled || part(at, *from).trim().is_empty(), "{:?} of {:?}", part(at, *from), of.text);
            at = *to;
        }
        assert!(at <= of.text.chars().count() && part(at, of.text.chars().count()).trim().is_empty(), "{:?} after {at}: {all:?}", of.text);
    }
    assert!(all.is_sorted_by_key(|(line, range, _)| (*line, range[0])), "{all:?}");
}

fn check(lines: &[String], all: &[Asked]) {
    let dir = folder(lines);
    let folder: &Path = dir.path();
    let before = outputs(folder);
    for asked in all {
        let work = Work::load(folder).unwrap();
        let sent = sent(&work, asked);
        let done = wish(folder, &sent);
        let work = Work::load(folder).unwrap();
        is_sound(&work.decided.found);
        assert!(work.decided.lost.is_empty(), "{sent} {done:?}");
    }
    while wish(folder, &json!({ "do": "undo" })).is_ok() {}
    assert_eq!(outputs(folder), before);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, rng_seed: proptest::test_runner::RngSeed::Fixed(1), ..ProptestConfig::default() })]
    #[test]
    fn whatever_is_asked_for_the_tree_stays_sound(all in prop::collection::vec(asked(), 1..16)) {
        let lines = [">1. Giao Sở? Tài chính: a)? chủ trì", "phối hợp với các sở", ">>a) Sở Y tế? phối hợp", ">>b) Công an tỉnh?", ">2. Báo cáo trước ngày 15"];
        check(&lines.map(str::to_owned), &all);
    }
}
