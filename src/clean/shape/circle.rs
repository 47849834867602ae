//! Round seals by their rim, where no colour tells them: a Hough transform of circles.
//!
//! Every edge votes for the middles that lie along its normal (Kimme, Ballard and Sklansky,
//! "Finding circles by an array of accumulators", 1975); a middle is believed if dark rim stands
//! around most of it.

use image::GrayImage;
use std::sync::LazyLock;

/// Working resolution: a rim is two pixels wide then.
const DPI: f64 = 75.0;
/// Radii of seals in inches: 25-42 mm across (Nghị định 99/2016/NĐ-CP, Thông tư 21/2012/TT-BCA), with room.
const RADII: (f64, f64) = (0.43, 0.90);
/// Edges weaker than this (levels over three pixels) do not vote.
const EDGE: f32 = 60.0;
/// Directions in which the rim is looked for.
const SECTORS: usize = 45;
/// Share of the directions, of those on the page, in which it must stand.
const ROUND: f64 = 0.62;
/// A rim pixel has at least this darkness (0-255) at the working resolution.
const DARK: u8 = 70;
/// Darker than this at full resolution is ink.
const INK: u8 = 128;
/// Share of the directions in which the rim must be ink at full resolution: on a page of pale grey print
/// the rows under a seal could not be told.
const INKED: f64 = 0.5;
/// The same for a seal of which less than half is on the page; chance makes short arcs more often.
const ROUND_PART: f64 = 0.68;
const INKED_PART: f64 = 0.55;
/// The least part of a seal, in directions, that is looked for: an arc of 60 degrees.
const LEAST_PART: usize = 2 * SECTORS / 6;
/// Middles of such seals lie outside of the page or this near (inches) to its edge.
const AT_EDGE: f64 = 0.1;
/// A radius is rim if it is dark in this share of the directions.
const RIM_DARK: f64 = 0.4;
/// How far outside of the circle found (inches) rim is looked for.
const RIM_OUT: f64 = 0.04;
/// Middles that are looked at, best first; and those at the edge of the page.
const CANDIDATES: usize = 8;
const CANDIDATES_AT_EDGE: usize = 6;

/// A circle in pixels of the page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Circle {
    /// Middle, across.
    pub x: f64,
    /// Middle, down.
    pub y: f64,
    /// To the middle of the outer rim.
    pub radius: f64,
}

/// The round seals of a page, strongest first.
pub fn find(grey: &GrayImage, dpi: f64) -> Vec<Circle> {
    let by = ((dpi / DPI).round() as u32).max(1);
    let small = super::shrunk(grey, by);
    let inch = dpi / f64::from(by);
    let radii = ((RADII.0 * inch) as i32, (RADII.1 * inch).ceil() as i32);
    let mut votes = Votes::cast(&small, radii);
    let near = (AT_EDGE * inch) as i32;
    let (right, bottom) = (small.width() as i32 - near, small.height() as i32 - near);
    let inner = move |x: i32, y: i32| (near..right).contains(&x) && (near..bottom).contains(&y);
    let mut out: Vec<Circle> = Vec::new();
    for i in 0..CANDIDATES + CANDIDATES_AT_EDGE {
        // What is left of a slice has fewer votes than chance gives in the body of a page.
        let Some(middle) = votes.best(|x, y| i < CANDIDATES || !inner(x, y)) else { break };
        votes.clear_around(middle, radii.0 / 2);
        out.extend(rim(&small, middle, radii).map(|(x, y, r)| {
            let scale = f64::from(by);
            sharpened(grey, Circle { x: (x + 0.5) * scale, y: (y + 0.5) * scale, radius: (r + 0.5) * scale }, by as i32)
        }).filter(|c| is_inked(c, grey)).filter(|c| out.iter().all(|o| (o.x - c.x).hypot(o.y - c.y) > o.radius)));
    }
    out
}

fn is_inked(c: &Circle, grey: &GrayImage) -> bool {
    let (share, seen) = share(c, c.radius, |p| p < INK, grey);
    share >= if seen < SECTORS { INKED_PART } else { INKED }
}

/// The circle that fits best at full resolution, `near` pixels around a coarse one.
fn sharpened(grey: &GrayImage, coarse: Circle, near: i32) -> Circle {
    let off = move || (-near..=near).map(f64::from);
    let middles = off().flat_map(|dy| off().map(move |dx| (coarse.x + dx, coarse.y + dy)));
    let tried = middles.flat_map(|(x, y)| off().map(move |dr| Circle { x, y, radius: coarse.radius + dr }));
    let scored = tried.map(|c| (share(&c, c.radius, |p| p < INK, grey).0, c));
    scored.fold((0.0, coarse), |best, next| if next.0 > best.0 { next } else { best }).1
}

/// Which circles about a seal's middle are rim: of each radius in pixels, from 0 to a little outside
/// of the seal, whether it is dark in most directions.
pub fn rims(grey: &GrayImage, circle: &Circle, dpi: f64) -> Vec<bool> {
    let last = (circle.radius + RIM_OUT * dpi) as u32;
    (0..=last).map(|r| f64::from(r) > 0.5 * circle.radius && share(circle, r.into(), |p| p < INK, grey).0 > RIM_DARK).collect()
}

