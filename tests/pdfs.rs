//! PDF files as viewers show them: encrypted without a password, turned, cropped, of large units, and page trees that lie.
#![allow(missing_docs, clippy::unwrap_used)]

#[path = "support/pdf.rs"]
mod pdf;

use image::{GrayImage, Luma, imageops};
use sohoa::scan::{self, Input, Scan};
use sohoa::types::failure::Failure;
use sohoa::types::geometry::Rect;
use sohoa::types::page::{PageImage, Pixels};
use std::path::Path;

fn opened(data: &[u8]) -> (tempfile::TempDir, Result<Scan, Failure>) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("x.pdf");
    std::fs::write(&path, data).unwrap();
    let scan = scan::open(&Input { name: "x".into(), files: vec![path], numbers: Vec::new() });
    (dir, scan)
}

fn decoded(data: &[u8]) -> PageImage {
    opened(data).1.unwrap().page(1).unwrap()
}

fn grey(page: &PageImage) -> &GrayImage {
    match &page.pixels {
        Pixels::Grey(g) | Pixels::Bilevel(g) => g,
        Pixels::Colour(_) => panic!("the page is coloured"),
    }
}

/// Mean difference in levels.
fn difference(a: &GrayImage, b: &GrayImage) -> f64 {
    assert_eq!(a.dimensions(), b.dimensions());
    a.as_raw().iter().zip(b.as_raw()).map(|(a, b)| f64::from(a.abs_diff(*b))).sum::<f64>() / a.as_raw().len() as f64
}

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)).unwrap()
}

#[test]
fn an_owner_s_password_keeps_no_reader_out() {
    let shown = GrayImage::from_fn(96, 80, |x, y| Luma([if x < 30 && y < 20 { 0 } else { ((2 * x + 3 * y) % 256) as u8 }]));
    for name in ["owner-rc4-40.pdf", "owner-rc4-128.pdf", "owner-aes-128.pdf", "owner-aes-256.pdf"] {
        let page = decoded(&fixture(name));
        assert_eq!(difference(grey(&page), &shown), 0.0, "{name}");
    }
}

#[test]
fn a_user_s_password_is_told() {
    for name in ["user-rc4-128.pdf", "user-aes-256.pdf"] {
        let said = opened(&fixture(name)).1.err().unwrap().to_string();
        assert!(said.contains("is encrypted; save a copy without a password"), "{name}: {said}");
    }
}

/// 312 x 240 points at 300 dpi: shades, and a dark corner.
fn picture() -> GrayImage {
    GrayImage::from_fn(1300, 1000, |x, y| Luma([if x < 400 && y < 300 { 10 } else { (40 + x / 13 + y / 10) as u8 }]))
}

fn stored(picture: &GrayImage) -> Vec<u8> {
    let size = format!("/Width {} /Height {}", picture.width(), picture.height());
    pdf::stream(&format!("/Subtype /Image {size} /BitsPerComponent 8 /ColorSpace /DeviceGray"), picture.as_raw())
}

const FULL: &str = "q 312 0 0 240 0 0 cm /Im Do Q";
const MEDIA: &str = "/MediaBox [0 0 312 240]";
const RESOURCES: &str = "/Resources << /XObject << /Im 5 0 R >> >>";
/// 250 pixels from the left, 200 from the top, 800 x 600.
const CROP: &str = "/CropBox [60 48 252 192]";

fn cropped() -> GrayImage {
    imageops::crop_imm(&picture(), 250, 200, 800, 600).to_image()
}

fn turned(page: &GrayImage, degrees: i32) -> GrayImage {
    match degrees {
        90 => imageops::rotate90(page),
        180 => imageops::rotate180(page),
        270 => imageops::rotate270(page),
        _ => page.clone(),
    }
}

#[test]
fn a_cropped_page_is_what_a_viewer_shows() {
    for degrees in [0, 90, 180, 270] {
        let own = format!("{MEDIA} {CROP} {RESOURCES} /Rotate {degrees}");
        let page = decoded(&pdf::page("", &own, FULL, stored(&picture())));
        let far = difference(grey(&page), &turned(&cropped(), degrees));
        assert!(far <= 1.0, "/Rotate {degrees}: {far:.2} levels from the page");
        assert_eq!(page.dpi, Some(300.0));
    }
}

#[test]
fn a_crop_box_beyond_the_page_changes_nothing() {
    let own = format!("{MEDIA} /CropBox [-50 -50 400 300] {RESOURCES}");
    assert_eq!(difference(grey(&decoded(&pdf::page("", &own, FULL, stored(&picture())))), &picture()), 0.0);
}

