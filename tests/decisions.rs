//! What reviewers decide, and what becomes of it in the outputs: a case is a block of tests/decisions/cases.txt.
#![allow(missing_docs, clippy::unwrap_used)]

mod support;

use serde_json::{Value, json};
use sohoa::decisions::{decided, log};
use sohoa::export::{json as export, text::text};
use sohoa::review::wish::Wish;
use sohoa::review::work::Work;
use sohoa::types::aside::Aside;
use sohoa::types::evidence::{Digitized, Review};
use std::fs;
use std::path::Path;
use support::{blocks, line, root, sohoa};

/// A document of these lines, with strokes that say something.
fn digitized(lines: &[String]) -> Digitized {
    let removed = serde_json::from_value(json!([{ "kind": "handwriting", "bbox": [900, 130, 1200, 160], "text": "đã ghi" }])).unwrap();
    support::digitized(lines.iter().enumerate().map(|(i, l)| line(i, l)).collect(), &Aside::default(), removed)
}

fn folder(lines: &[String]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("evidence.json"), export::pretty(&digitized(lines)).unwrap()).unwrap();
    Work::load(dir.path()).unwrap().write().unwrap();
    dir
}

/// Does a wish as the page sends it; what was refused, if it was.
fn wish(folder: &Path, wish: &Value) -> Result<(), String> {
    let work = Work::load(folder).unwrap();
    let seen = work.decisions.len();
    work.decide("An", (seen, serde_json::from_value::<Wish>(wish.clone()).unwrap())).map(drop).map_err(|e| e.to_string())
}

fn outputs(folder: &Path) -> Vec<Vec<u8>> {
    ["text.txt", "notice.json", "record.json"].map(|name| fs::read(folder.join(name)).unwrap()).into()
}

/// The clauses, two blanks a level, and the fields that are asked for.
fn outline(folder: &Path, fields: &[&str]) -> Vec<String> {
    fn rows(body: &Value, depth: usize, out: &mut Vec<String>) {
        for block in body.as_array().unwrap() {
            let label = block["label"].as_str().map(|l| format!("{l} [{}] ", block["label_source"].as_str().unwrap())).unwrap_or_default();
            out.push(format!("{}{label}{}", "  ".repeat(depth), block["text"].as_str().unwrap()));
            rows(&block["children"], depth + 1, out);
        }
    }
    let notice = support::json(&folder.join("notice.json"));
    let mut out = Vec::new();
    rows(&notice["body"], 0, &mut out);
    out.extend(fields.iter().map(|name| match name.strip_prefix("quality.") {
        Some(of) => format!("quality.{of} = {}", notice["quality"][of]),
        None => format!("{name} = {}", notice["document"][name]),
    }));
    out.push(format!("text: {}", fs::read_to_string(folder.join("text.txt")).unwrap().trim_end().replace('\n', " / ")));
    out
}

#[test]
fn cases() {
    for case in blocks(&root().join("tests/decisions/cases.txt")) {
        let parts: Vec<&[String]> = case.split(|l| l == "---").collect();
        let [lines, wishes, expected] = parts[..] else { panic!("a case is lines, wishes and what is then: {case:?}") };
        let dir = folder(lines);
        let (before, mut refused) = (outputs(dir.path()), Vec::new());
        for asked in wishes {
            let asked: Value = serde_json::from_str(asked).unwrap_or_else(|e| panic!("{asked}: {e}"));
            refused.extend(wish(dir.path(), &asked).err().map(|why| format!("refused: {why}")));
        }
        let fields: Vec<&str> = expected.iter().filter_map(|l| Some(l.split_once(" = ")?.0)).filter(|n| !n.contains(' ')).collect();
        let found = [outline(dir.path(), &fields), refused].concat();
        let expected: Vec<String> = expected.iter().map(|l| l.strip_prefix('|').unwrap_or(l).to_owned()).collect();
        assert_eq!(found.join("\n"), expected.join("\n"), "{case:?}");
        back_and_forth(dir.path(), &before);
    }
}

/// All of it can be undone and done again, and the outputs are evidence and decisions, nothing else.
fn back_and_forth(folder: &Path, before: &[Vec<u8>]) {
    let after = outputs(folder);
    let mut steps = 0;
    while wish(folder, &json!({ "do": "undo" })).is_ok() {
        steps += 1;
    }
    assert_eq!(outputs(folder), before, "undone");
    (0..steps).for_each(|_| wish(folder, &json!({ "do": "redo" })).unwrap());
    assert_eq!(outputs(folder), after, "done again");
    let found = export::evidence(&fs::read(folder.join("evidence.json")).unwrap()).unwrap();
    let with = decided(&found, &log::read(folder).unwrap()).found;
    assert_eq!(after[0], text(&with).into_bytes());
    assert_eq!(after[1], export::pretty(&export::notice(&with).unwrap()).unwrap().into_bytes());
}

