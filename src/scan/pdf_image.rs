//! The picture that a scanner put into a PDF page, at its own resolution.

use super::pdf_overlay::{self, Overlay};
use super::{limits, picture};
use crate::types::failure::Problem;
use crate::types::page::{PageImage, Pixels};
use hayro_interpret::font::GlyphRun;
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageData, ImageDrawProps, InterpreterCache,
    InterpreterSettings, LumaData, RasterImage, RenderContent, SoftMask, StencilImage, interpret_page,
};
use hayro_syntax::page::Page;
use hayro_syntax::{Filter, object::Stream};
use image::metadata::Orientation;
use image::{DynamicImage, GrayImage, RgbImage};
use kurbo::{Affine, BezPath, Rect};

/// An image is the page if it covers this share of it.
pub const FILLS: f64 = 0.6;
/// A second image above this share of the page makes it a composition that must be rendered; below
/// it is a logo or the appearance of an electronic signature.
const OVERLAY: f64 = 0.12;
/// More visible letters than this are text of the page, not an overlay.
const LETTERS: usize = 200;
/// How far an image may stand out of the page, as a share of the page's side.
const BLEED: f64 = 0.02;

/// What a page is made of.
pub enum Placed {
    /// One image that is the page.
    Page(Box<PageImage>),
    /// Anything else: to be rendered.
    Elsewise,
}

/// Looks at what the page draws; decodes its image if that is all there is.
///
/// # Errors
/// The image is damaged or too large.
pub fn only_image(page: &Page<'_>, number: u32) -> Result<Placed, Problem> {
    let mut plan = Plan::default();
    draw(page, &mut plan);
    let Some(at) = plan.page_image(page) else { return Ok(Placed::Elsewise) };
    let (width, height) = plan.images[at].size;
    limits::small_enough(width.into(), height.into())?;
    let mut fetch = Fetch { wanted: at, seen: 0, taken: Err(Problem::Damaged("its image cannot be decoded".into())) };
    draw(page, &mut fetch);
    let Taken { pixels, jpeg } = fetch.taken?;
    let Some(turn) = orientation(plan.images[at].transform) else { return Ok(Placed::Elsewise) };
    let pixels = turned(pixels, turn);
    let hull = plan.images[at].hull();
    let inches = hull.width() * unit(page) / 72.0;
    let dpi = limits::plausible_dpi(f64::from(pixels.size().0) / inches, pixels.size());
    let jpeg = jpeg.filter(|_| turn == Orientation::NoTransforms);
    let overlays = pdf_overlay::removals(&plan.overlays(page, at), hull, pixels.size());
    Ok(Placed::Page(Box::new(PageImage { number, pixels, dpi, jpeg, overlays })))
}

/// Hands what the page draws to `device`, in points of the page as a viewer shows it; annotations stay out.
pub fn draw<'a>(page: &'a Page<'a>, device: &mut impl Device<'a>) {
    let settings = InterpreterSettings { render_content: RenderContent::PAGE, ..Default::default() };
    let (width, height) = page.render_dimensions();
    let bounds = Rect::new(0.0, 0.0, width.into(), height.into());
    let cache = InterpreterCache::new();
    let mut context = Context::new(to_viewer(page), bounds, &cache, page.xref(), settings);
    interpret_page(page, &mut context, device);
}

/// From the page's own coordinates to points of the page as a viewer shows it.
pub fn to_viewer(page: &Page<'_>) -> Affine {
    hayro_interpret::util::TransformExt::to_kurbo(&page.initial_transform(true))
}

/// How many points a unit of the page is (ISO 32000-1, 14.11.2 and table 30, `UserUnit`): 1 but for very large pages.
pub fn unit(page: &Page<'_>) -> f64 {
    let said = page.raw().get::<f32>("UserUnit").map(f64::from);
    said.filter(|u| u.is_finite() && *u > 0.0).unwrap_or(1.0)
}

/// How an image lies on the page, if it lies straight.
fn orientation(transform: Affine) -> Option<Orientation> {
    let [a, b, c, d, _, _] = transform.as_coeffs();
    let straight = |main: f64, cross: f64| cross.abs() < 0.01 * main.abs();
    if straight(a, b) && straight(d, c) {
        Some(match (a > 0.0, d > 0.0) {
            (true, true) => Orientation::NoTransforms,
            (false, false) => Orientation::Rotate180,
            (false, true) => Orientation::FlipHorizontal,
            (true, false) => Orientation::FlipVertical,
        })
    } else if straight(b, a) && straight(c, d) {
        Some(match (b > 0.0, c > 0.0) {
            (true, false) => Orientation::Rotate90,
            (false, true) => Orientation::Rotate270,
            (true, true) => Orientation::Rotate90FlipH,
            (false, false) => Orientation::Rotate270FlipH,
        })
    } else {
        None
    }
}

fn turned(pixels: Pixels, turn: Orientation) -> Pixels {
    let apply = |mut image: DynamicImage| { image.apply_orientation(turn); image };
    match pixels {
        Pixels::Bilevel(g) => Pixels::Bilevel(apply(g.into()).into_luma8()),
        Pixels::Grey(g) => Pixels::Grey(apply(g.into()).into_luma8()),
        Pixels::Colour(c) => Pixels::Colour(apply(c.into()).into_rgb8()),
    }
}

/// An image as it is placed, not decoded.
struct Seen {
    size: (u32, u32),
    transform: Affine,
}

impl Seen {
    fn hull(&self) -> Rect {
        self.transform.transform_rect_bbox(Rect::new(0.0, 0.0, self.size.0.into(), self.size.1.into()))
    }
}

