//! Pictures of less common kinds: JPEG in the inks of print, WebP, HEIC.
#![allow(missing_docs, clippy::unwrap_used)]

#[path = "support/pdf.rs"]
mod pdf;

use image::metadata::Orientation;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};
use jpeg_encoder::ColorType;
use libheif_rs::{Channel, ColorSpace, CompressionFormat, EncoderQuality, HeifContext, RgbChroma};
use sohoa::scan::discover::{PAGE_NAME, discover};
use sohoa::scan::{self, Input};
use sohoa::types::page::{PageImage, Pixels};
use std::io::Cursor;
use std::path::Path;

fn decoded(name: &str, data: &[u8]) -> Result<PageImage, String> {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join(name);
    std::fs::write(&path, data).unwrap();
    let input = Input { name: "x".into(), files: vec![path], numbers: Vec::new() };
    scan::open(&input).and_then(|scan| scan.page(1)).map_err(|f| f.to_string())
}

fn colour(page: &PageImage) -> &RgbImage {
    match &page.pixels {
        Pixels::Colour(c) => c,
        _ => panic!("the page has no colour"),
    }
}

/// Cyan, magenta, yellow, black of a patch; red, green, blue by the plain formula; the same on coated paper (SWOP, as
/// programs of print show it).
const PATCHES: [([u8; 4], [u8; 3], [u8; 3]); 6] = [
    ([0, 0, 0, 0], [255, 255, 255], [255, 255, 255]),
    ([255, 0, 0, 0], [0, 255, 255], [0, 174, 239]),
    ([0, 255, 0, 0], [255, 0, 255], [236, 0, 140]),
    ([0, 255, 255, 0], [255, 0, 0], [237, 28, 36]),
    ([0, 0, 0, 255], [0, 0, 0], [35, 31, 32]),
    ([0, 0, 0, 128], [127, 127, 127], [147, 149, 152]),
];
const SIDE: usize = 96;

/// The patches in a row. Encoders of such JPEGs turn the inks round, as Adobe does.
fn inks(kind: ColorType, turned_round: bool) -> Vec<u8> {
    let row: Vec<u8> = PATCHES.iter().flat_map(|(inks, ..)| inks.map(|i| if turned_round { i } else { 255 - i }).repeat(SIDE)).collect();
    let mut out = Vec::new();
    jpeg_encoder::Encoder::new(&mut out, 95).encode(&row.repeat(SIDE), (PATCHES.len() * SIDE) as u16, SIDE as u16, kind).unwrap();
    out
}

fn patches_of(page: &PageImage) -> Vec<[u8; 3]> {
    (0..PATCHES.len()).map(|i| colour(page).get_pixel((i * SIDE + SIDE / 2) as u32, SIDE as u32 / 2).0).collect()
}

fn far(a: [u8; 3], b: [u8; 3]) -> u8 {
    a.iter().zip(b).map(|(a, b)| a.abs_diff(b)).max().unwrap()
}

#[test]
fn a_jpeg_of_inks_has_its_colours() {
    for kind in [ColorType::Cmyk, ColorType::CmykAsYcck] {
        let page = decoded("inks.jpg", &inks(kind, true)).unwrap();
        for (seen, (inks, rgb, _)) in patches_of(&page).into_iter().zip(PATCHES) {
            assert!(far(seen, rgb) <= 6, "{kind:?} {inks:?}: {seen:?}");
        }
        assert!(page.jpeg.is_none(), "few viewers show it");
    }
}

