//! Writing by pen.

use super::Mark;
use crate::scans::hand::digits::{Hand, write};
use crate::scans::hand::pen::{Pen, Strokes};
use crate::scans::hand::{scribble, signature as signatures};
use crate::scans::ink::canvas::{BLUE, Canvas, Ink, PEN_BLACK};
use crate::scans::random::{Random, seed};
use crate::scans::sheet::Blank;

/// Blue or black, the same for one hand.
fn colour(of: u64) -> Ink {
    if seed(of, "colour") % 5 < 3 { BLUE } else { PEN_BLACK }
}

fn pen(mark: &Mark, thickness: f32) -> Pen {
    Pen { half: thickness / 2.0, seed: mark.seed }
}

/// The signature over the place between office and name.
pub fn signature(canvas: &mut Canvas, mark: &Mark) {
    let Some(place) = &mark.spots.signature else { return };
    let middle = ((place.x0 + place.x1) / 2.0 + 4.0, (place.y0 + place.y1) / 2.0);
    let strokes = signatures::signature(middle, mark.numbers[0], &mut Random::new(mark.seed));
    canvas.cover(&pen(mark, mark.numbers[1]).draw(&strokes, canvas.dpi), colour(mark.seed));
}

/// Paraphs: beside the end of the body, beside the position, under the recipients.
pub fn paraphs(canvas: &mut Canvas, mark: &Mark) {
    let mut random = Random::new(mark.seed);
    let body = &mark.spots.body;
    let office = mark.spots.signature.as_ref().map(|s| (s.x1 - 12.0, s.y0 - 1.0));
    let under = mark.spots.recipients.as_ref().map(|r| (r.x0 + 6.0, r.y1 + 7.0));
    let middle = (body.x1 + 2.0, (body.y0 + body.y1) / 2.0);
    let places = [Some((body.x1 - 8.0, body.y1 - 1.0)), office, under, Some(middle)];
    for place in places.into_iter().flatten().take(mark.numbers[0] as usize) {
        let strokes = signatures::paraph(place, random.between(9.0, 13.0), &mut random);
        canvas.cover(&pen(mark, mark.numbers[1]).draw(&strokes, canvas.dpi), colour(mark.seed));
    }
}

/// Ticks beside lines, and now and then a line under some words.
pub fn ticks(canvas: &mut Canvas, mark: &Mark) {
    let (mut random, body) = (Random::new(mark.seed), &mark.spots.body);
    let mut strokes = Strokes::new();
    for _ in 0..mark.numbers[0] as usize {
        let y = random.between(body.y0, body.y1);
        if random.chance(0.65) {
            let x = if random.chance(0.6) { body.x0 - random.between(3.0, 8.0) } else { random.between(body.x0, body.x1) };
            strokes.extend(signatures::tick((x, y), random.between(4.0, 7.0), &mut random));
        } else {
            let (x, long) = (random.between(body.x0, body.x1 - 40.0), random.between(15.0, 40.0));
            strokes.push(vec![(x, y), (x + long / 2.0, y + 0.5 * random.about()), (x + long, y + 0.8 * random.about())]);
        }
    }
    canvas.cover(&pen(mark, mark.numbers[1]).draw(&strokes, canvas.dpi), colour(mark.seed));
}

/// A line in the upper right corner, as registries mark copies; more lines in the left margin.
pub fn note(canvas: &mut Canvas, mark: &Mark) {
    let (mut random, body) = (Random::new(mark.seed), &mark.spots.body);
    let lines = mark.numbers[0] as usize;
    let hand = Hand { high: 5.0, jitter: 0.05, slant: 0.1 };
    let words = ["TTĐT (2)", "VP", "TH", "KT, TH", "BTCĐ", "HSCV"];
    let word = random.pick(&words).copied().unwrap_or("TH");
    let mut strokes = write(word, hand, (random.between(168.0, 178.0), random.between(13.0, 17.0)), &mut random).0;
    let left = 5.0;
    let wide = body.x0 + mark.numbers[1] - left;
    let y = random.between(body.y0 + 20.0, (body.y1 - 45.0).max(body.y0 + 21.0));
    strokes.extend(scribble::lines(lines - 1, wide, 1.7, (left, y), &mut random));
    canvas.cover(&pen(mark, 0.38).draw(&strokes, canvas.dpi), colour(mark.seed));
}

/// Number, day and month, where the form leaves blanks for them.
pub fn blanks(canvas: &mut Canvas, mark: &Mark) {
    let spots = mark.spots;
    let mut random = Random::new(mark.seed);
    for blank in [&spots.number, &spots.day, &spots.month].into_iter().flatten() {
        let strokes = fill(blank, mark.numbers[1], &mut random);
        canvas.write(&pen(mark, 0.55).draw(&strokes, canvas.dpi), colour(mark.seed));
    }
}

/// The text of a blank, from the middle of its place outwards.
fn fill(blank: &Blank, jitter: f32, random: &mut Random) -> Strokes {
    let area = &blank.area;
    let hand = Hand { high: random.between(4.2, 5.2), jitter, slant: random.between(0.05, 0.3) };
    let from = (area.x0, area.y1 + random.between(-0.2, 0.9));
    let (strokes, end) = write(&blank.text, hand, from, random);
    let shift = (area.x1 - end) / 2.0 + 0.6;
    strokes.into_iter().map(|stroke| stroke.into_iter().map(|(x, y)| (x + shift, y)).collect()).collect()
}