const LINES: [&str; 3] = [">1. Giao Sở Tài chính chủ trì", ">2. Giao Sở Y tế phối hợp", ">3. Giao Công an tỉnh"];

fn three() -> tempfile::TempDir {
    folder(&LINES.map(str::to_owned))
}

#[test]
fn another_reading_carries_over_what_still_fits_and_shows_the_rest() {
    let dir = three();
    wish(dir.path(), &json!({ "do": "word", "line": 0, "word": 4, "text": "Xính" })).unwrap();
    wish(dir.path(), &json!({ "do": "word", "line": 1, "word": 6, "text": "phối_hợp" })).unwrap();
    wish(dir.path(), &json!({ "do": "approve" })).unwrap();
    assert_eq!(Work::load(dir.path()).unwrap().decided.found.review, Review::Approved);
    // A new run reads another word of the first line, and the decided one of the second otherwise.
    let lines = [">1. Giao Sở Tài chính chủ trí", ">2. Giao Sở Y tế phối hơp", LINES[2]].map(str::to_owned);
    fs::write(dir.path().join("evidence.json"), export::pretty(&digitized(&lines)).unwrap()).unwrap();
    let work = Work::load(dir.path()).unwrap();
    assert!(work.decided.found.lines[0].text.contains("Xính"), "{}", work.decided.found.lines[0].text);
    assert_eq!((work.decided.lost, work.decided.found.review), (vec![2], Review::Open));
}

#[test]
fn what_is_decided_after_an_approval_opens_it_again() {
    let dir = three();
    wish(dir.path(), &json!({ "do": "approve" })).unwrap();
    let review = || support::json(&dir.path().join("notice.json"))["quality"]["review"].clone();
    assert_eq!(review(), "approved");
    wish(dir.path(), &json!({ "do": "label", "way": [1], "label": "2)" })).unwrap();
    assert_eq!(review(), "open");
    wish(dir.path(), &json!({ "do": "undo" })).unwrap();
    assert_eq!(review(), "approved");
}

#[test]
fn who_has_not_seen_the_last_decision_decides_nothing() {
    let dir = three();
    wish(dir.path(), &json!({ "do": "approve" })).unwrap();
    let late = Work::load(dir.path()).unwrap().decide("Bình", (0, Wish::Reopen));
    assert!(late.is_err());
    assert_eq!(log::read(dir.path()).unwrap().len(), 1);
}

#[test]
fn a_line_that_a_crash_cut_off_is_no_decision() {
    let dir = three();
    wish(dir.path(), &json!({ "do": "approve" })).unwrap();
    let file = dir.path().join(log::FILE);
    let whole = fs::read_to_string(&file).unwrap();
    // Within a letter.
    fs::write(&file, [whole.as_bytes(), b"{\"id\":2,\"who\":\"B\xe1\xba"].concat()).unwrap();
    assert_eq!(log::read(dir.path()).unwrap().len(), 1);
    wish(dir.path(), &json!({ "do": "reopen" })).unwrap();
    assert_eq!(log::read(dir.path()).unwrap().len(), 2);
    assert!(fs::read_to_string(&file).unwrap().starts_with(&whole));
}

#[test]
fn the_register_and_the_diff_know_what_was_decided() {
    let dir = tempfile::tempdir().unwrap();
    let (a, b) = (dir.path().join("out/a"), dir.path().join("out/b"));
    for to in [&a, &b] {
        fs::create_dir_all(to).unwrap();
        fs::write(to.join("evidence.json"), export::pretty(&digitized(&LINES.map(str::to_owned))).unwrap()).unwrap();
        Work::load(to).unwrap().write().unwrap();
    }
    wish(&a, &json!({ "do": "field", "field": "number", "value": "15/TB-UBND" })).unwrap();
    wish(&a, &json!({ "do": "word", "line": 0, "word": 4, "text": "Xính" })).unwrap();
    wish(&a, &json!({ "do": "approve" })).unwrap();
    let register = dir.path().join("r.csv");
    sohoa().arg("register").arg(dir.path().join("out")).arg("--approved").arg("-o").arg(&register).assert().code(0);
    let rows = fs::read_to_string(&register).unwrap();
    assert!(rows.lines().count() == 2 && rows.contains("TB-UBND"), "{rows}");
    let said = sohoa().arg("diff").arg(&b).arg(&a).assert().code(6).get_output().stdout.clone();
    assert!(String::from_utf8_lossy(&said).contains("Xính"));
}
