//! Text cases: a new case is a block of text in a file.

use crate::support::root;
use crate::{figures, write};
use serde_json::{Map, Value};

/// Blocks of a case file, without comments and blank lines.
fn cases(file: &str) -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(root().join("tests/eval").join(file)).unwrap();
    let lines: Vec<&str> = text.lines().filter(|l| !l.starts_with('#') && !l.is_empty()).collect();
    lines.split(|l| *l == "===").map(|b| b.iter().map(ToString::to_string).collect()).collect()
}

/// Lines of a case behind a prefix.
fn behind<'a>(case: &'a [String], prefix: &str) -> Vec<&'a str> {
    case.iter().filter_map(|l| l.strip_prefix(prefix)).collect()
}

/// `NAME = JSON` lines as an object.
fn record(case: &[String], prefix: &str) -> Value {
    let pair = |l: &str| l.split_once(" = ").map(|(name, value)| (name.to_owned(), serde_json::from_str(value).unwrap())).unwrap();
    Value::Object(behind(case, prefix).into_iter().map(pair).collect::<Map<_, _>>())
}

/// `/pointer = 3` or `/pointer = 3 of 7`.
fn check(case: &[String], got: &Value) {
    let expected: Vec<&String> = case.iter().skip_while(|l| *l != "---").skip(1).collect();
    assert!(!expected.is_empty(), "nothing expected: {case:?}");
    for line in expected {
        let (pointer, value) = line.split_once(" = ").unwrap();
        let got = got.pointer(&format!("/total{pointer}")).unwrap_or_else(|| panic!("no {pointer}: {case:?}"));
        let said = if got.is_object() { format!("{} of {}", got["part"], got["of"]) } else { got.to_string() };
        assert_eq!(said, value, "{pointer}: {case:?}");
    }
}

#[test]
fn texts() {
    for case in cases("text.txt") {
        let dir = tempfile::tempdir().unwrap();
        write(&dir.path().join("truth/x"), "text.txt", &behind(&case, "true| ").join("\n"));
        write(&dir.path().join("out/x"), "text.txt", &behind(&case, "said| ").join("\n"));
        check(&case, &figures(&dir.path().join("out"), &dir.path().join("truth")));
    }
}

#[test]
fn records() {
    for case in cases("record.txt") {
        let dir = tempfile::tempdir().unwrap();
        write(&dir.path().join("truth/x"), "notice.json", &record(&case, "true.").to_string());
        write(&dir.path().join("out/x"), "notice.json", &record(&case, "said.").to_string());
        check(&case, &figures(&dir.path().join("out"), &dir.path().join("truth")));
    }
}
