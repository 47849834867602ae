//! `record.json`: the record under the names of Nghị định 30/2020/NĐ-CP, Phụ lục VI.

use super::{check, document, quality};
use crate::lexicon::folded;
use crate::types::evidence::Digitized;
use crate::types::notice::{Arrival, Document, Signature};
use crate::types::record::{Beyond, FileCode, RECORD_SCHEMA, Record, SignerInfo};
use serde_json::Value;

/// Between several in one member.
pub const SEPARATOR: &str = "; ";
/// The only language that the program reads.
const LANGUAGE: &str = "Tiếng Việt";
/// Recipients that stand for the addressees, folded.
const AS_ABOVE: [&str; 3] = ["nhu tren", "nhu kinh gui", "nhu noi kinh gui"];

/// The record of what was found.
///
/// # Errors
/// A field's value does not have the shape of its field: the evidence was tampered with.
pub fn record(found: &Digitized) -> Result<Record, serde_json::Error> {
    let of = document::document(&found.fields)?;
    let (code_number, code_notation) = halves(of.number.as_deref());
    let arrivals = |part: fn(&Arrival) -> Option<&str>| aligned(of.arrivals.iter().map(part));
    let mut record = Record {
        schema: RECORD_SCHEMA.to_owned(),
        file_code: FileCode::default(), doc_ordinal: None,
        code_number, code_notation,
        language: LANGUAGE.to_owned(), page_amount: found.pages.len() as u32,
        signer_info: signers(&of.signatures), to: sent_to(&of),
        issued_amount: None, due_date: None,
        arrival_date: arrivals(|a| a.date.as_deref()), arrival_number: arrivals(|a| a.number.as_deref()), to_places: None,
        notice: beyond(found, &of, arrivals(|a| a.office.as_deref())),
        type_name: of.kind, issued_date: of.date, organ_name: of.issuer, subject: of.subject, priority: of.urgency,
        check: Vec::new(),
    };
    record.check = check::checks(found, &record)?;
    Ok(record)
}

/// The value of a member by its name, Null where there is none of that name.
pub fn member<'a>(record: &'a Value, name: &str) -> &'a Value {
    name.split('.').fold(record, |value, part| &value[part])
}

fn beyond(found: &Digitized, of: &Document, arrival_office: Option<String>) -> Beyond {
    let quality = quality::quality(found);
    Beyond {
        profile: of.profile, kind_code: of.kind_code.clone(), issuer_parent: of.issuer_parent.clone(), co_issuers: of.co_issuers.clone(),
        secrecy: of.secrecy.clone(), arrival_office, state: quality.state, needs_review: quality.needs_review, reasons: quality.reasons,
    }
}

/// Ordinal and notation, without the sign between them: it is `/` in the state's numbers and `-` in the Party's.
fn halves(number: Option<&str>) -> (Option<String>, Option<String>) {
    let some = |part: &str| Some(part.to_owned()).filter(|p| !p.is_empty());
    let Some(number) = number else { return (None, None) };
    match number.split_once(['/', '-']) {
        Some((ordinal, notation)) => (some(ordinal), some(notation)),
        None => (some(number), None),
    }
}

fn signers(of: &[Signature]) -> SignerInfo {
    SignerInfo { position: aligned(of.iter().map(|s| s.position.as_deref())), full_name: aligned(of.iter().map(|s| s.name.as_deref())) }
}

/// Addressees, then recipients; `Như trên` among these stands for the addressees, where they are known.
fn sent_to(of: &Document) -> Option<String> {
    let repeats = |r: &&String| !of.addressees.is_empty() && AS_ABOVE.contains(&folded(r).as_str());
    let all: Vec<&str> = of.addressees.iter().chain(of.recipients.iter().filter(|r| !repeats(r))).map(String::as_str).collect();
    (!all.is_empty()).then(|| all.join(SEPARATOR))
}

/// Parts joined, an open one as nothing, so that the second name stays beside the second office; None if all are open.
fn aligned<'a>(parts: impl Iterator<Item = Option<&'a str>>) -> Option<String> {
    let parts: Vec<Option<&str>> = parts.collect();
    let known = parts.iter().any(Option::is_some);
    known.then(|| parts.into_iter().map(Option::unwrap_or_default).collect::<Vec<_>>().join(SEPARATOR))
}

#[cfg(test)]
mod tests {
    use super::{aligned, halves};

    #[test]
    fn a_number_falls_into_ordinal_and_notation() {
        let cases = [
            (Some("660/TB-UBND"), Some("660"), Some("TB-UBND")), (Some("158-TB/TU"), Some("158"), Some("TB/TU")),
            (Some("187/2025/NĐ-CP"), Some("187"), Some("2025/NĐ-CP")), (Some("05/BNV-VP"), Some("05"), Some("BNV-VP")),
            (Some("/TB-UBND"), None, Some("TB-UBND")), (Some("-TB/TU"), None, Some("TB/TU")), (Some("45"), Some("45"), None), (None, None, None),
        ];
        for (number, ordinal, notation) in cases {
            assert_eq!(halves(number), (ordinal.map(Into::into), notation.map(Into::into)), "{number:?}");
        }
    }

    #[test]
    fn open_parts_keep_their_place() {
        let joined = |parts: &[Option<&'static str>]| aligned(parts.iter().copied());
        assert_eq!(joined(&[Some("A"), None]).as_deref(), Some("A; "));
        assert_eq!(joined(&[None, Some("B")]).as_deref(), Some("; B"));
        assert_eq!((joined(&[None, None]), joined(&[])), (None, None));
    }
}
