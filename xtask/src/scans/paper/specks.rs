//! Dust and loose toner: small dark crumbs of any shape.

use crate::scans::ink::canvas::{BLACK, Canvas};
use crate::scans::ink::plate::Plate;
use crate::scans::random::Random;
use crate::scans::sheet::Area;

/// Strews `count` specks of up to `largest` millimetres, single and in clusters.
pub fn scatter(canvas: &mut Canvas, [count, largest]: [f32; 2], seed: u64) {
    let mut random = Random::new(seed);
    let mut cluster = (0.0, 0.0);
    for speck in 0..count as usize {
        if speck % 12 == 0 {
            cluster = (random.between(0.0, 210.0), random.between(0.0, 297.0));
        }
        let (x, y) = if random.chance(0.35) {
            (cluster.0 + 7.0 * random.about(), cluster.1 + 7.0 * random.about())
        } else {
            (random.between(0.0, 210.0), random.between(0.0, 297.0))
        };
        // Small ones are many.
        let size = largest * (0.25 + 0.75 * random.unit().powi(3));
        crumb(canvas, (x, y), size, &mut random);
    }
}

fn crumb(canvas: &mut Canvas, (x, y): (f32, f32), size: f32, random: &mut Random) {
    let reach = 1.5 * size;
    let mut plate = Plate::new(&Area { x0: x - reach, y0: y - reach, x1: x + reach, y1: y + reach }, canvas.dpi);
    for _ in 0..1 + random.below(3) {
        let end = |random: &mut Random| (x + 0.5 * size * random.about(), y + 0.5 * size * random.about());
        let (from, to) = (end(random), end(random));
        plate.line(from, to, size * random.between(0.2, 0.45));
    }
    let dark = random.between(0.55, 1.0);
    plate.thin(|_, _| dark);
    canvas.cover(&plate, BLACK);
}
