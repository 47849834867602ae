//! Print that pales by region, as toner does that was scarce or was copied too often.

use crate::scans::random::cloud;

/// How much of the ink is left at a place in millimetres: `left` in the palest of the regions that make up `share`.
pub fn strength([left, share]: [f32; 2], seed: u64) -> impl Fn(f32, f32) -> f32 {
    move |x, y| {
        let region = 0.75 * cloud(x / 70.0, y / 45.0, seed) + 0.25 * cloud(x / 18.0, y / 18.0, seed + 1);
        let pale = ((region - (1.0 - share) * 0.65) * 2.6).clamp(0.0, 1.0);
        let grain = cloud(x / 0.2, y / 0.2, seed + 2) - 0.5;
        let lost = (1.0 - left) * pale;
        (1.0 - lost + 0.5 * lost * grain).clamp(0.0, 1.0)
    }
}
