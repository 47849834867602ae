//! `sohoa diff`: what it says of two sets of results, and its exits.
#![allow(missing_docs, clippy::unwrap_used)]

mod support;

use serde_json::{Value, json};
use sohoa::export::{json as export, text::text};
use sohoa::types::evidence::Digitized;
use sohoa::types::aside::Aside;
use sohoa::types::line::Line;
use sohoa::types::page::Removal;
use std::fs;
use std::path::Path;
use support::{blocks, line, root, sohoa};

/// `!KIND x0,y0,x1,y1 TEXT`.
fn removal(case: &str) -> Removal {
    let mut parts = case.trim_start_matches('!').splitn(3, ' ');
    let (kind, at, text) = (parts.next().unwrap(), parts.next().unwrap(), parts.next());
    let bbox: Vec<i32> = at.split(',').map(|n| n.parse().unwrap()).collect();
    serde_json::from_value(json!({ "kind": kind, "bbox": bbox, "text": text })).unwrap()
}

/// A document of one page as the later stages make it of these lines.
fn digitized(lines: &[String]) -> Digitized {
    let (removed, printed): (Vec<&String>, Vec<&String>) = lines.iter().partition(|l| l.starts_with('!'));
    let printed: Vec<Line> = printed.iter().enumerate().map(|(i, l)| line(i, l)).collect();
    support::digitized(printed, &Aside::default(), removed.iter().map(|r| removal(r)).collect())
}

fn write(found: &Digitized, to: &Path) {
    fs::create_dir_all(to).unwrap();
    fs::write(to.join("text.txt"), text(found)).unwrap();
    fs::write(to.join("notice.json"), export::pretty(&export::notice(found).unwrap()).unwrap()).unwrap();
    fs::write(to.join("evidence.json"), export::pretty(found).unwrap()).unwrap();
}

fn write_lines(lines: &[&str], to: &Path) {
    write(&digitized(&lines.iter().map(ToString::to_string).collect::<Vec<_>>()), to);
}

/// Changes one of the files of a document.
fn mutate(file: &Path, change: impl FnOnce(&mut Value)) {
    let mut value = support::json(file);
    change(&mut value);
    fs::write(file, value.to_string()).unwrap();
}

/// Standard output and standard error of a comparison of the folders `a` and `b`.
fn diff(dir: &Path, args: &[&str], code: i32) -> (String, String) {
    let done = sohoa().current_dir(dir).env_remove("CLICOLOR_FORCE").args(["diff", "a", "b"]).args(args).assert().code(code);
    let said = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (said(&done.get_output().stdout), said(&done.get_output().stderr))
}

fn json_of(dir: &Path, code: i32) -> Value {
    let report = serde_json::from_str(&diff(dir, &["--json"], code).0).unwrap();
    let schema = sohoa().args(["schema", "diff"]).assert().code(0).get_output().stdout.clone();
    let schema = jsonschema::validator_for(&serde_json::from_slice(&schema).unwrap()).unwrap();
    let errors: Vec<String> = schema.iter_errors(&report).map(|e| format!("{} {e}", e.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:?}");
    report
}

const ONE: [&str; 2] = [">1. Giao Sở Tài chính", ">2. Giao Sở Y tế"];
const OTHER: [&str; 2] = [">1. Giao Sở Tài chính", ">2. Giao Sở Xây dựng"];

#[test]
fn cases() {
    for case in blocks(&root().join("tests/diff/cases.txt")) {
        let parts: Vec<&[String]> = case.split(|l| l == "---").collect();
        let [a, b, expected] = parts[..] else { panic!("a case is A, B and what is said: {case:?}") };
        let dir = tempfile::tempdir().unwrap();
        write(&digitized(a), &dir.path().join("a"));
        write(&digitized(b), &dir.path().join("b"));
        let same = expected.len() == 1;
        let (said, _) = diff(dir.path(), &[], if same { 0 } else { 6 });
        let said: Vec<&str> = said.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with("also different")).collect();
        assert_eq!(said.join("\n"), expected.iter().map(|l| l.trim()).collect::<Vec<_>>().join("\n"));
        let report = json_of(dir.path(), if same { 0 } else { 6 });
        assert_eq!(report["same"], same);
        assert_eq!(report["totals"]["counts"], report["documents"][0]["counts"]);
        let old = (dir.path().join("a"), dir.path().join("c"));
        fs::rename(&old.0, &old.1).unwrap();
        fs::rename(dir.path().join("b"), &old.0).unwrap();
        fs::rename(&old.1, dir.path().join("b")).unwrap();
        let back = json_of(dir.path(), if same { 0 } else { 6 });
        assert_eq!(back["totals"]["counts"]["words_lost"], report["totals"]["counts"]["words_added"]);
        assert_eq!(back["totals"]["counts"]["removals"], report["totals"]["counts"]["removals"]);
    }
}

