//! Ruled stamps as outlines.

use super::frame::Frame;
use super::lift::{INK, Outline};
use super::rules::Rule;
use crate::raster::{self, Component};
use crate::types::geometry::Rect;
use crate::types::page::RemovalKind;
use image::GrayImage;

/// Room around the frame, inches.
const SLACK: f64 = 0.02;
/// How far from the straight line (inches) its ink may lie: no stamp and no scan is quite straight.
const BENT: f64 = 0.015;
/// Ink on a rule that goes on across it for this many times its thickness is a letter.
const ACROSS: f64 = 2.0;
/// Points between which sides are looked at, inches.
const APART: f64 = 0.04;
/// A word for haste or secrecy fills at least this share of its frame's height.
const WORD: f64 = 0.33;

/// A stamp with its rules.
pub struct Stamp {
    frame: Frame,
    rules: Vec<Rule>,
    /// Of the rules, pixels.
    thick: f64,
    inch: f64,
    kind: RemovalKind,
}

impl Stamp {
    /// Measures the rules of a frame that was found, and tells by its letters what it is.
    pub fn measure(grey: &GrayImage, frame: Frame, marks: &[Component], dpi: f64) -> Self {
        let rules: Vec<Rule> = frame.sides().chain(frame.inner.iter().copied()).collect();
        let kind = if has_large_word(&frame, marks) { RemovalKind::UrgencyStamp } else { RemovalKind::ArrivalStamp };
        let mut stamp = Self { frame, rules, thick: 1.0, inch: dpi, kind };
        let runs = stamp.points().into_iter().map(|p| (p.0 as i32, p.1 as i32)).filter(|&(x, y)| dark(grey, x, y));
        stamp.thick = raster::median(runs.map(|(x, y)| run(grey, (x, y), true, i32::MAX).min(run(grey, (x, y), false, i32::MAX))).collect()).unwrap_or(1).into();
        stamp
    }
}

/// Whether one line of letters fills a frame: the middle half of its letters is that tall.
fn has_large_word(frame: &Frame, marks: &[Component]) -> bool {
    let high = frame.height();
    let inside = marks.iter().filter(|m| {
        let middle = (f64::from(m.area.x0 + m.area.x1) / 2.0, f64::from(m.area.y0 + m.area.y1) / 2.0);
        frame.holds(middle, 0.0) && f64::from(m.area.height()) < 0.9 * high && f64::from(m.area.width()) < 2.0 * high && f64::from(m.area.height()) > 0.12 * high
    });
    raster::median(inside.map(|m| m.area.height()).collect()).is_some_and(|m| f64::from(m) >= WORD * high)
}

impl Outline for Stamp {
    fn kind(&self) -> RemovalKind {
        self.kind
    }

    fn hull(&self) -> Rect {
        let [l, t, r, b] = self.frame.hull();
        Rect::new(l as i32, t as i32, r as i32 + 1, b as i32 + 1).grown((SLACK * self.inch) as i32)
    }

    fn holds(&self, x: i32, y: i32) -> bool {
        self.frame.holds((f64::from(x) + 0.5, f64::from(y) + 0.5), SLACK * self.inch)
    }

    fn chord(&self, y: f64) -> Option<(f64, f64)> {
        self.frame.chord(y)
    }

    fn is_line(&self, grey: &GrayImage, x: i32, y: i32) -> bool {
        let most = (ACROSS * self.thick) as i32 + 2;
        let reach = 0.5 * self.thick + BENT * self.inch;
        self.rules.iter().any(|rule| {
            let (far, along) = rule.place((f64::from(x) + 0.5, f64::from(y) + 0.5));
            let lies = (rule.to.0 - rule.from.0).abs() >= (rule.to.1 - rule.from.1).abs();
            far.abs() <= reach && (-0.02..=1.02).contains(&along) && run(grey, (x, y), lies, most) < most
        })
    }

    fn points(&self) -> Vec<(f64, f64)> {
        let along = |s: Rule| {
            let steps = ((s.length() / (APART * self.inch)) as usize).max(1);
            (0..=steps).map(move |i| {
                let t = i as f64 / steps as f64;
                (s.from.0 + t * (s.to.0 - s.from.0), s.from.1 + t * (s.to.1 - s.from.1))
            })
        };
        self.frame.sides().flat_map(along).collect()
    }

    fn has_lines(&self) -> bool {
        true
    }
}

fn dark(grey: &GrayImage, x: i32, y: i32) -> bool {
    raster::at(grey, x.into(), y.into()).is_some_and(|p| p < INK)
}

/// Ink in a row through a pixel across a rule, counted up to `most`.
fn run(grey: &GrayImage, (x, y): (i32, i32), lies: bool, most: i32) -> i32 {
    let at = |s: i32| if lies { dark(grey, x, y + s) } else { dark(grey, x + s, y) };
    let count = |sign: i32| (1..most.min(200)).take_while(|s| at(sign * s)).count() as i32;
    1 + count(1) + count(-1)
}
