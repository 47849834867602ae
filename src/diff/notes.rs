//! Notes that one side has and the other has not.

use super::report::NoteDiff;
use crate::types::notice::Note;

/// Notes of A without a like one in B, then those of B without a like one in A.
pub fn notes(a: &[Note], b: &[Note]) -> Vec<NoteDiff> {
    let mut left: Vec<&Note> = b.iter().collect();
    let mut out = Vec::new();
    for note in a {
        match left.iter().position(|other| alike(note, other)) {
            Some(i) => drop(left.remove(i)),
            None => out.push(NoteDiff { before: Some(note.clone()), after: None }),
        }
    }
    out.extend(left.into_iter().map(|note| NoteDiff { before: None, after: Some(note.clone()) }));
    out
}

/// The same remark on the same pages; its place may differ by some pixels.
fn alike(a: &Note, b: &Note) -> bool {
    let pages = |n: &Note| n.places.iter().map(|p| p.page).collect::<Vec<_>>();
    a.code == b.code && a.message == b.message && pages(a) == pages(b)
}
