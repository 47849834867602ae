//! Every form of TIFF that scanners write gives the pixels of the page, and any page of a long file costs the same.
#![allow(missing_docs, clippy::unwrap_used)]

#[path = "support/mod.rs"]
mod support;
#[path = "support/tiff.rs"]
mod tiff;

use image::metadata::Orientation;
use image::{DynamicImage, GrayImage, Luma, Rgb, RgbImage, imageops};
use sohoa::leptonica::{Coding, encode};
use sohoa::scan::{self, Input, Scan};
use sohoa::types::failure::Failure;
use sohoa::types::page::Pixels;
use std::ffi::OsStr;
use std::io::Write;
use std::sync::LazyLock;
use std::time::{Duration, Instant};
use tiff::{Form, LITTLE, LONG, Page, SHORT, file};

const SIZE: (u32, u32) = (416, 300);

/// Shades without edges, which JPEG keeps, and a dark square in one corner: nothing in it is symmetric.
static COLOUR: LazyLock<RgbImage> = LazyLock::new(|| RgbImage::from_fn(SIZE.0, SIZE.1, |x, y| {
    let dark = x < 96 && y < 64;
    Rgb(if dark { [20, 30, 90] } else { [(x * 255 / SIZE.0) as u8, (y * 255 / SIZE.1) as u8, 200] })
}));
static GREY: LazyLock<GrayImage> = LazyLock::new(|| GrayImage::from_fn(SIZE.0, SIZE.1, |x, y| {
    Luma([if x < 96 && y < 64 { 20 } else { (x * 150 / SIZE.0 + y * 100 / SIZE.1) as u8 }])
}));
static INK: LazyLock<GrayImage> = LazyLock::new(|| imageops::crop_imm(&support::bars(), 40, 60, SIZE.0, SIZE.1).to_image());

fn scan(name: &OsStr, data: &[u8]) -> (tempfile::TempDir, Result<Scan, Failure>) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join(name);
    std::fs::write(&path, data).unwrap();
    let opened = scan::open(&Input { name: "x".into(), files: vec![path], numbers: Vec::new() });
    (dir, opened)
}

fn decoded(data: &[u8]) -> Result<Pixels, String> {
    let (_dir, opened) = scan("x.tif".as_ref(), data);
    let page = opened.and_then(|scan| scan.page(1)).map_err(|f| f.to_string())?;
    if page.dpi != Some(300.0) {
        // 416 pixels are no sheet of paper at 300 dpi: the resolution is not believed.
        assert_eq!(page.dpi, None);
    }
    Ok(page.pixels)
}

/// Mean difference in levels; infinite where kind or size differ.
fn difference(a: &Pixels, b: &Pixels) -> f64 {
    let (a, b) = match (a, b) {
        (Pixels::Bilevel(a), Pixels::Bilevel(b)) | (Pixels::Grey(a), Pixels::Grey(b)) if a.dimensions() == b.dimensions() => (a.as_raw(), b.as_raw()),
        (Pixels::Colour(a), Pixels::Colour(b)) if a.dimensions() == b.dimensions() => (a.as_raw(), b.as_raw()),
        _ => return f64::INFINITY,
    };
    a.iter().zip(b).map(|(a, b)| f64::from(a.abs_diff(*b))).sum::<f64>() / a.len() as f64
}

/// One bit a pixel, 1 where `one` holds; rows begin at bytes.
fn packed(ink: &GrayImage, one: u8) -> Vec<u8> {
    let rows = ink.as_raw().chunks(ink.width() as usize);
    let byte = |pixels: &[u8]| pixels.iter().enumerate().fold(0u8, |b, (i, &p)| b | (u8::from(p == one) << (7 - i)));
    rows.flat_map(|row| row.chunks(8).map(byte).collect::<Vec<_>>()).collect()
}

