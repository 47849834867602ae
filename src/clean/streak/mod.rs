//! Lines of lost light, straight across or down the page: dirt on the sensor draws streaks, a crease keeps
//! light off the paper. Neither is ink: they take a share of the light of whatever lies beneath, so that
//! print comes back when the page is divided by what is left of the paper. Only where nothing is left of
//! it, as on bilevel pages, they are cut out.

mod chain;
mod cut;
mod divide;

use super::Sheet;
use crate::types::page::{Removal, RemovalKind};
use chain::Axis;

/// Takes the streaks and creases off. `bilevel` tells that the page knows no shades.
pub fn take(sheet: &mut Sheet, bilevel: bool) {
    for axis in Axis::both(&sheet.grey) {
        for line in chain::find(&sheet.grey, &axis, (sheet.dpi, bilevel)) {
            if bilevel {
                cut::take(sheet, &axis, &line);
            } else {
                divide::take(sheet, &axis, &line);
            }
            sheet.removed.push(Removal { kind: RemovalKind::Border, bbox: line.area(&axis), text: None });
        }
    }
}
