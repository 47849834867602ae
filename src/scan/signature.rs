//! Electronic signatures of a PDF: who signed and when. They are read, not verified.

use crate::types::notice::DigitalSignature;
use cms::content_info::ContentInfo;
use cms::signed_data::SignedData;
use der::asn1::{GeneralizedTime, ObjectIdentifier, UtcTime};
use der::{Any, Decode, Encode, SliceReader, Tagged};
use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Name, String as PdfString};
use x509_cert::Certificate;

/// RFC 5652, 11.3.
const SIGNING_TIME: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.5");
/// X.520 commonName.
const COMMON_NAME: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.3");
/// Form fields nest; deeper than this is no form but a loop.
const DEPTH: u32 = 16;

/// The signed signature fields of the file's form (ISO 32000-1, 12.7.4.5 and 12.8).
pub fn signatures(pdf: &Pdf) -> Vec<DigitalSignature> {
    let mut out = Vec::new();
    let catalog: Option<Dict<'_>> = pdf.xref().get(pdf.xref().root_id());
    let form = catalog.and_then(|c| c.get::<Dict<'_>>("AcroForm"));
    if let Some(fields) = form.and_then(|f| f.get::<Array<'_>>("Fields")) {
        fields.iter::<Dict<'_>>().for_each(|field| collect(&field, DEPTH, &mut out));
    }
    out
}

fn collect(field: &Dict<'_>, depth: u32, out: &mut Vec<DigitalSignature>) {
    let is_signature = field.get::<Name<'_>>("FT").is_some_and(|t| t.as_ref() == b"Sig");
    if let Some(value) = field.get::<Dict<'_>>("V").filter(|_| is_signature) {
        out.push(signature(&value));
    }
    if let Some(kids) = field.get::<Array<'_>>("Kids").filter(|_| depth > 0) {
        kids.iter::<Dict<'_>>().for_each(|kid| collect(&kid, depth - 1, out));
    }
}

fn signature(value: &Dict<'_>) -> DigitalSignature {
    let contents = value.get::<PdfString<'_>>("Contents");
    let signed = contents.and_then(|c| signed_data(c.as_bytes()));
    let certificate = signed.as_ref().and_then(signer_certificate);
    let name = value.get::<PdfString<'_>>("Name").map(|n| text(n.as_bytes()));
    let signer = certificate.as_ref().and_then(common_name).or(name).filter(|s| !s.is_empty());
    let stated = value.get::<PdfString<'_>>("M").and_then(|m| rfc3339(m.as_bytes()));
    let time = match (signed.as_ref().and_then(signing_time), stated) {
        (Some(time), Some(stated)) if is_local(&time, &stated) => Some(stated),
        (time, stated) => time.or(stated),
    };
    DigitalSignature { signer, time, verified: None }
}

/// Whether a signing time is local time that the signing software wrote as UTC, as much Vietnamese software does: the file
/// states the same minute, in another zone.
fn is_local(time: &str, stated: &str) -> bool {
    const MINUTE: usize = "2021-05-13T09:30".len();
    let zoned = !stated.ends_with('Z') && stated.get(MINUTE + ":00".len()..).is_some_and(|zone| !zone.is_empty());
    time.ends_with('Z') && zoned && time.get(..MINUTE) == stated.get(..MINUTE)
}

/// The CMS in a signature; what stands behind it is padding.
fn signed_data(bytes: &[u8]) -> Option<SignedData> {
    let mut reader = SliceReader::new(bytes).ok()?;
    let info = ContentInfo::decode(&mut reader).ok()?;
    info.content.decode_as().ok()
}

/// The certificate that the first signer names, or the only one there is.
fn signer_certificate(signed: &SignedData) -> Option<Certificate> {
    use cms::cert::CertificateChoices;
    use cms::signed_data::SignerIdentifier;
    let all: Vec<&Certificate> = signed.certificates.as_ref()?.0.iter()
        .filter_map(|c| match c { CertificateChoices::Certificate(c) => Some(c), CertificateChoices::Other(_) => None })
        .collect();
    let named = signed.signer_infos.0.iter().next().and_then(|s| match &s.sid {
        SignerIdentifier::IssuerAndSerialNumber(id) => {
            all.iter().find(|c| c.tbs_certificate.serial_number == id.serial_number && c.tbs_certificate.issuer == id.issuer)
        }
        SignerIdentifier::SubjectKeyIdentifier(_) => None,
    });
    let only = || if all.len() == 1 { all.first() } else { None };
    named.or_else(only).map(|c| (*c).clone())
}

fn common_name(certificate: &Certificate) -> Option<String> {
    let parts = certificate.tbs_certificate.subject.0.iter().flat_map(|r| r.0.iter());
    let value = &parts.into_iter().find(|a| a.oid == COMMON_NAME)?.value;
    Some(text(value.value()))
}

fn signing_time(signed: &SignedData) -> Option<String> {
    let attributes = signed.signer_infos.0.iter().next()?.signed_attrs.as_ref()?;
    let value: &Any = attributes.iter().find(|a| a.oid == SIGNING_TIME)?.values.iter().next()?;
    let der = value.to_der().ok()?;
    let time = match value.tag() {
        der::Tag::UtcTime => UtcTime::from_der(&der).ok()?.to_date_time(),
        _ => GeneralizedTime::from_der(&der).ok()?.to_date_time(),
    };
    Some(time.to_string())
}

/// A PDF date (ISO 32000-1, 7.9.4), `D:20250117091704+07'00'`, given to the second; the zone only where it is stated.
fn rfc3339(date: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(date).ok()?;
    let digits = text.strip_prefix("D:")?;
    let at = |from: usize, to: usize| digits.get(from..to).filter(|p| p.bytes().all(|b| b.is_ascii_digit()));
    let zone = match digits.get(14..15) {
        Some(sign @ ("+" | "-")) => format!("{sign}{}:{}", at(15, 17)?, at(18, 20).unwrap_or("00")),
        Some("Z") => "Z".to_owned(),
        _ => String::new(),
    };
    let (y, m, d) = (at(0, 4)?, at(4, 6)?, at(6, 8)?);
    Some(format!("{y}-{m}-{d}T{}:{}:{}{zone}", at(8, 10)?, at(10, 12)?, at(12, 14)?))
}

/// UTF-8, UTF-16 with mark, or Latin-1 as NFC.
pub fn text(bytes: &[u8]) -> String {
    use unicode_normalization::UnicodeNormalization;
    let plain = match bytes {
        [0xfe, 0xff, rest @ ..] => {
            let units: Vec<u16> = rest.chunks_exact(2).map(|p| u16::from_be_bytes([p[0], p[1]])).collect();
            String::from_utf16_lossy(&units)
        }
        _ => String::from_utf8(bytes.to_vec()).unwrap_or_else(|_| bytes.iter().map(|&b| char::from(b)).collect()),
    };
    plain.nfc().collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::is_local;

    #[test]
    fn local_time_written_as_utc_is_told_by_what_the_file_states() {
        assert!(is_local("2025-01-24T20:06:24Z", "2025-01-24T20:06:23+07:00"));
        assert!(!is_local("2025-01-24T13:06:24Z", "2025-01-24T20:06:24+07:00"), "the same moment");
        assert!(!is_local("2025-01-24T20:06:24Z", "2025-01-24T20:06:24Z"));
        assert!(!is_local("2025-01-24T20:06:24Z", "2025-01-24T20:06:24"), "no zone is stated");
    }
}
