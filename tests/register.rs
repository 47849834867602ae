//! `sohoa register`: the register of an output folder, `record.json`, and its exits.
#![allow(missing_docs, clippy::unwrap_used)]

mod support;

use calamine::{Data, Reader, Xlsx, open_workbook};
use serde_json::{Value, json};
use sohoa::types::aside::Aside;
use sohoa::batch::output::{Folder, prepare};
use sohoa::export::record::record;
use sohoa::types::evidence::{Digitized, PageEvidence};
use sohoa::types::line::Line;
use sohoa::types::page::{Removal, RemovalKind};
use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::Path;
use support::{bars, line, page, sohoa, stamp, tree};

const LETTER: [&str; 16] = [
    "head_left| ỦY BAN NHÂN DÂN TỈNH QUẢNG NGÃI", "head_left| SỞ NỘI VỤ", "head_left| Số: 05/SNV-VP", "head_left| V/v lập hồ sơ công việc",
    "head_right| CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "head_right| Độc lập - Tự do - Hạnh phúc", "head_right| Quảng Ngãi, ngày 31 tháng 12 năm 2024",
    "body| ^Kính gửi: Sở Tài chính", "body| >Để thực hiện Kế hoạch số 12, Sở Nội vụ đề nghị:", "body| >1. Lập hồ sơ.",
    "recipients| Nơi nhận:", "recipients| - Như trên;", "recipients| - Lưu: VT, VP.",
    "signature| KT. GIÁM ĐỐC", "signature| PHÓ GIÁM ĐỐC", "signature| Nguyễn Quốc Việt",
];
const STAMP: [&str; 5] = [
    "arrival_stamp| VĂN PHÒNG UBND TỈNH LAI CHÂU", "arrival_stamp| CÔNG VĂN ĐẾN", "arrival_stamp| Số: 7759", "arrival_stamp| Ngày: 02/01/2025", "arrival_stamp| Chuyển:",
];

/// What a stamp says, as a removal.
fn removal(kind: RemovalKind, text: Option<String>) -> Removal {
    Removal { kind, bbox: sohoa::types::geometry::Rect::new(100, 400, 700, 700), text }
}

/// A document of one page as the later stages make it of these lines and stamps, after `change`.
fn digitized(lines: &[&str], stamps: &[&[&str]], change: impl FnOnce(&mut Vec<Line>)) -> Digitized {
    let mut printed: Vec<Line> = lines.iter().enumerate().map(|(i, l)| line(i, l)).collect();
    change(&mut printed);
    let owned: Vec<Vec<String>> = stamps.iter().map(|s| s.iter().map(ToString::to_string).collect()).collect();
    let stamps: Vec<_> = owned.iter().map(|s| stamp(&s.iter().collect::<Vec<_>>())).collect();
    let removed = stamps.iter().map(|s| removal(s.kind, Some(s.lines[0].text()))).collect();
    support::digitized(printed, &Aside { stamps, ..Aside::default() }, removed)
}

fn write(found: &Digitized, to: &Path) {
    let (output, name) = (to.parent().unwrap(), to.file_name().unwrap());
    prepare(output).unwrap();
    let folder = Folder::new(output, Path::new(name));
    folder.begin().unwrap();
    folder.finish(found, |_| false).unwrap();
}

/// The lines of the letter with some of them replaced.
fn with<'a>(changes: &[(usize, &'a str)]) -> Vec<&'a str> {
    let mut lines = LETTER.to_vec();
    changes.iter().for_each(|(at, text)| lines[*at] = text);
    lines
}

fn plain(lines: &[&str]) -> Digitized {
    digitized(lines, &[], |_| ())
}

/// Names to be checked with their reasons.
fn checks(found: &Digitized) -> BTreeMap<String, Value> {
    let record = serde_json::to_value(record(found).unwrap()).unwrap();
    let of = |c: &Value| (c["name"].as_str().unwrap().to_owned(), c["reasons"].clone());
    record["check"].as_array().unwrap().iter().map(of).collect()
}

fn names(found: &Digitized) -> Vec<String> {
    checks(found).into_keys().collect()
}

