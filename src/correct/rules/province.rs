//! The name of a province, where a mark of it was misread.
//!
//! Only marks: without them the name must be right. In the left head behind `TỈNH`, `THÀNH PHỐ`; of words that were not surely
//! read also at its end (`TỈNH ỦY …`), before the date, and behind `tỉnh` anywhere. `TĨNH QUÁNG NGÃI` → `TỈNH QUẢNG NGÃI`.

use super::Proposal;
use super::marks::{SURE, bare, places, plain, respell};
use crate::lexicon::{Lexicon, folded};
use crate::types::line::Line;
use crate::types::ocr::Block;

/// The name with its marks, and `TỈNH` or `THÀNH PHỐ` before it.
pub fn rule(line: &Line, lexicon: &Lexicon) -> Vec<Proposal> {
    let own = plain(line);
    let mut found = lexicon.provinces.iter().filter_map(|name| proposal(line, &own, name));
    // `Hà Nội` and `Hà Nam` are unlike, `Huế` and `Thừa Thiên Huế` are not: the first is enough.
    found.next().into_iter().collect()
}

fn proposal(line: &Line, own: &[String], name: &str) -> Option<Proposal> {
    let capitals = !line.raw.chars().any(char::is_lowercase);
    let name = if capitals { name.to_uppercase() } else { name.to_owned() };
    let at = *places(own, &name).last()?;
    let ends = at + name.split(' ').count() == line.words.len();
    let unit = [2, 1].into_iter().find(|n| *n <= at && is_unit(&line.words[at - n..at].iter().map(|w| bare(&w.text)).collect::<Vec<_>>().join(" ")));
    let (unit_at, unit_name) = unit.map_or((at, String::new()), |n| (at - n, unit_of(n, capitals)));
    match line.block {
        Block::HeadLeft if unit.is_some() && ends && capitals => respell(line, (unit_at, &format!("{unit_name} {name}")), 1.0),
        Block::HeadLeft if ends && !is_of_smaller_unit(line, at) => respell(line, (at, &name), SURE),
        Block::HeadRight if at == 0 => respell(line, (at, &name), SURE),
        _ if unit.is_some() => respell(line, (at, &name), SURE),
        _ => None,
    }
}

fn is_unit(words: &str) -> bool {
    matches!(folded(words).as_str(), "tinh" | "thanh pho")
}

fn unit_of(words: usize, capitals: bool) -> String {
    let unit = if words == 1 { "tỉnh" } else { "thành phố" };
    if capitals { unit.to_uppercase() } else { unit.to_owned() }
}

/// Whether a district or commune bears the name: many are like a province's but for a mark.
fn is_of_smaller_unit(line: &Line, at: usize) -> bool {
    let before = at.checked_sub(1).map_or(String::new(), |i| folded(bare(&line.words[i].text)));
    ["huyen", "quan", "xa", "phuong", "tran", "pho", "khu"].contains(&before.as_str())
}
