//! A rubber stamp pressed onto paper: turned a little, and inked as rubber inks, never evenly.

use super::plate::Plate;
use super::sample;
use crate::scans::random::{Random, cloud};
use crate::scans::sheet::Area;

/// Where and how a stamp comes down.
pub struct Press {
    /// Middle of the stamp on the page, in millimetres.
    pub middle: (f32, f32),
    /// Turn, clockwise.
    pub degrees: f32,
    /// How full of ink it is, 0 to 1.
    pub full: f32,
    /// Decides the patches.
    pub seed: u64,
}

/// Presses a design, whose middle is the middle of its own plate.
pub fn press(design: &Plate, how: &Press) -> Plate {
    let (wide, high) = (design.ink.width() as f32, design.ink.height() as f32);
    let reach = wide.hypot(high) / 2.0 * 25.4 / design.dpi;
    let (sin, cos) = how.degrees.to_radians().sin_cos();
    let (x, y) = how.middle;
    let mut out = Plate::new(&Area { x0: x - reach, y0: y - reach, x1: x + reach, y1: y + reach }, design.dpi);
    let wetness = Wetness::new(how, reach);
    let scale = design.dpi / 25.4;
    out.fill(|at_x, at_y| {
        let (dx, dy) = (at_x - x, at_y - y);
        let own = (wide / 2.0 + (dx * cos + dy * sin) * scale, high / 2.0 + (dy * cos - dx * sin) * scale);
        let drawn = sample::ink(&design.ink, own);
        if drawn > 0.0 { drawn * wetness.at(dx, dy) } else { 0.0 }
    });
    out
}

/// How much ink the rubber gave at a place: one side pressed harder, broad pale parts, fine grain.
struct Wetness {
    full: f32,
    lean: (f32, f32),
    seed: u64,
}

impl Wetness {
    fn new(how: &Press, reach: f32) -> Self {
        let mut random = Random::new(how.seed);
        let (sin, cos) = random.between(0.0, std::f32::consts::TAU).sin_cos();
        // A dry stamp takes only where it is pressed; a wet one everywhere.
        let slope = (1.1 - how.full) * random.between(0.5, 1.0) / reach;
        Self { full: how.full, lean: (cos * slope, sin * slope), seed: how.seed }
    }

    fn at(&self, x: f32, y: f32) -> f32 {
        let broad = cloud(x / 6.0, y / 6.0, self.seed) + 0.5 * cloud(x / 2.1, y / 2.1, self.seed + 1) - 0.75;
        let grain = cloud(x / 0.28, y / 0.28, self.seed + 2) - 0.5;
        let patchy = 1.3 * (1.0 - self.full) + 0.15;
        let dry = 1.0 - self.full;
        let wet = self.full + 0.25 + self.lean.0 * x + self.lean.1 * y + patchy * broad + (0.25 + 0.9 * dry) * grain;
        wet.clamp(0.03, 1.0)
    }
}
