//! Structure: the record fields and the clause tree of a notice, from its lines.

mod addressees;
mod arrivals;
mod candidates;
mod date;
mod field;
mod fit;
mod grounds;
mod label;
mod letterhead;
mod marker;
mod number;
mod open;
mod paging;
mod parts;
mod place;
mod recipients;
mod resemble;
mod sequence;
mod signature;
mod signer;
mod stamps;
mod style;
mod subject;
mod trail;
mod tree;

use crate::lexicon::{Lexicon, form};
use crate::types::aside::Aside;
use crate::types::clause::Structured;
use crate::types::geometry::Rect;
use crate::types::line::Line;
use crate::types::notice::Profile;
use crate::types::ocr::Block;
use field::Field;
use parts::Part;
use serde_json::json;
use std::collections::BTreeSet;

/// Where the blocks of a notice lie, as indices into the lines of the file.
struct Parts<'a> {
    lines: &'a [Line],
    head_left: Vec<usize>,
    head_right: Vec<usize>,
    /// Body lines, with what the right head took from under it.
    body: Vec<usize>,
    recipients: Vec<usize>,
    signature: Vec<usize>,
    /// The first page.
    page: u32,
    aside: &'a Aside,
}

impl<'a> Parts<'a> {
    fn of((lines, aside): (&'a [Line], &'a Aside), part: &Part) -> Self {
        // Ornaments are text, but say nothing.
        let all = |block: Block| part.lines.clone().filter(|&i| lines[i].block == block && !form::is_ornament(&lines[i].text)).collect();
        Self {
            lines, head_left: all(Block::HeadLeft), head_right: all(Block::HeadRight), body: all(Block::Body),
            recipients: all(Block::Recipients), signature: all(Block::Signature), page: part.page, aside,
        }
    }

    /// A place of a page as if the scan showed it upright.
    fn upright(&self, page: u32, place: &Rect) -> Rect {
        place.turned_back(self.aside.turned.get(&page).copied().unwrap_or(0))
    }

    /// A line's place as if the scan showed its page upright.
    fn place(&self, line: usize) -> Rect {
        self.upright(self.lines[line].page, &self.lines[line].bbox)
    }

    /// Whether a line stands on the first page.
    fn is_first(&self, line: usize) -> bool {
        self.lines[line].page == self.page
    }
}

/// The record of the file's first notice and the clauses of all that the file holds.
pub fn structure(lines: &[Line], aside: &Aside, lexicon: &Lexicon) -> Structured {
    let all = parts::parts(lines);
    let parts = Parts::of((lines, aside), &all[0]);
    let head = letterhead::read(&parts, lexicon);
    let title = subject::read(&parts, head.number_line, lexicon);
    let sent_to = addressees::read(&parts, &title.used);
    let used: BTreeSet<usize> = title.used.iter().chain(&sent_to.used).copied().collect();
    let body: Vec<usize> = parts.body.iter().copied().filter(|i| !used.contains(i)).collect();
    let (place, date, date_text) = date::read(&parts);
    let younger = date.value.as_str().and_then(|date| grounds::check(lines, &body, date));
    let date = if younger.is_some() { date::doubted(&parts, date) } else { date };
    let number = number::read(&parts, head.number_line, (title.code.value.as_str(), lexicon));
    let arrivals = arrivals::read(&aside.stamps, date.value.as_str(), lexicon);
    let fields = vec![
        profile(&parts), title.kind, title.code, head.issuer, head.parent, head.co_issuers,
        number, place, date, date_text, title.subject, sent_to.field,
        recipients::read(&parts), signature::read(&parts, lexicon), arrivals,
        stamps::urgency(&parts, &aside.stamps), stamps::secrecy(&parts, &aside.stamps),
        Field::of("digital_signatures", "signature fields of the PDF").value(json!(aside.signatures)).build(),
    ];
    let rest = all[1..].iter().map(|part| Parts::of((lines, aside), part).body);
    let (trees, remarks): (Vec<_>, Vec<_>) = std::iter::once(body).chain(rest).map(|body| tree::build(lines, &body)).unzip();
    let begins: Vec<u32> = all[1..].iter().map(|part| part.page).collect();
    let notes = parts::notes(lines, &all).into_iter().chain(younger).chain(paging::notes(&aside.printed, &begins)).chain(remarks.concat()).collect();
    Structured { fields, body: trees.concat(), notes }
}

/// The family, by the line at the top right.
fn profile(parts: &Parts<'_>) -> crate::types::evidence::FieldEvidence {
    let says = |words: &str| parts.head_right.iter().copied().find(|&i| {
        strsim::normalized_levenshtein(&crate::lexicon::folded(&parts.lines[i].text), words) > 0.75
    });
    let (profile, line) = match (says("dang cong san viet nam"), says("cong hoa xa hoi chu nghia viet nam")) {
        (Some(i), _) => (Profile::Party, Some(i)),
        (None, Some(i)) => (Profile::State, Some(i)),
        (None, None) => (Profile::Unknown, None),
    };
    Field::of("profile", "line at the top right").value(json!(profile)).lines(parts.lines, line).build()
}