#[test]
fn what_a_page_does_not_say_it_inherits() {
    let root = format!("{MEDIA} {CROP} {RESOURCES} /Rotate 90");
    let page = decoded(&pdf::page(&root, "", FULL, stored(&picture())));
    let far = difference(grey(&page), &turned(&cropped(), 90));
    assert!(far <= 1.0, "{far:.2} levels from the page");
    let page = decoded(&pdf::page(&root, "/Rotate 0 /CropBox [0 0 312 240]", FULL, stored(&picture())));
    assert_eq!(difference(grey(&page), &picture()), 0.0, "what it says counts");
}

#[test]
fn a_unit_may_be_more_than_a_point() {
    let own = format!("/MediaBox [0 0 156 120] /UserUnit 2 {RESOURCES}");
    let page = decoded(&pdf::page("", &own, "q 156 0 0 120 0 0 cm /Im Do Q", stored(&picture())));
    assert_eq!((page.pixels.size(), page.dpi), ((1300, 1000), Some(300.0)));
    let drawn = decoded(&pdf::page("", "/MediaBox [0 0 156 120] /UserUnit 2", "12 84 24 24 re f", stored(&picture())));
    let (width, height) = drawn.pixels.size();
    assert!(width == 1300 && (999..=1000).contains(&height) && drawn.dpi == Some(300.0), "{width}x{height} at {:?}", drawn.dpi);
    assert_eq!([(200, 200), (90, 200), (310, 200), (200, 310)].map(|(x, y)| grey(&drawn).get_pixel(x, y).0[0]), [0, 255, 255, 255]);
}

/// A page tree's nodes, the root first; objects from 2.
fn tree(nodes: impl IntoIterator<Item = String>) -> Vec<u8> {
    let catalog = "<< /Type /Catalog /Pages 2 0 R >>".to_owned();
    pdf::file(&std::iter::once(catalog).chain(nodes).map(String::into_bytes).collect::<Vec<_>>())
}

fn pages(data: &[u8]) -> Result<u32, String> {
    opened(data).1.map(|scan| scan.pages()).map_err(|f| f.to_string())
}

const LEAF: &str = "<< /Type /Page /MediaBox [0 0 100 100] >>";

#[test]
fn page_trees_that_lie_or_loop_end() {
    let node = |kids: &str, count: i64| format!("<< /Type /Pages /Kids [{kids}] /Count {count} >>");
    for count in [-1, 0, 2_147_483_647, 99_999_999_999] {
        assert_eq!(pages(&tree([node("3 0 R", count), LEAF.into()])), Ok(1), "/Count {count}");
    }
    assert_eq!(pages(&tree([node("3 0 R 4 0 R", 2), node("2 0 R 3 0 R", 9), LEAF.into()])), Ok(1), "kids that are their own parents");
    assert_eq!(pages(&tree([node("99 0 R 3 0 R", 2), LEAF.into()])), Ok(1), "a kid that is not there");
    let deep = (0..20_000).map(|i| node(&format!("{} 0 R", i + 3), 1)).chain([LEAF.into()]);
    assert_eq!(pages(&tree(deep)), Ok(1), "a tree of one branch");
}

#[test]
fn more_pages_than_a_document_may_have_are_refused() {
    let many = |n: usize| {
        let kids: Vec<String> = (0..n).map(|i| format!("{} 0 R", i + 3)).collect();
        tree(std::iter::once(format!("<< /Type /Pages /Kids [{}] /Count 1 >>", kids.join(" "))).chain((0..n).map(|_| LEAF.into())))
    };
    assert_eq!(pages(&many(10_000)), Ok(10_000));
    let said = pages(&many(10_001)).unwrap_err();
    assert!(said.contains("more pages than the limit of 10000; split it"), "{said}");
}

/// A page that draws letters: Helvetica in the encoding of Windows, or as a table says.
fn written(own: &str, drawing: &str, table: Option<&str>) -> (PageImage, Option<Vec<(String, Rect)>>) {
    let font = format!("/Type /Font /Subtype /Type1 /BaseFont /Helvetica {}", if table.is_some() { "/ToUnicode 5 0 R" } else { "/Encoding /WinAnsiEncoding" });
    let own = format!("{own} /Resources << /Font << /F0 << {font} >> >> >>");
    let (_dir, scan) = opened(&pdf::page("", &own, drawing, pdf::stream("", table.unwrap_or_default().as_bytes())));
    let scan = scan.unwrap();
    let page = scan.page(1).unwrap();
    let words = scan.text_layer(&page).map(|layer| layer.words.into_iter().map(|w| (w.text, w.bbox)).collect());
    (page, words)
}

const PAPER: &str = "/MediaBox [0 0 400 300]";
/// Two lines, a gap within a line, a kerned word, a blank.
const LINES: &str = "BT /F0 12 Tf 72 200 Td (Signed by AN) Tj 0 -30 Td [(TH) 40 (ONG) -900 (BAO) -90 (!)] TJ ET";

