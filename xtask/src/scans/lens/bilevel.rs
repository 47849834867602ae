//! Black and white by one threshold for the whole page.

use super::shot::Shot;
use crate::scans::random::{Random, cloud};
use image::{GrayImage, Luma};

/// Black (0) where a pixel gives back less than `threshold`, a share of white, give or take some grain.
pub fn bilevel(shot: &Shot, [threshold, grain]: [f32; 2], seed: u64) -> GrayImage {
    let mut random = Random::new(seed);
    GrayImage::from_fn(shot.light.width(), shot.light.height(), |x, y| {
        let light = grey(shot.light.get_pixel(x, y).0);
        // Far from the threshold no grain decides.
        if (light - threshold).abs() > 2.0 * grain {
            return Luma([if light < threshold { 0 } else { 255 }]);
        }
        let coarse = cloud(x as f32 / 2.2, y as f32 / 2.2, seed) - 0.5;
        let cut = threshold + grain * (1.2 * coarse + 0.6 * random.about());
        Luma([if light < cut { 0 } else { 255 }])
    })
}

/// Brightness of a pixel, 0 to 1.
pub fn grey([red, green, blue]: [u8; 3]) -> f32 {
    (0.299 * f32::from(red) + 0.587 * f32::from(green) + 0.114 * f32::from(blue)) / 255.0
}
