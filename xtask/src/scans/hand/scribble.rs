//! Writing that no one can read: words of joined loops, as margin notes look.

use super::pen::Strokes;
use crate::scans::random::Random;

/// A word of some letters whose small letters are `high` millimetres high, from `x` on the line `y`; and where it ends.
pub fn word(letters: usize, high: f32, (x, y): (f32, f32), random: &mut Random) -> (Strokes, f32) {
    let (mut path, mut pen) = (vec![(x, y - 0.3 * high)], x);
    let mut strokes = Strokes::new();
    for _ in 0..letters {
        let wide = high * random.between(0.6, 1.0);
        path.extend(letter(wide, high, random).into_iter().map(|(dx, dy)| (pen + dx, y + dy)));
        if random.chance(0.3) {
            strokes.push(mark((pen + 0.4 * wide, y - 1.7 * high), high, random));
        }
        pen += wide;
    }
    path.push((pen + 0.5 * high, y - 0.3 * high));
    strokes.insert(0, path);
    (strokes, pen + 0.9 * high)
}

/// Turning points of one letter from the pen's place on the line.
fn letter(wide: f32, high: f32, random: &mut Random) -> Vec<(f32, f32)> {
    let (w, h) = (wide, high * random.between(0.85, 1.15));
    match random.below(5) {
        0 => vec![(0.35 * w, -h), (0.5 * w, -0.1 * h), (0.8 * w, 0.0)],
        1 => vec![(0.6 * w, -0.9 * h), (0.25 * w, -h), (0.2 * w, -0.15 * h), (0.7 * w, -0.1 * h), (0.75 * w, -0.9 * h), (0.85 * w, 0.0)],
        2 => vec![(0.6 * w, -1.8 * h), (0.35 * w, -2.2 * h), (0.3 * w, -0.1 * h), (0.6 * w, -h), (0.8 * w, 0.0)],
        3 => vec![(0.6 * w, -h), (0.3 * w, -0.8 * h), (0.65 * w, -0.2 * h), (0.5 * w, 1.1 * h), (0.15 * w, 0.9 * h), (0.9 * w, -0.2 * h)],
        _ => vec![(0.25 * w, -h), (0.35 * w, 0.0), (0.6 * w, -0.9 * h), (0.75 * w, 0.0)],
    }
}

/// A tone mark or a hat.
fn mark((x, y): (f32, f32), high: f32, random: &mut Random) -> Vec<(f32, f32)> {
    if random.chance(0.5) {
        vec![(x, y), (x + 0.5 * high, y - 0.4 * high)]
    } else {
        vec![(x, y), (x + 0.25 * high, y - 0.4 * high), (x + 0.25 * high, y - 0.4 * high), (x + 0.5 * high, y)]
    }
}

/// Lines of such words, as many as fit in `wide` millimetres each.
pub fn lines(count: usize, wide: f32, high: f32, at: (f32, f32), random: &mut Random) -> Strokes {
    let mut strokes = Strokes::new();
    for line in 0..count {
        let (mut x, y) = (at.0, at.1 + line as f32 * 3.4 * high + 0.3 * random.about());
        while x < at.0 + wide - 3.0 * high {
            let (word, end) = word(2 + random.below(4), high, (x, y), random);
            strokes.extend(word);
            x = end + 0.6 * high;
        }
    }
    strokes
}
