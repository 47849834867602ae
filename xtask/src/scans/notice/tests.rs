//! How notices are written, and what they say.
#![allow(clippy::unwrap_used)]

use super::{label, markup, parse, record};
use serde_json::{Value, json};

fn truth(body: &str) -> Value {
    let head = "profile: state\nissuer: SỞ NỘI VỤ\nnumber: Số: 05/SNV-VP\nplace: Hà Nội\ndate: ngày 05 tháng 3 năm 2020\nsubject: V/v mẫu\nsigner: GIÁM ĐỐC / Lê Văn Mẫu";
    record::truth(&parse::notice("mau", &format!("{head}\n\n{body}")).unwrap())
}

/// `label text` of each block, two blanks deeper for each level.
fn outline(blocks: &Value, depth: usize) -> String {
    let line = |b: &Value| format!("{}{} {}\n{}", "  ".repeat(depth), b["label"].as_str().unwrap_or("·"), b["text"].as_str().unwrap(), outline(&b["children"], depth + 1));
    blocks.as_array().unwrap().iter().map(line).collect()
}

fn tree(body: &str) -> String {
    outline(&truth(body)["body"], 0)
}

#[test]
fn clauses_hang_under_the_nearest_outer_label() {
    let body = "Mở đầu:\nI- Một\n1- Hai\n- Ba\n+ Bốn\n- Năm\nSáu\n2- Bảy\na) Tám\nđ) Chín\nII- Mười\n^ Kết";
    assert_eq!(tree(body), "· Mở đầu:\nI- Một\n  1- Hai\n    - Ba\n      + Bốn\n    - Năm\n    · Sáu\n  2- Bảy\n    a) Tám\n    đ) Chín\nII- Mười\n· Kết\n");
}

#[test]
fn headings_hold_articles() {
    let body = "# QUYẾT ĐỊNH:\n# Chương I | CHUNG\n# Mục 1 | ĐẦU\n**Điều 1. Tên**\n1. Một\n1.1. Hai\n# Chương II | RIÊNG\nĐiều 2. Ba";
    assert_eq!(tree(body), "· QUYẾT ĐỊNH:\nChương I CHUNG\n  Mục 1 ĐẦU\n    Điều 1. Tên\n      1. Một\n        1.1. Hai\nChương II RIÊNG\n  Điều 2. Ba\n");
}

#[test]
fn a_quotation_hangs_under_the_clause_that_quotes_it() {
    let body = "1. Sửa khoản 6:\n“6. Một\na) Hai\nBa.”\n2. Sửa Điều 9:\n“Điều 9. Bốn”.\nNăm\n“Sáu” bảy";
    assert_eq!(tree(body), "1. Sửa khoản 6:\n  6. “Một\n    a) Hai\n      · Ba.”\n2. Sửa Điều 9:\n  Điều 9. “Bốn”.\n  · Năm\n  · “Sáu” bảy\n");
}

#[test]
fn a_table_is_a_block_with_its_cells() {
    let table = &truth("1. Một\n| STT | Tên |\n| 1 | Sở A |")["body"][0]["children"][0];
    assert_eq!(*table, json!({ "label": null, "text": "STT Tên 1 Sở A", "children": [], "table": [["STT", "Tên"], ["1", "Sở A"]] }));
}

#[test]
fn labels_are_read_as_printed() {
    let labels = ["1. A", "1- A", "I- A", "1.1. A", "đ) A", "“6. A", "Điều 3. A", "- A", "1.5 triệu", "f) A", "Mục A", "2021"];
    let read: Vec<Option<String>> = labels.iter().map(|text| label::of(text).map(|l| l.text)).collect();
    let want = [Some("1."), Some("1-"), Some("I-"), Some("1.1."), Some("đ)"), Some("6."), Some("Điều 3."), Some("-"), None, None, None, None];
    assert_eq!(read, want.map(|l| l.map(str::to_owned)));
}

#[test]
fn marks_are_looks() {
    let runs = markup::runs("a **b *c*** __d__ _").unwrap();
    let looks: Vec<(&str, bool, bool, bool)> = runs.iter().map(|r| (r.text.as_str(), r.look.bold, r.look.italic, r.look.underlined)).collect();
    assert_eq!(looks, [("a ", false, false, false), ("b ", true, false, false), ("c", true, true, false), (" ", false, false, false), ("d", false, false, true), (" _", false, false, false)]);
    assert!(markup::runs("**a").is_err());
}

#[test]
fn what_is_wrongly_written_is_named() {
    let error = |text: &str| format!("{:#}", parse::notice("x", text).unwrap_err());
    assert!(error("colour: red\n\nA").contains("unknown key \"colour\""));
    assert!(error("profile: royal\nissuer: A\n\nA").contains("royal"));
    assert!(error("profile: state").contains("no empty line"));
    assert!(error("profile: state\n\na\u{302}").contains("not NFC"));
}

#[test]
fn fields_are_in_the_form_of_the_contract() {
    let text = "profile: state\nparent: BỘ NỘI VỤ\nissuer: CỤC VĂN THƯ VÀ / LƯU TRỮ\nissuer: CỤC B\nnumber: Số: 07/HD-VTLT\nplace: Hà Nội\ndate: ngày 05 tháng 3 năm 2020\nkind: HƯỚNG DẪN\nsubject: Một\nsubject: hai\nto: - Sở A;\nto: - Sở B.\nrecipient: - C; }\nrecipient: - D; } (b/c)\nrecipient: - Lưu: VT.\nsigner: TL. BỘ TRƯỞNG / KT. CỤC TRƯỞNG / PHÓ CỤC TRƯỞNG / Lê Văn Mẫu\n\nThân.";
    let document = &record::truth(&parse::notice("x", text).unwrap())["document"];
    let want = json!({ "profile": "state", "kind": "HƯỚNG DẪN", "kind_code": "HD", "issuer": "CỤC VĂN THƯ VÀ LƯU TRỮ", "issuer_parent": "BỘ NỘI VỤ", "co_issuers": ["CỤC B"],
        "number": "07/HD-VTLT", "place": "Hà Nội", "date": "2020-03-05", "date_text": "ngày 05 tháng 3 năm 2020", "subject": "Một hai",
        "addressees": ["Sở A", "Sở B"], "recipients": ["C (b/c)", "D (b/c)", "Lưu: VT"],
        "signatures": [{ "authority": "TL. BỘ TRƯỞNG KT. CỤC TRƯỞNG", "position": "PHÓ CỤC TRƯỞNG", "name": "Lê Văn Mẫu" }],
        "arrivals": [], "urgency": null, "secrecy": null, "digital_signatures": [] });
    assert_eq!(*document, want);
}
