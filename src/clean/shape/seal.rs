//! Round seals as outlines.

use super::circle::{self, Circle};
use super::lift::{INK, Outline};
use crate::raster;
use crate::types::geometry::Rect;
use crate::types::page::RemovalKind;
use image::GrayImage;

/// Room around the rim, inches.
const SLACK: f64 = 0.045;
/// Ink on the rim that goes on across it for this many times the rim's thickness is a letter.
const ACROSS: f64 = 2.0;
/// Directions in which the rim is looked at to tell its ink.
const DIRECTIONS: usize = 180;

/// A seal with its rims.
pub struct Seal {
    circle: Circle,
    /// Of each radius in pixels, whether it is rim.
    rims: Vec<bool>,
    /// Radius in pixels up to which all is the seal's.
    reach: f64,
}

impl Seal {
    /// Measures the rims of a circle that was found.
    pub fn measure(grey: &GrayImage, circle: Circle, dpi: f64) -> Self {
        Self { rims: circle::rims(grey, &circle, dpi), reach: circle.radius + SLACK * dpi, circle }
    }

    fn offset(&self, x: i32, y: i32) -> (f64, f64) {
        (f64::from(x) + 0.5 - self.circle.x, f64::from(y) + 0.5 - self.circle.y)
    }
}

impl Outline for Seal {
    fn kind(&self) -> RemovalKind {
        RemovalKind::Seal
    }

    fn hull(&self) -> Rect {
        let (x, y, reach) = (self.circle.x, self.circle.y, self.reach);
        Rect::new((x - reach) as i32, (y - reach) as i32, (x + reach) as i32 + 1, (y + reach) as i32 + 1)
    }

    fn holds(&self, x: i32, y: i32) -> bool {
        let (dx, dy) = self.offset(x, y);
        dx.hypot(dy) <= self.reach
    }

    fn chord(&self, y: f64) -> Option<(f64, f64)> {
        let c = &self.circle;
        let half = (c.radius * c.radius - (y - c.y) * (y - c.y)).sqrt();
        (half > 0.0).then_some((c.x - half, c.x + half))
    }

    fn is_line(&self, grey: &GrayImage, x: i32, y: i32) -> bool {
        let (dx, dy) = self.offset(x, y);
        let far = dx.hypot(dy);
        // No seal is quite round: a pixel beside a rim is rim.
        let on = |r: i32| (r - 1..=r + 1).any(|r| self.rims.get(r.max(0) as usize).copied().unwrap_or(false));
        let at = far as i32;
        if !on(at) {
            return false;
        }
        let thick = 1 + (1..).take_while(|s| on(at + s)).count() + (1..).take_while(|s| on(at - s)).count();
        let most = (ACROSS * thick as f64) as i32 + 2;
        let dark = |step: i32| {
            let scale = (far + f64::from(step)) / far;
            let (px, py) = ((self.circle.x + dx * scale) as i64, (self.circle.y + dy * scale) as i64);
            raster::at(grey, px, py).is_some_and(|p| p < INK)
        };
        let run = (1..=most).take_while(|&s| dark(s)).count() + (1..=most).take_while(|&s| dark(-s)).count();
        run < most as usize
    }

    fn points(&self) -> Vec<(f64, f64)> {
        let c = &self.circle;
        let turn = |i: usize| (i as f64 / DIRECTIONS as f64 * std::f64::consts::TAU).sin_cos();
        (0..DIRECTIONS).map(turn).map(|(sin, cos)| (c.x + c.radius * cos, c.y + c.radius * sin)).collect()
    }

    fn has_lines(&self) -> bool {
        false
    }
}
