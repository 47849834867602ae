//! Where streaks and creases run: thin lines without white paper, window after window along the page. Print
//! does not reach the edge of the sheet, they do: that tells them from the rules of forms and tables.

use crate::raster;
use crate::types::geometry::Rect;
use image::GrayImage;
use std::ops::Range;

/// Windows along the line, inches: longer than a letter's stem is tall, short enough to follow a lean.
const WINDOW: f64 = 0.125;
/// Brighter than this is white paper; what a line takes less off does no harm.
const WHITE: u8 = 225;
/// A window of a line holds at most this share of white.
const MOST_WHITE: f64 = 0.2;
/// And where no shades are left, at most this: what was pale is dots.
const DOTTED: f64 = 0.5;
/// Widest line, inches: streaks are a few sensors wide, creases under a millimetre.
const WIDEST: f64 = 0.06;
/// A line strays by at most this many inches from window to window: a lean of five degrees.
const STRAY: f64 = 0.014;
/// Widest gap in a line, inches, as where a crease is worn.
const GAP: f64 = 0.5;
/// A line runs over at least this share of the page, and is seen in this share of its windows.
const SPAN: f64 = 0.3;
const SEEN: f64 = 0.7;
/// At one end it begins at the sheet's very edge, where no stamp stands, and is seen in all but one of the windows
/// within this many inches: margins are at least 15 mm wide, and print does not reach into them.
const MARGIN: f64 = 0.625;
/// Most of its windows lie this near (inches) to one straight line: creases waver by less than half a millimetre.
const WAVER: f64 = 0.02;
const STRAIGHT: f64 = 0.8;
/// A window with more than this share of it dark lies beside the sheet.
const BESIDE: f64 = 0.5;

/// A direction of lines on a page: how to walk along them and across.
pub struct Axis {
    /// Pixels along the lines and across.
    pub along: usize,
    /// Pixels across the lines.
    pub across: usize,
    steps: (usize, usize),
}

impl Axis {
    /// Lines down the page, lines across it.
    pub fn both(grey: &GrayImage) -> [Self; 2] {
        let (width, height) = (grey.width() as usize, grey.height() as usize);
        [Self { along: height, across: width, steps: (width, 1) }, Self { along: width, across: height, steps: (1, width) }]
    }

    /// Index of a pixel.
    pub fn at(&self, along: usize, across: usize) -> usize {
        along * self.steps.0 + across * self.steps.1
    }

    fn is_down(&self) -> bool {
        self.steps.1 == 1
    }
}

/// A stretch of a line in one window: the first pixel across and the one after the last.
#[derive(Debug, Clone, Copy)]
struct Link {
    window: usize,
    x0: usize,
    x1: usize,
}

impl Link {
    fn middle(self) -> f64 {
        (self.x0 + self.x1) as f64 / 2.0
    }
}

/// A streak or a crease.
pub struct Line {
    window: usize,
    links: Vec<Link>,
}

impl Line {
    /// The windows it runs through, each as pixels along the page.
    pub fn windows<'a>(&'a self, axis: &'a Axis) -> impl Iterator<Item = Range<usize>> + 'a {
        let (first, last) = (self.links[0].window, self.links[self.links.len() - 1].window);
        (first..=last).map(|w| w * self.window..((w + 1) * self.window).min(axis.along))
    }

    /// Middle of the line across the page at a place along it.
    pub fn middle(&self, along: usize) -> f64 {
        let place = along as f64 / self.window as f64 - 0.5;
        let next = self.links.partition_point(|l| (l.window as f64) < place).min(self.links.len() - 1);
        let (a, b) = (self.links[next.saturating_sub(1)], self.links[next]);
        let share = if a.window == b.window { 0.0 } else { (place - a.window as f64) / (b.window - a.window) as f64 };
        a.middle() + (b.middle() - a.middle()) * share.clamp(0.0, 1.0)
    }

    /// Pixels across, in the middle of all windows.
    pub fn wide(&self) -> usize {
        raster::median(self.links.iter().map(|l| l.x1 - l.x0).collect()).unwrap_or(0)
    }

    /// Where it lies on the page.
    pub fn area(&self, axis: &Axis) -> Rect {
        let (x0, x1) = self.links.iter().fold((usize::MAX, 0), |(a, b), l| (a.min(l.x0), b.max(l.x1)));
        let y0 = self.links[0].window * self.window;
        let y1 = ((self.links[self.links.len() - 1].window + 1) * self.window).min(axis.along);
        let [x0, y0, x1, y1] = if axis.is_down() { [x0, y0, x1, y1] } else { [y0, x0, y1, x1] };
        Rect::new(x0 as i32, y0 as i32, x1 as i32, y1 as i32)
    }
}