#[test]
fn folders_are_matched_by_path() {
    let dir = tempfile::tempdir().unwrap();
    for (side, name, lines) in [
        ("a", "2021/same", ONE), ("b", "2021/same", ONE), ("a", "changed", ONE), ("b", "changed", OTHER),
        ("a", "gone", ONE), ("b", "new", ONE),
    ] {
        write_lines(&lines, &dir.path().join(side).join(name));
    }
    let (said, _) = diff(dir.path(), &["--summary"], 6);
    let expected = "2021/same  same\nchanged    words -2 +2\nonly in A: gone\nonly in B: new\n\
        4 documents: 1 the same, 1 different, 1 only in A, 1 only in B; words -2 +2\n";
    assert_eq!(said, expected);
    let (full, _) = diff(dir.path(), &[], 6);
    assert!(!full.contains("2021/same") && full.contains("changed: words -2 +2\n  clause  p1  2.:"), "{full}");
    let report = json_of(dir.path(), 6);
    assert_eq!((&report["only_a"], &report["only_b"]), (&json!(["gone"]), &json!(["new"])));
    assert_eq!(report["documents"][0], json_of(dir.path(), 6)["documents"][0]);
}

#[test]
fn a_document_missing_on_one_side_is_different() {
    let dir = tempfile::tempdir().unwrap();
    ["a/x", "a/y", "b/x"].iter().for_each(|to| write_lines(&ONE, &dir.path().join(to)));
    let (said, _) = diff(dir.path(), &[], 6);
    assert!(said.contains("only in A: y"), "{said}");
}

#[test]
fn the_run_does_not_count_but_is_told() {
    let dir = tempfile::tempdir().unwrap();
    ["a", "b"].iter().for_each(|to| write_lines(&ONE, &dir.path().join(to)));
    for file in ["notice.json", "evidence.json"] {
        mutate(&dir.path().join("b").join(file), |v| v["engine"]["version"] = json!("2"));
    }
    mutate(&dir.path().join("b/evidence.json"), |v| v["fingerprint"] = json!("1".repeat(64)));
    mutate(&dir.path().join("b/notice.json"), |v| v["body"][0]["confidence"] = json!(0.5));
    let (said, _) = diff(dir.path(), &[], 0);
    assert_eq!(said, "1 document: 1 the same\nalso different, not counted (documents): fingerprint (1), engine (1), confidence (1)\n");
    assert_eq!(json_of(dir.path(), 0)["documents"][0]["aside"], json!(["fingerprint", "engine", "confidence"]));
}

#[test]
fn tables_and_places_of_the_changed_line_are_told() {
    let dir = tempfile::tempdir().unwrap();
    let lines = [">1. Giao Sở Tài chính", "phối hợp các đơn vị", "báo cáo Ủy ban"];
    write_lines(&lines, &dir.path().join("a"));
    write_lines(&[lines[0], lines[1], "báo cáo Ủy bạn"], &dir.path().join("b"));
    mutate(&dir.path().join("b/notice.json"), |v| v["body"][0]["table"] = json!([["Tên", "Số"]]));
    let report = json_of(dir.path(), 6);
    let clause = &report["documents"][0]["clauses"][0];
    assert_eq!(clause["changes"], json!(["words", "table"]));
    mutate(&dir.path().join("b/notice.json"), |v| { v["body"][0].as_object_mut().unwrap().remove("table"); });
    let report = json_of(dir.path(), 6);
    let third = json!([{ "page": 1, "bbox": [0, 200, 2000, 240] }]);
    let clause = &report["documents"][0]["clauses"][0];
    assert_eq!((&clause["before"]["places"], &clause["after"]["places"]), (&third, &third));
}

