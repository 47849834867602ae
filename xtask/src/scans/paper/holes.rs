//! Holes of a file, through which the dark lid shows, with a worn rim.

use crate::scans::ink::canvas::{BLACK, Canvas};
use crate::scans::ink::plate::Plate;
use crate::scans::random::{Random, cloud};
use crate::scans::sheet::Area;

/// Distance of the holes from the left edge and from each other, in millimetres (ISO 838).
const INSET: f32 = 12.0;
const APART: f32 = 80.0;
/// A4's height.
const TALL: f32 = 297.0;

/// Punches `count` holes of a radius in millimetres around the middle of the left edge.
pub fn punch(canvas: &mut Canvas, [count, radius]: [f32; 2], seed: u64) {
    let mut random = Random::new(seed);
    let first = (TALL - (count - 1.0) * APART) / 2.0 + 4.0 * random.about();
    for hole in 0..count as usize {
        let (x, y) = (INSET + 1.5 * random.about(), first + hole as f32 * APART);
        let reach = radius + 2.0;
        let mut plate = Plate::new(&Area { x0: x - reach, y0: y - reach, x1: x + reach, y1: y + reach }, canvas.dpi);
        let scale = canvas.dpi / 25.4;
        plate.fill(|at_x, at_y| {
            let worn = 0.35 * cloud(at_x / 0.9, at_y / 0.9, seed);
            // The lid behind the paper is in shadow at the upper left only.
            let deep = 0.75 + 0.2 * (((at_x - x) + (at_y - y)) / (2.0 * radius)).clamp(-1.0, 1.0);
            ((radius + worn - (at_x - x).hypot(at_y - y)) * scale + 0.5).clamp(0.0, 1.0) * deep
        });
        canvas.cover(&plate, BLACK);
    }
}