fn wide(samples: &[u8], little: bool) -> Vec<u8> {
    samples.iter().flat_map(|&s| { let v = u16::from(s) * 257; if little { v.to_le_bytes() } else { v.to_be_bytes() } }).collect()
}

fn zipped(data: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(data).unwrap();
    encoder.finish().unwrap()
}

/// The coded rows of a G4 picture (ITU-T T.6) without what ends them, as bits.
fn t6(rows: &GrayImage) -> Vec<bool> {
    let coded = encode(rows, 300, Coding::TiffG4).unwrap();
    let number = |at: usize, n: usize| coded[at..at + n].iter().rev().fold(0usize, |v, b| v << 8 | usize::from(*b));
    let ifd = number(4, 4);
    let tag = |wanted| (0..number(ifd, 2)).map(|i| ifd + 2 + 12 * i).find(|&e| number(e, 2) == wanted).map(|e| number(e + 8, if number(e + 2, 2) == 3 { 2 } else { 4 })).unwrap();
    let strip = &coded[tag(273)..tag(273) + tag(279)];
    let mut bits: Vec<bool> = strip.iter().flat_map(|b| (0..8).map(move |i| b >> (7 - i) & 1 == 1)).collect();
    bits.truncate(bits.iter().rposition(|b| *b).unwrap() + 1 - 24);
    bits
}

fn bytes(bits: &[bool]) -> Vec<u8> {
    bits.chunks(8).map(|c| c.iter().enumerate().fold(0, |b, (i, &on)| b | (u8::from(on) << (7 - i)))).collect()
}

fn bits(text: &str) -> impl Iterator<Item = bool> + '_ {
    text.bytes().map(|b| b == b'1')
}

/// A white row, then each row coded after the one above it (ITU-T T.4, 4.2): what T.6 writes, behind an end of line and a 0.
fn g3_in_two_dimensions(ink: &GrayImage) -> (GrayImage, Vec<u8>) {
    let (width, height) = (1728, 80);
    let mut page = GrayImage::from_pixel(width, height, Luma([255]));
    imageops::replace(&mut page, &imageops::crop_imm(ink, 0, 30, SIZE.0, height - 2).to_image(), 700, 1);
    let mut out: Vec<bool> = bits("0000000000011").chain(bits("01001101100110101")).collect();
    for row in 1..height {
        let upto = |rows: u32| t6(&imageops::crop_imm(&page, 0, 0, width, rows).to_image());
        out.extend(bits("0000000000010"));
        out.extend(&upto(row + 1)[upto(row).len()..]);
    }
    (page.clone(), bytes(&out))
}

fn tiles(raw: &[u8], samples: usize, (w, h): (usize, usize)) -> Vec<Vec<u8>> {
    let (width, height) = (SIZE.0 as usize, SIZE.1 as usize);
    let corners = (0..height).step_by(h).flat_map(|y| (0..width).step_by(w).map(move |x| (x, y)));
    corners.map(|(x0, y0)| {
        let at = |x: usize, y: usize| (y.min(height - 1) * width + x.min(width - 1)) * samples;
        (y0..y0 + h).flat_map(|y| (x0..x0 + w).flat_map(move |x| raw[at(x, y)..at(x, y) + samples].to_vec())).collect()
    }).collect()
}

fn jpeg(data: &[u8], colour: jpeg_encoder::ColorType, finer: bool) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut out, 92);
    encoder.set_sampling_factor(if finer { jpeg_encoder::SamplingFactor::R_4_4_4 } else { jpeg_encoder::SamplingFactor::R_4_2_0 });
    encoder.encode(data, SIZE.0 as u16, SIZE.1 as u16, colour).unwrap();
    out
}

fn colour() -> Pixels {
    Pixels::Colour(COLOUR.clone())
}

fn grey() -> Pixels {
    Pixels::Grey(GREY.clone())
}

fn ink() -> Pixels {
    Pixels::Bilevel(INK.clone())
}

