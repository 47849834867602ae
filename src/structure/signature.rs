//! Thể thức ký: the signers, bottom right; of several beside each other from left to right.

use super::Parts;
use super::field::Field;
use super::signer::{Signer, is_name, is_office, is_stroke};
use crate::lexicon::Lexicon;
use crate::types::evidence::FieldEvidence;
use crate::types::notice::Signature;
use serde_json::json;

/// The signers: lines in capitals are authority and position, the line in small letters under them is the name.
pub fn read(parts: &Parts<'_>, lexicon: &Lexicon) -> FieldEvidence {
    let lines: Vec<usize> = parts.signature.iter().copied().filter(|&i| is_office(&parts.lines[i]) || is_name(&parts.lines[i])).collect();
    let signers: Vec<Signer> = columns(parts, &lines).into_iter().flat_map(|column| signers(parts, &column)).collect();
    let read = signers.iter().map(|s| (s, s.read(parts.lines, lexicon)));
    let read: Vec<(&Signer, (Signature, bool))> = read.filter(|(_, (signature, _))| *signature != NOTHING).collect();
    let values: Vec<&Signature> = read.iter().map(|(_, (signature, _))| signature).collect();
    let own = read.iter().flat_map(|(signer, _)| signer.office.iter().chain(&signer.name).copied());
    let (used, how) = match read.iter().any(|(_, (_, repaired))| *repaired) {
        _ if read.is_empty() && !parts.signature.is_empty() => (parts.signature.clone(), "lines at the bottom right, not legible: left open"),
        true => (own.collect(), "capitals and the name under them, bottom right; an office that was damaged repaired by the other one"),
        false => (own.collect(), "capitals and the name under them, bottom right"),
    };
    Field::of("signatures", how).value(json!(values)).lines(parts.lines, used).build()
}

/// A signer of whom nothing is legible.
const NOTHING: Signature = Signature { authority: None, position: None, name: None };

/// Lines by the columns that they stand in, left to right: lines over each other share a column.
fn columns(parts: &Parts<'_>, used: &[usize]) -> Vec<Vec<usize>> {
    let mut out: Vec<(i32, i32, Vec<usize>)> = Vec::new();
    for &i in used {
        let place = parts.place(i);
        let (x0, x1) = (place.x0, place.x1);
        let (over, mut rest): (Vec<_>, Vec<_>) = out.into_iter().partition(|(a, b, _)| *a < x1 && x0 < *b);
        let mut column = over.into_iter().fold((x0, x1, Vec::new()), |(a, b, mut all), (c, d, more)| {
            all.extend(more);
            (a.min(c), b.max(d), all)
        });
        column.2.push(i);
        column.2.sort_unstable();
        rest.push(column);
        out = rest;
    }
    out.sort_by_key(|c| c.0);
    out.into_iter().map(|c| c.2).collect()
}

/// The signers of a column, top to bottom: an office behind a name begins another one.
fn signers(parts: &Parts<'_>, column: &[usize]) -> Vec<Signer> {
    let mut out: Vec<Signer> = Vec::new();
    for &i in column {
        let office = is_office(&parts.lines[i]);
        let above = out.last().and_then(|s| s.office.last()).map(|&above| parts.place(above));
        if office && above.is_some_and(|above| is_stroke(&parts.lines[i], (parts.place(i), above))) {
            continue;
        }
        match out.last_mut().filter(|s| !office || s.name.is_none()) {
            Some(signer) => signer.add(i, office),
            None => {
                let mut signer = Signer::default();
                signer.add(i, office);
                out.push(signer);
            }
        }
    }
    out
}
