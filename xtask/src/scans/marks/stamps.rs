//! Stamps of offices: arrival, urgency, secrecy.

use super::Mark;
use crate::scans::facts::Arrival;
use crate::scans::hand::digits::{Hand, write};
use crate::scans::hand::pen::{Pen, Strokes};
use crate::scans::hand::scribble;
use crate::scans::ink::canvas::{BLUE, Canvas, RED};
use crate::scans::ink::press::{Press, press};
use crate::scans::random::{Random, seed};
use crate::scans::sheet::Area;
use crate::scans::stamps::arrival::{Layout, Stamp, design};
use crate::scans::stamps::boxed::{self, Frame};

/// The receiving office's stamp, between its usual place at the left and the subject.
pub fn arrival(canvas: &mut Canvas, mark: &Mark) {
    let Some(arrival) = &mark.facts.arrival else { return };
    let mut random = Random::new(mark.seed);
    let layout = if random.chance(0.5) { Layout::Cells } else { Layout::Stacked };
    let stamp = design(mark.letters, &arrival.office, layout, canvas.dpi);
    let middle = middle(mark, stamp.size);
    let degrees = random.between(-3.0, 3.0);
    let how = Press { middle, degrees, full: mark.numbers[0], seed: mark.seed };
    canvas.cover(&press(&stamp.design, &how), arrival.ink);
    let strokes = turned(filled(&stamp, arrival, &mut random), &stamp, &how);
    canvas.cover(&Pen { half: 0.22, seed: mark.seed }.draw(&strokes, canvas.dpi), BLUE);
}

/// Middle of the stamp: beside the subject at the left, over it, or between, as the damage says.
fn middle(mark: &Mark, (wide, tall): (f32, f32)) -> (f32, f32) {
    let page = Area { x0: 55.0, y0: 55.0, x1: 155.0, y1: 70.0 };
    let subject = mark.spots.subject.as_ref().unwrap_or(&page);
    let beside = (7.0 + wide / 2.0, mark.spots.head.as_ref().map_or(subject.y0, |head| head.y1) + 3.0 + tall / 2.0);
    let over = ((subject.x0 + subject.x1) / 2.0, (subject.y0 + subject.y1) / 2.0);
    let share = mark.numbers[1];
    (beside.0 + (over.0 - beside.0) * share, beside.1 + (over.1 - beside.1) * share)
}

/// What the clerk writes, on the upright stamp.
fn filled(stamp: &Stamp, arrival: &Arrival, random: &mut Random) -> Strokes {
    let hand = Hand { high: 3.6, jitter: 0.03, slant: 0.18 };
    let [number, day, forward] = stamp.blanks;
    let mut strokes = write(&arrival.number, hand, (number.0 + 4.0, number.1 - 0.4), random).0;
    strokes.extend(write(&arrival.date_text, hand, (day.0 + 1.0, day.1 - 0.4), random).0);
    if random.chance(0.7) {
        strokes.extend(scribble::word(3 + random.below(4), 1.5, (forward.0 + 2.0, forward.1 - 0.3), random).0);
    }
    strokes
}

/// Strokes on the upright design as they lie on the pressed stamp.
fn turned(strokes: Strokes, stamp: &Stamp, how: &Press) -> Strokes {
    let (sin, cos) = how.degrees.to_radians().sin_cos();
    let place = |(x, y): (f32, f32)| {
        let (dx, dy) = (x - stamp.size.0 / 2.0, y - stamp.size.1 / 2.0);
        (how.middle.0 + dx * cos - dy * sin, how.middle.1 + dx * sin + dy * cos)
    };
    strokes.into_iter().map(|stroke| stroke.into_iter().map(place).collect()).collect()
}

/// A word for haste under the left head.
pub fn urgency(canvas: &mut Canvas, mark: &Mark) {
    let Some(word) = &mark.facts.urgency else { return };
    let frame = if Random::new(seed(mark.seed, "frame")).chance(0.5) { Frame::Arrow } else { Frame::Single };
    let (x, y) = mark.spots.head.as_ref().map_or((60.0, 50.0), |head| ((head.x0 + head.x1) / 2.0, head.y1));
    word_stamp(canvas, mark, (word, frame), (x, y + 2.0 * mark.numbers[1]));
}

/// A word for secrecy above the left head.
pub fn secrecy(canvas: &mut Canvas, mark: &Mark) {
    let Some(word) = &mark.facts.secrecy else { return };
    let x = mark.spots.head.as_ref().map_or(60.0, |head| (head.x0 + head.x1) / 2.0);
    word_stamp(canvas, mark, (word, Frame::Double), (x - 12.0, 6.0 + 1.3 * mark.numbers[1]));
}

fn word_stamp(canvas: &mut Canvas, mark: &Mark, what: (&str, Frame), middle: (f32, f32)) {
    let design = boxed::design(mark.letters, what, mark.numbers[1], canvas.dpi);
    let degrees = Random::new(mark.seed).between(-4.0, 4.0);
    canvas.cover(&press(&design, &Press { middle, degrees, full: mark.numbers[0], seed: mark.seed }), RED);
}
