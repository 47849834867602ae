//! The visible letters of a PDF page without a scan, as words: for pages that a word processor wrote.

use super::pdf_image::{self, FILLS};
use super::pdf_overlay::glyph_hull;
use super::visible::is_visible;
use crate::types::geometry;
use crate::types::page::Pixels;
use crate::types::text_layer::{LayerWord, TextLayer};
use hayro_cmap::BfString;
use hayro_interpret::font::{Glyph, GlyphRun, PositionedGlyph};
use hayro_interpret::{BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, SoftMask};
use hayro_syntax::page::Page;
use kurbo::{Affine, BezPath, PathEl, Point, Rect, Shape};
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

/// Letters farther apart than this share of their size are of two words. A blank is at least a fifth of it wide.
const APART: f64 = 0.18;
/// Of the letters in a font, at most one in so many may be strange; else it is of an old encoding, and the others mislead.
const STRANGE: usize = 33;
/// A font of fewer letters is judged by those of all fonts.
const FEW: usize = 30;
/// Least share of the letters that can be told; else the page is read as a whole.
const MOST: f64 = 0.5;
/// Units of a font's outlines and widths to its size.
const EM: f64 = 1000.0;
/// The letters of Vietnamese among U+00A1-U+00FF. Text in the fonts of old encodings (TCVN3, VNI) is full of the others.
const VIETNAMESE: &str = "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúý";

/// The words that a page shows, in pixels of a picture of it with so many pixels a unit of the page. None where it is a scan, or
/// most of its letters cannot be told: without Unicode, for private use, of old encodings, drawn as pictures (Type 3). Words with
/// such letters, or with some that cannot be seen in the picture (white, cut off, painted over), are left out. What an image hides
/// that shows other letters in their place is not known here.
pub fn text_layer(page: &Page<'_>, scale: f64, picture: &Pixels) -> Option<TextLayer> {
    let mut drawn = Letters::default();
    pdf_image::draw(page, &mut drawn);
    let (width, height) = page.render_dimensions();
    let whole = Rect::new(0.0, 0.0, width.into(), height.into());
    // Scanners cut pages into strips, too.
    if drawn.images.iter().map(|i| i.intersect(whole).area()).sum::<f64>() >= FILLS * whole.area() {
        return None;
    }
    let mut letters = drawn.letters;
    letters.iter_mut().for_each(|l| l.seen &= is_visible(picture, &pixels(l.hull, scale)));
    disbelieve(&mut letters);
    let inked = || letters.iter().filter(|l| l.seen && !l.is_blank());
    let told = inked().filter(|l| l.text.is_some()).count();
    let words: Vec<LayerWord> = words(&letters).into_iter().filter_map(|w| word(w, scale)).collect();
    (!words.is_empty() && told as f64 >= MOST * inked().count() as f64).then_some(TextLayer { words })
}

/// Forgets what letters say that say nothing, and what all letters of their font say where many are strange.
fn disbelieve(letters: &mut [Letter]) {
    let mut fonts: BTreeMap<Option<u128>, (usize, usize)> = BTreeMap::new();
    let mut page = (0, 0);
    for letter in letters.iter().filter(|l| l.seen && !l.is_blank()) {
        for (all, strange) in [fonts.entry(letter.font).or_default(), &mut page] {
            (*all, *strange) = (*all + 1, *strange + usize::from(letter.is_strange()));
        }
    }
    for letter in letters.iter_mut().filter(|l| !l.is_blank()) {
        let (all, strange) = fonts.get(&letter.font).copied().filter(|(all, _)| *all >= FEW).unwrap_or(page);
        if letter.says_nothing() || strange * STRANGE > all {
            letter.text = None;
        }
    }
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
    /// What tells its font from others; fonts of the oldest kind (Type 1) count as one.
    font: Option<u128>,
    /// Whether the page shows it.
    seen: bool,
}