/// First pass: what is drawn where.
#[derive(Default)]
struct Plan {
    images: Vec<Seen>,
    letters: usize,
    lettering: Vec<Overlay>,
    /// Something is drawn over an image: a bar, a frame. What it covers must not be read.
    drawn_over: bool,
}

impl Plan {
    /// Everything but image `at`.
    fn overlays(mut self, page: &Page<'_>, at: usize) -> Vec<Overlay> {
        let small = self.images.iter().enumerate().filter(|(i, _)| *i != at);
        self.lettering.extend(small.map(|(_, s)| Overlay { hull: s.hull(), text: String::new() }));
        self.lettering.extend(pdf_overlay::annotations(page, to_viewer(page)));
        self.lettering
    }

    /// Index of the one image that is the page, None where it must be rendered.
    fn page_image(&self, page: &Page<'_>) -> Option<usize> {
        let (width, height) = page.render_dimensions();
        let (width, height) = (f64::from(width), f64::from(height));
        let share = |i: &Seen| i.hull().area() / (width * height);
        let large: Vec<usize> = (0..self.images.len()).filter(|&i| share(&self.images[i]) > OVERLAY).collect();
        let [only] = large[..] else { return None };
        let hull = self.images[only].hull();
        let inside = hull.x0 >= -BLEED * width && hull.y0 >= -BLEED * height
            && hull.x1 <= (1.0 + BLEED) * width && hull.y1 <= (1.0 + BLEED) * height;
        // What stands beside the picture would be lost with it.
        let room = hull.inflate(BLEED * width, BLEED * height);
        let small = self.images.iter().map(Seen::hull);
        let beside = self.lettering.iter().map(|o| o.hull).chain(small).any(|r| r.union(room) != room);
        let only_picture = self.letters <= LETTERS && !beside && !self.drawn_over;
        (share(&self.images[only]) >= FILLS && inside && only_picture).then_some(only)
    }
}

impl<'a> Device<'a> for Plan {
    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        self.images.push(Seen { size: (image.width(), image.height()), transform: props.transform });
    }
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        if !matches!(mode, DrawMode::Invisible) {
            self.letters += run.glyphs().len();
            self.lettering.extend(pdf_overlay::letters(run, props.transform));
        }
    }
    fn draw_path(&mut self, path: &BezPath, _: DrawProps<'a>, _: &DrawMode) {
        self.drawn_over |= !self.images.is_empty() && !path.is_empty();
    }
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

struct Taken {
    pixels: Pixels,
    jpeg: Option<Vec<u8>>,
}

/// Second pass: decodes the wanted image only.
struct Fetch {
    wanted: usize,
    seen: usize,
    taken: Result<Taken, Problem>,
}

impl<'a> Device<'a> for Fetch {
    fn draw_image(&mut self, image: Image<'a, '_>, _: ImageDrawProps<'a>) {
        self.seen += 1;
        if self.seen != self.wanted + 1 {
            return;
        }
        match image {
            Image::Raster(raster) => raster_pixels(&raster, &mut self.taken),
            Image::Stencil(stencil) => stencil_pixels(&stencil, &mut self.taken),
        }
    }
    fn draw_glyph_run(&mut self, _: &GlyphRun<'_, 'a>, _: DrawProps<'a>, _: &DrawMode) {}
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

fn raster_pixels(raster: &RasterImage<'_>, taken: &mut Result<Taken, Problem>) {
    let coded = raster.stream();
    let is_jpeg = coded.filters().as_slice() == [Filter::DctDecode];
    if is_jpeg && !picture::jpeg_is_whole(&coded.raw_data()) {
        *taken = Err(Problem::Damaged("the JPEG in it ends too early".into()));
        return;
    }
    let size = (raster.width(), raster.height());
    raster.with_rgba(
        |data, _| {
            let pixels = match data {
                ImageData::Rgb(d) => RgbImage::from_raw(d.width, d.height, d.data).map(picture::colour_or_grey),
                ImageData::Luma(d) => grey(d).map(picture::grey_or_bilevel),
            };
            if let Some(pixels) = pixels.filter(|p| p.size() == size) {
                *taken = Ok(Taken { pixels, jpeg: if is_jpeg { plain_jpeg(coded) } else { None } });
            }
        },
        None,
    );
}

fn stencil_pixels(stencil: &StencilImage<'_, '_>, taken: &mut Result<Taken, Problem>) {
    stencil.with_stencil(
        |mut mask, _| {
            mask.data.iter_mut().for_each(|p| *p = 255 - *p);
            if let Some(pixels) = grey(mask).map(picture::grey_or_bilevel) {
                *taken = Ok(Taken { pixels, jpeg: None });
            }
        },
        None,
    );
}

fn grey(data: LumaData) -> Option<GrayImage> {
    GrayImage::from_raw(data.width, data.height, data.data)
}

/// The JPEG as it stands in the PDF, if any viewer shows it as the PDF does: no decode array, no
/// EXIF orientation, one or three components.
fn plain_jpeg(stream: &Stream<'_>) -> Option<Vec<u8>> {
    let data = stream.raw_data().into_owned();
    let sof = data.windows(2).position(|w| w[0] == 0xff && matches!(w[1], 0xc0..=0xc2))?;
    let exif = data[..sof].windows(4).any(|w| w == b"Exif");
    let plain = !exif && !stream.dict().contains_key("Decode") && !stream.dict().contains_key("SMask");
    (plain && matches!(picture::jpeg_components(&data)?, 1 | 3)).then_some(data)
}