/// Standard error of `sohoa register out -o FILE` in a folder.
fn register(dir: &Path, file: &str, code: i32) -> String {
    let done = sohoa().current_dir(dir).args(["register", "out", "-o", file]).assert().code(code);
    assert!(done.get_output().stdout.is_empty());
    String::from_utf8(done.get_output().stderr.clone()).unwrap()
}

/// Head and rows of a workbook.
fn sheet(file: &Path) -> Vec<Vec<Data>> {
    let mut book: Xlsx<_> = open_workbook(file).unwrap();
    let name = book.sheet_names()[0].clone();
    book.worksheet_range(&name).unwrap().rows().map(<[Data]>::to_vec).collect()
}

/// Head and records of values, without the byte order mark.
fn values(file: &Path) -> Vec<Vec<String>> {
    let bytes = fs::read(file).unwrap();
    let text = bytes.strip_prefix("\u{feff}".as_bytes()).expect("Excel knows UTF-8 by its mark");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text);
    reader.records().map(|r| r.unwrap().iter().map(ToString::to_string).collect()).collect()
}

/// As a csv shows a cell.
fn shown(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::String(s) => s.clone(),
        Data::Float(f) => f.to_string(),
        Data::DateTime(d) => { let (year, month, day, ..) = d.to_ymd_hms_milli(); format!("{day:02}/{month:02}/{year:04}") }
        other => panic!("no such cell: {other:?}"),
    }
}

/// One file of a workbook.
fn part(file: &Path, name: &str) -> String {
    let mut archive = zip::ZipArchive::new(fs::File::open(file).unwrap()).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap_or_else(|e| panic!("{name}: {e}")).read_to_string(&mut text).unwrap();
    text
}

/// Every cell of a column by its head's English name.
fn at<'a>(rows: &'a [Vec<Data>], name: &str, row: usize) -> &'a Data {
    let column = rows[0].iter().position(|h| h.to_string().contains(name)).unwrap_or_else(|| panic!("no column {name}"));
    &rows[row][column]
}

#[test]
fn the_record_has_the_decree_s_names() {
    let found = digitized(&LETTER, &[&STAMP], |_| ());
    let said = serde_json::to_value(record(&found).unwrap()).unwrap();
    assert_eq!(said, json!({
        "schema": "sohoa.record/1",
        "FileCode": { "OrganId": null, "FileCatalog": null, "FileNotation": null }, "DocOrdinal": null,
        "TypeName": "CÔNG VĂN", "CodeNumber": "05", "CodeNotation": "SNV-VP", "IssuedDate": "2024-12-31", "OrganName": "SỞ NỘI VỤ",
        "Subject": "V/v lập hồ sơ công việc", "Language": "Tiếng Việt", "PageAmount": 1,
        "SignerInfo": { "Position": "PHÓ GIÁM ĐỐC", "FullName": "Nguyễn Quốc Việt" },
        "To": "Sở Tài chính; Lưu: VT, VP", "Priority": null, "IssuedAmount": null, "DueDate": null,
        "ArrivalDate": "2025-01-02", "ArrivalNumber": "7759", "ToPlaces": null,
        "notice": {
            "profile": "state", "kind_code": "CV", "issuer_parent": "ỦY BAN NHÂN DÂN TỈNH QUẢNG NGÃI", "co_issuers": [], "secrecy": null,
            "arrival_office": "VĂN PHÒNG UBND TỈNH LAI CHÂU", "state": "done", "needs_review": false, "reasons": [] },
        "check": [] }));
}

#[test]
fn what_is_not_on_the_page_is_not_to_be_checked() {
    assert_eq!(names(&plain(&[">1. Lập hồ sơ."])), Vec::<String>::new());
}

#[test]
fn a_value_of_a_doubtful_word_is_to_be_checked() {
    let found = plain(&with(&[(1, "head_left| SỞ NỘI? VỤ")]));
    assert_eq!(checks(&found), BTreeMap::from([("OrganName".to_owned(), json!(["doubtful"]))]));
    let name = plain(&with(&[(15, "signature| Nguyễn Quốc? Việt")]));
    assert_eq!(checks(&name)["SignerInfo.FullName"], json!(["unsure"]), "a name that is not legible is open, and it is on the page");
}

