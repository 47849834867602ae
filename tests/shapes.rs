//! Seals on pages without colour: only their shape tells them from print.
#![allow(missing_docs, clippy::unwrap_used)]

mod support;

use image::{GrayImage, Luma, imageops};
use sohoa::clean::Step;
use sohoa::scan::{self, Input};
use sohoa::types::page::{CleanPage, PageImage, Pixels, RemovalKind};
use support::root;

const DPI: f64 = 200.0;

/// Page 1 of an undamaged sample as black and white.
fn print() -> GrayImage {
    let input = Input { name: "x".into(), files: vec![root().join("scans/truc-tuyen.pdf")], numbers: Vec::new() };
    let grey = match scan::open(&input).unwrap().page(1).unwrap().pixels {
        Pixels::Colour(c) => imageops::grayscale(&c),
        Pixels::Grey(g) | Pixels::Bilevel(g) => g,
    };
    GrayImage::from_fn(grey.width(), grey.height(), |x, y| Luma([if grey.get_pixel(x, y).0[0] < 128 { 0 } else { 255 }]))
}

/// A seal of 36 mm: two rims and twelve rays between them, as a mask (255 is ink).
fn seal(size: (u32, u32), (x, y): (f64, f64)) -> GrayImage {
    let mm = DPI / 25.4;
    GrayImage::from_fn(size.0, size.1, |px, py| {
        let (dx, dy) = ((f64::from(px) - x) / mm, (f64::from(py) - y) / mm);
        let (far, turn) = (dx.hypot(dy), dy.atan2(dx));
        let rim = (far - 17.6).abs() < 0.35 || (far - 12.0).abs() < 0.15;
        let ray = (4.0..11.0).contains(&far) && (turn * 12.0 / std::f64::consts::TAU).rem_euclid(1.0) < 0.25;
        Luma([if rim || ray { 255 } else { 0 }])
    })
}

fn cleaned(page: GrayImage) -> CleanPage {
    cleaned_without(Pixels::Bilevel(page), &[])
}

fn cleaned_without(pixels: Pixels, without: &[Step]) -> CleanPage {
    let image = PageImage { number: 1, pixels, dpi: Some(DPI), jpeg: None, overlays: Vec::new() };
    sohoa::clean::clean(&image, without).unwrap()
}

/// Of the pixels for which `of` holds, the share that was taken.
fn taken(clean: &CleanPage, of: impl Fn(u32, u32) -> bool) -> f64 {
    let (mut all, mut hit) = (0u32, 0u32);
    for (x, y, p) in clean.taken.enumerate_pixels().filter(|(x, y, _)| of(*x, *y)) {
        let _ = (x, y);
        all += 1;
        hit += u32::from(p.0[0] > 0);
    }
    f64::from(hit) / f64::from(all)
}

#[test]
fn a_black_seal_goes_and_the_print_under_it_stays() {
    let print = print();
    // Over the heads, where some lines end beside it, and over the middle of the body.
    for at in [(767.0, 333.0), (600.0, 1333.0)] {
        let seal = seal(print.dimensions(), at);
        let page = GrayImage::from_fn(print.width(), print.height(), |x, y| Luma([if seal.get_pixel(x, y).0[0] > 0 { 0 } else { print.get_pixel(x, y).0[0] }]));
        let clean = cleaned(page);
        let black = |x, y| print.get_pixel(x, y).0[0] == 0;
        let inked = |x: u32, y: u32| seal.get_pixel(x, y).0[0] > 0;
        assert!(clean.removed.iter().any(|r| r.kind == RemovalKind::Seal), "{at:?}: no seal among {:?}", clean.removed);
        let covering = taken(&clean, |x, y| inked(x, y) && !black(x, y));
        assert!(covering >= 0.5, "{at:?}: only {covering:.3} of the seal was taken");
        let near = |x: u32, y: u32| (f64::from(x) - at.0).hypot(f64::from(y) - at.1) < 155.0;
        let lost = taken(&clean, |x, y| black(x, y) && near(x, y));
        assert!(lost <= 0.25, "{at:?}: {lost:.3} of the print under the seal was taken");
        let elsewhere = taken(&clean, |x, y| black(x, y) && !near(x, y));
        assert!(elsewhere <= 0.001, "{at:?}: {elsewhere:.4} of the print elsewhere was taken");
    }
}

