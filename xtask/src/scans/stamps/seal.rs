//! A round seal. It says that it is a sample, so that it can pass for no one's.

use crate::scans::ink::lettering::{Face, Letters};
use crate::scans::ink::plate::Plate;
use crate::scans::ink::sample;
use crate::scans::sheet::Area;
use std::f32::consts::{PI, TAU};

const TEXT: &str = "VĂN BẢN MẪU ★ KHÔNG CÓ GIÁ TRỊ PHÁP LÝ ";
/// Half the side of the design, in millimetres.
const REACH: f32 = 18.5;
/// Radius and half the thickness of each ring, in millimetres.
const RINGS: [(f32, f32); 3] = [(17.6, 0.42), (16.6, 0.13), (11.4, 0.17)];
/// The letters run between these radii, in millimetres.
const LETTERS: (f32, f32) = (12.2, 16.0);
/// Tips of the star, in millimetres.
const STAR: f32 = 4.0;
/// The star's middle stands this much above the seal's.
const RAISED: f32 = 2.6;

/// What stands in the middle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Emblem {
    /// Star between ears of rice over a cogwheel, in general outline.
    State,
    /// A large star.
    Star,
}

/// The seal in the middle of its plate.
pub fn design(letters: &Letters, emblem: Emblem, dpi: f32) -> Plate {
    let strip = strip(letters, dpi);
    let scale = dpi / 25.4;
    let mut plate = Plate::new(&Area { x0: 0.0, y0: 0.0, x1: 2.0 * REACH, y1: 2.0 * REACH }, dpi);
    let middle = plate.ink.width() as f32 / 2.0 / scale;
    plate.fill(|x, y| cover(&strip, scale, emblem, (x - middle, y - middle)));
    plate
}

/// The letters of the ring, unrolled.
fn strip(letters: &Letters, dpi: f32) -> Plate {
    let length = TAU * (LETTERS.0 + LETTERS.1) / 2.0;
    let mut plate = Plate::new(&Area { x0: 0.0, y0: 0.0, x1: length, y1: LETTERS.1 - LETTERS.0 }, dpi);
    let natural = letters.width(Face::Bold, 1.0, TEXT);
    // The marks above capitals need a quarter of their height.
    let high = (length / natural).min((LETTERS.1 - LETTERS.0) / 1.45);
    let step = (length - high * natural) / TEXT.chars().count() as f32;
    let mut x = 0.0;
    for letter in TEXT.chars() {
        let one = letter.to_string();
        if letter == '★' {
            small_star(&mut plate, (x + 0.5 * high, 0.65 * (LETTERS.1 - LETTERS.0)), 0.6 * high);
        } else {
            letters.letter(&mut plate, (Face::Bold, high), (x, LETTERS.1 - LETTERS.0 - 0.35), &one);
        }
        x += letters.width(Face::Bold, high, &one).max(if letter == '★' { high } else { 0.0 }) + step;
    }
    plate
}

fn small_star(plate: &mut Plate, (x, y): (f32, f32), tips: f32) {
    let scale = plate.dpi / 25.4;
    let mut own = Plate::new(&Area { x0: x - tips, y0: y - tips, x1: x + tips, y1: y + tips }, plate.dpi);
    own.fill(|at_x, at_y| star(at_x - x, at_y - y, tips) * scale + 0.5);
    for (dx, dy, ink) in own.ink.enumerate_pixels() {
        plate.ink(own.left + i64::from(dx), own.top + i64::from(dy), f32::from(ink.0[0]) / 255.0);
    }
}

fn cover(strip: &Plate, scale: f32, emblem: Emblem, (x, y): (f32, f32)) -> f32 {
    let radius = x.hypot(y);
    let rings = RINGS.iter().map(|(ring, half)| edge((half - (radius - ring).abs()) * scale)).fold(0.0, f32::max);
    // Clockwise from the lower left, so that the first words stand on the upper half.
    let turn = ((x.atan2(-y) + PI * 0.62).rem_euclid(TAU)) / TAU;
    let unrolled = (turn * strip.ink.width() as f32, (LETTERS.1 - radius) * scale);
    let letters = if radius > LETTERS.0 { sample::ink(&strip.ink, unrolled) } else { 0.0 };
    let middle = match emblem {
        Emblem::Star => edge(star(x, y, 7.8) * scale),
        Emblem::State => state(x, y, scale),
    };
    rings.max(letters).max(middle)
}

/// The middle of a state seal: a disc with a star cut free, two ears, half a cogwheel.
fn state(x: f32, y: f32, scale: f32) -> f32 {
    let radius = x.hypot(y);
    if radius > 10.6 {
        return 0.0;
    }
    let up = star(x, y + RAISED, STAR);
    let ears = radius > 7.6 && y < 6.5 && x.abs() > 2.2 && ((radius * 2.3).sin() + (y.atan2(x.abs()) * 26.0 + radius * 1.5).sin()) > -0.25;
    let wheel = {
        let (from, turn) = (x.hypot(y - 5.4), (y - 5.4).atan2(x));
        let rim = 3.2 + if (turn * 11.0).sin() > 0.0 { 0.55 } else { 0.0 };
        y < 5.8 && (2.1..rim).contains(&from) || from < 1.0
    };
    let ribbon = (6.2..8.2).contains(&y) && x.abs() < 6.2 && (y - 7.2 - 0.08 * x * x * 0.2).abs() > 0.25 && (x * 3.1).sin() > -0.7;
    let ground = radius < 7.2 && y < 2.4 && up < -0.7 && (x * 9.0).sin() * (y * 9.0).sin() > 0.15;
    if ears || wheel || ribbon || ground { 1.0 } else { edge(up * scale) }
}

/// Distance inside of a five-pointed star's edge, in millimetres.
fn star(x: f32, y: f32, tips: f32) -> f32 {
    let (sector, notches) = (TAU / 5.0, tips * 0.382);
    let from_tip = (x.atan2(-y).rem_euclid(sector) - sector / 2.0).abs();
    let angle = sector / 2.0 - from_tip;
    let (px, py) = (x.hypot(y) * angle.cos(), x.hypot(y) * angle.sin());
    let (ex, ey) = (notches * (sector / 2.0).cos() - tips, notches * (sector / 2.0).sin());
    (ex * py - ey * (px - tips)) / ex.hypot(ey)
}

fn edge(pixels_inside: f32) -> f32 {
    (pixels_inside + 0.5).clamp(0.0, 1.0)
}
