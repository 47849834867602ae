//! Lines of the form with blanks that a hand filled in: number and date of the head, entries of an arrival stamp.
//!
//! The digits are samples of many writers (MNIST: LeCun, Cortes and Burges, from NIST's Special Databases 1 and 3), typefaces
//! drawn after handwriting, and the strokes of `scans::hand`; none of them comes from a scan of a notice.

use super::face::{self, Faces};
use super::text::{Entry, Texts};
use super::written::Hands;
use crate::scans::random::Random;
use ab_glyph::FontVec;
use image::{GrayImage, imageops};

/// Height of capitals against the em.
const CAPITAL: f32 = 0.66;
/// Heights of written digits against capitals.
const HIGH: (f32, f32) = (0.85, 1.75);
/// Blanks between print and hand, ems: hands also write over the print.
const GAP: (f32, f32) = (-0.08, 0.7);
/// The margin that `face::set` leaves to each side, ems.
const MARGIN: f32 = 0.4;

/// What a line is made with.
pub struct Form<'a> {
    /// What it says.
    pub texts: &'a Texts,
    /// How it is printed.
    pub faces: &'a Faces,
    /// Who fills it in.
    pub hands: &'a Hands,
}

/// A line: what it says and its ink (255 full), `size` the em in pixels; None where a face lacks a letter.
pub fn line(form: &Form, size: f32, random: &mut Random) -> Option<(String, GrayImage)> {
    let entry = form.texts.entry(random);
    let style = if entry.date { [2, 2, 2, 0][random.below(4)] } else { [0, 0, 0, 1][random.below(4)] };
    let sheet = Sheet { face: form.faces.pick(random.unit(), style), size, stretch: random.between(0.92, 1.06) };
    let ink = sheet.filled(&entry, form.hands, random)?;
    Some((entry.text(), ink))
}

/// The print of a line.
struct Sheet<'a> {
    face: &'a FontVec,
    size: f32,
    stretch: f32,
}

impl Sheet<'_> {
    fn filled(&self, entry: &Entry, hands: &Hands, random: &mut Random) -> Option<GrayImage> {
        let margin = (MARGIN * self.size) as i64;
        let base = face::baseline(self.face, self.size)?;
        let hand = hands.pick(random);
        let high = CAPITAL * self.size * random.between(HIGH.0, HIGH.1);
        let (mut pieces, mut pen): (Vec<(i64, i64, GrayImage)>, i64) = (Vec::new(), 0);
        for part in &entry.parts {
            if let Some(print) = part.print() {
                let ink = face::set(self.face, print, self.size, self.stretch)?;
                let wide = i64::from(ink.width());
                pieces.push((pen, 0, ink));
                pen += wide - 2 * margin;
                continue;
            }
            let (before, after) = (self.gap(random), self.gap(random));
            let ink = hands.write(hand, part.hand(), high, random);
            let (wide, tall) = (i64::from(ink.width()), i64::from(ink.height()));
            let foot = base as i64 + (random.about() * 0.3 * CAPITAL * self.size) as i64;
            pieces.push((pen + margin + before, foot - tall, ink));
            pen += before + wide + after;
        }
        Some(laid(&pieces, entry.dotted.then_some(base)))
    }

    fn gap(&self, random: &mut Random) -> i64 {
        (self.size * random.between(GAP.0, GAP.1)) as i64
    }
}

/// Pieces on one sheet; on a dotted line, if one is given.
fn laid(pieces: &[(i64, i64, GrayImage)], dots: Option<f32>) -> GrayImage {
    let top = pieces.iter().map(|p| p.1).min().unwrap_or(0).min(0);
    let width = pieces.iter().map(|(x, _, ink)| x + i64::from(ink.width())).max().unwrap_or(1);
    let height = pieces.iter().map(|(_, y, ink)| y - top + i64::from(ink.height())).max().unwrap_or(1);
    let mut out = GrayImage::new(width as u32 + 8, height as u32 + 2);
    for (x, y, ink) in pieces {
        for (dx, dy, pixel) in ink.enumerate_pixels() {
            let (x, y) = ((*x).max(0) as u32 + dx, (y - top) as u32 + dy);
            out.get_pixel_mut_checked(x, y).into_iter().for_each(|p| p.0[0] = p.0[0].max(pixel.0[0]));
        }
    }
    if let Some(base) = dots {
        dotted(&mut out, (base as i64 - top) as u32);
    }
    out
}

fn dotted(out: &mut GrayImage, y: u32) {
    let dot = (out.height() / 30).max(1);
    for x in (out.width() / 4..out.width().saturating_sub(dot)).step_by(4 * dot as usize) {
        let square = GrayImage::from_pixel(dot, dot, image::Luma([200]));
        imageops::replace(out, &square, i64::from(x), i64::from(y.saturating_sub(dot)));
    }
}
