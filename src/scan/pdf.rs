//! PDF files of scans.

use super::pdf_image::{self, Placed};
use super::{limits, pdf_overlay, pdf_text, picture, signature};
use crate::mapped::Mapped;
use crate::types::failure::Problem;
use crate::types::notice::DigitalSignature;
use crate::types::page::{PageImage, Pixels};
use crate::types::text_layer::TextLayer;
use hayro::{PixmapSettings, RenderCache, RenderSettings};
use hayro_interpret::{InterpreterSettings, RenderContent};
use hayro_syntax::{Pdf, page::Page};
use image::RgbImage;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

/// Resolution of pages that carry no picture of their own, dots per inch.
const RENDER_DPI: f64 = 300.0;

/// An opened PDF; the system reads what is looked at.
pub struct PdfFile {
    pdf: Pdf,
    file: Arc<Mapped>,
}

impl PdfFile {
    /// # Errors
    /// Unreadable, encrypted, damaged or cut short.
    pub fn open(path: &Path) -> Result<Self, Problem> {
        let file = Arc::new(Mapped::open(path)?);
        let data = (*file).as_ref();
        let tail = &data[data.len().saturating_sub(2048)..];
        if !tail.windows(5).any(|w| w == b"%%EOF") {
            return Err(Problem::Damaged("its end is missing".into()));
        }
        let opened = guarded(|| Pdf::new(file.clone()))?;
        file.release();
        match opened {
            Ok(pdf) => Ok(Self { pdf, file }),
            Err(hayro_syntax::LoadPdfError::Decryption(_)) => Err(Problem::Encrypted),
            Err(hayro_syntax::LoadPdfError::Invalid) => Err(Problem::Damaged("not a valid PDF".into())),
        }
    }

    /// Number of pages.
    ///
    /// # Errors
    /// There are none.
    pub fn pages(&self) -> Result<u32, Problem> {
        match self.pdf.pages().len() as u32 {
            0 => Err(Problem::NoPages),
            n => Ok(n),
        }
    }

    /// Electronic signatures of the file, in the order of its fields.
    pub fn signatures(&self) -> Vec<DigitalSignature> {
        guarded(|| signature::signatures(&self.pdf)).unwrap_or_default()
    }

    /// Decodes page `index` (from 0) as page `number` of the document: its own image where it has
    /// just one that fills it, else the page rendered at 300 dpi. Annotations and overlays stay out.
    ///
    /// # Errors
    /// Damaged or too large.
    pub fn page(&self, index: u32, number: u32) -> Result<PageImage, Problem> {
        let page = self.pdf.pages().get(index as usize).ok_or(Problem::NoPages)?;
        let decoded = decode(page, number);
        self.file.release();
        decoded
    }

    /// The words of page `index` (from 0) by its own letters, as far as they are seen in its picture; None where it is a scan or
    /// most of them cannot be told.
    pub fn text_layer(&self, index: u32, picture: &Pixels) -> Option<TextLayer> {
        let page = self.pdf.pages().get(index as usize)?;
        let layer = guarded(|| pdf_text::text_layer(page, scale(page), picture));
        self.file.release();
        layer.ok().flatten()
    }
}

/// Pixels a unit of a page that is rendered.
fn scale(page: &Page<'_>) -> f64 {
    RENDER_DPI / 72.0 * pdf_image::unit(page)
}

fn decode(page: &Page<'_>, number: u32) -> Result<PageImage, Problem> {
    match guarded(|| pdf_image::only_image(page, number))?? {
        Placed::Page(image) => Ok(*image),
        Placed::Elsewise => guarded(|| render(page, number))?,
    }
}

/// The decoders are young: a panic in one costs this page, not the run.
fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, Problem> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| Problem::Damaged("the PDF reader gave up".into()))
}

fn render(page: &Page<'_>, number: u32) -> Result<PageImage, Problem> {
    let (width, height) = page.render_dimensions();
    let scale = scale(page);
    limits::small_enough((f64::from(width) * scale) as u64, (f64::from(height) * scale) as u64)?;
    let interpreter = InterpreterSettings { render_content: RenderContent::PAGE, ..Default::default() };
    let pixels = PixmapSettings { x_scale: scale as f32, y_scale: scale as f32, bg_color: hayro::vello_cpu::color::palette::css::WHITE };
    let map = hayro::render(page, &RenderCache::new(), &interpreter, &RenderSettings::default(), &pixels);
    let (w, h) = (u32::from(map.width()), u32::from(map.height()));
    let rgb = map.data_as_u8_slice().chunks_exact(4).flat_map(|p| [p[0], p[1], p[2]]).collect();
    let rgb = RgbImage::from_raw(w, h, rgb).ok_or_else(|| Problem::Damaged("page of no size".into()))?;
    let pixels = picture::colour_or_grey(rgb);
    let whole = kurbo::Rect::new(0.0, 0.0, width.into(), height.into());
    let overlays = pdf_overlay::removals(&pdf_overlay::annotations(page, pdf_image::to_viewer(page)), whole, pixels.size());
    Ok(PageImage { number, pixels, dpi: Some(RENDER_DPI), jpeg: None, overlays })
}