#[test]
fn what_was_read_and_has_no_value_is_to_be_checked() {
    let number = plain(&with(&[(2, "head_left| Số: /SNV-VP")]));
    assert_eq!(serde_json::to_value(record(&number).unwrap()).unwrap()["CodeNotation"], "SNV-VP");
    assert_eq!(checks(&number), BTreeMap::from([("CodeNumber".to_owned(), json!(["unsure"]))]));
    let date = plain(&with(&[(6, "head_right| Quảng Ngãi, ngày   tháng 12 năm 2024")]));
    assert_eq!(checks(&date), BTreeMap::from([("IssuedDate".to_owned(), json!(["unsure"]))]));
    let blank = plain(&with(&[(2, "head_left| Số: 05")]));
    assert_eq!(names(&blank), ["CodeNotation", "CodeNumber"]);
}

#[test]
fn what_a_hand_filled_in_is_to_be_checked() {
    let fill = |lines: &mut Vec<Line>| {
        lines[2].words[1].filled = true;
        lines[6].words[3].filled = true;
    };
    let found = digitized(&with(&[(2, "head_left| Số: 05 /SNV-VP")]), &[], fill);
    let record = serde_json::to_value(record(&found).unwrap()).unwrap();
    assert_eq!((&record["CodeNumber"], &record["IssuedDate"]), (&json!("05"), &json!("2024-12-31")));
    let by_hand = |name: &str| (name.to_owned(), json!(["by_hand"]));
    assert_eq!(checks(&found), BTreeMap::from([by_hand("CodeNumber"), by_hand("IssuedDate")]));
}

#[test]
fn stamps_that_were_not_read_whole_are_to_be_checked() {
    let part = digitized(&LETTER, &[&STAMP[..2]], |_| ());
    assert_eq!(names(&part), ["ArrivalDate", "ArrivalNumber"]);
    let mut unread = plain(&LETTER);
    unread.pages[0].removed.push(removal(RemovalKind::ArrivalStamp, None));
    assert_eq!(checks(&unread)["ArrivalNumber"], json!(["stamp_unread"]));
    let two = digitized(&LETTER, &[&STAMP, &["arrival_stamp| VĂN PHÒNG TỈNH ỦY", "arrival_stamp| CÔNG VĂN ĐẾN", "arrival_stamp| Số: 12", "arrival_stamp| Ngày:"]], |_| ());
    let record = serde_json::to_value(record(&two).unwrap()).unwrap();
    assert_eq!((&record["ArrivalNumber"], &record["ArrivalDate"]), (&json!("7759; 12"), &json!("2025-01-02; ")));
    assert_eq!(checks(&two), BTreeMap::from([("ArrivalDate".to_owned(), json!(["unsure"]))]));
}

#[test]
fn of_a_partial_document_what_is_open_is_to_be_checked() {
    let mut found = plain(&LETTER);
    found.pages.push(PageEvidence { failure: Some("took too long".into()), ..page(2, Vec::new()) });
    let found = checks(&found);
    assert_eq!(found["notice.state"], json!(["page_failed"]));
    assert_eq!(found["Priority"], json!(["page_failed"]));
    assert!(!found.contains_key("Subject"), "{found:?}");
}

/// An output folder of four documents, one of them with names that need care.
fn outputs(dir: &Path) {
    let out = dir.join("out");
    write(&digitized(&LETTER, &[&STAMP], |_| ()), &out.join("2024/a b"));
    let open = with(&[(0, "head_left| ỦY? BAN NHÂN DÂN TỈNH QUẢNG NGÃI"), (2, "head_left| Số: /SNV-VP"), (3, "head_left| V/v =1+1, \"lập\" hồ? sơ")]);
    write(&plain(&open), &out.join("2024/b"));
    write(&plain(&[">1. Lập hồ sơ."]), &out.join("=c"));
    write(&digitized(&LETTER, &[&STAMP, &STAMP], |_| ()), &out.join("2024-d"));
}