/// What is white on the cleaned page and was not on the scan is in the mask of what was taken.
#[test]
fn nothing_goes_without_being_recorded() {
    let print = imageops::crop_imm(&print(), 150, 200, 1250, 900).to_image();
    let seal = seal(print.dimensions(), (600.0, 400.0));
    for ink in [0u8, 60, 140] {
        let page = GrayImage::from_fn(print.width(), print.height(), |x, y| {
            Luma([if seal.get_pixel(x, y).0[0] > 0 || print.get_pixel(x, y).0[0] == 0 { ink } else { 255 }])
        });
        let pixels = if ink == 0 { Pixels::Bilevel(page.clone()) } else { Pixels::Grey(page.clone()) };
        let clean = cleaned_without(pixels, &[]);
        assert_eq!((clean.skew, clean.orientation), (0.0, 0), "the test compares pixel by pixel");
        let gone = |x: u32, y: u32| page.get_pixel(x, y).0[0] < 200 && clean.grey.get_pixel(x, y).0[0] == 255;
        let silent = clean.taken.enumerate_pixels().filter(|(x, y, t)| gone(*x, *y) && t.0[0] == 0).count();
        assert!(silent <= 20, "ink {ink}: {silent} pixels went without being recorded");
    }
}

/// Black where either has ink.
fn pressed(print: &GrayImage, stamp: &GrayImage) -> GrayImage {
    GrayImage::from_fn(print.width(), print.height(), |x, y| Luma([if stamp.get_pixel(x, y).0[0] > 0 { 0 } else { print.get_pixel(x, y).0[0] }]))
}

/// An arrival stamp, 60 by 26 mm and leaning by two degrees: a frame, a rule under its head, bars for letters.
fn boxed(size: (u32, u32), (x, y): (f64, f64)) -> GrayImage {
    let mm = DPI / 25.4;
    let (sin, cos) = 2f64.to_radians().sin_cos();
    GrayImage::from_fn(size.0, size.1, |px, py| {
        let (dx, dy) = ((f64::from(px) - x) / mm, (f64::from(py) - y) / mm);
        let (u, v) = (dx * cos + dy * sin, dy * cos - dx * sin);
        let near = |a: f64, at: f64| (a - at).abs() < 0.22;
        let within = (-0.2..60.2).contains(&u) && (-0.2..26.2).contains(&v);
        let frame = near(u, 0.0) || near(u, 60.0) || near(v, 0.0) || near(v, 26.0) || near(v, 6.0);
        let letter = (3.0..40.0).contains(&u) && u.rem_euclid(2.2) < 0.5 && v.rem_euclid(5.2) > 3.0 && v < 25.0;
        Luma([if within && (frame || letter) { 255 } else { 0 }])
    })
}

#[test]
fn a_ruled_stamp_goes_and_is_recorded_as_one() {
    let print = print();
    let stamp = boxed(print.dimensions(), (60.0, 420.0));
    let clean = cleaned(pressed(&print, &stamp));
    let stamps = clean.removed.iter().filter(|r| r.kind == RemovalKind::ArrivalStamp).count();
    assert_eq!(stamps, 1, "{:?}", clean.removed);
    let black = |x, y| print.get_pixel(x, y).0[0] == 0;
    let inked = |x: u32, y: u32| stamp.get_pixel(x, y).0[0] > 0;
    let covering = taken(&clean, |x, y| inked(x, y) && !black(x, y));
    assert!(covering >= 0.7, "only {covering:.3} of the stamp was taken");
    let near = |x: u32, y: u32| (50..560).contains(&x) && (400..660).contains(&y);
    let elsewhere = taken(&clean, |x, y| black(x, y) && !near(x, y));
    assert!(elsewhere <= 0.001, "{elsewhere:.4} of the print elsewhere was taken");
}

#[test]
fn a_slice_of_a_seal_at_the_edge_goes() {
    let print = print();
    let seal = seal(print.dimensions(), (f64::from(print.width()) + 60.0, 900.0));
    let clean = cleaned(pressed(&print, &seal));
    assert!(clean.removed.iter().any(|r| r.kind == RemovalKind::Seal), "{:?}", clean.removed);
    let covering = taken(&clean, |x, y| seal.get_pixel(x, y).0[0] > 0);
    assert!(covering >= 0.9, "only {covering:.3} of the slice was taken");
}

