//! Stamp: arrival, urgency and secrecy stamps as pictures of their own, from the ink that was taken off
//! a page, and what they turn out to be once they are read.

mod leader;
mod settle;

pub use settle::settle;

use crate::types::page::{CleanPage, RemovalKind};
use crate::types::stamp::StampPicture;
use crate::{cutout, ruled};

/// Larger than this (inches) is no stamp: the tallest have six lines, the widest are as wide as half the page.
const LARGEST: (f64, f64) = (4.5, 2.5);

/// The stamps of a page, in the order of its removals.
pub fn cut(page: &CleanPage) -> Vec<StampPicture> {
    let stamps = page.removed.iter().enumerate().filter(|(_, r)| is_stamp(r.kind) && {
        let (w, h) = (f64::from(r.bbox.width()) / page.scan_dpi, f64::from(r.bbox.height()) / page.scan_dpi);
        w.max(h) <= LARGEST.0 && w.min(h) <= LARGEST.1
    });
    stamps.map(|(removal, r)| {
        let upright = cutout::straight(&page.taken, &r.bbox, page.orientation, page.scan_dpi);
        let ruled = ruled::find(&upright);
        let grey = leader::without(ruled::without_rules(upright, &ruled));
        StampPicture { removal, grey, dpi: cutout::DPI, cells: ruled.cells }
    }).collect()
}

fn is_stamp(kind: RemovalKind) -> bool {
    matches!(kind, RemovalKind::ArrivalStamp | RemovalKind::UrgencyStamp)
}
