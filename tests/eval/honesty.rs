//! What bad outputs score.

use crate::outputs::Outputs;
use crate::sample::{NAME, perfect, scored, total, true_text};
use crate::{figures, write};
use serde_json::{Value, json};

fn percent(figures: &Value, pointer: &str) -> f64 {
    figures.pointer(pointer).unwrap()["percent"].as_f64().unwrap_or_else(|| panic!("{pointer} is null in {figures}"))
}

#[test]
fn perfect_outputs_score_perfectly() {
    let (_dir, got) = scored(Some(&perfect()));
    let total = &got["total"];
    for kind in ["text", "raw"] {
        let of = |name: &str| percent(total, &format!("/{kind}/{name}"));
        assert_eq!(["line_cer", "order_cer", "grapheme_cer", "wer", "marks"].map(of), [0.0; 5]);
        assert_eq!(["recall", "precision"].map(of), [100.0; 2]);
    }
    assert_eq!(["/fields", "/other_fields", "/parents", "/under_removal", "/calibration/sure_right"].map(|p| percent(total, p)), [100.0; 5]);
    assert_eq!(["/labels", "/invented"].map(|p| percent(total, p)), [0.0; 2]);
    assert_eq!(total["under_removal"]["of"], 4);
    assert_eq!(total["calibration"]["wrong_below"]["percent"], Value::Null, "there are no wrong words");
    assert_eq!([&total["number"], &total["date"]], [&json!({ "right": 1, "open": 0, "wrong": 0 }); 2]);
    assert_eq!(got["units"][0]["faults"], json!([]));
    assert_eq!(got["review"], json!({ "hits": 0, "missed": 0, "false_alarms": 0, "quiet": 1 }));
}

#[test]
fn shuffled_lines_cost_order_only() {
    let mut bad = perfect();
    let mut lines: Vec<&str> = bad.text.split(['\n', '\u{c}']).filter(|l| !l.is_empty()).collect();
    let half = lines.len() / 2;
    lines.rotate_left(half);
    (0..half).step_by(2).for_each(|i| lines.swap(i, half + i));
    bad.text = lines.join("\n");
    let total = total(&bad);
    assert_eq!(["/text/recall", "/text/precision"].map(|p| percent(&total, p)), [100.0; 2]);
    assert!(percent(&total, "/text/line_cer") < 1.0, "{total}");
    assert!(percent(&total, "/text/order_cer") > 50.0 && percent(&total, "/text/wer") > 50.0, "{total}");
    assert_eq!(percent(&total, "/raw/order_cer"), 0.0);
}

/// The labels of a body taken off, all clauses on one level.
fn unlabelled(body: &Value) -> Value {
    fn flat(blocks: &Value, out: &mut Vec<Value>) {
        for block in blocks.as_array().unwrap() {
            out.push(json!({ "label": null, "children": [] }));
            flat(&block["children"], out);
        }
    }
    let mut out = Vec::new();
    flat(body, &mut out);
    Value::Array(out)
}

#[test]
fn lost_labels_cost_all_labels_though_hardly_any_characters() {
    let mut bad = perfect();
    bad.notice["body"] = unlabelled(&bad.notice["body"]);
    let bare = |l: &str| l.trim_start_matches("- ").to_owned();
    bad.text = bad.text.split('\n').map(bare).collect::<Vec<_>>().join("\n");
    let (_dir, got) = scored(Some(&bad));
    assert_eq!((percent(&got["total"], "/labels"), percent(&got["total"], "/parents")), (100.0, 0.0));
    assert!(percent(&got["total"], "/text/line_cer") < 2.0);
    assert!(got["units"][0]["faults"].as_array().unwrap().iter().any(|f| f["kind"] == "labels"));
}

