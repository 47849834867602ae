//! What a stamp is, once it is read.

use crate::lexicon::stamps::{degree, is_arrival};
use crate::lexicon::{SECRECY, URGENCY};
use crate::types::page::{CleanPage, RemovalKind};
use crate::types::stamp::{Stamp, StampLine, StampPicture};

/// Writes what was read into the page's removal, corrects its kind where the reading settles it, and
/// gives it to whom it concerns.
pub fn settle(page: &mut CleanPage, picture: &StampPicture, lines: Vec<StampLine>) -> Option<Stamp> {
    let removal = page.removed.get_mut(picture.removal)?;
    removal.kind = kind(&lines).unwrap_or(removal.kind);
    let text = lines.iter().map(StampLine::text).collect::<Vec<_>>().join("\n");
    removal.text = (!text.is_empty()).then_some(text);
    Some(Stamp { page: page.number, kind: removal.kind, bbox: removal.bbox, lines })
}

/// None where the reading does not tell.
fn kind(lines: &[StampLine]) -> Option<RemovalKind> {
    if is_arrival(lines) {
        return Some(RemovalKind::ArrivalStamp);
    }
    let says = |of| degree(lines, of).is_some();
    (says(&URGENCY) || says(&SECRECY)).then_some(RemovalKind::UrgencyStamp)
}
