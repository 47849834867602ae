//! Text cases of the rules and of the structure: a new case is a block of text in a file.
#![allow(missing_docs, clippy::unwrap_used)]

mod support;

use sohoa::lexicon::Lexicon;
use sohoa::types::aside::Aside;
use sohoa::types::clause::Clause;
use sohoa::types::line::Line;
use support::{blocks, line, stamp};

fn files(folder: &str) -> Vec<std::path::PathBuf> {
    let mut all: Vec<_> = std::fs::read_dir(support::root().join("tests").join(folder)).unwrap().map(|e| e.unwrap().path()).collect();
    all.sort();
    assert!(!all.is_empty());
    all
}

#[test]
fn rules() {
    for file in files("rules") {
        let rule = file.file_stem().unwrap().to_string_lossy().into_owned();
        for case in blocks(&file) {
            let [before, after] = &case[..] else { panic!("{}: a case is two lines, before and after: {case:?}", file.display()) };
            let done = sohoa::correct::correct(vec![line(0, before)], &Lexicon::default());
            assert_eq!(&done.lines[0].text, after, "{}", file.display());
            let changed = done.lines[0].raw != done.lines[0].text;
            assert_eq!(changed, done.edits.iter().any(|e| e.rule == rule), "{before}: {:?}", done.edits);
        }
    }
}

#[test]
fn every_rule_has_cases() {
    for (name, _) in sohoa::correct::rules::RULES {
        assert!(support::root().join(format!("tests/rules/{name}.txt")).is_file(), "{name} has no cases");
    }
}

fn outline(clauses: &[Clause], lines: &[Line], depth: usize, out: &mut Vec<String>) {
    for c in clauses {
        let text: Vec<String> = c.spans.iter().map(|s| lines[s.line].text.chars().skip(s.range[0]).collect()).collect();
        let mark = match c.label_source { Some(sohoa::types::clause::LabelSource::Read) | None => "", _ => "!" };
        out.push(format!("{}{}{mark} {}", "  ".repeat(depth), c.label.as_deref().unwrap_or("·"), text.join(" ")));
        outline(&c.children, lines, depth + 1, out);
    }
}

/// Lines, those of one stamp among them, `---`, then the outline and fields as `name = value`.
#[test]
fn structure() {
    for file in files("structure") {
        for case in blocks(&file) {
            let at = case.iter().position(|l| l == "---").unwrap_or_else(|| panic!("{}: no ---", file.display()));
            let (stamped, printed): (Vec<&String>, Vec<&String>) = case[..at].iter().partition(|l| l.split('|').next().unwrap().ends_with("_stamp"));
            let lines: Vec<Line> = printed.into_iter().enumerate().map(|(i, l)| line(i, l)).collect();
            let stamps: Vec<_> = (!stamped.is_empty()).then(|| stamp(&stamped)).into_iter().collect();
            let found = sohoa::structure::structure(&lines, &Aside { stamps, ..Aside::default() }, &Lexicon::default());
            let (fields, tree): (Vec<&String>, Vec<&String>) = case[at + 1..].iter().partition(|l| l.contains(" = "));
            let mut said = Vec::new();
            outline(&found.body, &lines, 0, &mut said);
            assert_eq!(said.iter().collect::<Vec<_>>(), tree, "{}", file.display());
            for field in fields {
                let (name, value) = field.split_once(" = ").unwrap();
                let got = found.fields.iter().find(|f| f.field == name).unwrap_or_else(|| panic!("no field {name}"));
                assert_eq!(got.value, serde_json::from_str::<serde_json::Value>(value).unwrap(), "{}: {name}", file.display());
            }
        }
    }
}