#[test]
fn a_guessed_number_is_worse_than_an_open_one() {
    let (mut guessed, mut open) = (perfect(), perfect());
    guessed.notice["document"]["number"] = json!("46/TB-UBND");
    guessed.notice["document"]["date"] = json!("2021-07-13");
    open.notice["document"]["number"] = json!("/TB-UBND");
    open.notice["document"]["date"] = Value::Null;
    let (_dir, guessed) = scored(Some(&guessed));
    let (_dir2, open) = scored(Some(&open));
    for name in ["number", "date"] {
        assert_eq!(guessed["total"][name], json!({ "right": 0, "open": 0, "wrong": 1 }));
        assert_eq!(open["total"][name], json!({ "right": 0, "open": 1, "wrong": 0 }));
    }
    let kinds = |of: &Value| of["units"][0]["faults"].as_array().unwrap().iter().map(|f| f["kind"].clone()).collect::<Vec<_>>();
    assert_eq!((kinds(&guessed), kinds(&open)), (vec![json!("wrong"); 2], vec![json!("field"); 2]));
}

#[test]
fn empty_and_missing_outputs_get_nothing() {
    let mut empty = perfect().without(|_| true);
    empty.notice = json!({ "document": {}, "body": [], "quality": { "needs_review": false } });
    let (with_folder, without) = (scored(Some(&empty)).1, scored(None).1);
    for got in [&with_folder, &without] {
        let total = &got["total"];
        assert_eq!(["/text/line_cer", "/text/order_cer", "/text/grapheme_cer", "/text/wer", "/labels"].map(|p| percent(total, p)), [100.0; 5]);
        assert_eq!(["/text/recall", "/text/precision", "/fields", "/other_fields", "/parents"].map(|p| percent(total, p)), [0.0; 5]);
        assert_eq!([&total["number"], &total["date"]], [&json!({ "right": 0, "open": 1, "wrong": 0 }); 2]);
        assert_eq!(got["review"]["missed"], 1);
    }
    assert_eq!((&with_folder["units"][0]["missing"], &without["units"][0]["missing"]), (&json!(false), &json!(true)));
    assert_eq!(percent(&with_folder["total"], "/raw/line_cer"), 100.0);
}

#[test]
fn words_lost_under_a_seal_count_where_they_ought_to_stand() {
    let seal = |of: &Outputs| { let share = &total(of)["under_removal"]; (share["part"].clone(), share["of"].clone()) };
    assert_eq!(seal(&perfect()), (json!(4), json!(4)));
    // The whole line is gone: its place is the gap between its neighbours, and all of its words count.
    let words = perfect().evidence.lines[40].words.len();
    assert_eq!(seal(&perfect().without(|i| i == 40)), (json!(0), json!(words)));
    // A line lost elsewhere is not under the seal.
    assert_eq!(seal(&perfect().without(|i| i == 20)), (json!(4), json!(4)));
    // Words lost inside of the line.
    let mut inside = perfect();
    let line = &mut inside.evidence.lines[40];
    line.words.drain(3..5);
    let text = line.words.iter().map(|w| w.text.as_str()).collect::<Vec<_>>().join(" ");
    inside.text = inside.text.replace(&line.text, &text);
    (line.raw, line.text) = (text.clone(), text);
    assert_eq!(seal(&inside), (json!(2), json!(4)));
}

#[test]
fn calibration_tells_sure_errors_from_unsure_ones() {
    let with = |confidence: f64| {
        let mut bad = perfect();
        for line in [12, 20, 30] {
            let line = &mut bad.evidence.lines[line];
            line.words[2].text = "xyz".into();
            line.words[2].confidence = sohoa::types::ocr::Confidence::new(confidence);
            line.raw = line.words.iter().map(|w| w.text.as_str()).collect::<Vec<_>>().join(" ");
        }
        total(&bad)["calibration"].clone()
    };
    let (honest, vain) = (with(0.5), with(0.97));
    assert_eq!((percent(&honest, "/sure_right"), percent(&honest, "/wrong_below")), (100.0, 100.0));
    assert_eq!((honest["wrong_below"]["of"].clone(), percent(&vain, "/wrong_below")), (json!(3), 0.0));
    assert!(percent(&vain, "/sure_right") < 100.0);
}

