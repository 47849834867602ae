//! What a register says in Vietnamese.

use crate::types::record::{Check, Reason};
use serde_json::Value;

/// Letters of what was read that a note shows.
const SHOWN: usize = 300;

/// The word for a value of the record; None where nothing is known.
pub fn word(value: &Value) -> Option<&'static str> {
    match (value.as_bool(), value.as_str()) {
        (Some(true), _) => Some("Có"),
        (Some(false), _) => Some("Không"),
        (_, Some("party")) => Some("Đảng"),
        (_, Some("state")) => Some("Nhà nước"),
        (_, Some("done")) => Some("Đủ trang"),
        (_, Some("partial")) => Some("Thiếu trang"),
        _ => None,
    }
}

/// Why a cell is to be checked, and what was read there.
pub fn note(check: &Check) -> String {
    let mut lines: Vec<String> = check.reasons.iter().map(|reason| why(*reason, check)).collect();
    lines.extend(check.text.as_deref().map(|read| format!("Đọc được: {}", shortened(read))));
    lines.join("\n")
}

fn why(reason: Reason, check: &Check) -> String {
    let confidence = || check.confidence.map_or(0.0, |c| c.get()).to_string().replace('.', ",");
    match reason {
        Reason::Doubtful => format!("Độ tin cậy {}, dưới 0,8: so với bản quét.", confidence()),
        Reason::Unsure => "Có trên văn bản nhưng đọc không chắc: điền theo bản quét.".to_owned(),
        Reason::ByHand => "Viết tay điền vào chỗ trống: so với bản quét.".to_owned(),
        Reason::StampUnread => "Có dấu đến nhưng không đọc được: điền theo bản quét.".to_owned(),
        Reason::PageFailed => "Có trang không đọc được, nội dung này có thể ở trang đó.".to_owned(),
    }
}

fn shortened(text: &str) -> String {
    let start: String = text.chars().take(SHOWN).collect();
    if start.len() < text.len() { start + "…" } else { start }
}