#[test]
fn a_row_a_document_in_the_order_of_paths_with_dates_and_links() {
    let dir = tempfile::tempdir().unwrap();
    outputs(dir.path());
    let said = register(dir.path(), "out/register.xlsx", 0);
    assert_eq!(said, "4 documents, 1 with cells to check, 0 not read; register in out/register.xlsx\n");
    let file = dir.path().join("out/register.xlsx");
    let rows = sheet(&file);
    let folders: Vec<String> = (1..rows.len()).map(|i| rows[i][0].to_string()).collect();
    assert_eq!(folders, ["2024/a b", "2024/b", "2024-d", "=c"]);
    for name in [
        "FileCode.OrganId", "FileCode.FileCatalog", "FileCode.FileNotation", "DocOrdinal", "TypeName", "CodeNumber", "CodeNotation", "IssuedDate", "OrganName", "Subject",
        "Language", "PageAmount", "SignerInfo.Position", "SignerInfo.FullName", "To", "Priority", "IssuedAmount", "DueDate", "ArrivalDate", "ArrivalNumber", "ToPlaces",
    ] {
        assert_eq!(rows[0].iter().filter(|h| h.to_string().ends_with(&format!("({name})"))).count(), 1, "{name}");
    }
    assert_eq!(at(&rows, "(CodeNumber)", 1), &Data::String("05".into()), "zeros of a number stay");
    assert!(matches!(at(&rows, "(IssuedDate)", 1), Data::DateTime(d) if d.to_ymd_hms_milli().0 == 2024), "{:?}", at(&rows, "(IssuedDate)", 1));
    assert_eq!(at(&rows, "(PageAmount)", 1), &Data::Float(1.0));
    assert_eq!(at(&rows, "(ArrivalDate)", 3), &Data::String("02/01/2025; 02/01/2025".into()));
    for name in ["OrganId", "DocOrdinal", "IssuedAmount", "DueDate", "ToPlaces"] {
        (1..rows.len()).for_each(|i| assert_eq!(at(&rows, name, i), &Data::Empty, "{name}"));
    }
    let targets = part(&file, "xl/worksheets/_rels/sheet1.xml.rels");
    for target in ["2024/a%20b", "2024/b", "2024-d", "=c"] {
        assert!(targets.contains(&format!("Target=\"{target}\" TargetMode=\"External\"")), "{target}: {targets}");
    }
    let view = part(&file, "xl/worksheets/sheet1.xml");
    assert!(view.contains("ySplit=\"1\"") && view.contains("<autoFilter ref=\"A1:AF5\""), "{view}");
    assert!(!view.contains("<f>"), "no cell is a formula");
}

/// Whether a cell such as `K3` has the colour of those to be checked.
fn is_marked(file: &Path, cell: &str) -> bool {
    let attribute = |text: &str, name: &str| text.split_once(&format!(" {name}=\"")).map(|(_, rest)| rest.split('"').next().unwrap().to_owned());
    let view = part(file, "xl/worksheets/sheet1.xml");
    let tag = view.split("<c ").find(|c| c.starts_with(&format!("r=\"{cell}\""))).unwrap_or_else(|| panic!("no cell {cell}"));
    let style: usize = attribute(&format!(" {}", tag.split('>').next().unwrap()), "s").unwrap().parse().unwrap();
    let styles = part(file, "xl/styles.xml");
    let formats = styles.split_once("<cellXfs").unwrap().1;
    let fill: usize = attribute(formats.split("<xf ").nth(style + 1).map(|f| format!(" {f}")).unwrap().as_str(), "fillId").unwrap().parse().unwrap();
    styles.split_once("<fills").unwrap().1.split("<fill>").nth(fill + 1).unwrap().split("</fill>").next().unwrap().contains("FFFFEB9C")
}

