//! A colour scan: inks on yellowish, uneven paper under a lamp that is not quite even either.

use super::random::{Random, cloud};
use super::warp::{Skew, blur, sample};
use image::{GrayImage, Rgb, RgbImage};

/// Light that unprinted paper gives back, by channel.
const PAPER: [f32; 3] = [249.0, 246.0, 233.0];
/// What is left of the light under full black, red and blue ink, by channel.
const BLACK: [f32; 3] = [0.13, 0.13, 0.14];
const RED: [f32; 3] = [0.84, 0.20, 0.24];
const BLUE: [f32; 3] = [0.16, 0.24, 0.66];
/// Noise of the sensor, in levels.
const NOISE: f32 = 5.0;

/// The inks of a page, upright.
pub struct Inks {
    /// The print.
    pub black: GrayImage,
    /// The seal.
    pub red: GrayImage,
    /// The pen.
    pub blue: GrayImage,
}

/// Scans a page that lies `degrees` clockwise on the glass.
pub fn scan(inks: &Inks, degrees: f32, seed: u64) -> RgbImage {
    let (width, height) = inks.black.dimensions();
    let skew = Skew::new(degrees, (width, height));
    let layers = [(blur(&inks.black), BLACK), (blur(&inks.red), RED), (blur(&inks.blue), BLUE)];
    let mut random = Random::new(seed);
    RgbImage::from_fn(width, height, |x, y| {
        let under = skew.under(x, y);
        let shade = shade(x as f32, y as f32, seed);
        let noise = (random.unit() + random.unit() - 1.0) * NOISE;
        let cover = layers.each_ref().map(|(ink, left)| (sample(ink, under), left));
        Rgb([0, 1, 2].map(|c| {
            let light = cover.iter().fold(PAPER[c] * shade, |light, (ink, left)| light * (1.0 - ink * (1.0 - left[c])));
            (light + noise).clamp(0.0, 255.0) as u8
        }))
    })
}

/// Unevenness of paper and lamp, 1 where there is none.
fn shade(x: f32, y: f32, seed: u64) -> f32 {
    let lamp = cloud(x / 1400.0, y / 1400.0, seed);
    let paper = cloud(x / 90.0, y / 90.0, seed + 1);
    1.0 - 0.045 * lamp - 0.012 * paper
}
