//! What the command prints, writes and returns.

use crate::sample::{NAME, perfect, scored};
use crate::support::{root, sohoa};
use serde_json::{Value, json};

#[test]
fn the_command_prints_a_table_or_valid_json_and_writes_a_page() {
    let mut bad = perfect().without(|i| i == 25);
    bad.notice["document"]["number"] = json!("46/TB-UBND");
    bad.text = bad.text.replace("Ủy ban", "Ủy bạn");
    let (dir, _) = scored(Some(&bad));
    let picture = dir.path().join("out").join(NAME).join("pages");
    std::fs::create_dir(&picture).unwrap();
    image::RgbImage::from_pixel(2000, 5000, image::Rgb([200, 200, 200])).save(picture.join("p1.jpg")).unwrap();
    let run = |more: &[&str]| {
        let done = sohoa().current_dir(dir.path()).args(["eval", "out", "truth"]).args(more).assert().code(0);
        String::from_utf8(done.get_output().stdout.clone()).unwrap()
    };
    let table = run(&["--html", "report.html"]);
    assert!(table.contains("lineCER") && table.contains(NAME) && table.contains("0 right, 0 open, 1 wrong"), "{table}");
    let schema = sohoa().args(["schema", "eval"]).assert().code(0).get_output().stdout.clone();
    let schema = jsonschema::validator_for(&serde_json::from_slice(&schema).unwrap()).unwrap();
    let figures: Value = serde_json::from_str(&run(&["--json"])).unwrap();
    let errors: Vec<String> = schema.iter_errors(&figures).map(|e| format!("{} {e}", e.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:?}");
    let mut extra = figures.clone();
    extra["total"]["text"]["speed"] = json!(1);
    assert!(!schema.is_valid(&extra));
    let page = std::fs::read_to_string(dir.path().join("report.html")).unwrap();
    let (number, text) = (page.find("· number ·").unwrap(), page.find("· text ·").unwrap());
    assert!(number < text, "the wrong number comes first");
    assert!(page.contains("src=\"data:image/jpeg;base64,") && page.contains("<ins>bạn</ins>"));
    assert!(!page.contains("http") && !page.contains("src=\"pages"), "the page is self-contained");
}

#[test]
fn exit_codes() {
    let (dir, _) = scored(Some(&perfect()));
    std::fs::create_dir(dir.path().join("nothing")).unwrap();
    let said = |args: &[&str], code: i32| {
        let done = sohoa().current_dir(dir.path()).arg("eval").args(args).assert().code(code);
        String::from_utf8(done.get_output().stderr.clone()).unwrap()
    };
    said(&["out"], 2);
    assert!(said(&["out", "nothing"], 5).contains("no truth found"));
    assert!(said(&["nowhere", "truth"], 5).contains("no such folder"));
    let missing = said(&["nothing", "truth"], 0);
    assert!(missing.contains("scored as empty") && missing.contains("the outputs come first"), "{missing}");
    assert!(said(&["out", "truth", "--html", "nowhere/x.html"], 7).contains("cannot be written"));
    std::fs::write(dir.path().join("truth").join(NAME).join("notice.json"), "{").unwrap();
    assert!(said(&["out", "truth"], 1).contains("is not as it should be"));
}

#[test]
fn every_figure_is_explained() {
    let said = sohoa().args(["schema", "eval"]).assert().code(0).get_output().stdout.clone();
    let schema: Value = serde_json::from_slice(&said).unwrap();
    let text = std::fs::read_to_string(root().join("docs/eval.md")).unwrap();
    for name in ["Figures", "TextFigures", "Calibration", "Review", "Unit", "Fault"] {
        for figure in schema["$defs"][name]["properties"].as_object().unwrap().keys() {
            assert!(text.contains(&format!("`{figure}`")) || text.contains(&format!(".{figure}`")), "docs/eval.md does not explain {figure}");
        }
    }
}
