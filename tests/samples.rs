//! The real engine on the sample scans: what it reads, and what every output must be.
#![allow(missing_docs, clippy::unwrap_used)]

mod support;

use serde_json::{Value, json};
use sohoa::export::{json as export, text::text};
use sohoa::types::evidence::Digitized;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use support::{root, sohoa, tree};

/// Sample, its pages.
const SAMPLES: [(&str, usize); 2] = [("ket-luan-mau", 1), ("thong-bao-mau", 2)];
/// Share of the characters of a sample that may be read wrong.
const CER: f64 = 0.05;

fn run(jobs: &str, to: &Path) {
    let scans = ["scans/ket-luan-mau.tif", "scans/thong-bao-mau.pdf"];
    sohoa().current_dir(root()).arg("run").args(scans).args(["--jobs", jobs, "-q", "-o"]).arg(to).assert().code(0);
}

/// Outputs of one run, made once for all tests of this file.
static OUT: LazyLock<tempfile::TempDir> = LazyLock::new(|| {
    let dir = tempfile::tempdir().unwrap();
    run("2", dir.path());
    dir
});

fn folder(name: &str) -> PathBuf {
    OUT.path().join(name)
}

fn evidence(name: &str) -> Digitized {
    serde_json::from_slice(&std::fs::read(folder(name).join("evidence.json")).unwrap()).unwrap()
}

fn schema(of: &str) -> jsonschema::Validator {
    let said = sohoa().args(["schema", of]).assert().code(0).get_output().stdout.clone();
    jsonschema::validator_for(&serde_json::from_slice(&said).unwrap()).unwrap()
}

#[test]
fn the_real_engine_reads_every_page() {
    let mut read = 0;
    for (name, pages) in SAMPLES {
        let found = evidence(name);
        assert_eq!(found.engine.name, "tesseract");
        assert_eq!(found.pages.len(), pages);
        read += (1..=pages as u32).filter(|n| found.lines.iter().filter(|l| l.page == *n).count() >= 5).count();
    }
    assert_eq!(read, SAMPLES.iter().map(|s| s.1).sum::<usize>(), "fewer pages were read than the samples have");
}

#[test]
fn the_text_is_the_printed_one() {
    for (name, _) in SAMPLES {
        let truth = std::fs::read_to_string(root().join("scans/truth").join(name).join("text.txt")).unwrap();
        let said = std::fs::read_to_string(folder(name).join("text.txt")).unwrap();
        assert_eq!(said.matches('\u{c}').count(), truth.matches('\u{c}').count(), "{name}: pages");
        let wrong = strsim::levenshtein(&truth, &said) as f64 / truth.chars().count() as f64;
        assert!(wrong <= CER, "{name}: {:.1} % of the characters are wrong:\n{said}", 100.0 * wrong);
    }
}

#[test]
fn text_and_record_can_be_built_from_the_evidence_alone() {
    for (name, _) in SAMPLES {
        let found = evidence(name);
        assert_eq!(text(&found).into_bytes(), std::fs::read(folder(name).join("text.txt")).unwrap());
        let notice = export::pretty(&export::notice(&found).unwrap()).unwrap();
        assert_eq!(notice.into_bytes(), std::fs::read(folder(name).join("notice.json")).unwrap());
    }
}

#[test]
fn edits_replayed_over_the_raw_text_give_the_text() {
    for (name, _) in SAMPLES {
        let found = evidence(name);
        for (i, line) in found.lines.iter().enumerate() {
            let own: Vec<_> = found.edits.iter().filter(|e| e.line == i).cloned().collect();
            assert_eq!(sohoa::correct::draft::replay(&line.raw, &own), line.text);
            let words: Vec<&str> = line.words.iter().map(|w| w.text.as_str()).collect();
            assert_eq!(words.join(" "), line.raw, "every word of the text has its place");
        }
    }
}

#[test]
fn places_lie_on_the_page() {
    for (name, _) in SAMPLES {
        let found = evidence(name);
        for line in &found.lines {
            let [width, height] = found.pages[line.page as usize - 1].size;
            for r in line.words.iter().map(|w| w.bbox).chain([line.bbox]) {
                assert!(0 <= r.x0 && r.x0 < r.x1 && r.x1 <= width as i32 && 0 <= r.y0 && r.y0 < r.y1 && r.y1 <= height as i32, "{name} {r:?}");
            }
        }
    }
}