/// Name, file, what it shows, how far it may be from that.
type Case = (String, Vec<u8>, Pixels, f64);

fn case(name: &str, page: Page, shows: Pixels) -> Case {
    (name.into(), file(LITTLE, &[page]), shows, 0.0)
}

fn codings() -> Vec<Case> {
    let coded = |name: &str, picture: &GrayImage, coding, shows, far| (name.to_owned(), encode(picture, 300, coding).unwrap(), shows, far);
    vec![
        coded("g3", &INK, Coding::TiffG3, ink(), 0.0),
        coded("g4", &INK, Coding::TiffG4, ink(), 0.0),
        coded("packbits", &INK, Coding::TiffPackBits, ink(), 0.0),
        coded("deflate", &GREY, Coding::TiffDeflate, grey(), 0.0),
        coded("lzw", &GREY, Coding::TiffLzw, grey(), 0.0),
        coded("jpeg", &GREY, Coding::TiffJpeg, grey(), 2.0),
    ]
}

fn faxes() -> Vec<Case> {
    let (page, two) = g3_in_two_dimensions(&INK);
    let g4 = bytes(&t6(&INK).into_iter().chain(bits("000000000001000000000001")).collect::<Vec<_>>());
    let mirrored: Vec<u8> = g4.iter().map(|b| b.reverse_bits()).collect();
    let fax = |size, data, coding| Page::new(size, &[1], 0, data).tag(259, SHORT, &[coding]);
    vec![
        case("g3 in two dimensions", fax(page.dimensions(), two, 3).tag(292, LONG, &[1]), Pixels::Bilevel(page)),
        case("g4 by hand", fax(SIZE, g4, 4), ink()),
        case("g4, lowest bit first", fax(SIZE, mirrored, 4).tag(266, SHORT, &[2]), ink()),
        case("bits, lowest first", Page::new(SIZE, &[1], 0, packed(&INK, 0).iter().map(|b| b.reverse_bits()).collect()).tag(266, SHORT, &[2]), ink()),
        case("white is 0", Page::new(SIZE, &[1], 0, packed(&INK, 0)), ink()),
        case("black is 0", Page::new(SIZE, &[1], 1, packed(&INK, 255)), ink()),
        case("white is 0, grey", Page::new(SIZE, &[8], 0, GREY.as_raw().iter().map(|p| 255 - p).collect()), grey()),
    ]
}

