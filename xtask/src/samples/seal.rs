//! A round red seal, inked unevenly. It says that it is a sample, so that it can pass for no one's.

use super::font::{Face, Fonts, Style};
use super::random::cloud;
use super::sheet::{Across, Sheet};
use super::warp::sample;
use anyhow::Result;
use image::{GrayImage, Luma};
use std::f32::consts::{PI, TAU};

const TEXT: &str = "VĂN BẢN MẪU • KHÔNG CÓ GIÁ TRỊ PHÁP LÝ • ";
/// Radius and half the thickness of each ring, in millimetres.
const RINGS: [(f32, f32); 3] = [(17.6, 0.4), (16.7, 0.12), (11.6, 0.15)];
/// The letters run between these radii, in millimetres.
const LETTERS: (f32, f32) = (12.2, 16.4);
/// Tips and notches of the star, in millimetres.
const STAR: (f32, f32) = (7.5, 2.9);

/// Stamps the seal with its middle at some millimetres from the top left.
pub fn stamp(layer: &mut GrayImage, fonts: &Fonts, dpi: f32, (x, y): (f32, f32)) -> Result<()> {
    let strip = strip(fonts, dpi)?;
    let pixels = dpi / 25.4;
    let (middle_x, middle_y) = (x * pixels, y * pixels);
    let reach = (18.5 * pixels) as i64;
    for dy in -reach..=reach {
        for dx in -reach..=reach {
            let (at_x, at_y) = (dx as f32 / pixels, dy as f32 / pixels);
            let ink = cover(&strip, pixels, at_x, at_y) * wetness(at_x, at_y);
            layer.put_pixel((middle_x as i64 + dx) as u32, (middle_y as i64 + dy) as u32, Luma([(ink * 255.0) as u8]));
        }
    }
    Ok(())
}

/// The letters of the ring, unrolled.
fn strip(fonts: &Fonts, dpi: f32) -> Result<GrayImage> {
    let length = TAU * (LETTERS.0 + LETTERS.1) / 2.0;
    let size = 10.0 * length / fonts.width(TEXT, Style(Face::Bold, 10.0))?;
    let mut sheet = Sheet::sized(fonts, dpi, (length, LETTERS.1 - LETTERS.0));
    sheet.print(Across::From(0.0), LETTERS.1 - LETTERS.0 - 0.6, TEXT, Style(Face::Bold, size.min(9.5)))?;
    Ok(sheet.ink)
}

fn cover(strip: &GrayImage, pixels: f32, x: f32, y: f32) -> f32 {
    let radius = x.hypot(y);
    let rings = RINGS.iter().map(|(ring, half)| edge((half - (radius - ring).abs()) * pixels));
    // Clockwise from the left, so that the first letters stand on the upper half.
    let turn = (y.atan2(x) + PI) / TAU;
    let unrolled = (turn * strip.width() as f32, (LETTERS.1 - radius) * pixels);
    let letters = if radius > LETTERS.0 { sample(strip, unrolled) } else { 0.0 };
    rings.fold(letters.max(edge(star(x, y) * pixels)), f32::max)
}

/// Distance inside of the star's edge, in millimetres.
fn star(x: f32, y: f32) -> f32 {
    let sector = TAU / 5.0;
    let from_tip = (x.atan2(-y).rem_euclid(sector) - sector / 2.0).abs();
    let angle = sector / 2.0 - from_tip;
    let (px, py) = (x.hypot(y) * angle.cos(), x.hypot(y) * angle.sin());
    let (ex, ey) = (STAR.1 * (sector / 2.0).cos() - STAR.0, STAR.1 * (sector / 2.0).sin());
    (ex * py - ey * (px - STAR.0)) / ex.hypot(ey)
}

fn edge(pixels_inside: f32) -> f32 {
    (pixels_inside + 0.5).clamp(0.0, 1.0)
}

/// How much ink the rubber gave at a place: broad pale parts and fine grain.
fn wetness(x: f32, y: f32) -> f32 {
    let broad = cloud(x / 7.0, y / 7.0, 11);
    let grain = cloud(x / 0.35, y / 0.35, 12);
    (0.45 + 0.75 * broad - 0.35 * grain).clamp(0.15, 0.95)
}
