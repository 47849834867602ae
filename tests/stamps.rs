//! Stamps, from the scan to the record: two samples with a stamp each, and a stamp drawn askew.
#![allow(missing_docs, clippy::unwrap_used)]

mod support;

use image::{GrayImage, Luma};
use serde_json::{Value, json};
use sohoa::types::geometry::Rect;
use support::{root, sohoa};

/// `document` and the first page's removals of a sample.
fn read(scans: &[&str], name: &str) -> (Value, Value, String) {
    let dir = tempfile::tempdir().unwrap();
    sohoa().current_dir(root()).arg("run").args(scans).args(["-q", "--no-pages", "-o"]).arg(dir.path()).assert().code(0);
    let of = |file: &str| support::json(&dir.path().join(name).join(file));
    let text = std::fs::read_to_string(dir.path().join(name).join("text.txt")).unwrap();
    (of("notice.json")["document"].clone(), of("evidence.json"), text)
}

/// The only removal of a kind on the first page.
fn only<'a>(evidence: &'a Value, kind: &str) -> &'a Value {
    let found: Vec<&Value> = evidence["pages"][0]["removed"].as_array().unwrap().iter().filter(|r| r["kind"] == kind).collect();
    assert_eq!(found.len(), 1, "{kind}: {found:?}");
    found[0]
}

#[test]
fn an_urgency_stamp_is_read_and_is_not_in_the_text() {
    let scans = ["scans/thong-bao-mau-but-phe-p1.png", "scans/thong-bao-mau-but-phe-p2.png"];
    let (document, evidence, text) = read(&scans, "thong-bao-mau-but-phe");
    let truth = support::json(&root().join("scans/truth/thong-bao-mau-but-phe/notice.json"));
    assert!(truth["document"]["urgency"].is_string());
    assert_eq!(document["urgency"], truth["document"]["urgency"]);
    assert_eq!(document["arrivals"], json!([]));
    assert!(!text.contains("KHẨN") && !text.contains("TỐC"), "{text}");
    assert!(only(&evidence, "urgency_stamp")["text"].is_string());
    let field = evidence["fields"].as_array().unwrap().iter().find(|f| f["field"] == "urgency").unwrap();
    assert_eq!(field["places"][0]["bbox"], only(&evidence, "urgency_stamp")["bbox"]);
    assert!(field["confidence"].as_f64().unwrap() > 0.5);
}

#[test]
fn an_arrival_stamp_is_read_and_what_is_written_on_it_is_not_guessed() {
    let (document, evidence, text) = read(&["scans/lai-chau.pdf"], "lai-chau");
    let stamp = only(&evidence, "arrival_stamp");
    assert!(stamp["text"].as_str().unwrap().contains("UBND"), "{stamp}");
    let arrivals = document["arrivals"].as_array().unwrap();
    assert_eq!(arrivals.len(), 1);
    let truth = &support::json(&root().join("scans/truth/lai-chau/notice.json"))["document"]["arrivals"][0];
    for (name, said) in arrivals[0].as_object().unwrap() {
        assert!(said.is_null() || *said == truth[name], "{name} is wrong: {said}");
    }
    assert!(!text.contains("ĐẾN") && !text.contains("7759"), "{text}");
}

/// A frame of 600 by 300 pixels with a rule across and one down, leaning by some degrees.
fn frame(degrees: f64) -> GrayImage {
    let (sin, cos) = degrees.to_radians().sin_cos();
    GrayImage::from_fn(800, 500, |x, y| {
        let (dx, dy) = (f64::from(x) - 400.0, f64::from(y) - 250.0);
        let (u, v) = (cos * dx + sin * dy, cos * dy - sin * dx);
        let near = |a: f64, b: f64| (a - b).abs() < 2.5;
        let inside = u.abs() < 302.0 && v.abs() < 152.0;
        let rule = near(u.abs(), 300.0) || near(v.abs(), 150.0) || near(v, -80.0) || (near(u, -100.0) && v > -80.0);
        let mark = (u + 200.0).hypot(v - 20.0) < 30.0 || (u - 100.0).hypot(v - 20.0) < 30.0 || (v + 115.0).abs() < 10.0 && u.abs() < 20.0;
        Luma([if inside && rule || mark { 200 } else { 0 }])
    })
}

#[test]
fn a_frame_that_leans_is_straightened_and_divided() {
    for (degrees, orientation) in [(0.0, 0), (4.0, 0), (-6.0, 0), (2.0, 180)] {
        let upright = sohoa::cutout::straight(&frame(degrees), &Rect::new(0, 0, 800, 500), orientation, sohoa::cutout::DPI);
        let ruled = sohoa::ruled::find(&upright);
        assert!(ruled.framed, "{degrees}");
        assert_eq!((ruled.across.len(), ruled.down.iter().filter(|d| d.width() > 0).count() >= 1), (3, true), "{degrees}: {ruled:?}");
        assert_eq!(ruled.cells.len(), 3, "{degrees}: {ruled:?}");
        let left = sohoa::ruled::without_rules(upright, &ruled);
        let inside = |x: u32, y: u32| ruled.cells.iter().any(|c| c.overlaps(&Rect::new(x as i32, y as i32, x as i32 + 1, y as i32 + 1)));
        let ink = left.enumerate_pixels().filter(|(x, y, p)| p.0[0] < sohoa::cutout::INK && inside(*x, *y)).count();
        // Two discs of 60 pixels and a bar of 40 by 20.
        assert!((6_000..7_000).contains(&ink), "{degrees}: {ink} pixels are left of the marks and rules");
    }
}
