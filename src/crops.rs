//! Cuttings of the page pictures of an output folder, as data URIs for self-contained reports.

use crate::types::notice::Place;
use base64::{Engine, prelude::BASE64_STANDARD};
use image::{DynamicImage, RgbImage, imageops::FilterType};
use jpeg_encoder::{ColorType, Encoder};
use std::path::{Path, PathBuf};

/// Page pixels shown around a place.
const MARGIN: i32 = 12;
/// Widest cutting, in its own pixels: wider ones are scaled down to this.
const WIDEST: u32 = 1000;
/// JPEG quality of a cutting: print stays sharp at about 15 kB a line.
const QUALITY: u8 = 60;

/// The page pictures of a document's output folder. Only the last one used is kept: a page takes 26 MB.
pub struct Crops {
    folder: PathBuf,
    page: Option<(u32, Option<RgbImage>)>,
}

impl Crops {
    /// Of the document whose outputs lie in `folder`; nothing is read yet.
    pub fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), page: None }
    }

    /// A `data:image/jpeg` URI of a place and a little around it. None where the folder holds no
    /// picture of the page (`--no-pages`) or the place lies outside of it.
    pub fn uri(&mut self, place: &Place) -> Option<String> {
        if self.page.as_ref().is_none_or(|(number, _)| *number != place.page) {
            self.page = Some((place.page, load(&self.folder, place.page)));
        }
        let page = self.page.as_ref()?.1.as_ref()?;
        let whole = crate::types::geometry::Rect::of_size((page.width(), page.height()));
        let cut = place.bbox.grown(MARGIN).intersect(&whole);
        if cut.width() <= 0 || cut.height() <= 0 {
            return None;
        }
        let part = image::imageops::crop_imm(page, cut.x0 as u32, cut.y0 as u32, cut.width() as u32, cut.height() as u32).to_image();
        jpeg(&fitted(part)).map(|data| format!("data:image/jpeg;base64,{}", BASE64_STANDARD.encode(data)))
    }
}

fn load(folder: &Path, page: u32) -> Option<RgbImage> {
    image::open(folder.join(format!("pages/p{page}.jpg"))).ok().map(DynamicImage::into_rgb8)
}

fn fitted(part: RgbImage) -> RgbImage {
    if part.width() <= WIDEST {
        return part;
    }
    let height = (u64::from(part.height()) * u64::from(WIDEST) / u64::from(part.width())).max(1) as u32;
    image::imageops::resize(&part, WIDEST, height, FilterType::Triangle)
}

fn jpeg(part: &RgbImage) -> Option<Vec<u8>> {
    let mut data = Vec::new();
    let (width, height) = (u16::try_from(part.width()).ok()?, u16::try_from(part.height()).ok()?);
    Encoder::new(&mut data, QUALITY).encode(part.as_raw(), width, height, ColorType::Rgb).ok()?;
    Some(data)
}
