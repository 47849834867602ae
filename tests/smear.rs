//! Coloured ink whose colour was smeared goes; black print beside it stays.
#![allow(missing_docs, clippy::unwrap_used)]

use image::{Rgb, RgbImage};
use sohoa::clean;
use sohoa::types::page::{CleanPage, PageImage, Pixels};

const PAPER: Rgb<u8> = Rgb([255, 255, 255]);
/// Violet ink as it is where all its colour is kept, and grey and coloured as smearing leaves it.
const VIOLET: Rgb<u8> = Rgb([120, 90, 190]);
const GREYED: Rgb<u8> = Rgb([150, 135, 170]);
const TINTED: Rgb<u8> = Rgb([225, 215, 255]);
const BLACK: Rgb<u8> = Rgb([30, 30, 30]);

/// A page of 200 dpi with four bars of ink, 3 pixels high, their edges greyed and the paper beside them tinted.
fn page(size: (u32, u32), dots: &[(u32, u32)]) -> PageImage {
    let mut picture = RgbImage::from_pixel(size.0, size.1, PAPER);
    for (x, y) in (0..size.0).flat_map(|x| (0..size.1).map(move |y| (x, y))).filter(|(x, y)| (200..400).contains(x) && *y >= 300) {
        let row = (y - 300) % 20;
        let ink = match row { 5 | 9 => TINTED, 6 | 8 => GREYED, 7 => VIOLET, _ => PAPER };
        if y < 380 {
            picture.put_pixel(x, y, ink);
        }
    }
    for (x, y) in dots.iter().flat_map(|(x, y)| (0..3).flat_map(move |i| (0..3).map(move |j| (x + i, y + j)))) {
        picture.put_pixel(x, y, BLACK);
    }
    PageImage { number: 1, pixels: Pixels::Colour(picture), dpi: Some(200.0), jpeg: None, overlays: Vec::new() }
}

fn cleaned(page: &PageImage) -> CleanPage {
    clean::clean(page, &[clean::Step::Turn, clean::Step::Skew, clean::Step::Speckle, clean::Step::Shape]).unwrap()
}

#[test]
fn greyed_rims_of_ink_go_and_are_in_the_mask() {
    let found = cleaned(&page((800, 1000), &[]));
    let left = (200..400).flat_map(|x| (300..380).map(move |y| (x, y))).filter(|&(x, y)| found.grey.get_pixel(x, y).0[0] < 200).count();
    assert_eq!(left, 0);
    assert!((210..390).all(|x| (306..309).all(|y| found.taken.get_pixel(x, y).0[0] > 60)), "all of the bar is in the mask");
}

#[test]
fn a_black_dot_on_the_ink_stays() {
    let found = cleaned(&page((800, 1000), &[(300, 306), (350, 310)]));
    for (x, y) in [(301, 307), (351, 311)] {
        assert!(found.grey.get_pixel(x, y).0[0] < 100, "{x} {y}: {:?}", found.grey.get_pixel(x, y));
    }
}

#[test]
fn tiny_pages_are_cleaned() {
    for size in [(1, 1), (5, 3000), (3000, 5), (33, 33)] {
        let once = clean::clean(&page(size, &[]), &[]);
        let again = clean::clean(&page(size, &[]), &[]);
        assert_eq!(once.map(|c| c.grey), again.map(|c| c.grey), "{size:?}");
    }
}
