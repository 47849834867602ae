//! The name of a body in a head or over a signature, where a mark of it was misread.
//!
//! Only marks, and only words that were not surely read. `BAN TUYỂN GIÁO` → `BAN TUYÊN GIÁO`.

use super::Proposal;
use super::marks::{SURE, places, plain, respell};
use crate::lexicon::Lexicon;
use crate::types::line::Line;
use crate::types::ocr::Block;

/// The first name that is damaged.
pub fn rule(line: &Line, lexicon: &Lexicon) -> Vec<Proposal> {
    let place = matches!(line.block, Block::HeadLeft | Block::Signature) && !line.raw.chars().any(char::is_lowercase);
    if !place {
        return Vec::new();
    }
    let own = plain(line);
    lexicon.names.iter().flat_map(|name| places(&own, name).into_iter().filter_map(|at| respell(line, (at, name), SURE))).next().into_iter().collect()
}
