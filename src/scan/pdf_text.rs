//! The visible letters of a PDF page without a scan, as words: for pages that a word processor wrote.

use super::pdf_image::{self, FILLS};
use super::pdf_overlay::glyph_hull;
use crate::types::geometry;
use crate::types::text_layer::{LayerWord, TextLayer};
use hayro_cmap::BfString;
use hayro_interpret::font::{Glyph, GlyphRun, PositionedGlyph};
use hayro_interpret::{BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, SoftMask};
use hayro_syntax::page::Page;
use kurbo::{Affine, BezPath, Point, Rect};
use unicode_normalization::UnicodeNormalization;

/// Letters farther apart than this share of their size are of two words. A blank is at least a fifth of it wide.
const APART: f64 = 0.18;
/// Of the letters, at most one in so many may be nonsense.
const NONSENSE: usize = 33;
/// Units of a font's outlines and widths to its size.
const EM: f64 = 1000.0;
/// The letters of Vietnamese among U+00A1-U+00FF. Text in the fonts of old encodings (TCVN3, VNI) is full of the others.
const VIETNAMESE: &str = "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúý";

/// The words that a page shows, in pixels of a picture of it with so many pixels a unit of the page. None where it is a scan, or
/// its letters cannot be told: without Unicode, for private use, of old encodings, drawn as pictures (Type 3).
///
/// What is drawn over letters, or cut off by a clipping path, is not known here.
pub fn text_layer(page: &Page<'_>, scale: f64) -> Option<TextLayer> {
    let mut seen = Letters::default();
    pdf_image::draw(page, &mut seen);
    let (width, height) = page.render_dimensions();
    let whole = Rect::new(0.0, 0.0, width.into(), height.into());
    let scanned = seen.images.iter().any(|i| i.intersect(whole).area() >= FILLS * whole.area());
    let visible = seen.letters.iter().filter(|l| !l.is_blank() && !l.hull.is_zero_area() && l.hull.overlaps(whole));
    let (all, bad) = visible.fold((0, 0), |(all, bad), l| (all + 1, bad + usize::from(l.is_nonsense())));
    if scanned || all == 0 || bad * NONSENSE > all {
        return None;
    }
    let size = geometry::Rect::of_size(((f64::from(width) * scale) as u32, (f64::from(height) * scale) as u32));
    let words = words(&seen.letters).into_iter().filter_map(|w| word(w, scale, &size)).collect();
    Some(TextLayer { words })
}

/// A letter in points of the page as a viewer shows it.
struct Letter {
    /// None where the font does not say.
    text: Option<String>,
    hull: Rect,
    /// Where it begins on its line, and where the next one may begin.
    reach: (Point, Point),
    /// Size of the font.
    size: f64,
}

impl Letter {
    fn of(glyph: &PositionedGlyph<'_>, transform: Affine) -> Self {
        let own = transform * glyph.transform();
        let (advance, text) = match &**glyph {
            Glyph::Outline(o) => (o.advance_width().unwrap_or(0.0), glyph.as_unicode()),
            Glyph::Type3(_) => (0.0, None),
        };
        let text = text.map(|t| match t {
            BfString::Char(c) => c.to_string(),
            BfString::String(s) => s,
        });
        let origin = own * Point::ORIGIN;
        let size = (own * Point::new(EM, 0.0) - origin).hypot();
        Self { text, hull: glyph_hull(glyph, transform), reach: (origin, own * Point::new(advance.into(), 0.0)), size }
    }

    fn is_blank(&self) -> bool {
        self.text.as_ref().is_some_and(|t| t.trim().is_empty())
    }

    fn is_nonsense(&self) -> bool {
        self.text.as_ref().is_none_or(|t| t.chars().any(is_nonsense))
    }

    /// Whether it goes on with the word that ends in another.
    fn follows(&self, last: &Self) -> bool {
        (self.reach.0 - last.reach.1).hypot() <= APART * self.size.max(last.size)
    }
}

fn is_nonsense(c: char) -> bool {
    let private = matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..);
    c.is_control() || private || c == char::REPLACEMENT_CHARACTER || (('\u{a1}'..='\u{ff}').contains(&c) && !VIETNAMESE.contains(c))
}

/// The letters parted at blanks and gaps.
fn words(letters: &[Letter]) -> Vec<&[Letter]> {
    let runs = letters.chunk_by(|a, b| !a.is_blank() && !b.is_blank() && b.follows(a));
    runs.filter(|run| !run[0].is_blank()).collect()
}

/// None where nothing of it is on the page.
fn word(letters: &[Letter], scale: f64, page: &geometry::Rect) -> Option<LayerWord> {
    let inked = letters.iter().map(|l| l.hull).filter(|h| !h.is_zero_area());
    let hull = inked.reduce(|a, b| a.union(b))?;
    let low = |v: f64| (v * scale).floor() as i32;
    let high = |v: f64| (v * scale).ceil() as i32;
    let bbox = geometry::Rect::new(low(hull.x0), low(hull.y0), high(hull.x1), high(hull.y1)).intersect(page);
    let text = letters.iter().map(|l| l.text.as_deref().unwrap_or("\u{fffd}")).collect::<String>();
    (bbox.width() > 0 && bbox.height() > 0).then(|| LayerWord { text: text.nfc().collect::<String>().trim().to_owned(), bbox })
}

/// What a page draws, of which only letters and the places of images are kept.
#[derive(Default)]
struct Letters {
    letters: Vec<Letter>,
    images: Vec<Rect>,
}

impl<'a> Device<'a> for Letters {
    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        let own = Rect::new(0.0, 0.0, image.width().into(), image.height().into());
        self.images.push(props.transform.transform_rect_bbox(own));
    }
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        if !matches!(mode, DrawMode::Invisible) {
            self.letters.extend(run.glyphs().iter().map(|g| Letter::of(g, props.transform)));
        }
    }
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
