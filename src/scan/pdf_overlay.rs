//! What lies over the picture of a PDF page and is no part of it: logos, lettering and annotations
//! of electronic signatures. It stays out of the picture and is recorded.

use crate::raster;
use crate::types::geometry;
use crate::types::page::{Removal, RemovalKind};
use hayro_interpret::font::{Glyph, GlyphRun, PositionedGlyph};
use hayro_syntax::object::{Array, Dict, Rect as PdfRect, String as PdfString};
use hayro_syntax::page::Page;
use kurbo::{Affine, Rect, Shape};

/// Annotation flags (ISO 32000-1, 12.5.3) of what no viewer shows: hidden, no view.
const UNSEEN: i32 = 1 << 1 | 1 << 5;
/// Parts recorded as one when closer than this share of the page's height.
const APART: f64 = 0.01;

/// One thing on the page, in points of the page as a viewer shows it.
pub struct Overlay {
    /// Its upright hull.
    pub hull: Rect,
    /// What it says, empty for pictures.
    pub text: String,
}

/// The letters of a run, drawn with `transform`.
pub fn letters(run: &GlyphRun<'_, '_>, transform: Affine) -> Option<Overlay> {
    let hull = run.glyphs().iter().map(|g| glyph_hull(g, transform)).reduce(|a, b| a.union(b))?;
    let text = run.glyphs().iter().filter_map(|g| g.as_unicode()).map(|c| match c {
        hayro_cmap::BfString::Char(c) => c.to_string(),
        hayro_cmap::BfString::String(s) => s,
    });
    Some(Overlay { hull, text: text.collect() })
}

/// A letter without outline, as a blank, is a point.
pub fn glyph_hull(glyph: &PositionedGlyph<'_>, transform: Affine) -> Rect {
    let own = transform * glyph.transform();
    let drawn = match &**glyph {
        Glyph::Outline(o) => Some((own * o.outline()).bounding_box()),
        Glyph::Type3(_) => None,
    };
    let origin = own.translation().to_point();
    drawn.filter(|r| r.area() > 0.0).unwrap_or_else(|| Rect::from_points(origin, origin))
}

/// The annotations that a viewer shows.
pub fn annotations(page: &Page<'_>, initial: Affine) -> Vec<Overlay> {
    let all = page.raw().get::<Array<'_>>("Annots");
    let entries = all.iter().flat_map(|a| a.iter::<Dict<'_>>());
    let seen = entries.filter(|a| a.get::<i32>("F").unwrap_or(0) & UNSEEN == 0 && a.contains_key("AP"));
    seen.filter_map(|a| {
        let r = a.get::<PdfRect>("Rect")?;
        let said = a.get::<PdfString<'_>>("Contents").map(|c| super::signature::text(c.as_bytes()));
        Some(Overlay { hull: initial.transform_rect_bbox(Rect::new(r.x0, r.y0, r.x1, r.y1)), text: said.unwrap_or_default() })
    }).collect()
}

/// The overlays as removals on a picture of some pixels that lies on the page where `picture` says.
pub fn removals(overlays: &[Overlay], picture: Rect, (width, height): (u32, u32)) -> Vec<Removal> {
    let (sx, sy) = (f64::from(width) / picture.width(), f64::from(height) / picture.height());
    let whole = geometry::Rect::of_size((width, height));
    let place = |r: Rect| geometry::Rect::new(
        ((r.x0 - picture.x0) * sx).floor() as i32, ((r.y0 - picture.y0) * sy).floor() as i32,
        ((r.x1 - picture.x0) * sx).ceil() as i32, ((r.y1 - picture.y0) * sy).ceil() as i32,
    );
    let places: Vec<_> = overlays.iter().map(|o| (place(o.hull).intersect(&whole), o.text.trim())).collect();
    let seen = places.iter().map(|(r, _)| *r).filter(|r| r.width() > 0 && r.height() > 0);
    raster::merge_near(seen.collect(), (f64::from(height) * APART) as i32).into_iter().map(|bbox| {
        let said: Vec<&str> = places.iter().filter(|(r, text)| !text.is_empty() && r.overlaps(&bbox)).map(|(_, text)| *text).collect();
        Removal { kind: RemovalKind::DigitalSignature, bbox, text: (!said.is_empty()).then(|| said.join(" ")) }
    }).collect()
}
