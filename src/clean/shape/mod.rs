//! What only its shape tells from print: seals on pages without colour.

mod bands;
mod circle;
mod seal;

use super::{Sheet, deskew, orient};
use bands::Slope;

/// Takes off what has the shape of a seal. Pages that lie sideways or upside down are left alone:
/// their rows of print, which must be kept, run elsewhere.
///
/// # Errors
/// leptonica failed.
pub fn take(sheet: &mut Sheet) -> Result<(), String> {
    let seals = circle::find(&sheet.grey, sheet.dpi);
    // Most pages have none: how they lie is measured once, when they are straightened.
    if !seals.is_empty() && orient::detect(&sheet.grey, sheet.dpi)? == 0 {
        let slope = Slope::of(deskew::measure(&sheet.grey)?);
        seal::take(sheet, &seals, slope);
    }
    Ok(())
}
