//! The dash of an item, read as another sign.
//!
//! At the start of a paragraph, followed by a blank and a letter: `~ Văn phòng` → `- Văn phòng`.

use super::Proposal;
use crate::lexicon::Lexicon;
use crate::types::edit::Certainty;
use crate::types::line::Line;
use crate::types::ocr::Block;

/// What the engine makes of a dash.
const READ_AS: [&str; 12] = ["~", "_", "—", "~-", "_-", "--", "-_", "«", "_—", "—_", "=", "¬"];
/// And of one in a list of recipients, where nothing else begins a line.
const IN_A_LIST: [&str; 4] = ["\"", "“", "*", "'"];

/// The dash in place of the sign.
pub fn rule(line: &Line, _: &Lexicon) -> Vec<Proposal> {
    let Some((first, rest)) = line.raw.split_once(' ') else { return Vec::new() };
    let item = line.starts_paragraph || line.block == Block::Recipients;
    let in_a_list = line.block == Block::Recipients && IN_A_LIST.contains(&first);
    let letter = rest.chars().next().is_some_and(char::is_alphanumeric);
    if !(item && letter && (READ_AS.contains(&first) || in_a_list)) {
        return Vec::new();
    }
    vec![Proposal { range: [0, first.chars().count()], after: "-".to_owned(), certainty: Certainty::Likely }]
}
