//! The national motto and the Party's name, where a letter of them was misread.
//!
//! They stand the same on every page of the form, in the right head, and nothing else there is
//! like them. `Độc lập - Tự do - Hạnh phủc` → `Độc lập - Tự do - Hạnh phúc`.

use super::Proposal;
use crate::lexicon::FORMULAS;
use crate::lexicon::Lexicon;
use crate::types::edit::Certainty;
use crate::types::line::Line;
use crate::types::ocr::Block;

/// Alike from here on; below it may be another line.
const ALIKE: f64 = 0.8;

/// The formula in place of the line.
pub fn rule(line: &Line, _: &Lexicon) -> Vec<Proposal> {
    if line.block != Block::HeadRight {
        return Vec::new();
    }
    let raw = line.raw.replace(['–', '—'], "-");
    let like = |f: &&&str| strsim::normalized_levenshtein(f, &raw) >= ALIKE;
    let found = FORMULAS.iter().filter(like).max_by(|a, b| {
        strsim::normalized_levenshtein(a, &raw).total_cmp(&strsim::normalized_levenshtein(b, &raw))
    });
    let changed = found.filter(|f| **f != raw && !spelled_otherwise(f, &raw));
    changed.map(|f| Proposal { range: [0, line.raw.chars().count()], after: (*f).to_owned(), certainty: Certainty::Likely }).into_iter().collect()
}

/// `HOÀ` beside `HÒA`: both are right, the printed one stays.
fn spelled_otherwise(formula: &str, raw: &str) -> bool {
    raw.replace("HOÀ", "HÒA") == *formula
}