#[test]
fn bold_and_italic_words_are_told() {
    let found = evidence("thong-bao-mau");
    let words = |start: &str| found.lines.iter().find(|l| l.raw.starts_with(start)).unwrap_or_else(|| panic!("no line {start}")).words.iter();
    let tells = |w: &&sohoa::types::line::Word| w.text.chars().filter(|c| c.is_alphanumeric()).count() > 1;
    assert!(words("THÔNG BÁO").chain(words("CỘNG HÒA")).filter(tells).all(|w| w.bold && !w.italic));
    assert!(words("Lai Châu, ngày").filter(tells).all(|w| w.italic && !w.bold));
    let plain = found.lines.iter().filter(|l| l.page == 2 && l.block == sohoa::types::ocr::Block::Body).flat_map(|l| &l.words).filter(tells);
    let (all, other) = plain.fold((0, 0), |(all, other), w| (all + 1, other + usize::from(w.bold || w.italic)));
    assert!(all > 50 && other * 50 <= all, "{other} of {all} words of the body");
}

#[test]
fn same_bytes_again_and_with_one_job() {
    for jobs in ["2", "1"] {
        let again = tempfile::tempdir().unwrap();
        run(jobs, again.path());
        assert_eq!(tree(again.path()), tree(OUT.path()), "--jobs {jobs}");
    }
}

#[test]
fn outputs_validate() {
    let (notice, evidence, record) = (schema("notice"), schema("evidence"), schema("record"));
    for (name, _) in SAMPLES {
        for (file, schema) in [("notice.json", &notice), ("evidence.json", &evidence), ("record.json", &record)] {
            let value = support::json(&folder(name).join(file));
            let errors: Vec<String> = schema.iter_errors(&value).map(|e| format!("{} {e}", e.instance_path())).collect();
            assert!(errors.is_empty(), "{name}/{file}: {errors:?}");
        }
    }
}

/// A member set to a value at a JSON pointer of its parent; Null removes it.
type Mutation = (&'static str, &'static str, Value);

fn mutations() -> Vec<Mutation> {
    vec![
        ("", "schema", json!("sohoa.notice/2")), ("", "extra", json!(1)), ("", "body", Value::Null), ("", "engine", Value::Null),
        ("", "notes", json!({})), ("/source/files/0", "blake3", json!("abc")), ("/source/files/0", "pages", json!(-1)),
        ("/source", "files", json!("x")), ("/document", "profile", json!("royal")), ("/document", "date", json!("12.7.2021")),
        ("/document", "recipients", json!("Như trên")), ("/document", "number", json!(45)),
        ("/document", "stamp", json!("x")), ("/document", "co_issuers", Value::Null), ("/body/0", "label_source", json!("guessed")),
        ("/body/0", "text", Value::Null), ("/body/0", "confidence", json!(1.5)), ("/body/0/places/0", "bbox", json!([1, 2, 3])),
        ("/body/0", "children", json!([{ "label": "1." }])), ("/quality", "state", json!("perhaps")), ("/quality", "words", json!("many")),
        ("/engine", "speed", json!(1)),
    ]
}

#[test]
fn mutated_outputs_are_rejected() {
    let schema = schema("notice");
    let good = support::json(&folder("thong-bao-mau").join("notice.json"));
    assert!(mutations().len() >= 20);
    for (parent, member, value) in mutations() {
        let mut bad = good.clone();
        let object = bad.pointer_mut(parent).unwrap().as_object_mut().unwrap();
        if value.is_null() { object.remove(member).unwrap(); } else { object.insert(member.into(), value.clone()); }
        assert!(!schema.is_valid(&bad), "{parent}/{member} = {value} was accepted");
    }
}

#[test]
fn shipped_schemas_are_the_program_s() {
    for of in ["notice", "evidence", "record", "decision", "report", "event", "eval", "diff"] {
        let said = sohoa().args(["schema", of]).assert().code(0).get_output().stdout.clone();
        let shipped = std::fs::read(root().join(format!("docs/schemas/{of}.schema.json"))).unwrap();
        assert_eq!(String::from_utf8(said), String::from_utf8(shipped), "write it anew: sohoa schema {of} > docs/schemas/{of}.schema.json");
    }
}

#[test]
fn what_was_taken_off_is_recorded() {
    let found = evidence("thong-bao-mau");
    let removed: Vec<_> = found.pages.iter().flat_map(|p| &p.removed).map(|r| serde_json::to_value(r.kind).unwrap()).collect();
    for kind in ["seal", "page_number", "page_overlap"] {
        assert!(removed.contains(&json!(kind)), "no {kind} among {removed:?}");
    }
    let strip = &evidence("ket-luan-mau").pages[0].removed;
    assert!(strip.iter().any(|r| serde_json::to_value(r.kind).unwrap() == "border"), "{strip:?}");
}
