//! Straight rules that lie or stand, also broken ones: a Hough transform that keeps stretches.
//!
//! Points of thin strokes vote for lines (Duda and Hart, "Use of the Hough transformation to detect
//! lines and curves in pictures", 1972). They come in order along the lines, so each cell of the
//! accumulator holds the stretch it is in instead of a count, and gives it off when a gap ends it.

use crate::raster;
use image::GrayImage;

/// Working resolution: a rule is one to three pixels thick then.
const DPI: f64 = 100.0;
/// A point has at least this darkness (0-255) there.
const DARK: u8 = 64;
/// A rule has paper on both sides at this distance, inches; bars of letters are as thin, but short.
const FLANK: f64 = 0.03;
/// Lean of rules on both sides, degrees: a stamp is pressed by hand on a page that may lean too.
const LEAN: f64 = 8.0;
/// Between two directions that are tried, degrees: half a pixel over an inch.
const STEP: f64 = 0.4;
/// Stretches end at gaps of this length, inches.
const GAP: f64 = 0.06;
/// Shortest stretch, inches, and the share of it that is inked.
const SHORTEST: f64 = 0.16;
const INKED: f64 = 0.72;
/// Stretches on one line are one rule when closer than this, inches.
const JOINED: f64 = 0.3;
/// Distance from a line that is still on it, inches.
const ON: f64 = 0.022;

/// A straight rule: `from` is its left or upper end; pixels of the page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rule {
    /// One end.
    pub from: (f64, f64),
    /// The other.
    pub to: (f64, f64),
}

impl Rule {
    /// Its length in pixels.
    pub fn length(&self) -> f64 {
        (self.to.0 - self.from.0).hypot(self.to.1 - self.from.1)
    }

    /// Distance of a point from the line through both ends, and how far along it its foot lies (0 to 1).
    pub fn place(&self, (x, y): (f64, f64)) -> (f64, f64) {
        let (dx, dy) = (self.to.0 - self.from.0, self.to.1 - self.from.1);
        let (px, py) = (x - self.from.0, y - self.from.1);
        let square = (dx * dx + dy * dy).max(1.0);
        ((dx * py - dy * px) / square.sqrt(), (dx * px + dy * py) / square)
    }

    fn swapped(self) -> Self {
        Self { from: (self.from.1, self.from.0), to: (self.to.1, self.to.0) }
    }
}

/// The thin strokes of a page at a working resolution.
pub struct Strokes {
    page: GrayImage,
    across: GrayImage,
    /// Of strokes that stand, with x and y swapped.
    down: GrayImage,
    scale: f64,
    inch: f64,
}

impl Strokes {
    /// Of a page of dark print on white.
    pub fn of(grey: &GrayImage, dpi: f64) -> Self {
        let by = ((dpi / DPI) as u32).max(1);
        let small = super::shrunk(grey, by);
        let inch = dpi / f64::from(by);
        let flank = (FLANK * inch).round() as usize;
        Self { across: thin(&small, flank), down: thin(&transposed(&small), flank), page: small, scale: by.into(), inch }
    }

    /// The rules that lie.
    pub fn lying(&self) -> Vec<Rule> {
        self.scaled(stretches(&self.across, self.inch))
    }

    /// The rules that stand.
    pub fn standing(&self) -> Vec<Rule> {
        self.scaled(stretches(&self.down, self.inch)).into_iter().map(Rule::swapped).collect()
    }

    fn scaled(&self, found: Vec<Rule>) -> Vec<Rule> {
        let point = |(x, y): (f64, f64)| ((x + 0.5) * self.scale, (y + 0.5) * self.scale);
        found.into_iter().map(|r| Rule { from: point(r.from), to: point(r.to) }).collect()
    }

    /// Share of a line between two points on which a thin stroke runs along it.
    pub fn inked(&self, line: &Rule) -> f64 {
        let (dx, dy) = ((line.to.0 - line.from.0).abs(), (line.to.1 - line.from.1).abs());
        let (points, line) = if dx >= dy { (&self.across, *line) } else { (&self.down, line.swapped()) };
        self.share(points, &line, |p| p > 0)
    }

    /// Share of a line between two points on which there is ink.
    pub fn dark(&self, line: &Rule) -> f64 {
        self.share(&self.page, line, |p| p >= DARK)
    }

    fn share(&self, points: &GrayImage, line: &Rule, holds: impl Fn(u8) -> bool) -> f64 {
        let steps = ((line.length() / self.scale) as usize).max(1);
        let hit = (0..steps).filter(|&i| {
            let t = (i as f64 + 0.5) / steps as f64;
            let at = |a: f64, b: f64| ((a + (b - a) * t) / self.scale) as i64;
            let (x, y) = (at(line.from.0, line.to.0), at(line.from.1, line.to.1));
            (y - 1..=y + 1).any(|y| raster::at(points, x, y).is_some_and(&holds))
        });
        hit.count() as f64 / steps as f64
    }
}