#[test]
fn raw_text_is_scored_beside_the_corrected() {
    let mut mended = perfect();
    mended.evidence.lines[5].raw = "Lai Chau, ngay 12 thang 7 nam 2021".into();
    let total = total(&mended);
    assert_eq!((total["text"]["order_cer"]["part"].clone(), total["raw"]["order_cer"]["part"].clone()), (json!(0), json!(4)));
    assert_eq!((total["text"]["marks"]["part"].clone(), total["raw"]["marks"]["part"].clone()), (json!(0), json!(4)));
}

#[test]
fn review_is_measured_by_documents() {
    let review = |of: &Outputs| scored(Some(of)).1["review"].clone();
    let mut alarm = perfect();
    alarm.notice["quality"]["needs_review"] = json!(true);
    let mut hit = alarm.clone();
    hit.text = hit.text.replace("Ủy ban", "Ủy bạn");
    let mut missed = hit.clone();
    missed.notice["quality"]["needs_review"] = json!(false);
    assert_eq!(review(&alarm), json!({ "hits": 0, "missed": 0, "false_alarms": 1, "quiet": 0 }));
    assert_eq!(review(&hit), json!({ "hits": 1, "missed": 0, "false_alarms": 0, "quiet": 0 }));
    assert_eq!(review(&missed), json!({ "hits": 0, "missed": 1, "false_alarms": 0, "quiet": 0 }));
}

#[test]
fn truth_by_pages_scores_each_page_for_itself() {
    let dir = tempfile::tempdir().unwrap();
    let pages: Vec<String> = true_text().split('\u{c}').map(str::to_owned).collect();
    pages.iter().enumerate().for_each(|(i, text)| write(&dir.path().join("truth"), &format!("{NAME}-p{}.txt", i + 1), text));
    let fields = json!({
        format!("{NAME}-p1"): { "kind": "THÔNG BÁO", "number": "45/TB-UBND", "signer_name": null, "clause_labels": ["1.", "a)"] },
        format!("{NAME}-p2"): { "kind": null, "signer_name": "Lò Thị Minh Hạnh", "arrival_stamp": { "number": "1" } } });
    write(&dir.path().join("truth"), "fields.json", &fields.to_string());
    let mut out = perfect();
    let at = |label: &str, page: u32| json!({ "label": label, "places": [{ "page": page, "bbox": [0, 0, 1, 1] }], "children": [] });
    out.notice["body"] = json!([at("1.", 1), at("a)", 1), at("b)", 2)]);
    out.text = out.text.replace("Lò Thị Minh Hạnh", "Lò Thị Minh Hành");
    out.write(&dir.path().join("out").join(NAME));
    let got = figures(&dir.path().join("out"), &dir.path().join("truth"));
    let edits: Vec<&Value> = got["units"].as_array().unwrap().iter().map(|u| &u["figures"]["text"]["line_cer"]["part"]).collect();
    assert_eq!(edits, [0, 1]);
    assert_eq!((&got["total"]["labels"]["part"], &got["total"]["labels"]["of"], &got["total"]["parents"]["of"]), (&json!(0), &json!(2), &json!(0)));
    assert_eq!((&got["total"]["fields"]["part"], &got["total"]["fields"]["of"]), (&json!(3), &json!(3)));
    assert_eq!((&got["total"]["arrivals"]["part"], &got["total"]["arrivals"]["of"]), (&json!(0), &json!(1)));
}

#[test]
fn a_column_read_in_the_wrong_place_is_still_read() {
    let mut moved = perfect();
    let head: Vec<_> = moved.evidence.lines.drain(0..3).collect();
    moved.evidence.lines.splice(3..3, head);
    let total = total(&moved);
    assert!(percent(&total, "/raw/wer") > 2.0);
    assert_eq!((percent(&total, "/calibration/sure_right"), percent(&total, "/raw/line_cer")), (100.0, 0.0));
}
