//! Rectangles and the maps between a cleaned page and its scan.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// An upright rectangle in pixels, `x0 <= x < x1`, `y0 <= y < y1`; y grows downwards.
/// Serialised as `[x0, y0, x1, y1]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "[i32; 4]", into = "[i32; 4]")]
pub struct Rect {
    /// Left edge, inclusive.
    pub x0: i32,
    /// Top edge, inclusive.
    pub y0: i32,
    /// Right edge, exclusive.
    pub x1: i32,
    /// Bottom edge, exclusive.
    pub y1: i32,
}

impl Rect {
    /// A rectangle from its edges, in pixels.
    pub const fn new(x0: i32, y0: i32, x1: i32, y1: i32) -> Self {
        Self { x0, y0, x1, y1 }
    }
    /// The whole of a picture of some width and height, in pixels.
    pub const fn of_size((width, height): (u32, u32)) -> Self {
        Self::new(0, 0, width as i32, height as i32)
    }
    /// Width in pixels.
    pub const fn width(&self) -> i32 {
        self.x1 - self.x0
    }
    /// Height in pixels.
    pub const fn height(&self) -> i32 {
        self.y1 - self.y0
    }
    /// Area in square pixels.
    pub const fn area(&self) -> i64 {
        self.width() as i64 * self.height() as i64
    }
    /// The smallest rectangle around both.
    pub fn hull(&self, o: &Self) -> Self {
        Self::new(self.x0.min(o.x0), self.y0.min(o.y0), self.x1.max(o.x1), self.y1.max(o.y1))
    }
    /// The common part; its width or height is zero or negative where there is none.
    pub fn intersect(&self, o: &Self) -> Self {
        Self::new(self.x0.max(o.x0), self.y0.max(o.y0), self.x1.min(o.x1), self.y1.min(o.y1))
    }
    /// Whether the two share at least one pixel.
    pub fn overlaps(&self, o: &Self) -> bool {
        let i = self.intersect(o);
        i.x0 < i.x1 && i.y0 < i.y1
    }
    /// Its middle.
    pub const fn centre(&self) -> (i32, i32) {
        (i32::midpoint(self.x0, self.x1), i32::midpoint(self.y0, self.y1))
    }
    /// Whether a point lies in it.
    pub fn contains(&self, (x, y): (i32, i32)) -> bool {
        (self.x0..self.x1).contains(&x) && (self.y0..self.y1).contains(&y)
    }
    /// Its pixels, row by row.
    pub fn pixels(self) -> impl Iterator<Item = (i32, i32)> {
        (self.y0..self.y1).flat_map(move |y| (self.x0..self.x1).map(move |x| (x, y)))
    }
    /// Grown by `by` pixels on every side.
    pub const fn grown(&self, by: i32) -> Self {
        Self::new(self.x0 - by, self.y0 - by, self.x1 + by, self.y1 + by)
    }
    /// The smallest rectangle around all, None of none.
    pub fn hull_of(all: impl IntoIterator<Item = Self>) -> Option<Self> {
        all.into_iter().reduce(|a, b| a.hull(&b))
    }
}

impl From<[i32; 4]> for Rect {
    fn from([x0, y0, x1, y1]: [i32; 4]) -> Self {
        Self { x0, y0, x1, y1 }
    }
}

impl From<Rect> for [i32; 4] {
    fn from(r: Rect) -> Self {
        [r.x0, r.y0, r.x1, r.y1]
    }
}

impl JsonSchema for Rect {
    fn schema_name() -> Cow<'static, str> {
        "Rect".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "[x0, y0, x1, y1] in pixels of the page as a viewer shows it",
            "type": "array", "items": { "type": "integer" }, "minItems": 4, "maxItems": 4
        })
    }
}

impl Rect {
    /// Its place on an upright page, but for a shift, where the scan shows the page turned clockwise by some degrees.
    pub fn turned_back(&self, degrees: u32) -> Self {
        match degrees {
            90 => Self::new(self.y0, -self.x1, self.y1, -self.x0),
            180 => Self::new(-self.x1, -self.y1, -self.x0, -self.y0),
            270 => Self::new(-self.y1, self.x0, -self.y0, self.x1),
            _ => *self,
        }
    }
}

/// An affine map of the plane: `x' = a x + c y + e`, `y' = b x + d y + f`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Affine {
    /// `[a, b, c, d, e, f]`, as in PDF and SVG.
    pub m: [f64; 6],
}

impl Affine {
    /// The map that moves nothing.
    pub const IDENTITY: Self = Self { m: [1.0, 0.0, 0.0, 1.0, 0.0, 0.0] };

    /// The image of a point.
    pub fn point(&self, x: f64, y: f64) -> (f64, f64) {
        let [a, b, c, d, e, f] = self.m;
        (a * x + c * y + e, b * x + d * y + f)
    }
    /// First `self`, then `next`.
    pub fn then(&self, next: &Self) -> Self {
        let [a, b, c, d, e, f] = self.m;
        let (na, nb, nc, nd) = (next.m[0], next.m[1], next.m[2], next.m[3]);
        let (ox, oy) = next.point(e, f);
        Self { m: [na * a + nc * b, nb * a + nd * b, na * c + nc * d, nb * c + nd * d, ox, oy] }
    }
    /// The map back; that of a map that squeezes the plane is the identity.
    pub fn inverse(&self) -> Self {
        let [a, b, c, d, e, f] = self.m;
        let det = a * d - b * c;
        if det == 0.0 {
            return Self::IDENTITY;
        }
        Self { m: [d / det, -b / det, -c / det, a / det, (c * f - d * e) / det, (b * e - a * f) / det] }
    }
    /// The upright hull of the image of a rectangle, cut to `width` by `height` pixels.
    pub fn rect(&self, r: &Rect, (width, height): (u32, u32)) -> Rect {
        let corners = [(r.x0, r.y0), (r.x1, r.y0), (r.x0, r.y1), (r.x1, r.y1)]
            .map(|(x, y)| self.point(f64::from(x), f64::from(y)));
        let fold = |f: fn(f64, f64) -> f64, at: fn(&(f64, f64)) -> f64| corners.iter().map(at).reduce(f).unwrap_or(0.0);
        let (w, h) = (width as i32, height as i32);
        Rect::new(
            (fold(f64::min, |p| p.0).floor() as i32).clamp(0, w),
            (fold(f64::min, |p| p.1).floor() as i32).clamp(0, h),
            (fold(f64::max, |p| p.0).ceil() as i32).clamp(0, w),
            (fold(f64::max, |p| p.1).ceil() as i32).clamp(0, h),
        )
    }
}