#[test]
fn a_jpeg_of_inks_in_a_pdf_has_its_colours() {
    let size = format!("/Width {} /Height {SIDE}", PATCHES.len() * SIDE);
    let media = format!("/MediaBox [0 0 {} {SIDE}]", PATCHES.len() * SIDE);
    let draws = format!("q {} 0 0 {SIDE} 0 0 cm /Im Do Q", PATCHES.len() * SIDE);
    for (kind, decode) in [(ColorType::Cmyk, "/Decode [1 0 1 0 1 0 1 0]"), (ColorType::CmykAsYcck, "/Decode [1 0 1 0 1 0 1 0]"), (ColorType::Cmyk, ""), (ColorType::CmykAsYcck, "")] {
        let dict = format!("/Subtype /Image {size} /BitsPerComponent 8 /ColorSpace /DeviceCMYK /Filter /DCTDecode {decode}");
        let picture = pdf::stream(&dict, &inks(kind, !decode.is_empty()));
        let page = decoded("inks.pdf", &pdf::page("", &format!("{media} /Resources << /XObject << /Im 5 0 R >> >>"), &draws, picture)).unwrap();
        for (seen, (inks, _, printed)) in patches_of(&page).into_iter().zip(PATCHES) {
            assert!(far(seen, printed) <= 24, "{kind:?} {decode} {inks:?}: {seen:?}");
        }
    }
}

const SIZE: (u32, u32) = (128, 96);

/// What `tests/fixtures/lossy.webp` shows.
fn shades() -> RgbImage {
    RgbImage::from_fn(SIZE.0, SIZE.1, |x, y| {
        Rgb(if x < 40 && y < 24 { [20, 30, 90] } else { [(x * 255 / SIZE.0) as u8, (y * 255 / SIZE.1) as u8, 200] })
    })
}

/// Mean difference in levels.
fn difference(a: &RgbImage, b: &RgbImage) -> f64 {
    assert_eq!(a.dimensions(), b.dimensions());
    a.as_raw().iter().zip(b.as_raw()).map(|(a, b)| f64::from(a.abs_diff(*b))).sum::<f64>() / a.as_raw().len() as f64
}

fn webp(image: impl Into<DynamicImage>) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    image.into().write_to(&mut out, ImageFormat::WebP).unwrap();
    out.into_inner()
}

fn lossy() -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/lossy.webp")).unwrap()
}

#[test]
fn webp_gives_the_pixels_of_the_page() {
    assert_eq!(difference(colour(&decoded("a.webp", &webp(shades())).unwrap()), &shades()), 0.0);
    let seen = difference(colour(&decoded("a.webp", &lossy()).unwrap()), &shades());
    assert!(seen <= 3.0, "{seen:.2} levels from the page");
}

#[test]
fn what_is_transparent_in_a_webp_is_paper() {
    let image = RgbaImage::from_fn(SIZE.0, SIZE.1, |x, _| Rgba([200, 0, 0, [0, 255][(x / 64) as usize]]));
    let page = decoded("a.webp", &webp(image)).unwrap();
    assert_eq!([10, 100].map(|x| colour(&page).get_pixel(x, 50).0), [[255; 3], [200, 0, 0]]);
}

/// Coded by libheif itself.
fn heic(shown: &RgbImage) -> Vec<u8> {
    let (width, height) = shown.dimensions();
    let mut image = libheif_rs::Image::new(width, height, ColorSpace::Rgb(RgbChroma::Rgb)).unwrap();
    image.create_plane(Channel::Interleaved, width, height, 8).unwrap();
    let plane = image.planes_mut().interleaved.unwrap();
    for (line, row) in plane.data.chunks_mut(plane.stride).zip(shown.as_raw().chunks(3 * width as usize)) {
        line[..row.len()].copy_from_slice(row);
    }
    let mut file = HeifContext::new().unwrap();
    let mut encoder = file.encoder_for_format(CompressionFormat::Hevc).unwrap();
    encoder.set_quality(EncoderQuality::Lossy(90)).unwrap();
    file.encode_image(&image, &mut encoder, None).unwrap();
    file.write_to_bytes().unwrap()
}

