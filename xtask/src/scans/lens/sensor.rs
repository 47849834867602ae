//! Grain and dirt of the sensor.

use super::shot::Shot;
use crate::scans::ink::canvas::raise;
use crate::scans::random::Random;

/// Adds grain of some levels, most of it alike in all channels.
pub fn noise(shot: &mut Shot, levels: f32, seed: u64) {
    let mut random = Random::new(seed);
    for pixel in shot.light.pixels_mut() {
        let grey = 1.6 * random.about();
        for light in &mut pixel.0 {
            let grain = levels * (grey + 0.6 * random.about());
            *light = (f32::from(*light) + grain).clamp(0.0, 255.0).round() as u8;
        }
    }
}

/// Draws lines down the page where dirt keeps light from the sensor, or a stuck sensor sees a colour.
pub fn streaks(shot: &mut Shot, [count, loss]: [f32; 2], seed: u64) {
    let mut random = Random::new(seed);
    let (width, height) = shot.light.dimensions();
    for _ in 0..count as usize {
        let (x, wide) = (random.below(width as usize) as u32, 1 + random.below((shot.dpi / 110.0) as usize) as u32);
        let tint = [random.between(0.6, 1.0), random.between(0.6, 1.0), random.between(0.6, 1.0)];
        let (from, to) = if random.chance(0.6) { (0, height) } else { (0, (height as f32 * random.between(0.4, 0.9)) as u32) };
        for y in from..to {
            let lost = loss * random.between(0.7, 1.0);
            (x..(x + wide).min(width)).for_each(|x| streak(shot, (x, y), tint.map(|t| t * lost)));
        }
    }
}

fn streak(shot: &mut Shot, at: (u32, u32), lost: [f32; 3]) {
    let pixel = shot.light.get_pixel_mut(at.0, at.1);
    (0..3).for_each(|c| pixel.0[c] = (f32::from(pixel.0[c]) * (1.0 - lost[c])).round() as u8);
    raise(&mut shot.cover, at, (lost.into_iter().fold(0.0, f32::max) * 255.0) as u8);
}
