//! Signatures, paraphs and ticks. They are no one's.

use super::pen::Strokes;
use crate::scans::random::Random;

/// A signature about `wide` millimetres wide about a middle: a tall loop, small waves, a long sweep.
pub fn signature((x, y): (f32, f32), wide: f32, random: &mut Random) -> Strokes {
    let unit = wide / 46.0;
    let tall = random.between(8.0, 13.0);
    let mut path = vec![(2.0, 4.0), (6.0, -0.45 * tall), (9.5, -tall), (8.0, -0.3 * tall), (5.0, 6.5), (7.5, 4.0)];
    let mut pen = 9.0;
    for _ in 0..2 + random.below(3) {
        let (step, high) = (random.between(2.6, 4.2), random.between(3.5, 6.0));
        path.extend([(pen + 0.3 * step, 3.4 - high), (pen + 0.5 * step, 4.2 + 0.6 * random.about())]);
        if random.chance(0.4) {
            path.extend([(pen + 0.9 * step, 3.6 - high), (pen + 0.55 * step, 2.0 - high), (pen + 0.75 * step, 4.0)]);
        }
        pen += step;
    }
    path.extend([(pen + 3.0, 1.5), (pen + 10.0, 0.2), (pen + 20.0, -2.0 - 3.0 * random.unit())]);
    let from = 1.0 + 6.0 * random.unit();
    let sweep = vec![(from, 9.0), (from + 9.0, 8.4 + 0.4 * random.about()), (32.0, 4.4), (52.0, -1.0 - 4.0 * random.unit())];
    let turn = (-6.0 + 8.0 * random.about()).to_radians();
    let count = if random.chance(0.75) { 2 } else { 1 };
    let place = |stroke: Vec<(f32, f32)>| stroke.into_iter().map(|p| placed(p, (x - wide / 2.0, y), unit, turn)).collect();
    [path, sweep].into_iter().take(count).map(place).collect()
}

/// A paraph `wide` millimetres wide from a point: a short initial in one go.
pub fn paraph((x, y): (f32, f32), wide: f32, random: &mut Random) -> Strokes {
    let unit = wide / 10.0;
    let tall = random.between(3.5, 6.0);
    let end = (11.0, -2.8 - random.unit());
    let path = [(0.0, 0.0), (2.2, -tall), (2.8, 1.0), (1.4, 1.6), (4.5, -2.0), (4.9, 0.8), (6.4, -1.4), (6.8, 0.6), end];
    vec![path.into_iter().map(|p| placed(p, (x, y), unit, 0.15 * random.about())).collect()]
}

/// A tick `wide` millimetres wide, its foot at a point.
pub fn tick((x, y): (f32, f32), wide: f32, random: &mut Random) -> Strokes {
    let far = random.between(0.9, 1.3);
    vec![vec![(x - 0.3 * wide, y - 0.4 * wide), (x, y), (x, y), (x + 0.7 * wide * far, y - wide * far)]]
}

fn placed((px, py): (f32, f32), (x, y): (f32, f32), unit: f32, turn: f32) -> (f32, f32) {
    let (sin, cos) = turn.sin_cos();
    (x + (px * cos - py * sin) * unit, y + (px * sin + py * cos) * unit)
}
