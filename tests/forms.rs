//! One page in every form that scanners and viewers write: each must give the pixels a viewer shows.
#![allow(missing_docs, clippy::unwrap_used)]

mod support;

use image::metadata::Orientation;
use image::{DynamicImage, GrayImage, ImageBuffer, ImageFormat, Luma, LumaA, Rgb, imageops};
use pdf_writer::{Content, Filter, Finish, Name, Pdf, Rect, Ref};
use sohoa::leptonica::{Coding, encode};
use sohoa::scan::{self, Input};
use sohoa::types::page::{PageImage, Pixels, RemovalKind};
use std::io::Cursor;
use std::path::PathBuf;
use std::sync::LazyLock;
use support::{root, sohoa};

const DPI: u32 = 300;

fn open(file: PathBuf) -> PageImage {
    scan::open(&Input { name: "x".into(), files: vec![file], numbers: Vec::new() }).unwrap().page(1).unwrap()
}

fn decoded(name: &str, data: &[u8]) -> PageImage {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join(name);
    std::fs::write(&file, data).unwrap();
    open(file)
}

/// Page 1 of a sample, in grey.
static PAGE: LazyLock<GrayImage> = LazyLock::new(|| match open(root().join("scans/thong-bao-mau.pdf")).pixels {
    Pixels::Colour(c) => imageops::grayscale(&c),
    Pixels::Grey(g) | Pixels::Bilevel(g) => g,
});

/// A part of it that has a head, for the decoders: nothing in it is symmetric.
static PART: LazyLock<GrayImage> = LazyLock::new(|| imageops::crop_imm(&*PAGE, 300, 150, 1300, 1000).to_image());

fn bilevel(grey: &GrayImage) -> GrayImage {
    GrayImage::from_fn(grey.width(), grey.height(), |x, y| Luma([if grey.get_pixel(x, y).0[0] < 128 { 0 } else { 255 }]))
}

fn grey_of(pixels: &Pixels) -> GrayImage {
    match pixels {
        Pixels::Bilevel(g) | Pixels::Grey(g) => g.clone(),
        Pixels::Colour(c) => imageops::grayscale(c),
    }
}

/// Mean difference of two pictures in levels.
fn difference(a: &GrayImage, b: &GrayImage) -> f64 {
    assert_eq!(a.dimensions(), b.dimensions());
    let sum: u64 = a.as_raw().iter().zip(b.as_raw()).map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
    sum as f64 / a.as_raw().len() as f64
}

fn written(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    image.write_to(&mut out, format).unwrap();
    out.into_inner()
}

/// A PNG with a palette of 16 shades, darkest last.
fn palette(grey: &GrayImage) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, grey.width(), grey.height());
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_palette((0..16u8).flat_map(|i| [255 - 17 * i; 3]).collect::<Vec<u8>>());
    encoder.set_pixel_dims(Some(png::PixelDimensions { xppu: 11811, yppu: 11811, unit: png::Unit::Meter }));
    let data: Vec<u8> = grey.as_raw().iter().map(|p| (255 - p) / 17).collect();
    encoder.write_header().unwrap().write_image_data(&data).unwrap();
    out
}

/// Black everywhere; only how opaque it is tells print from paper.
fn alpha(grey: &GrayImage) -> Vec<u8> {
    let image = ImageBuffer::from_fn(grey.width(), grey.height(), |x, y| LumaA([0u8, 255 - grey.get_pixel(x, y).0[0]]));
    written(&DynamicImage::ImageLumaA8(image), ImageFormat::Png)
}

fn sixteen(grey: &GrayImage) -> Vec<u8> {
    let image = ImageBuffer::from_fn(grey.width(), grey.height(), |x, y| Luma([u16::from(grey.get_pixel(x, y).0[0]) * 257]));
    written(&DynamicImage::ImageLuma16(image), ImageFormat::Png)
}

fn jpeg(grey: &GrayImage) -> Vec<u8> {
    jpeg_at(grey, DPI as u16)
}

fn jpeg_at(grey: &GrayImage, dpi: u16) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut out, 90);
    encoder.set_density(jpeg_encoder::Density::Inch { x: dpi, y: dpi });
    encoder.encode(grey.as_raw(), grey.width() as u16, grey.height() as u16, jpeg_encoder::ColorType::Luma).unwrap();
    out
}

