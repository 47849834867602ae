//! Text cases of the rules and of the structure: a new case is a block of text in a file.
#![allow(missing_docs, clippy::unwrap_used)]

mod support;

use sohoa::lexicon::Lexicon;
use sohoa::types::aside::Aside;
use sohoa::types::clause::{Clause, Structured};
use sohoa::types::line::Line;
use support::{blocks, brace, line, stamp};

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
        let text: Vec<String> = c.spans.iter().map(|s| lines[s.line].text.chars().skip(s.range[0]).collect()).filter(|t: &String| !t.is_empty()).collect();
        let mark = match c.label_source { Some(sohoa::types::clause::LabelSource::Read) | None => "", _ => "!" };
        out.push(format!("{}{}{mark} {}", "  ".repeat(depth), c.label.as_deref().unwrap_or("·"), text.join(" ")));
        outline(&c.children, lines, depth + 1, out);
    }
}

/// Lines; the page turns where one says `(page)`. `brace| 3 5` runs past the third to the fifth.
fn pages(printed: &[&String]) -> Vec<Line> {
    let mut page = 1;
    let mut out: Vec<Line> = Vec::new();
    for printed in printed {
        if *printed == "(page)" {
            page += 1;
        } else {
            out.push(Line { page, ..line(out.len(), printed) });
        }
    }
    out
}

/// Lines, those of one stamp among them, `---`, then the outline and fields as `name = value`; the codes of `notes` among them.
#[test]
fn structure() {
    let mut wrong = Vec::new();
    for file in files("structure") {
        for case in blocks(&file) {
            let at = case.iter().position(|l| l == "---").unwrap_or_else(|| panic!("{}: no ---", file.display()));
            let (braces, lines): (Vec<&String>, Vec<&String>) = case[..at].iter().partition(|l| l.starts_with("brace|"));
            let (stamped, printed): (Vec<&String>, Vec<&String>) = lines.into_iter().partition(|l| l.split('|').next().unwrap().ends_with("_stamp"));
            let lines = pages(&printed);
            let stamps: Vec<_> = (!stamped.is_empty()).then(|| stamp(&stamped)).into_iter().collect();
            let found = sohoa::structure::structure(&lines, &Aside { stamps, braces: braces.iter().map(|b| brace(b, &lines)).collect(), ..Aside::default() }, &Lexicon::default());
            let (fields, tree): (Vec<&String>, Vec<&String>) = case[at + 1..].iter().partition(|l| l.contains(" = "));
            let mut said = Vec::new();
            outline(&found.body, &lines, 0, &mut said);
            if said.iter().collect::<Vec<_>>() != tree {
                wrong.push(format!("{}: said {said:#?}, not {tree:#?}", file.display()));
            }
            for (name, value) in fields.iter().map(|f| f.split_once(" = ").unwrap()) {
                let got = value_of(&found, name);
                if got != serde_json::from_str::<serde_json::Value>(value).unwrap() {
                    wrong.push(format!("{}: {name} is {got}, not {value}: {case:#?}", file.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A field, or the codes of the notes.
fn value_of(found: &Structured, name: &str) -> serde_json::Value {
    match name {
        "notes" => found.notes.iter().map(|n| n.code.as_str()).collect(),
        _ => found.fields.iter().find(|f| f.field == name).unwrap_or_else(|| panic!("no field {name}")).value.clone(),
    }
}
