//! The point behind the short word that says in whose place is signed, read as a comma.
//!
//! `KT, BỘ TRƯỞNG` → `KT. BỘ TRƯỞNG`.

use super::Proposal;
use crate::lexicon::Lexicon;
use crate::types::edit::Certainty;
use crate::types::line::Line;
use crate::types::ocr::Block;

/// How authorities of the state begin (Nghị định 30/2020/NĐ-CP, Phụ lục I).
const SHORT: [&str; 6] = ["TM,", "KT,", "TL,", "TUQ,", "Q,", "TH,"];

/// The point in place of the comma.
pub fn rule(line: &Line, _: &Lexicon) -> Vec<Proposal> {
    let first = line.raw.split(' ').next().unwrap_or_default();
    let capitals = line.block == Block::Signature && !line.raw.chars().any(char::is_lowercase);
    let found = SHORT.contains(&first) && capitals && line.raw.len() > first.len();
    let comma = first.chars().count();
    found.then(|| Proposal { range: [comma.saturating_sub(1), comma], after: ".".into(), certainty: Certainty::Likely }).into_iter().collect()
}
