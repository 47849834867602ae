//! What a run tells of itself: the report, the events.

use super::{Place, page, said};
use serde_json::Value;
use std::fs;
use std::process::Command;

fn schema(of: &str) -> jsonschema::Validator {
    let output = Command::new(env!("CARGO_BIN_EXE_sohoa")).args(["schema", of]).output().unwrap();
    jsonschema::validator_for(&serde_json::from_slice(&output.stdout).unwrap()).unwrap()
}

fn report(place: &Place) -> Value {
    super::support::json(&place.out().join("report.json"))
}

/// Two good documents of which one is there twice, a damaged one, an empty one, a blank page, a name that is a script.
fn place() -> Place {
    let place = Place::with(2);
    let scans = place.scans();
    fs::copy(scans.join("d00.png"), scans.join("again.png")).unwrap();
    fs::write(scans.join("zero.pdf"), "").unwrap();
    let whole = fs::read(scans.join("d01.png")).unwrap();
    fs::write(scans.join("bad-p1.png"), &whole[..whole.len() / 2]).unwrap();
    fs::copy(scans.join("d01.png"), scans.join("bad-p2.png")).unwrap();
    let blank = image::GrayImage::from_pixel(826, 1170, image::Luma([250]));
    image::DynamicImage::ImageLuma8(blank).save(scans.join("blank.png")).unwrap();
    page(7, &scans.join("<script>alert(1)<%2Fscript>.png"));
    std::os::unix::fs::symlink("nowhere", scans.join("gone.png")).unwrap();
    place
}

#[test]
fn the_report_says_what_failed_and_what_to_do() {
    let place = place();
    let output = place.run(&[]);
    assert_eq!(output.status.code(), Some(4));
    let report = report(&place);
    let errors: Vec<String> = schema("report").iter_errors(&report).map(|e| e.to_string()).collect();
    assert!(errors.is_empty(), "{errors:?}");
    let counts = &report["documents"];
    assert_eq!((&counts["done"], &counts["partial"], &counts["failed"], &counts["open"]), (&5.into(), &1.into(), &1.into(), &0.into()));
    let entries = report["entries"].as_array().unwrap();
    let order: Vec<&str> = entries.iter().map(|e| e["state"].as_str().unwrap()).collect();
    assert_eq!(order[..2], ["failed", "partial"]);
    let zero = &entries[0]["troubles"][0];
    assert_eq!((zero["why"].as_str(), zero["cure"].as_str()), (Some("is empty (0 bytes)"), Some("scan or copy it again")));
    let bad = &entries[1]["troubles"][0];
    assert!(bad["file"].as_str().unwrap().ends_with("bad-p1.png") && bad["page"] == 1, "{bad}");
    let confidence: Vec<f64> = entries[2..].iter().map(|e| e["confidence"].as_f64().unwrap()).collect();
    assert!(confidence.is_sorted(), "{confidence:?}");
    assert!(report["unreachable"][0]["file"].as_str().unwrap().ends_with("gone.png"));
    assert!(report["pages"]["a_minute"].as_f64().unwrap() > 0.0);
    let said = said(&output);
    assert!(said.contains("zero.pdf: is empty (0 bytes)\n      scan or copy it again"), "{said}");
}

#[test]
fn duplicates_are_told_and_done() {
    let place = place();
    place.run(&[]);
    let duplicates = report(&place)["duplicates"].clone();
    assert_eq!(duplicates, serde_json::json!([{ "same": "pages", "documents": ["again", "d00"] }]));
    assert!(place.out().join("again/notice.json").is_file());
}

#[test]
fn a_blank_page_is_kept_and_flagged_and_asks_for_no_review() {
    let place = place();
    place.run(&[]);
    let (notice, evidence) = (super::support::json(&place.out().join("blank/notice.json")), super::support::json(&place.out().join("blank/evidence.json")));
    assert_eq!(evidence["pages"][0]["blank"], true);
    assert_eq!(notice["notes"][0]["code"], "blank_page");
    let reasons = notice["quality"]["reasons"].as_array().unwrap();
    assert!(!reasons.iter().any(|r| r.as_str().unwrap().contains("page 1") || r.as_str().unwrap().contains("note")), "{reasons:?}");
    assert!(place.out().join("blank/pages/p1.jpg").is_file());
    let entry = report(&place)["entries"].as_array().unwrap().iter().find(|e| e["document"] == "blank").unwrap().clone();
    assert_eq!(entry["blank_pages"], serde_json::json!([1]));
    assert!(super::support::json(&place.out().join("d00/evidence.json"))["pages"][0].get("blank").is_none());
}

#[test]
fn a_name_is_never_a_script() {
    let place = place();
    place.run(&[]);
    let html = fs::read_to_string(place.out().join("report.html")).unwrap();
    assert!(html.contains("alert(1)") && !html.contains("<script"), "{html}");
    assert!(!html.contains("http:") && !html.contains("https:"), "it needs nothing from elsewhere");
    let csv = fs::read(place.out().join("report.csv")).unwrap();
    let rows = csv::Reader::from_reader(&csv[3..]).into_records().map(Result::unwrap).collect::<Vec<_>>();
    assert_eq!((csv[..3].to_vec(), rows.len()), (vec![0xef, 0xbb, 0xbf], 7));
}

#[test]
fn the_command_tells_the_same_later() {
    let place = place();
    place.run(&[]);
    let before = fs::read(place.out().join("report.json")).unwrap();
    fs::remove_file(place.out().join("report.json")).unwrap();
    let command = |more: &[&str]| Command::new(env!("CARGO_BIN_EXE_sohoa")).arg("report").args(more).output().unwrap();
    let out = place.out();
    let told = command(&["-o", out.to_str().unwrap(), "--json"]);
    assert_eq!((told.status.code(), &told.stdout), (Some(0), &before));
    assert_eq!(fs::read(place.out().join("report.json")).unwrap(), before);
    assert!(String::from_utf8_lossy(&command(&[out.to_str().unwrap()]).stdout).contains("5 done"));
    assert_eq!(command(&[place.scans().to_str().unwrap()]).status.code(), Some(5), "no ledger");
}

#[test]
fn events_are_told_line_by_line() {
    let place = place();
    let output = place.run(&["--events", "json"]);
    let (schema, text) = (schema("event"), String::from_utf8(output.stdout).unwrap());
    let events: Vec<Value> = text.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    for event in &events {
        assert!(schema.is_valid(event), "{event}");
    }
    let of = |name: &str| events.iter().filter(|e| e["event"] == name).count();
    assert_eq!((of("begin"), of("unreachable"), of("opened"), of("page"), of("finished"), of("end")), (1, 1, 6, 7, 7, 1), "{text}");
    assert!(events[0]["event"] == "begin" && events.last().unwrap()["event"] == "end");
}
