//! `text.txt`.

use crate::types::evidence::Digitized;

/// One printed line a line, pages separated by form feeds: N pages, N-1 of them.
pub fn text(found: &Digitized) -> String {
    let pages = found.pages.iter().map(|page| {
        found.lines.iter().filter(|l| l.page == page.page).map(|l| format!("{}\n", l.text)).collect::<String>()
    });
    pages.collect::<Vec<_>>().join("\u{c}")
}
