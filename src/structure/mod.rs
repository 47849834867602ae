//! Structure: the record fields and the clause tree of a notice, from its lines.

mod addressees;
mod arrivals;
mod candidates;
mod date;
mod field;
mod fit;
mod label;
mod letterhead;
mod marker;
mod number;
mod open;
mod place;
mod recipients;
mod resemble;
mod sequence;
mod signature;
mod stamps;
mod style;
mod subject;
mod trail;
mod tree;

use crate::lexicon::form;
use crate::types::clause::Structured;
use crate::types::line::Line;
use crate::types::notice::{DigitalSignature, Profile};
use crate::types::ocr::Block;
use crate::types::stamp::Stamp;
use field::Field;
use serde_json::json;
use std::collections::BTreeSet;

/// Where a document's parts lie, as indices into its lines.
struct Parts<'a> {
    lines: &'a [Line],
    head_left: Vec<usize>,
    head_right: Vec<usize>,
    /// Body lines, with what the right head took from under it.
    body: Vec<usize>,
    recipients: Vec<usize>,
    signature: Vec<usize>,
}

impl<'a> Parts<'a> {
    fn of(lines: &'a [Line]) -> Self {
        // Ornaments are text, but say nothing.
        let all = |block: Block| (0..lines.len()).filter(|&i| lines[i].block == block && !form::is_ornament(&lines[i].text)).collect();
        Self {
            lines, head_left: all(Block::HeadLeft), head_right: all(Block::HeadRight), body: all(Block::Body),
            recipients: all(Block::Recipients), signature: all(Block::Signature),
        }
    }
}

/// The record and the clauses. `signatures` are the file's electronic ones, `stamps` those of all pages.
pub fn structure(lines: &[Line], signatures: &[DigitalSignature], stamps: &[Stamp]) -> Structured {
    let parts = Parts::of(lines);
    let head = letterhead::read(&parts);
    let title = subject::read(&parts, &head.number_line);
    let sent_to = addressees::read(&parts, &title.used);
    let used: BTreeSet<usize> = title.used.iter().chain(&sent_to.used).copied().collect();
    let body: Vec<usize> = parts.body.iter().copied().filter(|i| !used.contains(i)).collect();
    let (place, date, date_text) = date::read(&parts);
    let arrivals = arrivals::read(stamps, date.value.as_str());
    let fields = vec![
        profile(&parts), title.kind, title.code, head.issuer, head.parent, head.co_issuers,
        number::read(&parts, head.number_line), place, date, date_text, title.subject, sent_to.field,
        recipients::read(&parts), signature::read(&parts), arrivals,
        stamps::urgency(&parts, stamps), stamps::secrecy(&parts, stamps),
        Field::of("digital_signatures", "signature fields of the PDF").value(json!(signatures)).build(),
    ];
    let (body, notes) = tree::build(lines, &body);
    Structured { fields, body, notes }
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
