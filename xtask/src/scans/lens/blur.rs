//! Softness of optics and of paper.

use image::RgbImage;

/// Blurs by a Gaussian of some pixels, cut at three standard deviations; below a fifth of a pixel it is the picture itself.
pub fn blur(page: &RgbImage, sigma: f32) -> RgbImage {
    if sigma < 0.2 {
        return page.clone();
    }
    let weights = weights(sigma);
    let (width, height) = page.dimensions();
    let rows = across(page.as_raw(), width as usize, &weights);
    let out = down(&rows, width as usize * 3, &weights);
    RgbImage::from_raw(width, height, out).unwrap_or_default()
}

/// Weights from the middle outwards that make 1 in all.
fn weights(sigma: f32) -> Vec<f32> {
    let reach = (3.0 * sigma).ceil() as usize;
    let raw: Vec<f32> = (0..=reach).map(|i| (-((i * i) as f32) / (2.0 * sigma * sigma)).exp()).collect();
    let sum = 2.0 * raw.iter().sum::<f32>() - raw[0];
    raw.into_iter().map(|w| w / sum).collect()
}

fn across(pixels: &[u8], width: usize, weights: &[f32]) -> Vec<u8> {
    let mut out = Vec::with_capacity(pixels.len());
    for row in pixels.chunks_exact(width * 3) {
        for x in 0..width {
            for c in 0..3 {
                let at = |x: usize| f32::from(row[x * 3 + c]);
                let pair = |(i, w): (usize, &f32)| w * (at(x.saturating_sub(i)) + at((x + i).min(width - 1)));
                let sum = weights[0] * at(x) + weights.iter().enumerate().skip(1).map(pair).sum::<f32>();
                out.push(sum.round() as u8);
            }
        }
    }
    out
}

fn down(pixels: &[u8], stride: usize, weights: &[f32]) -> Vec<u8> {
    let rows: Vec<&[u8]> = pixels.chunks_exact(stride).collect();
    let mut out = Vec::with_capacity(pixels.len());
    for y in 0..rows.len() {
        let mut sums: Vec<f32> = rows[y].iter().map(|p| weights[0] * f32::from(*p)).collect();
        for (i, weight) in weights.iter().enumerate().skip(1) {
            let (above, below) = (rows[y.saturating_sub(i)], rows[(y + i).min(rows.len() - 1)]);
            for ((sum, a), b) in sums.iter_mut().zip(above).zip(below) {
                *sum += weight * (f32::from(*a) + f32::from(*b));
            }
        }
        out.extend(sums.iter().map(|sum| sum.round() as u8));
    }
    out
}
