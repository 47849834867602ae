//! What printing, scanning and cleaning do to a line: blur, noise, fading, thresholds, cuts.

use super::cover::Covers;
use crate::scans::random::{Random, cloud};
use image::{GrayImage, Luma};

/// Share of lines that something lies over.
const COVERED: f32 = 0.15;

/// A line as the engine gets it after cleaning: dark on white, grey or bilevel.
pub fn age(ink: &GrayImage, (covers, dpi): (&Covers, f32), random: &mut Random, seed: u64) -> GrayImage {
    let bilevel = random.unit() < 0.5;
    let mut page = blurred(ink, random.between(0.25, 0.9) * ink.height() as f32 / 60.0);
    uneven(&mut page, random, seed);
    if random.chance(COVERED) {
        covers.lay(&mut page, dpi, random, seed);
    }
    if random.unit() < 0.25 {
        cuts(&mut page, random);
    }
    noise(&mut page, random.between(2.0, if bilevel { 45.0 } else { 14.0 }), random);
    if bilevel { threshold(&mut page, random.between(0.22, 0.62)) } else { flatten(&mut page) }
    if random.unit() < 0.35 {
        specks(&mut page, random);
    }
    if random.unit() < 0.6 {
        page = straightened(&page, random);
    }
    let page = cropped(&page, random);
    GrayImage::from_fn(page.width(), page.height(), |x, y| Luma([255 - page.get_pixel(x, y).0[0]]))
}

/// The line as the engine's layout analysis cuts it out: the box of its ink and four pixels around (`kImagePadding`),
/// sometimes more, where it took something else along. Lines trained on with one fixed margin are read well at the
/// size that gives the letters, and worse at all others.
fn cropped(page: &GrayImage, random: &mut Random) -> GrayImage {
    let inked = |(_, _, pixel): &(u32, u32, &Luma<u8>)| pixel.0[0] > 70;
    let (mut x0, mut y0, mut x1, mut y1) = (page.width(), page.height(), 0, 0);
    for (x, y, _) in page.enumerate_pixels().filter(inked) {
        (x0, y0, x1, y1) = (x0.min(x), y0.min(y), x1.max(x + 1), y1.max(y + 1));
    }
    if x1 <= x0 {
        return page.clone();
    }
    let more = |random: &mut Random| 4 + if random.chance(0.15) { random.below((y1 - y0) as usize / 4 + 1) as u32 } else { 0 };
    let (above, below) = (more(random), more(random));
    let (left, top) = (x0.saturating_sub(4), y0.saturating_sub(above));
    let (right, bottom) = ((x1 + 4).min(page.width()), (y1 + below).min(page.height()));
    image::imageops::crop_imm(page, left, top, right - left, bottom - top).to_image()
}

/// Gauss, both ways; `sigma` in pixels.
fn blurred(ink: &GrayImage, sigma: f32) -> GrayImage {
    image::imageops::blur(ink, sigma.max(0.2))
}

/// Ink that is pale in places, as of a worn ribbon or toner.
fn uneven(page: &mut GrayImage, random: &mut Random, seed: u64) {
    let (strength, fade) = (random.between(0.55, 1.0), if random.unit() < 0.3 { random.between(0.1, 0.5) } else { 0.0 });
    let grain = random.between(2.0, 40.0);
    for (x, y, pixel) in page.enumerate_pixels_mut() {
        let share = strength * (1.0 - fade * cloud(x as f32 / grain, y as f32 / grain, seed));
        pixel.0[0] = (f32::from(pixel.0[0]) * share) as u8;
    }
}

/// Thin white curves where a seal's rim was taken away together with some print.
fn cuts(page: &mut GrayImage, random: &mut Random) {
    let (width, height) = (page.width() as f32, page.height() as f32);
    for _ in 0..1 + (random.unit() * 3.0) as u32 {
        let radius = random.between(2.0, 8.0) * height;
        let middle = (random.unit() * width, random.between(-radius, height + radius));
        let (half, left) = (random.between(0.4, 1.4), random.between(0.0, 0.6));
        for (x, y, pixel) in page.enumerate_pixels_mut() {
            let off = ((x as f32 - middle.0).hypot(y as f32 - middle.1) - radius).abs();
            if off < half {
                pixel.0[0] = (f32::from(pixel.0[0]) * left) as u8;
            }
        }
    }
}

fn noise(page: &mut GrayImage, strength: f32, random: &mut Random) {
    for pixel in page.pixels_mut() {
        let off = (random.unit() + random.unit() + random.unit() - 1.5) * strength;
        pixel.0[0] = (f32::from(pixel.0[0]) + off).clamp(0.0, 255.0) as u8;
    }
}

/// Bilevel at a share of the line's darkest ink.
fn threshold(page: &mut GrayImage, share: f32) {
    let darkest = page.as_raw().iter().copied().max().unwrap_or(255);
    let limit = f32::from(darkest) * share;
    page.pixels_mut().for_each(|p| p.0[0] = if f32::from(p.0[0]) > limit { 255 } else { 0 });
}

/// Grey with white paper, as cleaning leaves it: what is paler than a fifth of the ink is gone.
fn flatten(page: &mut GrayImage) {
    let darkest = page.as_raw().iter().copied().max().unwrap_or(255);
    let limit = darkest / 5;
    page.pixels_mut().for_each(|p| if p.0[0] < limit { p.0[0] = 0 });
}

/// Sampled between its pixels, as pages that lay askew are: how far between them drifts along the line.
fn straightened(page: &GrayImage, random: &mut Random) -> GrayImage {
    let (slope, start) = (random.between(0.002, 0.07), random.between(0.0, 2.0));
    let between = |along: u32| (1.0 - (start + along as f32 * slope).rem_euclid(2.0)).abs();
    let pixel = |x: u32, y: u32| f32::from(page.get_pixel(x.min(page.width() - 1), y.min(page.height() - 1)).0[0]);
    GrayImage::from_fn(page.width(), page.height(), |x, y| {
        let (right, down) = (between(y), between(x));
        let (upper, lower) = (pixel(x, y) * (1.0 - right) + pixel(x + 1, y) * right, pixel(x, y + 1) * (1.0 - right) + pixel(x + 1, y + 1) * right);
        Luma([(upper * (1.0 - down) + lower * down) as u8])
    })
}

fn specks(page: &mut GrayImage, random: &mut Random) {
    let size = (page.height() / 30).max(1);
    for _ in 0..1 + (random.unit() * 6.0) as u32 {
        let (x, y) = ((random.unit() * page.width() as f32) as u32, (random.unit() * page.height() as f32) as u32);
        let (wide, high) = (1 + (random.unit() * size as f32) as u32, 1 + (random.unit() * size as f32) as u32);
        for (dx, dy) in (0..wide).flat_map(|dx| (0..high).map(move |dy| (dx, dy))) {
            if let Some(pixel) = page.get_pixel_mut_checked(x + dx, y + dy) {
                pixel.0[0] = 255;
            }
        }
    }
}
