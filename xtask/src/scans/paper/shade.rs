//! Light that the paper loses: age, lamp, water, creases. None of it is ink, so none of it is cover.

use crate::scans::ink::canvas::Canvas;
use crate::scans::random::{Random, cloud};
use image::Rgb;

/// Light left by channel under full loss: old paper is yellowish.
const YELLOW: [f32; 3] = [0.35, 0.55, 1.0];
/// Water leaves brown.
const BROWN: [f32; 3] = [0.55, 0.8, 1.2];

/// Uneven, yellowish paper that gives back up to `loss` less.
pub fn uneven(canvas: &mut Canvas, loss: f32, seed: u64) {
    let mut random = Random::new(seed);
    let (side, depth) = (random.chance(0.5), random.between(0.4, 1.0));
    shade(canvas, YELLOW, |x, y| {
        let lamp = cloud(x / 120.0, y / 120.0, seed);
        let fibre = cloud(x / 7.0, y / 7.0, seed + 1);
        // The book's spine keeps light off one side.
        let from_side = if side { x } else { 210.0 - x };
        let spine = depth * (-(from_side / 9.0)).exp();
        loss * (0.35 + 0.45 * lamp + 0.12 * fibre + spine)
    });
}

/// Stains with a darker rim.
pub fn stains(canvas: &mut Canvas, [count, loss]: [f32; 2], seed: u64) {
    let mut random = Random::new(seed);
    let stains: Vec<[f32; 3]> = (0..count as usize)
        .map(|_| [random.between(5.0, 205.0), random.between(5.0, 292.0), random.between(9.0, 32.0)])
        .collect();
    shade(canvas, BROWN, |x, y| {
        let ragged = 5.0 * cloud(x / 11.0, y / 11.0, seed) + 1.2 * cloud(x / 2.5, y / 2.5, seed + 1);
        let one = |[sx, sy, radius]: &[f32; 3]| {
            let inside = radius - (x - sx).hypot(y - sy) - ragged;
            let rim = (-(inside - 0.6).powi(2) / 0.7).exp();
            let flat = inside.clamp(0.0, 1.0) * (0.45 + 0.25 * cloud(x / 4.0, y / 4.0, seed + 2));
            loss * flat.max(rim)
        };
        stains.iter().map(one).fold(0.0, f32::max)
    });
}

/// Creases: a dark line beside a bright one, across the page or down it.
pub fn folds(canvas: &mut Canvas, [count, loss]: [f32; 2], seed: u64) {
    let mut random = Random::new(seed);
    // Letters are folded in the middle first, then in thirds.
    let places = [148.5, 99.0, 105.0].map(|at| at + 3.0 * random.about());
    let lean = 0.012 * random.about();
    shade(canvas, [1.0; 3], |x, y| {
        let one = |index: usize| {
            let (along, across) = if index == 2 { (y, x) } else { (x, y) };
            let off = across - places[index] - lean * along - 0.35 * cloud(along / 6.0, index as f32, seed);
            let worn = 0.4 + 0.6 * cloud(along / 3.0, index as f32 + 9.0, seed);
            let valley = loss * worn * (-(off / 0.28).powi(2)).exp();
            let slope = 0.22 * loss * (-(off / 3.5).abs()).exp() * if off > 0.0 { 1.0 } else { -0.15 };
            valley + slope
        };
        (0..count as usize).map(one).fold(0.0, |sum, loss| sum + loss)
    });
}

/// Takes from every pixel the share of light that `loss` says of its place in millimetres, weighed by channel.
fn shade(canvas: &mut Canvas, weights: [f32; 3], loss: impl Fn(f32, f32) -> f32) {
    for y in 0..canvas.light.height() {
        for x in 0..canvas.light.width() {
            let (at_x, at_y) = canvas.mm(x, y);
            let lost = loss(at_x, at_y);
            if lost != 0.0 {
                let Rgb(pixel) = canvas.light.get_pixel_mut(x, y);
                (0..3).for_each(|c| pixel[c] = (f32::from(pixel[c]) * (1.0 - lost * weights[c])).clamp(0.0, 255.0).round() as u8);
            }
        }
    }
}