fn transposed(image: &GrayImage) -> GrayImage {
    GrayImage::from_fn(image.height(), image.width(), |x, y| *image.get_pixel(y, x))
}

/// 255 on dark pixels with paper above and below.
fn thin(dark: &GrayImage, flank: usize) -> GrayImage {
    let (width, height) = (dark.width() as usize, dark.height() as usize);
    let mut out = GrayImage::new(dark.width(), dark.height());
    let row = |y: usize| &dark.as_raw()[y * width..(y + 1) * width];
    for y in flank..height.saturating_sub(flank) {
        let flanks = row(y - flank).iter().zip(row(y + flank));
        let points = row(y).iter().zip(flanks).map(|(&p, (&a, &b))| p >= DARK && a < DARK && b < DARK);
        out.as_mut()[y * width..(y + 1) * width].iter_mut().zip(points).filter(|(_, p)| *p).for_each(|(o, _)| *o = 255);
    }
    out
}

/// What a cell of the accumulator holds.
#[derive(Clone, Copy, Default)]
struct Stretch {
    from: u32,
    to: u32,
    points: u32,
}

/// Rules that run across, in pixels of the picture of points.
fn stretches(points: &GrayImage, inch: f64) -> Vec<Rule> {
    let (width, height) = (points.width() as usize, points.height() as usize);
    let side = (LEAN / STEP) as i32;
    let slopes: Vec<f32> = (-side..=side).map(|i| (f64::from(i) * STEP).to_radians().tan() as f32).collect();
    let margin = (width as f32 * slopes.last().copied().unwrap_or(0.0)) as usize + 2;
    let cells = height + 2 * margin;
    let mut held = vec![Stretch::default(); slopes.len() * cells];
    let (gap, shortest) = ((GAP * inch) as u32, SHORTEST * inch);
    let mut found: Vec<Rule> = Vec::new();
    let long = |s: &Stretch| f64::from(s.to - s.from) >= shortest && f64::from(s.points) >= INKED * f64::from(s.to - s.from);
    let rule = |s: &Stretch, slope: f32, cell: usize| {
        let at = |x: u32| (f64::from(x), cell as f64 - margin as f64 + f64::from(slope) * f64::from(x));
        Rule { from: at(s.from), to: at(s.to) }
    };
    for (x, y) in in_columns(points) {
        for (i, &slope) in slopes.iter().enumerate() {
            let cell = (y as f32 - slope * x as f32 + margin as f32 + 0.5) as usize;
            let stretch = &mut held[i * cells + cell.min(cells - 1)];
            if stretch.points > 0 && x <= stretch.to + gap {
                stretch.points += u32::from(x > stretch.to);
                stretch.to = x;
            } else {
                if long(stretch) { found.push(rule(stretch, slope, cell)) }
                *stretch = Stretch { from: x, to: x, points: 1 };
            }
        }
    }
    let left = held.iter().enumerate().filter(|(_, s)| long(s)).map(|(i, s)| rule(s, slopes[i / cells], i % cells));
    found.extend(left.collect::<Vec<_>>());
    joined(distinct(found, inch), inch)
}

/// The points from left to right.
fn in_columns(points: &GrayImage) -> Vec<(u32, u32)> {
    let mut out: Vec<(u32, u32)> = points.enumerate_pixels().filter(|(_, _, p)| p.0[0] > 0).map(|(x, y, _)| (x, y)).collect();
    out.sort_unstable();
    out
}

/// The longest of those that run along one stroke.
fn distinct(mut found: Vec<Rule>, inch: f64) -> Vec<Rule> {
    found.sort_by(|a, b| b.length().total_cmp(&a.length()));
    let mut out: Vec<Rule> = Vec::new();
    for rule in found {
        let middle = ((rule.from.0 + rule.to.0) / 2.0, (rule.from.1 + rule.to.1) / 2.0);
        let seen = |o: &Rule| { let (far, along) = o.place(middle); far.abs() <= ON * inch && (0.0..=1.0).contains(&along) };
        if !out.iter().any(seen) { out.push(rule) }
    }
    out
}

/// Those that go on on one line as one.
fn joined(mut found: Vec<Rule>, inch: f64) -> Vec<Rule> {
    found.sort_by(|a, b| a.from.0.total_cmp(&b.from.0));
    let mut out: Vec<Rule> = Vec::new();
    for rule in found {
        match out.iter_mut().find(|o| goes_on(o, &rule, inch)) {
            Some(open) => if rule.to.0 > open.to.0 { open.to = rule.to },
            None => out.push(rule),
        }
    }
    out
}

fn goes_on(open: &Rule, next: &Rule, inch: f64) -> bool {
    let whole = Rule { from: open.from, to: next.to };
    next.from.0 - open.to.0 <= JOINED * inch && whole.length() > 0.0
        && [open.to, next.from].iter().all(|&p| whole.place(p).0.abs() <= ON * inch)
        && open.place(next.from).0.abs() <= 2.0 * ON * inch
}
