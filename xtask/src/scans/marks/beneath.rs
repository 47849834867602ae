//! What shows through the paper: the sheet's own back, mirrored, and the sheet beneath, upright.

use crate::scans::ink::canvas::{Canvas, raise};
use crate::scans::lens::blur::blur;
use crate::scans::random::{Random, cloud};
use image::RgbImage;

/// How far ink spreads in the paper, in millimetres.
const SPREAD: f32 = 0.16;

/// Lets the back, as `other` shows it, through a page: mirrored, `dark` (0 to 1) of its own darkness.
pub fn through(canvas: &mut Canvas, other: &RgbImage, dark: f32, seed: u64) {
    let mut random = Random::new(seed);
    let shift = (canvas.px(2.5 * random.about()) as i64, canvas.px(4.0 * random.about()) as i64);
    let other = blur(other, canvas.px(SPREAD));
    let last = i64::from(canvas.light.width()) - 1;
    show(canvas, &other, |x, y| (last - x + shift.0, y + shift.1), |at_x, at_y| dark * mottle(at_x, at_y, seed));
}

/// Lets the sheet beneath through in patches that make up `share` of the page.
pub fn beneath(canvas: &mut Canvas, other: &RgbImage, (dark, share): (f32, f32), seed: u64) {
    let mut random = Random::new(seed);
    let shift = (canvas.px(2.0 + 3.0 * random.about()) as i64, canvas.px(3.2 + 2.0 * random.about()) as i64);
    let other = blur(other, canvas.px(SPREAD / 2.0));
    let patch = |at_x: f32, at_y: f32| {
        let field = cloud(at_x / 90.0, at_y / 34.0, seed + 7);
        dark * ((field - (1.0 - share) * 0.75) * 8.0).clamp(0.0, 1.0) * mottle(at_x, at_y, seed)
    };
    show(canvas, &other, |x, y| (x + shift.0, y + shift.1), patch);
}

/// Paper lets more through here and less there.
fn mottle(x: f32, y: f32, seed: u64) -> f32 {
    let region = 0.6 * cloud(x / 40.0, y / 40.0, seed) + 0.4 * cloud(x / 9.0, y / 9.0, seed + 2);
    (2.2 * region - 0.45).clamp(0.05, 1.1) * (0.65 + 0.7 * cloud(x / 0.6, y / 0.6, seed + 1))
}

/// Darkens every pixel by the pixel of `other` that lies at `from` of it, as much as `strength` says of its place in millimetres.
fn show(canvas: &mut Canvas, other: &RgbImage, from: impl Fn(i64, i64) -> (i64, i64), strength: impl Fn(f32, f32) -> f32) {
    for y in 0..canvas.light.height() {
        for x in 0..canvas.light.width() {
            let (own_x, own_y) = from(i64::from(x), i64::from(y));
            let (Ok(own_x), Ok(own_y)) = (u32::try_from(own_x), u32::try_from(own_y)) else { continue };
            let Some(ink) = other.get_pixel_checked(own_x, own_y).filter(|p| p.0 != [255; 3]) else { continue };
            let (at_x, at_y) = canvas.mm(x, y);
            let share = strength(at_x, at_y);
            let lost = ink.0.map(|light| share * (255.0 - f32::from(light)) / 255.0);
            let pixel = canvas.light.get_pixel_mut(x, y);
            (0..3).for_each(|c| pixel.0[c] = (f32::from(pixel.0[c]) * (1.0 - lost[c])).round() as u8);
            let most = lost.into_iter().fold(0.0, f32::max);
            raise(&mut canvas.cover, (x, y), (most * 255.0) as u8);
        }
    }
}