#[test]
fn words_of_a_written_page_lie_where_it_shows_them() {
    let crop = "/CropBox [50 150 350 250]";
    for own in [PAPER.to_owned(), format!("{PAPER} /Rotate 90"), format!("{PAPER} {crop} /Rotate 180"), format!("{PAPER} /UserUnit 1.5")] {
        let (page, words) = written(&own, LINES, None);
        let (page, words) = (grey(&page), words.unwrap());
        let said: Vec<&str> = words.iter().map(|(text, _)| text.as_str()).collect();
        assert_eq!(said, ["Signed", "by", "AN", "THONG", "BAO!"], "{own}");
        let mut dark = vec![0; words.len()];
        for (x, y, _) in page.enumerate_pixels().filter(|(.., p)| p.0[0] < 100) {
            let at = words.iter().position(|(_, b)| b.contains((x as i32, y as i32)));
            dark[at.unwrap_or_else(|| panic!("{own}: ink at {x}, {y} is of no word"))] += 1;
        }
        for ((text, b), dark) in words.iter().zip(dark) {
            assert!(f64::from(dark) > 0.1 * f64::from(b.width() * b.height()), "{own}: {dark} dark pixels in {text} at {b:?}");
        }
    }
}

#[test]
fn words_are_composed() {
    let words = written(PAPER, "BT /F0 12 Tf 72 200 Td (ABC) Tj ET", Some(&pdf::to_unicode(&["0054", "006F03020301", "0069"]))).1.unwrap();
    assert_eq!(words[0].0, "T\u{1ed1}i");
}

#[test]
fn letters_that_cannot_be_told_are_no_words() {
    let draw = |text: &str| format!("BT /F0 12 Tf 72 200 Td ({text}) Tj ET");
    assert!(written(PAPER, &draw("B"), Some(&pdf::to_unicode(&["E000", "0042"]))).1.is_some(), "the measure");
    assert_eq!(written(PAPER, &draw("ABBBB"), Some(&pdf::to_unicode(&["E000", "0042"]))).1, None, "private use");
    assert_eq!(written(PAPER, &draw("TH\\253NG B\\270O"), None).1, None, "TCVN3");
    assert_eq!(written(PAPER, &format!("BT 3 Tr ET {}", draw("AN").replace("BT", "BT 3 Tr")), None).1, None, "invisible");
    assert_eq!(written(PAPER, "72 72 20 20 re f", None).1, None, "nothing written");
}

#[test]
fn a_scan_has_no_words_of_its_own() {
    let font = "/Font << /F0 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>";
    let own = format!("{MEDIA} /Resources << /XObject << /Im 5 0 R >> {font} >>");
    let data = pdf::page("", &own, &format!("{FULL} BT /F0 12 Tf 72 200 Td (AN) Tj ET"), stored(&picture()));
    let scan = opened(&data).1.unwrap();
    assert_eq!(scan.text_layer(&scan.page(1).unwrap()), None);
}

#[test]
fn a_sign_of_another_script_is_no_old_encoding() {
    let lines: String = (0..4).map(|n| format!("BT /F0 12 Tf 72 {} Td (Thong bao cong tac) Tj ET ", 100 + 30 * n)).collect();
    let (_, words) = written(PAPER, &format!("{lines} BT /F0 12 Tf 72 260 Td (120 m\\262) Tj ET"), None);
    assert!(words.unwrap().iter().any(|(text, _)| text == "m²"));
}

#[test]
fn words_that_are_not_seen_are_none() {
    let second = "BT /F0 12 Tf 72 150 Td (GIAO -) Tj ET";
    let hidden = [
        format!("1 g {second}"), format!("q 0 0 10 10 re W n {second} Q"), format!("{second} 1 g 60 140 200 30 re f"),
        format!("{second} 0 g 60 140 200 30 re f"), second.replace("150 Td", "900 Td"),
    ];
    let said = |drawing: &str| written(PAPER, drawing, None).1.unwrap().into_iter().map(|(text, _)| text).collect::<Vec<_>>();
    for second in hidden {
        assert_eq!(said(&format!("BT /F0 12 Tf 72 200 Td (Signed) Tj ET {second}")), ["Signed"], "{second}");
    }
    assert_eq!(said(&format!("BT /F0 12 Tf 72 200 Td (Signed) Tj ET {second}")), ["Signed", "GIAO", "-"], "the measure");
    assert_eq!(said(&format!("{second} 1 g 80 140 8 30 re f")), ["-"], "half of a word is none");
    let over = "1 g 60 140 200 30 re f 0 g BT /F0 12 Tf 72 150 Td (THAY) Tj ET";
    assert_eq!(said(&format!("{second} {over}")), ["THAY"], "what was painted over and written anew");
}
