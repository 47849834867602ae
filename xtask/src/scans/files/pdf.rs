//! A PDF whose pages are pictures, as scanners write it.

use pdf_writer::{Content, Filter, Finish, Name, Pdf, Rect, Ref};

/// How the pixels of a picture are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    /// One bit a pixel, 1 is white.
    Bilevel,
    /// Shades of grey.
    Grey,
    /// Red, green, blue.
    Rgb,
}

/// How pixels are packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// Zlib.
    Flate,
    /// JPEG.
    Jpeg,
    /// CCITT G4.
    G4,
}

/// A page's picture, already packed.
pub struct Picture {
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
    /// Dots per inch.
    pub dpi: f32,
    /// Meaning of the pixels.
    pub colour: Colour,
    /// How `data` is packed.
    pub encoding: Encoding,
    /// The packed pixels.
    pub data: Vec<u8>,
}

/// Writes pictures as the pages of a PDF, each filling its page.
pub fn write(pictures: &[Picture]) -> Vec<u8> {
    let mut pdf = Pdf::new();
    let (catalog, tree) = (Ref::new(1), Ref::new(2));
    pdf.catalog(catalog).pages(tree);
    let page_ref = |index: usize| Ref::new(3 + 3 * index as i32);
    pdf.pages(tree).kids((0..pictures.len()).map(page_ref)).count(pictures.len() as i32);
    for (index, picture) in pictures.iter().enumerate() {
        page(&mut pdf, picture, page_ref(index), tree);
    }
    pdf.finish()
}

fn page(pdf: &mut Pdf, picture: &Picture, own: Ref, tree: Ref) {
    let (image, content) = (Ref::new(own.get() + 1), Ref::new(own.get() + 2));
    let name = Name(b"Im0");
    let points = |pixels: u32| pixels as f32 * 72.0 / picture.dpi;
    let (width, height) = (points(picture.width), points(picture.height));
    let mut page = pdf.page(own);
    page.parent(tree).media_box(Rect::new(0.0, 0.0, width, height)).contents(content);
    page.resources().x_objects().pair(name, image);
    page.finish();
    pixels(pdf, picture, image);
    let mut drawing = Content::new();
    drawing.save_state().transform([width, 0.0, 0.0, height, 0.0, 0.0]).x_object(name).restore_state();
    pdf.stream(content, &drawing.finish());
}

fn pixels(pdf: &mut Pdf, picture: &Picture, own: Ref) {
    let mut image = pdf.image_xobject(own, &picture.data);
    image.filter(match picture.encoding {
        Encoding::Flate => Filter::FlateDecode,
        Encoding::Jpeg => Filter::DctDecode,
        Encoding::G4 => Filter::CcittFaxDecode,
    });
    if picture.encoding == Encoding::G4 {
        image.decode_parms().k(-1).columns(picture.width as i32).rows(picture.height as i32);
    }
    image.width(picture.width as i32).height(picture.height as i32);
    image.bits_per_component(if picture.colour == Colour::Bilevel { 1 } else { 8 });
    match picture.colour {
        Colour::Rgb => image.color_space().device_rgb(),
        Colour::Bilevel | Colour::Grey => image.color_space().device_gray(),
    };
}