/// The file with the note of telephones that it is to be turned clockwise (ISO/IEC 23008-12, 6.5.10): a property more, one
/// more that the picture has, and all that lies behind is ten bytes further.
fn to_be_turned(mut data: Vec<u8>) -> Vec<u8> {
    let find = |data: &[u8], name: &[u8; 4]| data.windows(4).position(|w| w == name).unwrap() - 4;
    let number = |data: &[u8], at: usize| u32::from_be_bytes(data[at..at + 4].try_into().unwrap());
    let start = number(&data, find(&data, b"mdat")) as usize;
    assert_eq!(find(&data, b"mdat") + start, data.len(), "the picture lies last");
    let picture = find(&data, b"mdat") as u32 + 8;
    let iloc = find(&data, b"iloc");
    let offset = iloc + data[iloc..].windows(4).position(|w| w == picture.to_be_bytes()).unwrap();
    data[offset..offset + 4].copy_from_slice(&(picture + 10).to_be_bytes());
    let (ipco, ipma) = (find(&data, b"ipco"), find(&data, b"ipma"));
    let (mut at, mut properties) = (ipco + 8, 0);
    while at < ipma {
        at += number(&data, at) as usize;
        properties += 1;
    }
    for (name, more) in [(b"meta", 10), (b"iprp", 10), (b"ipco", 9), (b"ipma", 1)] {
        let at = find(&data, name);
        let size = number(&data, at) + more;
        data[at..at + 4].copy_from_slice(&size.to_be_bytes());
    }
    // Behind the box's head: version and flags, number of pictures, number of this one, how many properties it has.
    data[ipma + 18] += 1;
    data.insert(ipma + number(&data, ipma) as usize - 1, 0x80 | (properties + 1));
    data.splice(ipma..ipma, *b"\0\0\0\x09irot\x03");
    data
}

#[test]
fn heic_gives_the_pixels_of_the_page_upright() {
    let mut lying = DynamicImage::from(shades());
    lying.apply_orientation(Orientation::Rotate270);
    for (name, data) in [("upright", heic(&shades())), ("lying", to_be_turned(heic(&lying.into_rgb8())))] {
        let page = decoded("a.heic", &data).unwrap();
        let seen = difference(colour(&page), &shades());
        assert!(seen <= 4.0, "{name}: {seen:.2} levels from the page");
        assert_eq!(page.dpi, None);
    }
}

#[test]
fn pictures_that_are_cut_short_are_not_shown_in_part() {
    for (name, whole) in [("a.webp", webp(shades())), ("a.webp", lossy()), ("a.heic", heic(&shades()))] {
        for share in [10, 50, 90] {
            let said = decoded(name, &whole[..whole.len() * share / 100]).unwrap_err();
            let told = if name == "a.heic" { "cannot be decoded" } else { "damaged or cut short" };
            assert!(said.contains(told), "{share} % of {name}: {said}");
        }
    }
}

#[test]
fn a_heic_of_another_coding_says_what_to_do() {
    let mut data = heic(&shades());
    let at = data.windows(4).position(|w| w == b"hvc1").unwrap();
    data[at..at + 4].copy_from_slice(b"xxxx");
    let said = decoded("a.heic", &data).err().unwrap_or_default();
    assert!(said.contains("save it as JPEG"), "{said}");
}

#[test]
fn webp_and_heic_pages_are_pages_of_a_document() {
    let dir = tempfile::tempdir().unwrap();
    ["n-p1.webp", "n-p2.HEIC", "n_p3.heif", "n-p4.jpg", "m.webp", "m.txt"].iter().for_each(|n| std::fs::write(dir.path().join(n), "").unwrap());
    let group = regex::Regex::new(PAGE_NAME).unwrap();
    let found = discover(&[dir.path().to_owned()], Path::new("nowhere"), Some(&group));
    let seen: Vec<_> = found.inputs.iter().map(|i| (i.name.to_str().unwrap(), i.files.len(), i.numbers.clone())).collect();
    assert_eq!(seen, [("m", 1, vec![]), ("n", 4, vec![1, 2, 3, 4])]);
    assert_eq!(found.skipped, 1);
}

#[test]
fn too_many_pages_in_files_of_their_own_are_refused() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("n-p1.webp");
    std::fs::write(&path, webp(shades())).unwrap();
    let of = |n: usize| scan::open(&Input { name: "n".into(), files: vec![path.clone(); n], numbers: Vec::new() }).map(|s| s.pages()).map_err(|f| f.to_string());
    assert_eq!(of(10_000), Ok(10_000));
    assert!(of(10_001).unwrap_err().contains("more pages than the limit of 10000"));
}