fn samples() -> Vec<Case> {
    // PackBits: a run of 64 alike as 1 - 64, then what is left of the row as it is.
    let dark = |row: &[u8]| row[..64].iter().all(|p| *p == row[0]);
    let run = |row: &[u8]| if dark(row) { vec![193, row[0]] } else { [&[63], &row[..64]].concat() };
    let plain = |rest: &[u8]| rest.chunks(88).flat_map(|c| [&[87], c].concat()).collect::<Vec<u8>>();
    let runs: Vec<u8> = GREY.as_raw().chunks(SIZE.0 as usize).flat_map(|row| [run(row), plain(&row[64..])].concat()).collect();
    let halves: Vec<u8> = GREY.as_raw().chunks(2).map(|p| ((p[0] / 17) << 4) | (p[1] / 17)).collect();
    let sixteen = Pixels::Grey(GrayImage::from_fn(SIZE.0, SIZE.1, |x, y| Luma([GREY.get_pixel(x, y).0[0] / 17 * 17])));
    let map = |f: fn(u64) -> u64| (0..256).map(f).collect::<Vec<u64>>();
    let reds = [map(|i| i * 257), map(|i| (255 - i) * 257), map(|_| 128 * 257)].concat();
    let looked_up = Pixels::Colour(RgbImage::from_fn(SIZE.0, SIZE.1, |x, y| { let i = GREY.get_pixel(x, y).0[0]; Rgb([i, 255 - i, 128]) }));
    let planes: Vec<Vec<u8>> = (0..3).map(|c| COLOUR.as_raw().iter().skip(c).step_by(3).copied().collect()).collect();
    let opaque: Vec<u8> = COLOUR.pixels().flat_map(|p| [p.0[0], p.0[1], p.0[2], 255]).collect();
    let inks: Vec<u8> = COLOUR.pixels().flat_map(|p| [255 - p.0[0], 255 - p.0[1], 255 - p.0[2], 0]).collect();
    let big_endian = |name: &str, page, shows| (name.to_owned(), file(Form { little: false, big: false }, &[page]), shows, 0.0);
    vec![
        case("packbits, grey", Page::new(SIZE, &[8], 1, runs).tag(259, SHORT, &[32773]), grey()),
        case("4 bits", Page::new(SIZE, &[4], 1, halves), sixteen),
        case("16 bits", Page::new(SIZE, &[16], 1, wide(GREY.as_raw(), true)), grey()),
        big_endian("16 bits, high byte first", Page::new(SIZE, &[16], 1, wide(GREY.as_raw(), false)), grey()),
        case("48 bits", Page::new(SIZE, &[16; 3], 2, wide(COLOUR.as_raw(), true)), colour()),
        big_endian("48 bits, high byte first", Page::new(SIZE, &[16; 3], 2, wide(COLOUR.as_raw(), false)), colour()),
        case("palette", Page::new(SIZE, &[8], 3, GREY.as_raw().clone()).tag(320, SHORT, &reds), looked_up),
        case("planes", Page::new(SIZE, &[8; 3], 2, Vec::new()).tag(284, SHORT, &[2]).chunks(planes), colour()),
        case("alpha", Page::new(SIZE, &[8; 4], 2, opaque).tag(338, SHORT, &[2]), colour()),
        case("cmyk", Page::new(SIZE, &[8; 4], 5, inks), colour()),
    ]
}

fn chunked() -> Vec<Case> {
    let row = SIZE.0 as usize;
    let strips = |raw: &[u8], bytes: usize| raw.chunks(bytes * 16).map(<[u8]>::to_vec).collect::<Vec<_>>();
    let bit_tiles: Vec<Vec<u8>> = tiles(INK.as_raw(), 1, (64, 48)).into_iter().map(|t| packed(&GrayImage::from_raw(64, 48, t).unwrap(), 0)).collect();
    let zipped_tiles = tiles(COLOUR.as_raw(), 3, (64, 48)).iter().map(|t| zipped(t)).collect();
    vec![
        case("strips", Page::new(SIZE, &[8], 1, Vec::new()).tag(278, LONG, &[16]).chunks(strips(GREY.as_raw(), row)), grey()),
        case("strips, colour", Page::new(SIZE, &[8; 3], 2, Vec::new()).tag(278, LONG, &[16]).chunks(strips(COLOUR.as_raw(), 3 * row)), colour()),
        case("tiles", Page::new(SIZE, &[8], 1, Vec::new()).tiled((64, 48), tiles(GREY.as_raw(), 1, (64, 48))), grey()),
        case("tiles, bilevel", Page::new(SIZE, &[1], 0, Vec::new()).tiled((64, 48), bit_tiles), ink()),
        case("tiles, colour, deflate", Page::new(SIZE, &[8; 3], 2, Vec::new()).tag(259, SHORT, &[8]).tiled((64, 48), zipped_tiles), colour()),
        case("tiles, 48 bits", Page::new(SIZE, &[16; 3], 2, Vec::new()).tiled((64, 48), tiles(&wide(COLOUR.as_raw(), true), 6, (64, 48))), colour()),
    ]
}