/// The JPEG with an EXIF segment that says how it is to be turned (Exif 2.3, tag 0x0112).
fn exif(jpeg: &[u8], orientation: u8) -> Vec<u8> {
    let tiff = [b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".as_slice(), &[orientation], b"\0\0\0\0\0\0"].concat();
    let length = (2 + 6 + tiff.len()) as u16;
    [&jpeg[..2], &[0xff, 0xe1], &length.to_be_bytes(), b"Exif\0\0", &tiff, &jpeg[2..]].concat()
}

/// How a file turns or mirrors what it stores, so that a viewer shows `shown`.
fn stored(shown: &GrayImage, turn: Orientation) -> GrayImage {
    let mut image = DynamicImage::ImageLuma8(shown.clone());
    let undo = match turn {
        Orientation::Rotate90 => Orientation::Rotate270,
        Orientation::Rotate270 => Orientation::Rotate90,
        own => own,
    };
    image.apply_orientation(undo);
    image.into_luma8()
}

/// Stored picture of a PDF page.
struct Stored {
    size: (u32, u32),
    filter: Filter,
    data: Vec<u8>,
    bits: i32,
    /// For G4: what its decoder must know.
    g4: bool,
}

fn flate(grey: &GrayImage) -> Stored {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::Write::write_all(&mut encoder, grey.as_raw()).unwrap();
    Stored { size: grey.dimensions(), filter: Filter::FlateDecode, data: encoder.finish().unwrap(), bits: 8, g4: false }
}

fn dct(grey: &GrayImage) -> Stored {
    Stored { size: grey.dimensions(), filter: Filter::DctDecode, data: jpeg(grey), bits: 8, g4: false }
}

fn jpx(grey: &GrayImage) -> Stored {
    let data = encode(grey, DPI, Coding::Jpeg2000).unwrap();
    Stored { size: grey.dimensions(), filter: Filter::JpxDecode, data, bits: 8, g4: false }
}

fn g4(grey: &GrayImage) -> Stored {
    Stored { size: grey.dimensions(), filter: Filter::CcittFaxDecode, data: fax(grey).remove(0).1, bits: 1, g4: true }
}

/// The strips of the page as ITU-T T.6: rows, data.
fn fax(grey: &GrayImage) -> Vec<(u32, Vec<u8>)> {
    let tiff = encode(grey, DPI, Coding::TiffG4).unwrap();
    let number = |at: usize, n: usize| tiff[at..at + n].iter().rev().fold(0usize, |v, b| v << 8 | usize::from(*b));
    let ifd = number(4, 4);
    let tag = |wanted: usize| {
        let entry = (0..number(ifd, 2)).map(|i| ifd + 2 + 12 * i).find(|&e| number(e, 2) == wanted).unwrap();
        number(entry + 8, if number(entry + 2, 2) == 3 { 2 } else { 4 })
    };
    assert_eq!(tag(278), grey.height() as usize, "one strip");
    vec![(grey.height(), tiff[tag(273)..tag(273) + tag(279)].to_vec())]
}

/// JBIG2 as PDFs embed it (ITU-T T.88; ISO 32000-1, 7.4.7): page information and one
/// generic region whose coding is MMR, that is T.6.
fn jbig2(grey: &GrayImage) -> Stored {
    let (width, height) = grey.dimensions();
    let (_, coded) = fax(grey).remove(0);
    let segment = |number: u32, kind: u8, data: &[u8]| {
        [&number.to_be_bytes()[..], &[kind, 0, 1], &(data.len() as u32).to_be_bytes(), data].concat()
    };
    let page = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[0; 8], &[0], &[0, 0]].concat();
    let region = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[0; 8], &[0], &[1], &coded].concat();
    let data = [segment(0, 48, &page), segment(1, 38, &region)].concat();
    Stored { size: (width, height), filter: Filter::Jbig2Decode, data, bits: 1, g4: false }
}

