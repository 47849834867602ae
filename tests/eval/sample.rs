//! The truth of a sample, and outputs that agree with it.

use crate::outputs::Outputs;
use crate::support::root;
use crate::{figures, write};
use serde_json::{Value, json};
use tempfile::TempDir;

pub const NAME: &str = "thong-bao-mau";

pub fn true_text() -> String {
    std::fs::read_to_string(root().join("scans/truth").join(NAME).join("text.txt")).unwrap()
}

fn true_record() -> Value {
    let leaf = |label: &str| json!({ "label": label, "children": [] });
    let dashes = json!({ "label": "b)", "children": [leaf("-"), leaf("-"), leaf("-")] });
    json!({
        "document": {
            "profile": "state", "kind": "THÔNG BÁO", "kind_code": "TB",
            "issuer": "ỦY BAN NHÂN DÂN TỈNH MƯỜNG LAI", "number": "45/TB-UBND", "place": "Lai Châu", "date": "2021-07-12",
            "subject": "Về việc triển khai thu thập, số hóa tài liệu lưu trữ và đưa vào khai thác kho dữ liệu hồ sơ của tỉnh",
            "addressees": [], "recipients": ["Thường trực Tỉnh ủy (báo cáo)", "Lưu: VT"], "urgency": null,
            "signatures": [{ "authority": "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH", "position": "PHÓ CHỦ TỊCH", "name": "Lò Thị Minh Hạnh" }] },
        "body": [
            { "label": null, "children": [] },
            { "label": "1.", "children": [leaf("a)"), leaf("b)"), leaf("c)")] },
            { "label": "2.", "children": [leaf("a)"), dashes] },
            { "label": "3.", "children": [leaf("a)"), leaf("b)"), leaf("c)")] }, leaf("4.")] })
}

/// The perfect outputs of the sample, some words under a seal.
pub fn perfect() -> Outputs {
    Outputs::perfect(&true_text(), &true_record()).sealed(40, 2..6)
}

/// Outputs and truth of the sample in a folder, and the figures.
pub fn scored(outputs: Option<&Outputs>) -> (TempDir, Value) {
    let dir = tempfile::tempdir().unwrap();
    write(&dir.path().join("truth").join(NAME), "text.txt", &true_text());
    write(&dir.path().join("truth").join(NAME), "notice.json", &true_record().to_string());
    std::fs::create_dir(dir.path().join("out")).unwrap();
    outputs.iter().for_each(|o| o.write(&dir.path().join("out").join(NAME)));
    let got = figures(&dir.path().join("out"), &dir.path().join("truth"));
    (dir, got)
}

pub fn total(outputs: &Outputs) -> Value {
    scored(Some(outputs)).1["total"].clone()
}
