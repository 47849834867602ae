//! The fields of a notice as `document` of the record has them.

use super::{Notice, Profile, Recipient, Signer, tree};
use serde_json::{Value, json};
use sohoa::lexicon::Lexicon;

/// How lines begin that say for whom somebody signs.
const AUTHORITIES: [&str; 8] = ["TM.", "KT.", "TL.", "TUQ.", "Q.", "T/M", "K/T", "T/L"];

/// `{"document": …, "body": …}` in the form of `notice.json`.
pub fn truth(notice: &Notice) -> Value {
    json!({ "document": document(notice), "body": tree::body(&notice.body) })
}

fn document(notice: &Notice) -> Value {
    let head = &notice.head;
    let kind = head.kind.as_deref().unwrap_or("CÔNG VĂN");
    let mut issuers = head.issuers.iter().map(|lines| lines.join(" "));
    let recipients = &notice.foot.recipients;
    json!({
        "profile": if head.profile == Profile::Party { "party" } else { "state" },
        "kind": kind,
        "kind_code": Lexicon::default().kind(kind).map(|(_, code)| code),
        "issuer": issuers.next(),
        "issuer_parent": Some(head.parent.join(" ")).filter(|parent| !parent.is_empty()),
        "co_issuers": issuers.collect::<Vec<_>>(),
        "number": number(&head.number),
        "place": head.place,
        "date": date(&head.date),
        "date_text": head.date,
        "subject": head.subject.join(" "),
        "addressees": head.addressees.iter().map(|text| item(text)).collect::<Vec<_>>(),
        "recipients": (0..recipients.len()).map(|i| recipient(&recipients[i..])).collect::<Vec<_>>(),
        "signatures": notice.foot.signers.iter().map(signature).collect::<Vec<_>>(),
        "arrivals": [],
        "urgency": null,
        "secrecy": null,
        "digital_signatures": [],
    })
}

/// `45/TB-UBND` of `Số: 45/TB-UBND`.
pub fn number(printed: &str) -> String {
    printed.trim_start_matches(['S', 'ố', ':', ' ']).replace(' ', "")
}

/// ISO date of `ngày 05 tháng 8 năm 2021`.
fn date(printed: &str) -> Option<String> {
    let numbers: Vec<u32> = printed.split(' ').filter_map(|word| word.parse().ok()).collect();
    let [day, month, year] = numbers[..] else { return None };
    Some(format!("{year:04}-{month:02}-{day:02}"))
}

/// An item without dash and closing punctuation.
fn item(text: &str) -> String {
    text.trim_start_matches(['-', ' ']).trim_end_matches([';', ',', '.', ' ']).to_owned()
}

/// The first of some recipients. What stands at the point of a brace holds for all along it.
fn recipient(from: &[Recipient]) -> String {
    let Some(first) = from.first() else { return String::new() };
    let remark = from.iter().take_while(|r| first.braced && r.braced).find_map(|r| r.remark.as_deref());
    remark.map_or(item(&first.text), |remark| format!("{} {}", item(&first.text), item(remark)))
}

fn signature(signer: &Signer) -> Value {
    let is_authority = |line: &&String| AUTHORITIES.iter().any(|a| line.starts_with(a));
    let (authority, position): (Vec<&String>, Vec<&String>) = signer.office.iter().partition(is_authority);
    let join = |lines: Vec<&String>| (!lines.is_empty()).then(|| lines.into_iter().cloned().collect::<Vec<_>>().join(" "));
    json!({ "authority": join(authority), "position": join(position), "name": signer.name })
}