/// A page of one picture, turned as `/Rotate` says, with a small picture and an annotation without appearance over it.
fn pdf(stored: &Stored, rotate: i32, marks: bool) -> Vec<u8> {
    let (catalog, tree, page, image, content, note) = (Ref::new(1), Ref::new(2), Ref::new(3), Ref::new(4), Ref::new(5), Ref::new(6));
    let points = |pixels: u32| pixels as f32 * 72.0 / DPI as f32;
    let (width, height) = (points(stored.size.0), points(stored.size.1));
    let mut out = Pdf::new();
    out.catalog(catalog).pages(tree);
    out.pages(tree).kids([page]).count(1);
    let mut entry = out.page(page);
    entry.parent(tree).media_box(Rect::new(0.0, 0.0, width, height)).contents(content).rotate(rotate);
    entry.resources().x_objects().pair(Name(b"Im0"), image);
    if marks {
        entry.annotations([note]);
    }
    entry.finish();
    let mut drawing = Content::new();
    drawing.save_state().transform([width, 0.0, 0.0, height, 0.0, 0.0]).x_object(Name(b"Im0")).restore_state();
    if marks {
        drawing.save_state().transform([width * 0.2, 0.0, 0.0, height * 0.2, 0.0, 0.0]).x_object(Name(b"Im0")).restore_state();
        let mut square = out.annotation(note);
        square.subtype(pdf_writer::types::AnnotationType::Square).rect(Rect::new(10.0, 10.0, 100.0, 100.0));
        square.finish();
    }
    out.stream(content, &drawing.finish());
    let mut object = out.image_xobject(image, &stored.data);
    object.filter(stored.filter);
    object.width(stored.size.0 as i32).height(stored.size.1 as i32).bits_per_component(stored.bits);
    object.color_space().device_gray();
    if stored.g4 {
        object.decode_parms().k(-1).columns(stored.size.0 as i32).rows(stored.size.1 as i32);
    }
    object.finish();
    out.finish()
}

