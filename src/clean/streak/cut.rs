//! Cuts out a line that leaves nothing of what lies beneath it; strokes that cross it are kept.

use super::chain::{Axis, Line};
use crate::clean::Sheet;

/// Darker than this is ink.
const INK: u8 = 160;

/// Takes the pixels of a line that no stroke crosses: one does where there is ink on both sides.
pub fn take(sheet: &mut Sheet, axis: &Axis, line: &Line) {
    let half = line.wide().div_ceil(2) + 1;
    let windows: Vec<_> = line.windows(axis).collect();
    let mut gone = Vec::new();
    for along in windows.into_iter().flatten() {
        let middle = line.middle(along).round() as usize;
        let (x0, x1) = (middle.saturating_sub(half), (middle + half).min(axis.across));
        let ink = |across: usize| (along.saturating_sub(1)..=(along + 1).min(axis.along - 1)).any(|a| sheet.grey.as_raw()[axis.at(a, across)] < INK);
        let before = x0 > 0 && ink(x0 - 1);
        let behind = x1 < axis.across && ink(x1);
        if !(before && behind) {
            gone.extend((x0..x1).map(|across| axis.at(along, across)));
        }
    }
    gone.into_iter().for_each(|pixel| sheet.lighten(pixel, 255));
}