/// Sine and cosine of the directions; circles are tried by the hundred thousand.
static DIRECTIONS: LazyLock<[(f64, f64); 2 * SECTORS]> =
    LazyLock::new(|| std::array::from_fn(|sector| (sector as f64 / (2 * SECTORS) as f64 * std::f64::consts::TAU).sin_cos()));

/// Share of the directions in which the pixel at a radius holds, of those on the page, and their number.
fn share(c: &Circle, radius: f64, holds: impl Fn(u8) -> bool, page: &GrayImage) -> (f64, usize) {
    let (mut seen, mut hit) = (0, 0u32);
    for (sin, cos) in DIRECTIONS.iter() {
        let (px, py) = ((c.x + radius * cos).floor(), (c.y + radius * sin).floor());
        if px >= 0.0 && py >= 0.0
            && let Some(p) = page.get_pixel_checked(px as u32, py as u32) {
            seen += 1;
            hit += u32::from(holds(p.0[0]));
        }
    }
    (if seen < LEAST_PART { 0.0 } else { f64::from(hit) / seen as f64 }, seen)
}

/// How many edges point to each pixel; middles of seals at the margin may lie outside of the page.
struct Votes {
    counts: Vec<u16>,
    width: i32,
    height: i32,
    margin: i32,
}

impl Votes {
    fn cast(dark: &GrayImage, radii: (i32, i32)) -> Self {
        let margin = radii.1;
        let (width, height) = (dark.width() as i32 + 2 * margin, dark.height() as i32 + 2 * margin);
        let mut votes = Self { counts: vec![0; (width * height) as usize], width, height, margin };
        for y in 1..dark.height().saturating_sub(1) {
            for x in 1..dark.width().saturating_sub(1) {
                if let Some(normal) = normal(dark, x, y) {
                    votes.along((x as i32, y as i32), normal, radii);
                }
            }
        }
        votes
    }

    /// A vote for the middles on both sides of an edge, in steps of 1/65536 pixel. None is further off than the margin.
    fn along(&mut self, (x, y): (i32, i32), (dx, dy): (f32, f32), radii: (i32, i32)) {
        let (dx, dy) = ((dx * 65536.0) as i32, (dy * 65536.0) as i32);
        let at = (y + self.margin) * self.width + x + self.margin;
        for r in radii.0..=radii.1 {
            let off = ((dy * r + 32768) >> 16) * self.width + ((dx * r + 32768) >> 16);
            for middle in [at + off, at - off] {
                if let Some(count) = self.counts.get_mut(middle as usize) {
                    *count = count.saturating_add(1);
                }
            }
        }
    }

    fn best(&self, at: impl Fn(i32, i32) -> bool) -> Option<(i32, i32)> {
        let mut best = (0, None);
        for (i, &count) in self.counts.iter().enumerate() {
            if count > best.0 {
                let middle = (i as i32 % self.width - self.margin, i as i32 / self.width - self.margin);
                best = if at(middle.0, middle.1) { (count, Some(middle)) } else { best };
            }
        }
        best.1
    }

    fn clear_around(&mut self, (x, y): (i32, i32), reach: i32) {
        for row in (y + self.margin - reach).max(0)..(y + self.margin + reach + 1).min(self.height) {
            let (from, to) = ((x + self.margin - reach).max(0), (x + self.margin + reach + 1).min(self.width));
            self.counts[(row * self.width + from) as usize..(row * self.width + to) as usize].fill(0);
        }
    }
}

/// Unit vector across the edge at a pixel (Sobel), None where there is none.
fn normal(dark: &GrayImage, x: u32, y: u32) -> Option<(f32, f32)> {
    let width = dark.width() as usize;
    let at = y as usize * width + x as usize;
    let p = |i: usize| i32::from(dark.as_raw()[i]);
    let (up, down) = (at - width, at + width);
    let dx = p(up + 1) + 2 * p(at + 1) + p(down + 1) - p(up - 1) - 2 * p(at - 1) - p(down - 1);
    let dy = p(down - 1) + 2 * p(down) + p(down + 1) - p(up - 1) - 2 * p(up) - p(up + 1);
    let length = ((dx * dx + dy * dy) as f32).sqrt();
    (length > 4.0 * EDGE).then(|| (dx as f32 / length, dy as f32 / length))
}

/// The outermost rim around a middle, which is moved a little to fit; None where it is not round.
fn rim(dark: &GrayImage, (x, y): (i32, i32), radii: (i32, i32)) -> Option<(f64, f64, f64)> {
    let near = (-2..=2).flat_map(|dy| (-2..=2).map(move |dx| (f64::from(x + dx), f64::from(y + dy))));
    let tried = near.flat_map(|(x, y)| (radii.0..=radii.1).map(move |r| (x, y, f64::from(r))));
    let round = |(x, y, r): (f64, f64, f64)| share(&Circle { x: x + 0.5, y: y + 0.5, radius: r }, r, |p| p >= DARK, dark);
    let scored: Vec<(f64, (f64, f64, f64))> = tried.filter_map(|c| {
        let (share, seen) = round(c);
        (share >= if seen < SECTORS { ROUND_PART } else { ROUND }).then_some((share, c))
    }).collect();
    let best = scored.iter().map(|s| s.0).fold(0.0, f64::max);
    let outermost = scored.into_iter().filter(|s| s.0 >= 0.85 * best);
    outermost.max_by(|a, b| a.1.2.total_cmp(&b.1.2).then(a.0.total_cmp(&b.0))).map(|s| s.1)
}