/// Name, file, whether its pixels are bilevel, how far they may be from the page's.
type Form = (&'static str, Vec<u8>, bool, f64);

fn forms() -> Vec<Form> {
    let (page, ink) = (&*PART, bilevel(&PART));
    let rgb = DynamicImage::ImageRgb8(ImageBuffer::from_fn(page.width(), page.height(), |x, y| Rgb([page.get_pixel(x, y).0[0]; 3])));
    vec![
        ("grey.png", written(&page.clone().into(), ImageFormat::Png), false, 0.0),
        ("bilevel.png", written(&ink.clone().into(), ImageFormat::Png), true, 0.0),
        ("rgb.png", written(&rgb, ImageFormat::Png), false, 0.0),
        ("palette.png", palette(page), false, 12.0),
        ("alpha.png", alpha(page), false, 1.0),
        ("sixteen.png", sixteen(page), false, 0.0),
        ("grey.jpg", jpeg(page), false, 2.0),
        ("g4.tif", encode(&ink, DPI, Coding::TiffG4).unwrap(), true, 0.0),
        ("lzw.tif", encode(page, DPI, Coding::TiffLzw).unwrap(), false, 0.0),
        ("jpeg.tif", encode(page, DPI, Coding::TiffJpeg).unwrap(), false, 3.0),
        ("flate.pdf", pdf(&flate(page), 0, false), false, 0.0),
        ("dct.pdf", pdf(&dct(page), 0, false), false, 2.0),
        ("jpx.pdf", pdf(&jpx(page), 0, false), false, 4.0),
        ("g4.pdf", pdf(&g4(&ink), 0, false), true, 0.0),
        ("jbig2.pdf", pdf(&jbig2(&ink), 0, false), true, 0.0),
        ("overlaid.pdf", pdf(&flate(page), 0, true), false, 0.0),
    ]
}

#[test]
fn the_measure_sees_a_page_moved_or_turned() {
    let moved = imageops::crop_imm(&*PAGE, 303, 150, 1300, 1000).to_image();
    let turned = imageops::rotate180(&*PART);
    for other in [moved, turned, imageops::flip_horizontal(&*PART)] {
        assert!(difference(&other, &PART) > 2.0 * 4.0, "{}", difference(&other, &PART));
    }
}

#[test]
fn every_form_gives_the_pixels_of_the_page() {
    for (name, data, is_bilevel, tolerance) in forms() {
        let page = decoded(name, &data);
        assert_eq!(matches!(page.pixels, Pixels::Bilevel(_)), is_bilevel, "{name}");
        let far = difference(&grey_of(&page.pixels), &if is_bilevel { bilevel(&PART) } else { PART.clone() });
        assert!(far <= tolerance, "{name}: {far:.2} levels from the page");
    }
}

#[test]
fn what_a_pdf_lays_over_its_picture_is_recorded() {
    let page = decoded("overlaid.pdf", &pdf(&flate(&PART), 0, true));
    let boxes: Vec<_> = page.overlays.iter().map(|r| (r.kind, r.bbox)).collect();
    let logo = sohoa::types::geometry::Rect::new(0, 800, 260, 1000);
    assert_eq!(boxes, [(RemovalKind::DigitalSignature, logo)]);
    assert_eq!(sohoa::clean::clean(&page, &[]).unwrap().removed.iter().filter(|r| r.kind == RemovalKind::DigitalSignature).count(), 1);
}

/// The page with more drawn on it: PDF operators, and an annotation with an appearance and what it says.
fn signed(drawn: &[u8], note: Option<&str>) -> PageImage {
    let stored = flate(&PART);
    let [catalog, tree, page, image, content, font, square, look] = [1, 2, 3, 4, 5, 6, 7, 8].map(Ref::new);
    let mut out = Pdf::new();
    out.catalog(catalog).pages(tree);
    out.pages(tree).kids([page]).count(1);
    let mut entry = out.page(page);
    // 312 x 240 points of picture, 60 points of paper below it.
    entry.parent(tree).media_box(Rect::new(0.0, -60.0, 312.0, 240.0)).contents(content).annotations(note.map(|_| square));
    let mut resources = entry.resources();
    resources.x_objects().pair(Name(b"Im0"), image);
    resources.fonts().pair(Name(b"F0"), font);
    resources.finish();
    entry.finish();
    out.type1_font(font).base_font(Name(b"Helvetica"));
    out.stream(content, &[b"q 312 0 0 240 0 0 cm /Im0 Do Q ", drawn].concat());
    if let Some(said) = note {
        let mut annotation = out.annotation(square);
        annotation.subtype(pdf_writer::types::AnnotationType::Square).rect(Rect::new(12.0, 120.0, 60.0, 144.0));
        annotation.contents(pdf_writer::TextStr(said)).appearance().normal().stream(look);
        annotation.finish();
        out.form_xobject(look, b"").bbox(Rect::new(0.0, 0.0, 48.0, 24.0));
    }
    let mut object = out.image_xobject(image, &stored.data);
    object.filter(stored.filter);
    object.width(stored.size.0 as i32).height(stored.size.1 as i32).bits_per_component(8).color_space().device_gray();
    object.finish();
    decoded("signed.pdf", &out.finish())
}

#[test]
fn lettering_and_annotations_are_recorded_with_what_they_say() {
    let page = signed(b"BT /F0 12 Tf 200 100 Td (Signed by AN) Tj ET", Some("Ký số"));
    assert_eq!(page.pixels.size(), PART.dimensions(), "the page is its picture");
    let said: Vec<_> = page.overlays.iter().map(|r| (r.kind, r.text.as_deref())).collect();
    assert_eq!(said, [(RemovalKind::DigitalSignature, Some("Ký số")), (RemovalKind::DigitalSignature, Some("Signed by AN"))]);
    let note: [i32; 4] = page.overlays[0].bbox.into();
    assert!(note.iter().zip([50, 400, 250, 500]).all(|(a, b)| (a - b).abs() <= 1), "{note:?}");
    let letters = page.overlays[1].bbox;
    assert!((833..850).contains(&letters.x0) && (540..560).contains(&letters.y0) && (580..600).contains(&letters.y1), "{letters:?}");
}

#[test]
fn what_a_pdf_draws_beside_or_across_its_picture_is_on_the_page() {
    for drawn in [b"BT /F0 12 Tf 20 -40 Td (below the picture) Tj ET".as_slice(), b"0 g 20 100 200 30 re f"] {
        let page = signed(drawn, None);
        assert_eq!(page.pixels.size(), (1300, 1250), "rendered as a whole");
        assert_eq!(page.dpi, Some(300.0));
    }
}

#[test]
fn resolution_is_what_the_file_says() {
    let says_nothing = ["grey.png", "bilevel.png", "rgb.png", "alpha.png", "sixteen.png"];
    for (name, data, ..) in forms() {
        let dpi = decoded(name, &data).dpi.map(f64::round);
        assert_eq!(dpi, (!says_nothing.contains(&name)).then_some(300.0), "{name}");
    }
}

#[test]
fn exif_orientation_is_applied() {
    for value in 1..=8 {
        let turn = Orientation::from_exif(value).unwrap();
        let page = decoded("turned.jpg", &exif(&jpeg(&stored(&PART, turn)), value));
        let far = difference(&grey_of(&page.pixels), &PART);
        assert!(far <= 2.0, "EXIF orientation {value}: {far:.2} levels from the page");
        assert_eq!(page.jpeg.is_some(), value == 1, "only an unturned JPEG is the picture shown");
    }
}

#[test]
fn pdf_rotation_is_applied() {
    for (degrees, turn) in [(90, Orientation::Rotate90), (180, Orientation::Rotate180), (270, Orientation::Rotate270), (-90, Orientation::Rotate270)] {
        let page = decoded("rotated.pdf", &pdf(&flate(&stored(&PART, turn)), degrees, false));
        let far = difference(&grey_of(&page.pixels), &PART);
        assert!(far == 0.0, "/Rotate {degrees}: {far:.2} levels from the page");
    }
}

/// A4 at 300 dpi, drawn by the page itself: nothing to take, so it is rendered.
#[test]
fn a_page_without_a_picture_is_rendered_at_300_dpi() {
    let mut out = Pdf::new();
    let (catalog, tree, page, content) = (Ref::new(1), Ref::new(2), Ref::new(3), Ref::new(4));
    out.catalog(catalog).pages(tree);
    out.pages(tree).kids([page]).count(1);
    out.page(page).parent(tree).media_box(Rect::new(0.0, 0.0, 595.2, 842.0)).contents(content);
    let mut drawing = Content::new();
    drawing.rect(72.0, 842.0 - 144.0, 72.0, 72.0).fill_nonzero();
    out.stream(content, &drawing.finish());
    let page = decoded("drawn.pdf", &out.finish());
    assert_eq!((page.pixels.size(), page.dpi), ((2480, 3508), Some(300.0)));
    let grey = grey_of(&page.pixels);
    assert_eq!([(450, 450), (250, 450), (450, 650)].map(|(x, y)| grey.get_pixel(x, y).0[0]), [0, 255, 255]);
}

/// What the real engine reads on a page that lies `degrees` clockwise on the glass.
fn read_turned(page: &GrayImage, degrees: u32) -> (String, u64) {
    let dir = tempfile::tempdir().unwrap();
    let turned = match degrees {
        90 => imageops::rotate90(page),
        180 => imageops::rotate180(page),
        270 => imageops::rotate270(page),
        _ => page.clone(),
    };
    std::fs::write(dir.path().join("a.jpg"), jpeg(&turned)).unwrap();
    let out = dir.path().join("out");
    sohoa().args(["run", "-q", "--no-pages", "-o"]).arg(&out).arg(dir.path().join("a.jpg")).assert().code(0);
    let evidence = support::json(&out.join("a/evidence.json"));
    (std::fs::read_to_string(out.join("a/text.txt")).unwrap(), evidence["pages"][0]["orientation"].as_u64().unwrap())
}

/// Upper and lower edge of a line of its body.
const ONE_LINE: (u32, u32) = (1150, 1242);

/// Too few letters for their shapes to tell how they lie: the reading tells.
#[test]
fn a_page_of_one_line_upside_down_is_turned_back() {
    let mut page = GrayImage::from_pixel(PAGE.width(), PAGE.height(), image::Luma([255]));
    let part = imageops::crop_imm(&*PAGE, 0, ONE_LINE.0, PAGE.width(), ONE_LINE.1 - ONE_LINE.0).to_image();
    imageops::replace(&mut page, &part, 0, i64::from(ONE_LINE.0));
    let (upright, lies) = read_turned(&page, 0);
    assert_eq!((upright.lines().count(), lies), (1, 0), "{upright}");
    assert_eq!(read_turned(&page, 180), (upright, 180));
}

#[test]
fn turned_pages_are_turned_back_and_read_the_same() {
    let (upright, _) = read_turned(&PAGE, 0);
    assert!(upright.contains("THÔNG BÁO"), "{upright}");
    for degrees in [90, 180, 270] {
        let (text, said) = read_turned(&PAGE, degrees);
        assert_eq!(said, u64::from(degrees));
        let wrong = strsim::levenshtein(&upright, &text);
        assert!(wrong * 100 <= upright.chars().count(), "turned by {degrees}: {wrong} characters differ:\n{text}");
    }
}

/// A page whose file tells no resolution, or an absurd one, scanned at several.
#[test]
fn a_missing_or_absurd_resolution_is_estimated() {
    for dpi in [150u32, 200, 300, 400] {
        let size = |side: u32| side * dpi / DPI;
        let scaled = imageops::resize(&*PAGE, size(PAGE.width()), size(PAGE.height()), imageops::FilterType::CatmullRom);
        for (name, data) in [("untold.png", written(&scaled.clone().into(), ImageFormat::Png)), ("absurd.jpg", jpeg_at(&scaled, 20))] {
            let page = decoded(name, &data);
            assert_eq!(page.dpi, None, "{name}");
            let said = sohoa::clean::clean(&page, &[]).unwrap().scan_dpi;
            assert!((said / f64::from(dpi) - 1.0).abs() <= 0.15, "{name} of {dpi} dpi was taken for {said}");
        }
    }
}