impl Letter {
    fn of(glyph: &PositionedGlyph<'_>, transform: Affine, font: Option<u128>) -> Self {
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
        Self { text, hull: glyph_hull(glyph, transform), reach: (origin, own * Point::new(advance.into(), 0.0)), size, font, seen: true }
    }

    fn is_blank(&self) -> bool {
        self.text.as_ref().is_some_and(|t| t.trim().is_empty())
    }

    fn says_nothing(&self) -> bool {
        self.text.as_ref().is_none_or(|t| t.chars().any(is_nothing))
    }

    /// Whether it says nothing, or what Vietnamese text has hardly any of.
    fn is_strange(&self) -> bool {
        self.says_nothing() || self.text.as_ref().is_some_and(|t| t.chars().any(|c| ('\u{a1}'..='\u{ff}').contains(&c) && !VIETNAMESE.contains(c)))
    }

    /// Whether it goes on with the word that ends in another.
    fn follows(&self, last: &Self) -> bool {
        (self.reach.0 - last.reach.1).hypot() <= APART * self.size.max(last.size)
    }
}

fn is_nothing(c: char) -> bool {
    let private = matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..);
    c.is_control() || private || c == char::REPLACEMENT_CHARACTER
}

/// What has no ink by its nature and parts nothing: joiners, soft hyphens, the mark of a file's beginning.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// The letters parted at blanks and gaps.
fn words(letters: &[Letter]) -> Vec<&[Letter]> {
    let runs = letters.chunk_by(|a, b| !a.is_blank() && !b.is_blank() && b.follows(a));
    runs.filter(|run| !run[0].is_blank()).collect()
}

/// None where a letter of it cannot be told or is not seen.
fn word(letters: &[Letter], scale: f64) -> Option<LayerWord> {
    if !letters.iter().all(|l| l.seen) {
        return None;
    }
    let hull = letters.iter().map(|l| l.hull).reduce(|a, b| a.union(b))?;
    let text = letters.iter().map(|l| l.text.as_deref()).collect::<Option<String>>()?;
    let text = text.nfc().collect::<String>().trim().to_owned();
    Some(LayerWord { text, bbox: pixels(hull, scale) })
}

/// An area of the page in pixels.
fn pixels(of: Rect, scale: f64) -> geometry::Rect {
    let low = |v: f64| (v * scale).floor() as i32;
    let high = |v: f64| (v * scale).ceil() as i32;
    geometry::Rect::new(low(of.x0), low(of.y0), high(of.x1), high(of.y1))
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
            let font = run.glyphs().first().and_then(|g| match &**g {
                Glyph::Outline(o) => Some(o.font_data()?.cache_key),
                Glyph::Type3(_) => None,
            });
            let letters = run.glyphs().iter().map(|g| Letter::of(g, props.transform, font));
            self.letters.extend(letters.filter(|l| l.text.as_ref().is_none_or(|t| t.is_empty() || !t.chars().all(is_mark))));
        }
    }
    /// What lies beneath a filled rectangle is not seen, or not as it was.
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        let covered = (props.transform * path.clone()).bounding_box();
        if matches!(mode, DrawMode::Fill(_) | DrawMode::FillAndStroke(..)) && is_rectangle(path) {
            self.letters.iter_mut().filter(|l| covered.contains(l.hull.center())).for_each(|l| l.seen = false);
        }
    }
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

fn is_rectangle(path: &BezPath) -> bool {
    let points: Vec<Point> = path.elements().iter().filter_map(|e| match e {
        PathEl::MoveTo(p) | PathEl::LineTo(p) => Some(*p),
        _ => None,
    }).collect();
    let corner = |p: &Point, hull: Rect| (p.x == hull.x0 || p.x == hull.x1) && (p.y == hull.y0 || p.y == hull.y1);
    path.elements().iter().all(|e| matches!(e, PathEl::MoveTo(_) | PathEl::LineTo(_) | PathEl::ClosePath)) && (4..=5).contains(&points.len())
        && points.iter().all(|p| corner(p, path.bounding_box()))
}