#[test]
fn without_evidence_the_record_is_compared() {
    let dir = tempfile::tempdir().unwrap();
    write_lines(&[ONE[0], "!seal 1,1,90,90"], &dir.path().join("a"));
    write_lines(&[ONE[0]], &dir.path().join("b"));
    fs::remove_file(dir.path().join("b/evidence.json")).unwrap();
    let (said, _) = diff(dir.path(), &[], 0);
    assert!(said.contains("no evidence.json, so removals"), "{said}");
    assert_eq!(json_of(dir.path(), 0)["documents"][0]["removals"], Value::Null);
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_compared() {
    let dir = tempfile::tempdir().unwrap();
    for name in ["cut", "future", "missing", "odd", "ok"] {
        write_lines(&ONE, &dir.path().join("a").join(name));
        write_lines(if name == "ok" { &OTHER } else { &ONE }, &dir.path().join("b").join(name));
    }
    let file = |name: &str| dir.path().join("b").join(name).join("notice.json");
    fs::write(file("cut"), "{ \"schema\": ").unwrap();
    mutate(&file("future"), |v| v["schema"] = json!("sohoa.notice/9"));
    mutate(&file("odd"), |v| v["body"] = json!("text"));
    fs::remove_file(file("missing")).unwrap();
    let (said, errors) = diff(dir.path(), &["--summary"], 1);
    assert!(said.contains("ok  words -2 +2") && said.contains("4 not compared"), "{said}");
    for (name, message) in [
        ("cut", "is damaged (EOF"), ("odd", "is damaged (invalid type"), ("missing", "is missing, its run was broken off; run sohoa run again"),
        ("future", "is of schema \"sohoa.notice/9\", this program reads \"sohoa.notice/1\"; make it again"),
    ] {
        let line = errors.lines().find(|l| l.contains(&format!("b/{name}/notice.json"))).unwrap_or_else(|| panic!("{name}: {errors}"));
        assert!(line.starts_with("error: ") && line.contains(message), "{line}");
    }
    assert_eq!(json_of(dir.path(), 1)["unreadable"].as_array().unwrap().len(), 4);
}

#[test]
fn nothing_to_compare_is_5_and_wrong_use_is_2() {
    let dir = tempfile::tempdir().unwrap();
    sohoa().current_dir(dir.path()).args(["diff", "a", "b"]).assert().code(2);
    ["a", "b"].iter().for_each(|d| fs::create_dir(dir.path().join(d)).unwrap());
    let (_, said) = diff(dir.path(), &[], 5);
    assert!(said.contains("a: holds no documents; give an output folder"), "{said}");
    write_lines(&ONE, &dir.path().join("a"));
    diff(dir.path(), &[], 5);
    write_lines(&ONE, &dir.path().join("b/x"));
    let (_, said) = diff(dir.path(), &[], 2);
    assert!(said.contains("a is one document and b a folder of documents"), "{said}");
    diff(dir.path(), &["--json", "--summary"], 2);
}

#[test]
fn colours_only_where_they_belong_and_never_from_a_scan() {
    let dir = tempfile::tempdir().unwrap();
    write_lines(&ONE, &dir.path().join("a"));
    write_lines(&[ONE[0], ">2. Giao \u{1b}[2JSở Y tế"], &dir.path().join("b"));
    let with = |vars: &[(&str, &str)]| {
        let done = sohoa().current_dir(dir.path()).envs(vars.iter().copied()).args(["diff", "a", "b"]).assert().code(6);
        String::from_utf8(done.get_output().stdout.clone()).unwrap()
    };
    let coloured = with(&[("CLICOLOR_FORCE", "1")]);
    assert!(coloured.contains("\u{1b}[31m") && !coloured.contains("\u{1b}[2J"), "{coloured:?}");
    assert!(!with(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]).contains('\u{1b}'));
    assert!(!diff(dir.path(), &[], 6).0.contains('\u{1b}'), "standard output is no terminal here");
}

#[test]
fn the_page_is_escaped_and_needs_nothing_else() {
    let dir = tempfile::tempdir().unwrap();
    write_lines(&[">1. Giao Sở Tài chính", "!seal 10,10,90,90"], &dir.path().join("a/<b>x"));
    write_lines(&[">1. Giao <script>alert(1)</script> \"Sở\" Tài chính"], &dir.path().join("b/<b>x"));
    for side in ["a", "b"] {
        let pages = dir.path().join(side).join("<b>x/pages");
        fs::create_dir(&pages).unwrap();
        image::DynamicImage::ImageLuma8(support::bars()).save(pages.join("p1.jpg")).unwrap();
    }
    diff(dir.path(), &["--html", "out.html"], 6);
    let page = fs::read_to_string(dir.path().join("out.html")).unwrap();
    assert!(!page.contains("<script") && !page.contains("<b>x"), "{page}");
    assert!(page.contains("&#60;script&#62;alert(1)&#60;/script&#62;"), "{page}");
    assert_eq!(page.matches("src=\"").count(), 3, "the clause on both sides, the seal on one");
    assert_eq!(page.matches("src=\"data:image/jpeg;base64,").count(), 3);
    for foreign in ["http", "url(", "@import", "<link", "src=\"//"] {
        assert!(!page.contains(foreign), "{foreign}");
    }
    diff(dir.path(), &["--html", "again.html"], 6);
    assert_eq!(fs::read_to_string(dir.path().join("again.html")).unwrap(), page);
}

#[test]
fn a_page_that_cannot_be_written_is_7() {
    let dir = tempfile::tempdir().unwrap();
    ["a", "b"].iter().for_each(|to| write_lines(&ONE, &dir.path().join(to)));
    let (_, said) = diff(dir.path(), &["--html", "none/out.html"], 7);
    assert!(said.contains("none/out.html: cannot be written") && said.contains("choose another file with --html"), "{said}");
}

proptest::proptest! {
    #[test]
    fn pieces_give_both_texts_again(a in "[abc ]{0,30}", b in "[abc ]{0,30}") {
        use sohoa::diff::words::{Op, compare};
        let found = compare(&a, &b);
        let side = |not: Op| found.pieces.iter().filter(|p| p.op != not).map(|p| p.text.as_str()).collect::<Vec<_>>().join(" ");
        let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        proptest::prop_assert_eq!(side(Op::Added), plain(&a));
        proptest::prop_assert_eq!(side(Op::Lost), plain(&b));
        proptest::prop_assert_eq!(found.same(), plain(&a) == plain(&b));
        proptest::prop_assert_eq!(found.before.len(), found.after.len());
    }
}