#[test]
fn a_seal_goes_from_a_page_that_lies_sideways() {
    let print = print();
    let seal = seal(print.dimensions(), (600.0, 1333.0));
    let clean = cleaned(imageops::rotate90(&pressed(&print, &seal)));
    let high = print.height();
    let (print, seal) = (imageops::rotate90(&print), imageops::rotate90(&seal));
    assert_eq!(clean.taken.dimensions(), print.dimensions());
    let found = clean.removed.iter().find(|r| r.kind == RemovalKind::Seal).unwrap().bbox;
    let middle = ((found.x0 + found.x1) / 2, (found.y0 + found.y1) / 2);
    assert!((middle.0 - (high as i32 - 1333)).abs() < 8 && (middle.1 - 600).abs() < 8, "{found:?}");
    let black = |x, y| print.get_pixel(x, y).0[0] == 0;
    let covering = taken(&clean, |x, y| seal.get_pixel(x, y).0[0] > 0 && !black(x, y));
    assert!(covering >= 0.5, "only {covering:.3} of the seal was taken");
    let lost = taken(&clean, black);
    assert!(lost <= 0.02, "{lost:.3} of the print was taken");
}

#[test]
fn a_page_without_a_seal_loses_nothing_to_one() {
    let clean = cleaned(print());
    assert!(clean.removed.iter().all(|r| ![RemovalKind::Seal, RemovalKind::ArrivalStamp, RemovalKind::UrgencyStamp].contains(&r.kind)), "{:?}", clean.removed);
}

/// Holes of 6 mm, 8 mm from the left edge, as a mask.
fn holes(size: (u32, u32)) -> GrayImage {
    let mm = DPI / 25.4;
    GrayImage::from_fn(size.0, size.1, |x, y| {
        let far = |row: f64| (f64::from(x) / mm - 11.0).hypot(f64::from(y) / mm - row);
        Luma([if far(108.0).min(far(188.0)) < 3.0 { 255 } else { 0 }])
    })
}

#[test]
fn punch_holes_go_unless_the_step_is_left_out() {
    let print = print();
    let holes = holes(print.dimensions());
    let page = pressed(&print, &holes);
    let hole = |x: u32, y: u32| holes.get_pixel(x, y).0[0] > 0;
    let clean = cleaned(page.clone());
    assert!(taken(&clean, hole) > 0.99);
    assert_eq!(clean.removed.iter().filter(|r| r.kind == RemovalKind::Border).count(), 2);
    let printed = |x: u32, y: u32| print.get_pixel(x, y).0[0] == 0 && !hole(x, y);
    assert!(taken(&clean, printed) < 0.001);
    let kept = cleaned_without(Pixels::Bilevel(page), &[Step::Hole]);
    assert_eq!(taken(&kept, hole), 0.0);
}

/// A sensor with dirt on it takes two thirds of the light down the whole sheet; what it leaves still tells the print.
#[test]
fn a_streak_goes_and_the_print_under_it_comes_back() {
    let print = print();
    let streak = 760..762;
    let page = GrayImage::from_fn(print.width(), print.height(), |x, y| {
        let light = if print.get_pixel(x, y).0[0] == 0 { 30 } else { 245 };
        Luma([if streak.contains(&x) { light / 3 } else { light }])
    });
    let clean = cleaned_without(Pixels::Grey(page), &[]);
    let on = |ink: bool| {
        let pixels = streak.clone().flat_map(|x| (0..print.height()).map(move |y| (x, y))).filter(|&(x, y)| (print.get_pixel(x, y).0[0] == 0) == ink);
        let dark: Vec<bool> = pixels.map(|(x, y)| clean.grey.get_pixel(x, y).0[0] < 128).collect();
        dark.iter().filter(|d| **d).count() as f64 / dark.len() as f64
    };
    assert_eq!(clean.skew, 0.0, "the places below are those of the scan");
    // What stays hangs on letters beside it.
    assert!(on(false) < 0.05, "{} of the streak stays", on(false));
    assert!(on(true) > 0.9, "{} of the print under it is left", on(true));
}