#[test]
fn cells_to_check_have_a_colour_and_a_note_that_says_why() {
    let dir = tempfile::tempdir().unwrap();
    outputs(dir.path());
    register(dir.path(), "register.xlsx", 0);
    let file = dir.path().join("register.xlsx");
    let marked: Vec<String> = ('A'..='Z').map(String::from).chain(('A'..='F').map(|c| format!("A{c}")))
        .flat_map(|c| (1..=5).map(move |row| format!("{c}{row}"))).filter(|cell| is_marked(&file, cell)).collect();
    assert_eq!(marked, ["G3", "K3", "Y3"], "ordinal, subject and body above the issuer of 2024/b");
    let rows = sheet(&file);
    assert!(rows[0][6].to_string().contains("CodeNumber") && rows[0][10].to_string().contains("Subject"));
    assert_eq!(rows[2][6], Data::Empty);
    let said = at(&rows, "Cần kiểm tra", 2).to_string();
    assert_eq!(said, "Số của văn bản (CodeNumber); Trích yếu nội dung (Subject); Cơ quan chủ quản");
    let notes = part(&file, "xl/comments1.xml");
    assert_eq!(notes.matches("<comment ").count(), 3);
    let note = |cell: &str| notes.split("<comment ").find(|c| c.starts_with(&format!("ref=\"{cell}\""))).unwrap().to_owned();
    assert!(note("G3").contains("đọc không chắc") && note("G3").contains("Số: /SNV-VP"), "{notes}");
    assert!(note("K3").contains("Độ tin cậy 0,5, dưới 0,8"), "{notes}");
}

#[test]
fn csv_and_xlsx_say_the_same() {
    let dir = tempfile::tempdir().unwrap();
    outputs(dir.path());
    register(dir.path(), "out/register.xlsx", 0);
    register(dir.path(), "out/register.csv", 0);
    let rows: Vec<Vec<String>> = sheet(&dir.path().join("out/register.xlsx")).iter().map(|r| r.iter().map(shown).collect()).collect();
    let mut values = values(&dir.path().join("out/register.csv"));
    assert_eq!(values[4][0], "./=c", "no cell begins as a formula");
    values[4][0] = "=c".into();
    assert_eq!(values, rows);
    let bytes = fs::read(dir.path().join("out/register.csv")).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    assert_eq!((text.matches("\r\n").count(), text.matches('\n').count()), (5, 5), "RFC 4180");
    assert!(text.contains("\"V/v =1+1, \"\"lập\"\" hồ sơ\""), "{text}");
}

#[test]
fn a_value_that_begins_like_a_formula_stays_text() {
    let dir = tempfile::tempdir().unwrap();
    let mut found = plain(&LETTER);
    found.fields.iter_mut().filter(|f| f.field == "subject").for_each(|f| f.value = json!("=HYPERLINK(\"x\")"));
    write(&found, &dir.path().join("out/a"));
    register(dir.path(), "r.csv", 0);
    register(dir.path(), "r.xlsx", 0);
    let values = values(&dir.path().join("r.csv"));
    assert!(values[1].contains(&"'=HYPERLINK(\"x\")".to_owned()), "{values:?}");
    assert_eq!(values[1][0], "out/a");
    assert_eq!(at(&sheet(&dir.path().join("r.xlsx")), "(Subject)", 1), &Data::String("=HYPERLINK(\"x\")".into()));
    assert!(!part(&dir.path().join("r.xlsx"), "xl/worksheets/sheet1.xml").contains("<f>"));
}

#[test]
fn same_outputs_give_same_bytes_also_elsewhere() {
    let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    for dir in [&one, &other] {
        outputs(dir.path());
        register(dir.path(), "out/r.xlsx", 0);
        register(dir.path(), "out/r.csv", 0);
    }
    assert_eq!(tree(one.path()), tree(other.path()));
    let before = tree(one.path());
    std::thread::sleep(std::time::Duration::from_millis(2100)); // longer than a zip's unit of time
    register(one.path(), "out/r.xlsx", 0);
    assert_eq!(tree(one.path()), before);
}

#[test]
fn a_record_that_is_missing_or_differs_is_written_and_no_other() {
    let dir = tempfile::tempdir().unwrap();
    outputs(dir.path());
    let record = |name: &str| dir.path().join("out").join(name).join("record.json");
    let good = fs::read(record("2024/b")).unwrap();
    fs::remove_file(record("2024/b")).unwrap();
    fs::write(record("2024-d"), "{}").unwrap();
    let untouched = fs::metadata(record("=c")).unwrap().modified().unwrap();
    register(dir.path(), "r.csv", 0);
    assert_eq!(fs::read(record("2024/b")).unwrap(), good);
    assert_eq!(support::json(&record("2024-d"))["schema"], "sohoa.record/1");
    assert_eq!(fs::metadata(record("=c")).unwrap().modified().unwrap(), untouched);
}

