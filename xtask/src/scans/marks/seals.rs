//! Round seals.

use super::Mark;
use crate::scans::ink::canvas::{Canvas, Ink, RED};
use crate::scans::ink::press::{Press, press};
use crate::scans::random::Random;
use crate::scans::stamps::seal::design;

/// Radius of the seal in millimetres.
const RADIUS: f32 = 17.9;
/// A4's right edge.
const RIGHT: f32 = 210.0;

/// A seal whose right third lies over the middle of the signature's place.
pub fn on_signature(canvas: &mut Canvas, mark: &Mark) {
    let Some(place) = &mark.spots.signature else { return };
    let mut random = Random::new(mark.seed);
    let middle = ((place.x0 + place.x1) / 2.0, (place.y0 + place.y1) / 2.0);
    let at = (middle.0 - 15.0 + 3.0 * random.about(), middle.1 - mark.numbers[1] + 1.5 * random.about());
    stamp(canvas, mark, at, random.between(-14.0, 14.0));
}

/// A seal somewhere over the lines of the body.
pub fn on_text(canvas: &mut Canvas, mark: &Mark) {
    let body = &mark.spots.body;
    let mut random = Random::new(mark.seed);
    let low = body.y1.min(body.y0 + 150.0) - 5.0;
    let at = (random.between(body.x0 + 20.0, body.x1 - 20.0), random.between(body.y0 + 15.0, low.max(body.y0 + 16.0)));
    stamp(canvas, mark, at, random.between(-40.0, 40.0));
}

/// The slice of a seal that was pressed over the fanned edges of all pages.
pub fn on_edge(canvas: &mut Canvas, mark: &Mark) {
    let mut random = Random::new(mark.seed);
    let at = (RIGHT + RADIUS - mark.numbers[1], random.between(110.0, 170.0));
    stamp(canvas, mark, at, random.between(-20.0, 20.0));
}

fn stamp(canvas: &mut Canvas, mark: &Mark, middle: (f32, f32), degrees: f32) {
    let design = design(mark.letters, mark.facts.emblem, canvas.dpi);
    let plate = press(&design, &Press { middle, degrees, full: mark.numbers[0], seed: mark.seed });
    canvas.cover(&plate, paste(mark.seed));
}

/// Red paste, from scarlet to carmine.
fn paste(seed: u64) -> Ink {
    let hue = Random::new(seed ^ 0xa5).unit();
    let [red, green, blue] = RED.0;
    Ink([red - 0.05 * hue, green + 0.05 * hue, blue + 0.07 * hue])
}