/// JPEG in TIFF (TIFF technical note 2): the strip is a JPEG of its own.
fn jpegs() -> Vec<Case> {
    let strip = |samples: &[u64], photometric, data| Page::new(SIZE, samples, photometric, data).tag(259, SHORT, &[7]);
    let close = |(name, data, shows, _): Case| (name, data, shows, 2.0);
    let ycc = |finer: bool, step: u64| strip(&[8; 3], 6, jpeg(COLOUR.as_raw(), jpeg_encoder::ColorType::Rgb, finer)).tag(530, SHORT, &[step, step]);
    vec![
        close(case("jpeg, by hand", strip(&[8], 1, jpeg(GREY.as_raw(), jpeg_encoder::ColorType::Luma, true)), grey())),
        close(case("jpeg, colour", ycc(true, 1), colour())),
        close(case("jpeg, colour, coarse", ycc(false, 2), colour())),
    ]
}

#[test]
fn every_form_gives_the_pixels_of_the_page() {
    let mut wrong = Vec::new();
    for (name, data, shows, tolerance) in [codings(), faxes(), samples(), chunked(), jpegs()].concat() {
        match decoded(&data) {
            Ok(pixels) if difference(&pixels, &shows) <= tolerance => {}
            Ok(pixels) => wrong.push(format!("{name}: {:.2} levels from the page", difference(&pixels, &shows))),
            Err(said) => wrong.push(format!("{name}: {said}")),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn byte_order_and_wide_offsets_change_nothing() {
    for (little, big) in [(true, false), (false, false), (true, true), (false, true)] {
        let form = Form { little, big };
        let pages = [Page::new(SIZE, &[8], 1, GREY.as_raw().clone()), Page::new(SIZE, &[8; 3], 2, COLOUR.as_raw().clone())];
        let (_dir, opened) = scan("x.tif".as_ref(), &file(form, &pages));
        let opened = opened.unwrap();
        assert_eq!(opened.pages(), 2, "{form:?}");
        for (number, shows) in [(1, grey()), (2, colour())] {
            assert_eq!(difference(&opened.page(number).unwrap().pixels, &shows), 0.0, "{form:?} page {number}");
        }
    }
}

#[test]
fn the_orientation_tag_is_applied() {
    for value in 1..=8u8 {
        let turn = Orientation::from_exif(value).unwrap();
        let undo = match turn { Orientation::Rotate90 => Orientation::Rotate270, Orientation::Rotate270 => Orientation::Rotate90, own => own };
        let stored = |shown: DynamicImage| { let mut image = shown; image.apply_orientation(undo); image };
        let (g, c, i) = (stored(GREY.clone().into()).into_luma8(), stored(COLOUR.clone().into()).into_rgb8(), stored(INK.clone().into()).into_luma8());
        let lies = |page: Page| decoded(&file(LITTLE, &[page.tag(274, SHORT, &[value.into()])])).unwrap();
        let seen = [
            difference(&lies(Page::new(g.dimensions(), &[8], 1, g.as_raw().clone())), &grey()),
            difference(&lies(Page::new(c.dimensions(), &[8; 3], 2, c.as_raw().clone())), &colour()),
            difference(&lies(Page::new(i.dimensions(), &[1], 0, packed(&i, 0))), &ink()),
        ];
        assert_eq!(seen, [0.0; 3], "orientation {value}: levels from the page in grey, colour, black and white");
    }
}

#[test]
fn resolution_is_that_of_the_page_in_either_unit() {
    let data = vec![255; 900 * 1200];
    let of = |per: &[u64], unit| {
        let page = Page::new((900, 1200), &[8], 1, data.clone()).tag(282, tiff::RATIONAL, per).tag(283, tiff::RATIONAL, per).tag(296, SHORT, &[unit]);
        let (_dir, opened) = scan("x.tif".as_ref(), &file(LITTLE, &[page]));
        opened.unwrap().page(1).unwrap().dpi
    };
    assert_eq!([of(&[150, 1], 2), of(&[5906, 100], 3), of(&[72, 1], 2), of(&[0, 0], 2)], [Some(150.0), Some(150.0), None, None]);
}

#[test]
fn a_page_that_is_cut_short_is_not_shown_in_part() {
    for (bits, photometric, raw) in [(vec![8u64], 1, GREY.as_raw()), (vec![8; 3], 2, COLOUR.as_raw())] {
        let page = Page::new(SIZE, &bits, photometric, raw.clone()).tag(278, LONG, &[16]);
        let strips: Vec<Vec<u8>> = raw.chunks(raw.len() / 300 * 16).map(<[u8]>::to_vec).collect();
        let mut cut = page.chunks(strips);
        let whole = file(LITTLE, &[cut.clone()]);
        cut.chunks[12].truncate(40);
        assert!(decoded(&whole).is_ok());
        let said = decoded(&file(LITTLE, &[cut])).unwrap_err();
        assert!(said.contains("damaged or cut short"), "{said}");
    }
}

#[test]
fn any_page_of_a_long_file_costs_the_same() {
    const PAGES: u64 = 4000;
    // Each page bears its number as grey.
    let shade = |number: u64| 10 + (number % 200) as u8;
    let pages: Vec<Page> = (0..PAGES).map(|n| Page::new((64, 64), &[8], 1, vec![shade(n); 64 * 64])).collect();
    for big in [false, true] {
        let (_dir, opened) = scan("long.tif".as_ref(), &file(Form { little: true, big }, &pages));
        let opened = opened.unwrap();
        assert_eq!(u64::from(opened.pages()), PAGES);
        let began = Instant::now();
        for number in (PAGES - 200..PAGES).rev() {
            let Pixels::Grey(page) = opened.page(number as u32 + 1).unwrap().pixels else { panic!("page {number} is no grey") };
            assert_eq!(page.get_pixel(5, 60).0[0], shade(number), "page {number}");
        }
        assert!(began.elapsed() < Duration::from_secs(2), "200 pages at the end took {:?}", began.elapsed());
    }
}

#[test]
fn a_chain_of_pages_that_comes_back_to_itself_ends() {
    for (little, big) in [(true, false), (false, true)] {
        let mut data = file(Form { little, big }, &vec![Page::new(SIZE, &[8], 1, GREY.as_raw().clone()); 2]);
        let (first, width) = if big { (data[8..16].to_vec(), 8) } else { (data[4..8].to_vec(), 4) };
        let end = data.len() - width;
        data.splice(end.., first);
        let (_dir, opened) = scan("loop.tif".as_ref(), &data);
        assert_eq!(opened.unwrap().pages(), 2);
    }
}

#[test]
fn more_pages_than_a_document_may_have_are_refused() {
    let pages = vec![Page::new((64, 64), &[8], 1, vec![9; 64 * 64]); 10_001];
    let (_dir, opened) = scan("x.tif".as_ref(), &file(LITTLE, &pages));
    let said = opened.err().unwrap().to_string();
    assert!(said.contains("more pages than the limit of 10000; split it"), "{said}");
    let (_dir, opened) = scan("x.tif".as_ref(), &file(LITTLE, &pages[1..]));
    assert_eq!(opened.unwrap().pages(), 10_000);
}

#[cfg(unix)]
#[test]
fn a_path_may_be_any_bytes() {
    use std::os::unix::ffi::OsStrExt;
    let data = file(LITTLE, &[Page::new(SIZE, &[8], 1, GREY.as_raw().clone())]);
    for name in [&b"thong bao so 12%20.tif"[..], b"a\\b.tif", b"\xff\xfe.tif", "thông báo.tif".as_bytes(), b"-r.tif", b"a:b,c.tif"] {
        let (_dir, opened) = scan(OsStr::from_bytes(name), &data);
        let seen = opened.and_then(|scan| scan.page(1)).map(|page| difference(&page.pixels, &grey()));
        assert_eq!(seen.map_err(|f| f.to_string()), Ok(0.0), "{name:?}");
    }
}
