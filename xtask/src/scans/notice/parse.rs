//! From the text of a file to a [`Notice`].

use super::markup::{plain, runs};
use super::{Element, Foot, Head, Notice, Paragraph, Profile, Recipient, Signer, label};
use anyhow::{Context, Result, bail};
use unicode_normalization::is_nfc;

/// Keys of the head of a file.
const KEYS: [&str; 13] =
    ["profile", "parent", "issuer", "number", "place", "date", "kind", "subject", "to", "recipients", "recipient", "signer", "size"];
/// Size of the letters where the file does not say, in points.
const SIZE: f32 = 14.0;

/// Reads a notice: `key: value` lines, an empty line, one element of the body a line.
pub fn notice(name: &str, text: &str) -> Result<Notice> {
    if let Some(line) = text.lines().find(|line| !is_nfc(line)) {
        bail!("not NFC: {line:?}");
    }
    let (head, body) = text.split_once("\n\n").context("no empty line between head and body")?;
    let fields = fields(head)?;
    let size = one(&fields, "size").map(str::parse).transpose().context("size")?.unwrap_or(SIZE);
    Ok(Notice { name: name.to_owned(), head: self::head(&fields)?, body: elements(body)?, foot: foot(&fields)?, size })
}

type Fields<'t> = Vec<(&'t str, &'t str)>;

fn fields(head: &str) -> Result<Fields<'_>> {
    let field = |line: &'_ str| -> Result<(usize, usize)> {
        let colon = line.find(": ").with_context(|| format!("no `key: value`: {line:?}"))?;
        if !KEYS.contains(&&line[..colon]) {
            bail!("unknown key {:?}; known are {}", &line[..colon], KEYS.join(", "));
        }
        Ok((colon, colon + 2))
    };
    let lines = head.lines().filter(|line| !line.starts_with('%'));
    lines.map(|line| field(line).map(|(end, start)| (&line[..end], line[start..].trim()))).collect()
}

fn every<'t>(fields: &Fields<'t>, key: &str) -> Vec<&'t str> {
    fields.iter().filter(|(k, _)| *k == key).map(|(_, value)| *value).collect()
}

fn one<'t>(fields: &Fields<'t>, key: &str) -> Option<&'t str> {
    every(fields, key).first().copied()
}

fn head(fields: &Fields<'_>) -> Result<Head> {
    let must = |key: &str| one(fields, key).map(str::to_owned).with_context(|| format!("no `{key}: …`"));
    let profile = match must("profile")?.as_str() {
        "state" => Profile::State,
        "party" => Profile::Party,
        other => bail!("profile is state or party, not {other:?}"),
    };
    must("issuer")?;
    let owned = |key: &str| every(fields, key).into_iter().map(str::to_owned).collect();
    Ok(Head {
        profile,
        parent: one(fields, "parent").map(lines).unwrap_or_default(),
        issuers: every(fields, "issuer").into_iter().map(lines).collect(),
        number: must("number")?,
        place: must("place")?,
        date: must("date")?,
        kind: one(fields, "kind").map(str::to_owned),
        subject: owned("subject"),
        addressees: owned("to"),
    })
}

/// Printed lines, which ` / ` parts.
fn lines(value: &str) -> Vec<String> {
    value.split(" / ").map(str::to_owned).collect()
}

fn foot(fields: &Fields<'_>) -> Result<Foot> {
    let signers: Vec<Signer> = every(fields, "signer").into_iter().map(signer).collect::<Result<_>>()?;
    if !(1..=2).contains(&signers.len()) {
        bail!("one or two `signer: …`, not {}", signers.len());
    }
    let heading = one(fields, "recipients").unwrap_or("Nơi nhận:").to_owned();
    Ok(Foot { heading, recipients: every(fields, "recipient").into_iter().map(recipient).collect(), signers })
}

/// An item, with ` }` behind it where a brace runs along, and behind that what stands at its point.
fn recipient(value: &str) -> Recipient {
    match value.split_once(" }") {
        None => Recipient { text: value.to_owned(), braced: false, remark: None },
        Some((text, remark)) => {
            let remark = Some(remark.trim().to_owned()).filter(|remark| !remark.is_empty());
            Recipient { text: text.to_owned(), braced: true, remark }
        }
    }
}

fn signer(value: &str) -> Result<Signer> {
    let mut office = lines(value);
    let name = office.pop().unwrap_or_default();
    if office.is_empty() {
        bail!("a signer is `office / name`, not {value:?}");
    }
    Ok(Signer { office, name })
}

fn elements(body: &str) -> Result<Vec<Element>> {
    let mut out = Vec::new();
    for line in body.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if let Some(row) = line.strip_prefix('|') {
            row_of(&mut out, row)?;
        } else if let Some(heading) = line.strip_prefix("# ") {
            let (label, title) = heading.split_once(" | ").map_or((None, heading), |(l, t)| (Some(l.to_owned()), t));
            out.push(Element::Heading { label, title: title.to_owned() });
        } else {
            out.push(Element::Paragraph(paragraph(line)?));
        }
    }
    if out.is_empty() {
        bail!("no body");
    }
    Ok(out)
}

fn row_of(out: &mut Vec<Element>, row: &str) -> Result<()> {
    let cells: Vec<String> = row.trim_end_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect();
    match out.last_mut() {
        Some(Element::Table(rows)) if rows[0].len() != cells.len() => bail!("a row has {} cells, not {}", cells.len(), rows[0].len()),
        Some(Element::Table(rows)) => rows.push(cells),
        _ => out.push(Element::Table(vec![cells])),
    }
    Ok(())
}

fn paragraph(line: &str) -> Result<Paragraph> {
    let (top, text) = line.strip_prefix("^ ").map_or((false, line), |text| (true, text));
    let runs = runs(text)?;
    let label = label::of(&plain(&runs));
    Ok(Paragraph { runs, label, top })
}
