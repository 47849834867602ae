//! Pages in the order of their printed numbers.

use crate::types::notice::Note;

/// Notes on pages that are missing, come twice or stand out of order. `printed` are pages with the numbers printed on them,
/// `begins` the pages where a notice or an annex begins: its numbers may begin anew.
pub fn notes(printed: &[(u32, u32)], begins: &[u32]) -> Vec<Note> {
    printed.windows(2).filter_map(|pair| between(pair[0], pair[1], begins)).collect()
}

/// What is odd about two pages that follow each other among those with a number.
fn between((page, number): (u32, u32), (next, follows): (u32, u32), begins: &[u32]) -> Option<Note> {
    let anew = begins.iter().any(|b| (page + 1..=next).contains(b));
    let step = next - page;
    if anew || number + step == follows {
        return None;
    }
    let (code, what) = if follows > number + step {
        ("page_missing", format!("pages may be missing before page {next}, which is numbered {follows}: page {page} is numbered {number}"))
    } else if follows == number {
        ("page_twice", format!("pages {page} and {next} are both numbered {number}"))
    } else {
        ("page_order", format!("page {next} is numbered {follows}, page {page} before it {number}: the pages may be out of order"))
    };
    Some(Note { code: code.into(), message: what, places: Vec::new() })
}
