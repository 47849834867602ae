//! Replaying edits over raw text.

use crate::types::edit::{Edit, Status};

/// The raw text with the edits that are made or accepted. `edits` are of this line, ordered and
/// disjoint, ranges in code points of `raw`.
pub fn replay(raw: &str, edits: &[Edit]) -> String {
    let letters: Vec<char> = raw.chars().collect();
    let (mut out, mut at) = (String::with_capacity(raw.len()), 0);
    for edit in edits.iter().filter(|e| matches!(e.status, Status::Made | Status::Accepted)) {
        out.extend(&letters[at..edit.range[0]]);
        out.push_str(&edit.after);
        at = edit.range[1];
    }
    out.extend(&letters[at..]);
    out
}
