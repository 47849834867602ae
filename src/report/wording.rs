//! The words of a report, the same in all its forms.

use super::types::{Report, Same, State, Trouble};

/// The word for a state.
pub const fn state(of: State) -> &'static str {
    match of {
        State::Failed => "failed",
        State::Partial => "partial",
        State::Open => "not finished",
        State::Done => "done",
    }
}

/// What documents have in common.
pub const fn same(of: Same) -> &'static str {
    match of {
        Same::Pages => "the same pages",
        Same::Text => "the same number, date and text",
    }
}

/// Where something failed: the file and, if it is only that, the page.
pub fn place(of: &Trouble) -> String {
    of.page.map_or_else(|| of.file.clone(), |page| format!("{} page {page}", of.file))
}

/// Pages that failed or are blank, and how many were read a minute.
pub fn speed(report: &Report) -> String {
    let pages = &report.pages;
    let counted = [(pages.failed, "failed"), (pages.blank, "blank")].into_iter().filter(|(count, _)| *count > 0);
    let counted = counted.map(|(count, what)| format!(", {count} {what}"));
    counted.chain(pages.a_minute.map(|n| format!(", {n} a minute"))).collect()
}