/// All streaks and creases along an axis. `bilevel` tells that the page knows no shades.
pub fn find(grey: &GrayImage, axis: &Axis, (dpi, bilevel): (f64, bool)) -> Vec<Line> {
    let window = ((dpi * WINDOW) as usize).max(8);
    let lacks = lacking_white(grey, axis, (window, if bilevel { DOTTED } else { MOST_WHITE }));
    let rows: Vec<&[bool]> = lacks.chunks_exact(axis.across).collect();
    let on_sheet = |row: &&[bool]| (row.iter().filter(|b| **b).count() as f64) < BESIDE * axis.across as f64;
    let Some(first) = rows.iter().position(on_sheet) else { return Vec::new() };
    let last = rows.iter().rposition(on_sheet).unwrap_or(first);
    let widest = (dpi * WIDEST).max(3.0) as usize;
    let links = (first..=last).flat_map(|w| thin(rows[w], w, widest));
    let sheet = first..last + 1;
    let is_line = |links: &Vec<Link>| is_long(links, &sheet) && leaves(links, &sheet) && is_straight(links, dpi);
    chained(links, dpi).into_iter().filter(is_line).map(|links| Line { window, links }).collect()
}

fn is_long(links: &[Link], sheet: &Range<usize>) -> bool {
    let span = links[links.len() - 1].window + 1 - links[0].window;
    span as f64 >= SPAN * sheet.len() as f64 && links.len() as f64 >= SEEN * span as f64
}

/// Whether a line goes through the margin at one end of the sheet.
fn leaves(links: &[Link], sheet: &Range<usize>) -> bool {
    let margin = (MARGIN / WINDOW) as usize;
    let seen = |windows: Range<usize>| links.iter().filter(|l| windows.contains(&l.window)).count() + 1 >= margin;
    // The last window may be a sliver.
    let begins = links[0].window == sheet.start && seen(sheet.start..sheet.start + margin);
    begins || (links[links.len() - 1].window + 2 >= sheet.end && seen(sheet.end.saturating_sub(margin)..sheet.end))
}

/// Whether most links lie on the line through the middles of both halves.
fn is_straight(links: &[Link], dpi: f64) -> bool {
    let centre = |half: &[Link]| {
        let n = half.len() as f64;
        (half.iter().map(|l| l.window as f64).sum::<f64>() / n, half.iter().map(|l| l.middle()).sum::<f64>() / n)
    };
    let (from, to) = links.split_at(links.len() / 2);
    let ((w0, x0), (w1, x1)) = (centre(from), centre(to));
    let slope = (x1 - x0) / (w1 - w0);
    let near = |l: &&Link| (x0 + slope * (l.window as f64 - w0) - l.middle()).abs() <= 1.0 + WAVER * dpi;
    links.iter().filter(near).count() as f64 >= STRAIGHT * links.len() as f64
}

/// Per window and pixel across: whether the window has no more than a share of white there.
fn lacking_white(grey: &GrayImage, axis: &Axis, (window, share): (usize, f64)) -> Vec<bool> {
    let most = |length: usize| (length as f64 * share) as u16;
    let width = grey.width() as usize;
    if axis.is_down() {
        let mut counts = vec![0u16; width];
        return grey.as_raw().chunks(width * window).flat_map(|rows| {
            counts.fill(0);
            rows.chunks_exact(width).for_each(|row| row.iter().zip(&mut counts).for_each(|(&p, n)| *n += u16::from(p >= WHITE)));
            let limit = most(rows.len() / width);
            counts.iter().map(|&n| n <= limit).collect::<Vec<bool>>()
        }).collect();
    }
    let mut out = vec![false; axis.along.div_ceil(window) * axis.across];
    for (y, row) in grey.as_raw().chunks_exact(width).enumerate() {
        for (w, pixels) in row.chunks(window).enumerate() {
            let white: u16 = pixels.iter().map(|&p| u16::from(p >= WHITE)).sum();
            out[w * axis.across + y] = white <= most(pixels.len());
        }
    }
    out
}

/// The thin stretches in a window.
fn thin(row: &[bool], window: usize, widest: usize) -> Vec<Link> {
    let mut out = Vec::new();
    let mut x = 0;
    while let Some(skip) = row[x..].iter().position(|b| *b) {
        let x0 = x + skip;
        x = row[x0..].iter().position(|b| !*b).map_or(row.len(), |n| x0 + n);
        if x - x0 <= widest {
            out.push(Link { window, x0, x1: x });
        }
    }
    out
}

/// Links that go on from each other; each goes to the nearest line that ends near it.
fn chained(links: impl Iterator<Item = Link>, dpi: f64) -> Vec<Vec<Link>> {
    let (mut open, mut done): (Vec<Vec<Link>>, Vec<Vec<Link>>) = (Vec::new(), Vec::new());
    let gap = (GAP / WINDOW) as usize;
    let mut window = 0;
    for link in links {
        if link.window > window {
            window = link.window;
            let (ended, going): (Vec<_>, Vec<_>) = open.into_iter().partition(|c| c[c.len() - 1].window + gap < window);
            done.extend(ended);
            open = going;
        }
        let far = |c: &Vec<Link>| (c[c.len() - 1].middle() - link.middle()).abs();
        let stray = |c: &Vec<Link>| 1.5 + dpi * STRAY * (link.window - c[c.len() - 1].window) as f64;
        let ends = open.iter_mut().filter(|c| c[c.len() - 1].window < link.window && far(c) <= stray(c));
        // Of several the longest: a letter beside a streak is no streak.
        match ends.max_by_key(|c| c.len()) {
            Some(chain) => chain.push(link),
            None => open.push(vec![link]),
        }
    }
    done.extend(open);
    done
}
