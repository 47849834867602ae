//! What reviewers decide, and what becomes of it in the outputs: a case is a block of tests/decisions/cases.txt.
#![allow(missing_docs, clippy::unwrap_used)]

#[path = "decisions/random.rs"]
mod random;
mod support;

use serde_json::{Value, json};
use sohoa::decisions::{decided, log};
use sohoa::export::{json as export, text::text};
use sohoa::review::points::Kind;
use sohoa::review::wish::Wish;
use sohoa::review::work::Work;
use sohoa::types::aside::Aside;
use sohoa::types::evidence::{Digitized, Review};
use std::fs;
use std::path::Path;
use support::{blocks, line, root, sohoa};

/// A document of these lines, with strokes that say something.
fn digitized(lines: &[String]) -> Digitized {
    let removed = serde_json::from_value(json!([{ "kind": "handwriting", "bbox": [900, 130, 1200, 160], "text": "đã ghi\nvà ký" }])).unwrap();
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
    let seen = Work::load(folder).unwrap().seen();
    Work::decide(folder, "An", (&seen, serde_json::from_value::<Wish>(wish.clone()).unwrap())).map(drop).map_err(|e| e.to_string())
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
    assert_eq!(after[2], export::pretty(&sohoa::export::record::record(&with).unwrap()).unwrap().into_bytes());
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

/// Evidence of the same lines from another scan.
fn rescanned(folder: &Path, blake3: &str) {
    let mut found = digitized(&LINES.map(str::to_owned));
    found.source.files[0].blake3 = blake3.repeat(64);
    fs::write(folder.join("evidence.json"), export::pretty(&found).unwrap()).unwrap();
}

#[test]
fn decisions_hold_for_their_scan_only_and_go_where_it_goes() {
    let (a, b) = (three(), three());
    rescanned(b.path(), "b");
    let set = |folder: &Path, number: &str| wish(folder, &json!({ "do": "field", "field": "number", "value": number })).unwrap();
    set(a.path(), "1/TB");
    set(b.path(), "2/TB");
    // The names of the two are exchanged: what was decided of each goes along, also when it is broken off and done again.
    let scan = |folder: &Path| sohoa::decisions::scan_of(&Work::load(folder).unwrap().evidence);
    let (of_a, of_b) = (scan(a.path()), scan(b.path()));
    let take = |from: &Path, to: &Path, scan: &str| {
        let (new, old) = log::hold_both(to, from).unwrap();
        new.take(&old, scan).unwrap();
    };
    let lines = fs::read_to_string(a.path().join(log::FILE)).unwrap();
    take(a.path(), b.path(), &of_a);
    // A run that was killed had not taken it away there, and somebody decided and undid something.
    fs::write(a.path().join(log::FILE), &lines).unwrap();
    set(a.path(), "3/TB");
    wish(a.path(), &json!({ "do": "undo" })).unwrap();
    take(a.path(), b.path(), &of_a);
    take(a.path(), b.path(), &of_a);
    rescanned(b.path(), "0");
    let work = Work::open(b.path()).unwrap();
    assert_eq!((work.decisions.iter().map(|d| d.id).collect::<Vec<_>>(), work.others), (vec![1, 2, 3], 1));
    assert_eq!(support::json(&b.path().join("notice.json"))["document"]["number"], "1/TB");
    take(b.path(), a.path(), &of_b);
    rescanned(a.path(), "b");
    let work = Work::open(a.path()).unwrap();
    assert_eq!((work.decisions.len(), work.others), (1, 0));
    assert_eq!(support::json(&a.path().join("notice.json"))["document"]["number"], "2/TB");
    // Another scan of that name knows nothing of them, and says so.
    rescanned(a.path(), "c");
    let work = Work::load(a.path()).unwrap();
    assert_eq!((work.decided.found.fields.iter().find(|f| f.field == "number").unwrap().value.clone(), work.others), (Value::Null, 1));
}

#[test]
fn a_move_that_another_run_made_itself_is_not_made_twice() {
    let dir = three();
    wish(dir.path(), &json!({ "do": "down", "way": [1] })).unwrap();
    let moved = Work::load(dir.path()).unwrap().decided.found.body;
    let mut found = digitized(&LINES.map(str::to_owned));
    found.body = moved.clone();
    fs::write(dir.path().join("evidence.json"), export::pretty(&found).unwrap()).unwrap();
    let work = Work::load(dir.path()).unwrap();
    assert_eq!((work.decided.found.body, work.decided.lost), (moved, vec![]));
}

/// Evidence in which the strokes are where another run found them.
fn moved_strokes(folder: &Path) {
    let mut found = digitized(&LINES.map(str::to_owned));
    found.pages[0].removed[0].bbox = sohoa::types::geometry::Rect::new(901, 131, 1202, 161);
    fs::write(folder.join("evidence.json"), export::pretty(&found).unwrap()).unwrap();
}

#[test]
fn what_was_taken_off_is_decided_again_after_a_new_run() {
    let dir = three();
    wish(dir.path(), &json!({ "do": "accept", "point": 6 })).unwrap();
    moved_strokes(dir.path());
    wish(dir.path(), &json!({ "do": "reject", "point": 6 })).unwrap();
    let work = Work::load(dir.path()).unwrap();
    assert!(work.decided.lost.is_empty() && fs::read_to_string(dir.path().join("text.txt")).unwrap().contains("đã ghi"));
}

#[test]
fn a_word_written_anew_stands_in_the_fields_that_were_taken_from_it_and_in_no_date() {
    let head = ["head_left| ỦY BAN NHÂN DÂN", "head_left| TỈNH LAI CHÂU", "head_left| Số: 15/TB-UBND", "head_right| Lai Châu, ngày 13 tháng 5 năm 2021", ">^THÔNG BÁO", ">^Kết luận cuộc hợp", ">1. Giao Sở"];
    let dir = folder(&head.map(str::to_owned));
    let field = |name: &str| support::json(&dir.path().join("notice.json"))["document"][name].clone();
    let before = (field("date"), field("date_text"));
    assert_eq!((field("subject"), &before), (json!("Kết luận cuộc hợp"), &(json!("2021-05-13"), json!("ngày 13 tháng 5 năm 2021"))));
    wish(dir.path(), &json!({ "do": "word", "line": 5, "word": 3, "text": "họp" })).unwrap();
    wish(dir.path(), &json!({ "do": "word", "line": 3, "word": 5, "text": "6" })).unwrap();
    assert_eq!((field("subject"), (field("date"), field("date_text"))), (json!("Kết luận cuộc họp"), before));
    // Set by hand it stays.
    wish(dir.path(), &json!({ "do": "field", "field": "subject", "value": "Kết luận" })).unwrap();
    wish(dir.path(), &json!({ "do": "word", "line": 5, "word": 0, "text": "Kêt" })).unwrap();
    wish(dir.path(), &json!({ "do": "word", "line": 5, "word": 3, "text": "họp" })).unwrap();
    wish(dir.path(), &json!({ "do": "word", "line": 5, "word": 3, "text": "hợp" })).unwrap();
    assert_eq!(field("subject"), "Kết luận");
}

#[test]
fn cells_of_a_table_read_as_was_decided() {
    let dir = folder(&[">STT | Số tiền | Ghi chú", ">1 | 5OO x7 | đủ cả"].map(str::to_owned));
    let table = || support::json(&dir.path().join("notice.json"))["body"].as_array().unwrap().iter().find_map(|b| b["table"].as_array().cloned()).unwrap();
    assert_eq!(table()[1], json!(["1", "5OO x7", "đủ cả"]));
    wish(dir.path(), &json!({ "do": "word", "line": 1, "word": 1, "text": "500" })).unwrap();
    wish(dir.path(), &json!({ "do": "word", "line": 1, "word": 2, "text": "" })).unwrap();
    wish(dir.path(), &json!({ "do": "word", "line": 1, "word": 4, "text": "cả rồi" })).unwrap();
    assert_eq!(table()[1], json!(["1", "500", "đủ cả rồi"]));
}

#[test]
fn a_decision_that_a_new_run_leaves_without_a_place_is_to_be_made_again() {
    let dir = three();
    wish(dir.path(), &json!({ "do": "field", "field": "number", "value": "1/TB" })).unwrap();
    let mut found = digitized(&LINES.map(str::to_owned));
    found.fields.iter_mut().filter(|f| f.field == "number").for_each(|f| f.value = json!("/TB-UBND"));
    fs::write(dir.path().join("evidence.json"), export::pretty(&found).unwrap()).unwrap();
    let work = Work::load(dir.path()).unwrap();
    assert_eq!((work.decided.lost, work.points.iter().filter(|p| p.decided.is_some()).count()), (vec![1], 0));
}

#[test]
fn outputs_that_a_crash_left_behind_a_decision_are_brought_up_to_it() {
    let dir = three();
    let before = outputs(dir.path());
    wish(dir.path(), &json!({ "do": "word", "line": 0, "word": 4, "text": "Xính" })).unwrap();
    let after = outputs(dir.path());
    for (name, data) in ["text.txt", "notice.json", "record.json"].iter().zip(&before) {
        fs::write(dir.path().join(name), data).unwrap();
    }
    Work::open(dir.path()).unwrap();
    assert_eq!(outputs(dir.path()), after);
}

#[test]
fn a_doubtful_word_of_a_label_is_a_point_of_the_label() {
    let dir = folder(&[">1.? Giao Sở? Tài chính".to_owned()]);
    let points = Work::load(dir.path()).unwrap().points;
    let of = |kind: Kind| points.iter().filter(|p| p.kind == kind).map(|p| p.read.as_str()).collect::<Vec<_>>();
    assert_eq!((of(Kind::Label), of(Kind::Word)), (vec!["1."], vec!["Sở"]));
    let at = points.iter().position(|p| p.kind == Kind::Label).unwrap();
    assert!(wish(dir.path(), &json!({ "do": "reject", "point": at })).is_err(), "there is nothing to refuse");
    wish(dir.path(), &json!({ "do": "accept", "point": at })).unwrap();
    let work = Work::load(dir.path()).unwrap();
    assert_eq!((work.points[at].decided, work.decided.found.lines[0].words[0].confidence.get()), (Some(1), 1.0));
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
    let seen = Work::load(dir.path()).unwrap().seen();
    assert!(Work::decide(dir.path(), "Bình", (&seen.replace("-1", "-0"), Wish::Reopen)).is_err());
    // The page was read anew.
    let file = dir.path().join("evidence.json");
    fs::write(&file, fs::read_to_string(&file).unwrap() + "\n").unwrap();
    assert!(Work::decide(dir.path(), "Bình", (&seen, Wish::Reopen)).is_err());
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
