//! What scans and engines make of a label.

use crate::outline::Kind;
use crate::random::Random;

/// One label of so many is damaged, one of so many of these is lost.
pub const DAMAGED: f64 = 0.3;
const LOST: f64 = 0.4;

/// What is read of a label: nothing where it is lost with the blank behind it.
pub fn damaged(random: &mut Random, kind: Kind, label: &str) -> String {
    if random.chance(LOST) {
        return String::new();
    }
    let all = confusions(kind, label);
    if all.is_empty() { String::new() } else { random.pick(&all).clone() }
}

/// What a label is taken for; never itself.
fn confusions(kind: Kind, label: &str) -> Vec<String> {
    let some = |pairs: &[(&str, &str)]| pairs.iter().map(|(is, read)| label.replacen(is, read, 1)).filter(|d| d != label).collect::<Vec<_>>();
    let digits = [("1", "l"), ("5", "S"), ("3", "8")];
    match kind {
        Kind::Part => some(&[("Phần", "Phân"), ("thứ", "thư")]),
        Kind::Chapter => some(&[("I", "l"), ("Chương", "Chuơng"), ("ư", "u"), ("I", "1")]),
        Kind::Section => some(&[("1", "l"), ("3", "8"), ("5", "S"), ("Mục", "Muc")]),
        Kind::Article => [some(&digits), some(&[("Điều", "Điêu"), ("1.", "L"), ("Điều", "Điểu"), ("Đ", "D")])].concat(),
        Kind::Roman => some(&[("I", "l"), ("I", "1"), ("II", "H"), ("I.", "]")]),
        Kind::Number => [some(&digits), some(&[("1.", "I."), ("1.", "]"), (".", ","), ("1-", "I-")])].concat(),
        Kind::Sub => [some(&digits), vec![label.replacen('.', ",", 1), label.trim_end_matches('.').into(), format!("{}.", label.replace('.', ""))]].concat(),
        Kind::SubSub => [some(&digits), vec![label.replacen('.', ",", 1), label.trim_end_matches('.').into()]].concat(),
        Kind::Point if label == "đ)" => vec!["d)".into(), "ä)".into()],
        Kind::Point => some(&[(")", "]"), (")", "}"), ("l", "1"), ("i", "1"), ("o", "0")]),
        Kind::Dash => ["—", "_", "~", "*"].map(String::from).to_vec(),
        Kind::Plus => vec!["*".into()],
    }
}
