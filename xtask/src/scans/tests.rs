//! Whole scans: what they must be, whatever the damage.

use super::Workshop;
use super::damage::{Damage, TABLE};
use super::document::{Scanned, scan};
use super::page::{Page, Pixels};
use super::recipe::{Recipe, parse};
use super::sets::{outputs, small};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn recipe(lines: &str) -> Recipe {
    parse(&format!("[test]\nnotice: ket-luan-mau\ndpi: 100\n{lines}\n")).unwrap().remove(0)
}

fn made(lines: &str) -> Scanned {
    scan(&Workshop::open().unwrap(), &recipe(lines)).unwrap()
}

fn on(mask: &image::GrayImage) -> usize {
    mask.pixels().filter(|p| p.0[0] == 255).count()
}

fn dark(page: &Page, x: u32, y: u32) -> bool {
    match &page.pixels {
        Pixels::Colour(rgb) => rgb.get_pixel(x, y).0.iter().any(|c| *c < 200),
        Pixels::Grey(grey) | Pixels::Bilevel(grey) => grey.get_pixel(x, y).0[0] < 200,
    }
}

#[test]
fn the_same_bytes_whatever_the_number_of_threads() {
    let shop = Workshop::open().unwrap();
    let all: String = TABLE.iter().filter(|row| row.damage != Damage::Resolution).map(|row| format!("{}: medium\n", row.name)).collect();
    let recipe = recipe(&format!("form: tiff bilevel\n{all}"));
    let with = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| outputs(&shop, &recipe).unwrap())
    };
    let first = with(1);
    assert!(first == with(3), "three threads make other bytes than one");
    assert!(first == with(1), "a second run makes other bytes");
}

#[test]
fn a_page_without_damage_has_no_cover_and_its_print_is_dark() {
    let scanned = made("");
    let page = &scanned.pages[0];
    assert_eq!(on(&page.cover), 0);
    assert!(on(&page.print) > 5000);
    let pale = page.print.enumerate_pixels().filter(|(x, y, p)| p.0[0] == 255 && !dark(page, *x, *y)).count();
    assert_eq!(pale, 0, "pixels of print that are not dark");
}

#[test]
fn masks_lie_where_the_ink_lies_on_a_page_askew_and_turned() {
    for form in ["pdf colour", "pdf grey", "pdf bilevel"] {
        let scanned = made(&format!("form: {form}\nskew: heavy\nperspective: heavy\nturned: medium\nseal-on-text: heavy\n"));
        let page = &scanned.pages[0];
        let (width, height) = page.pixels.size();
        assert!(width > height, "{form}: the page is not turned");
        assert_eq!((page.print.dimensions(), page.cover.dimensions()), ((width, height), (width, height)));
        let (mut inked, mut masked) = (0, 0);
        for y in 0..height {
            for x in 0..width {
                let [print, cover] = [&page.print, &page.cover].map(|mask| mask.get_pixel(x, y).0[0] == 255);
                assert!(!(print && cover), "{form}: print and cover meet");
                inked += usize::from(dark(page, x, y));
                masked += usize::from((print || cover) && dark(page, x, y));
            }
        }
        // Soft edges of letters are darker than paper and not yet print.
        assert!(masked * 10 > inked * 6, "{form}: {masked} of {inked} dark pixels are in a mask");
    }
}

#[test]
fn inks_cover_and_handwriting_in_blanks_is_print() {
    let plain = on(&made("").pages[0].print);
    for (damage, least) in [
        ("seal-on-signature", 1500), ("seal-on-text", 1500), ("edge-seal", 200), ("arrival-stamp", 500), ("urgency-stamp", 300),
        ("secrecy-stamp", 300), ("signature", 300), ("paraph", 30), ("ticks", 30), ("margin-note", 200), ("bleed-through", 1500),
        ("ghost-lines", 500), ("screen-text", 50), ("punch-holes", 100), ("black-border", 5000), ("specks", 50), ("streaks", 300),
    ] {
        let scanned = made(&format!("{damage}: heavy\n"));
        let page = &scanned.pages[0];
        assert!(on(&page.cover) > least, "{damage}: {} pixels of cover", on(&page.cover));
        // A border hides print, and nothing else adds or takes any.
        assert!(on(&page.print) == plain || damage == "black-border", "{damage} changes what is print");
    }
    let filled = made("handwritten-blanks: medium\n");
    assert_eq!(on(&filled.pages[0].cover), 0);
}

#[test]
fn stamps_are_entered_in_the_record() {
    let document = &made("arrival: VĂN THƯ | 12 | 3/4/2021 | red\narrival-stamp: light\nsecrecy-stamp: light\n").truth["document"];
    assert_eq!(document["arrivals"][0]["date"], "2021-04-03");
    assert!(document["secrecy"].is_string() && document["urgency"].is_null());
}

#[test]
fn an_empty_back_is_a_page_without_lines() {
    let scanned = made("blank-verso: heavy\n");
    assert_eq!(scanned.pages.len(), 2);
    assert_eq!(on(&scanned.pages[1].print), 0);
    assert!(scanned.text.ends_with("\n\u{c}"));
}

fn scans() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../scans")
}

#[test]
fn the_committed_scans_are_those_of_the_recipes() {
    let shop = Workshop::open().unwrap();
    for recipe in small::recipes().unwrap().iter().filter(|recipe| FAST.contains(&recipe.name.as_str())) {
        for (file, data) in outputs(&shop, recipe).unwrap() {
            let committed = std::fs::read(scans().join(&file)).unwrap_or_default();
            assert!(committed == data, "scans/{file} is not what the recipe makes; make it anew: cargo xtask scans");
        }
    }
}

/// Scans that are made in a second or two.
const FAST: [&str; 2] = ["ket-luan-mau", "truc-tuyen-den-trang"];

fn names(folder: &Path) -> BTreeSet<String> {
    std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn no_scan_is_left_over_and_none_is_missing() {
    let recipes = small::recipes().unwrap();
    let truths: BTreeSet<String> = names(&scans().join("truth"));
    assert_eq!(truths, recipes.iter().map(|recipe| recipe.name.clone()).collect());
    assert!(FAST.iter().all(|name| truths.contains(*name)));
    for file in names(&scans()) {
        let known = ["README.md", "truth"].contains(&file.as_str()) || truths.iter().any(|name| file.starts_with(name.as_str()));
        assert!(known, "scans/{file} belongs to no recipe");
    }
}

#[test]
fn the_small_set_shows_every_damage_and_stays_small() {
    let recipes = small::recipes().unwrap();
    for row in &TABLE {
        assert!(recipes.iter().any(|recipe| recipe.dose(row.damage).is_some()), "{}", row.name);
    }
    assert!(recipes.iter().any(|recipe| recipe.doses.is_empty()), "no plain scan");
    let size = |folder: &Path| -> u64 { walk(folder).iter().map(|file| file.metadata().unwrap().len()).sum() };
    assert!(size(&scans()) < 12_000_000, "{} bytes", size(&scans()));
}

fn walk(folder: &Path) -> Vec<PathBuf> {
    let entries: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    entries.into_iter().flat_map(|path| if path.is_dir() { walk(&path) } else { vec![path] }).collect()
}