/// A signature of 40 mm: a wave whose swings grow, half a millimetre thick, as a mask.
fn signature(size: (u32, u32), (x, y): (f64, f64)) -> GrayImage {
    let mm = DPI / 25.4;
    let mut out = GrayImage::new(size.0, size.1);
    for step in 0..6000 {
        let t = f64::from(step) / 6000.0;
        let (u, v) = (40.0 * t, (3.0 + 7.0 * t) * (t * 30.0).sin());
        for (dx, dy) in (-2..=1).flat_map(|dx| (-2..=1).map(move |dy| (dx, dy))) {
            out.put_pixel((x + u * mm) as u32 + (dx + 2) as u32, (y + v * mm) as u32 + (dy + 2) as u32, Luma([255]));
        }
    }
    out
}

/// The print, white below a line in its middle as the place to sign is, and where the white begins.
fn print_above() -> (GrayImage, u32) {
    let mut print = print();
    let end = (1300..).find(|&y| (0..print.width()).all(|x| print.get_pixel(x, y).0[0] == 255)).unwrap();
    print.enumerate_pixels_mut().filter(|(_, y, _)| *y > end).for_each(|(_, _, p)| p.0[0] = 255);
    (print, end)
}

#[test]
fn a_low_box_is_no_stroke_of_a_pen() {
    let (mut print, end) = print_above();
    let (x0, y0, x1, y1) = (500, end + 100, 900, end + 150);
    for (x, y) in (x0..=x1).flat_map(|x| (y0..=y1).map(move |y| (x, y))) {
        let rule = x < x0 + 2 || x > x1 - 2 || y < y0 + 2 || y > y1 - 2;
        print.put_pixel(x, y, Luma([if rule { 0 } else { 255 }]));
    }
    let clean = cleaned(print);
    assert_eq!(taken(&clean, |x, y| (x0..=x1).contains(&x) && (y0..=y1).contains(&y)), 0.0, "{:?}", clean.removed);
}

#[test]
fn a_signature_in_black_goes_and_the_line_it_crosses_stays() {
    let (print, end) = print_above();
    let pen = signature(print.dimensions(), (650.0, f64::from(end) + 45.0));
    let clean = cleaned(pressed(&print, &pen));
    let black = |x, y| print.get_pixel(x, y).0[0] == 0;
    assert!(clean.removed.iter().any(|r| r.kind == RemovalKind::Handwriting), "{:?}", clean.removed);
    let covering = taken(&clean, |x, y| pen.get_pixel(x, y).0[0] > 0 && !black(x, y));
    // Inside of the row of print it cannot be told from letters.
    assert!(covering >= 0.75, "only {covering:.3} of the signature was taken");
    let lost = taken(&clean, black);
    assert!(lost <= 0.002, "{lost:.4} of the print was taken");
}

/// Ink left on a page that pales from left to right to a third, on paper that is not quite white.
fn paled(print: &GrayImage) -> GrayImage {
    let wide = f64::from(print.width());
    GrayImage::from_fn(print.width(), print.height(), |x, y| {
        let ink = 220.0 * (1.0 - 0.67 * f64::from(x) / wide);
        Luma([if print.get_pixel(x, y).0[0] == 0 { (245.0 - ink) as u8 } else { 245 }])
    })
}

#[test]
fn faded_print_is_as_dark_as_the_rest_afterwards() {
    let print = print();
    let clean = cleaned_without(Pixels::Grey(paled(&print)), &[]);
    assert_eq!(clean.skew, 0.0, "the places below are those of the scan");
    let black = |x: u32, y: u32| print.get_pixel(x, y).0[0] == 0;
    let dark = |from: u32, to: u32| {
        let ink = || print.enumerate_pixels().filter(|(x, y, _)| (from..to).contains(x) && black(*x, *y));
        ink().filter(|(x, y, _)| clean.grey.get_pixel(*x, *y).0[0] < 128).count() as f64 / ink().count() as f64
    };
    let (left, right) = (dark(0, print.width() / 2), dark(print.width() * 3 / 4, print.width()));
    assert!(left > 0.97 && right > 0.97, "{left:.3} of the dark print and {right:.3} of the faded print is dark");
    assert!(clean.removed.iter().all(|r| r.kind != RemovalKind::GhostText), "{:?}", clean.removed);
}