#[test]
fn records_validate() {
    let dir = tempfile::tempdir().unwrap();
    outputs(dir.path());
    let said = sohoa().args(["schema", "record"]).assert().code(0).get_output().stdout.clone();
    let schema = jsonschema::validator_for(&serde_json::from_slice(&said).unwrap()).unwrap();
    for name in ["2024/a b", "2024/b", "=c", "2024-d"] {
        let value = support::json(&dir.path().join("out").join(name).join("record.json"));
        let errors: Vec<String> = schema.iter_errors(&value).map(|e| format!("{} {e}", e.instance_path())).collect();
        assert!(errors.is_empty(), "{name}: {errors:?}");
    }
    let mut bad = support::json(&dir.path().join("out/2024/b/record.json"));
    assert!(!bad["check"].as_array().unwrap().is_empty());
    bad["check"][0]["reasons"] = json!(["guessed"]);
    assert!(!schema.is_valid(&bad));
}

#[test]
fn the_program_s_own_outputs_have_a_record_and_a_row() {
    let dir = tempfile::tempdir().unwrap();
    image::DynamicImage::ImageLuma8(bars()).save(dir.path().join("a.png")).unwrap();
    let run = |word: &str| {
        let done = sohoa().current_dir(dir.path()).args(["run", "a.png", "-q", "--no-pages", "-o", "out"]).assert().code(0);
        let said = String::from_utf8(done.get_output().stdout.clone()).unwrap();
        assert!(said.starts_with(word), "{said}");
    };
    run("done\t");
    let path = dir.path().join("out/a/record.json");
    assert_eq!(support::json(&path)["PageAmount"], 1);
    let written = fs::read(&path).unwrap();
    register(dir.path(), "r.xlsx", 0);
    assert_eq!(fs::read(&path).unwrap(), written, "run and register write the same record");
    assert_eq!(sheet(&dir.path().join("r.xlsx")).len(), 2);
    run("unchanged\t");
    fs::remove_file(&path).unwrap();
    run("done\t");
    assert_eq!(fs::read(&path).unwrap(), written);
}

#[test]
fn a_broken_document_is_named_and_the_rest_is_done() {
    let dir = tempfile::tempdir().unwrap();
    outputs(dir.path());
    let evidence = |name: &str| dir.path().join("out").join(name).join("evidence.json");
    fs::write(evidence("2024/b"), "{ \"schema\": ").unwrap();
    fs::remove_file(evidence("=c")).unwrap();
    let mut odd = support::json(&evidence("2024-d"));
    odd["fields"][0]["value"] = json!("royal");
    fs::write(evidence("2024-d"), odd.to_string()).unwrap();
    let said = register(dir.path(), "r.xlsx", 4);
    for (name, message) in [("2024/b", "is damaged (EOF"), ("=c", "is missing, its run was broken off"), ("2024-d", "is damaged (unknown variant")] {
        let line = said.lines().find(|l| l.contains(&format!("out/{name}/evidence.json"))).unwrap_or_else(|| panic!("{name}: {said}"));
        assert!(line.starts_with("error: ") && line.contains(message), "{line}");
    }
    let rows = sheet(&dir.path().join("r.xlsx"));
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[1][0], Data::String("out/2024/a b".into()));
}

#[test]
fn wrong_use_nothing_there_and_what_cannot_be_written() {
    let dir = tempfile::tempdir().unwrap();
    assert!(register(dir.path(), "r.ods", 2).contains("a name that ends in .xlsx or .csv"));
    assert!(register(dir.path(), "r.xlsx", 5).contains("out: no such folder; give the output folder of sohoa run"));
    fs::create_dir(dir.path().join("out")).unwrap();
    assert!(register(dir.path(), "r.xlsx", 5).contains("out: holds no documents"));
    outputs(dir.path());
    assert!(register(dir.path(), "none/r.xlsx", 7).contains("none/r.xlsx: cannot be written"));
    fs::create_dir(dir.path().join("folder.csv")).unwrap();
    assert!(register(dir.path(), "folder.csv", 7).contains("choose another file with -o"));
    assert!(!dir.path().join("r.xlsx").exists());
}
