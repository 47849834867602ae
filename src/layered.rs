//! Pages that a word processor wrote: their own words stand in the lines that the page shows, and nothing is read but what
//! they leave out.

use crate::raster::{self, Component, Run};
use crate::types::geometry::{Affine, Rect};
use crate::types::ocr::{Block, Confidence, Face, OcrLine, OcrPage, OcrWord, Region, Segmentation};
use crate::types::page::CleanPage;
use crate::types::text_layer::{LayerWord, TextLayer};
use image::{GrayImage, imageops};

/// Words that overlap by this share of the smaller one and say the same are one word drawn twice, as bold print is.
const SAME: f64 = 0.7;
/// What is darker than this is ink.
const INK: u8 = 160;
/// Ink as high as this share of a small letter may be one; rules along the line and dots are less.
const LETTER: f64 = 0.6;
/// What runs through a line from top to bottom and is narrower than this share of a small letter is a rule.
const RULE: f64 = 0.35;
/// Ink of a word may reach beyond its outline by so many pixels.
const SOFT: i32 = 2;

/// A page's own words in its lines, and what is to be read.
pub struct Layered {
    /// Lines of the page's own words.
    pub lines: Vec<OcrLine>,
    /// Lines with ink that is no word of its own, without those that are: pictures of text, letters that say nothing.
    pub rest: Vec<Region>,
}

/// Puts the words of a page into the lines that were found on it. A word outside of all lines is in a line of its own
/// with its neighbours.
pub fn layered(clean: &CleanPage, cut: &Segmentation, layer: &TextLayer) -> Layered {
    let from_scan = clean.to_scan.inverse();
    let mut words = once(&layer.words).into_iter().filter_map(|w| placed(w, &from_scan, clean)).collect::<Vec<_>>();
    let (mut lines, mut rest) = (Vec::new(), Vec::new());
    for region in &cut.regions {
        let (own, others) = words.into_iter().partition(|w: &OcrWord| region.area.contains(w.area.centre()));
        words = others;
        rest.extend(left(&clean.grey, cut.letter, without(region, &own)));
        lines.extend(line(own, region));
    }
    lines.extend(rows(words, &cut.regions));
    Layered { lines, rest }
}

/// The lines as one page, each where it stands in its block; what was read in a line of own words goes into it.
pub fn joined(mut lines: Vec<OcrLine>, read: OcrPage) -> OcrPage {
    for found in read.lines {
        let same = |l: &&mut OcrLine| l.block == found.block && l.cell == found.cell && stand_beside(&l.area, &found.area);
        match lines.iter_mut().find(same) {
            None => lines.push(found),
            Some(line) => {
                line.area = line.area.hull(&found.area);
                line.words.extend(found.words);
                line.words.sort_by_key(|w| w.area.x0);
            }
        }
    }
    lines.sort_by_key(|l| (l.block, l.area.y0, l.area.x0));
    OcrPage { lines }
}

fn stand_beside(a: &Rect, b: &Rect) -> bool {
    (a.centre().1 - b.centre().1).abs() * 2 < a.height().max(b.height())
}

fn once(words: &[LayerWord]) -> Vec<&LayerWord> {
    let mut out: Vec<&LayerWord> = Vec::new();
    for word in words {
        let same = |w: &&LayerWord| {
            let common = w.bbox.intersect(&word.bbox);
            let least = w.bbox.area().min(word.bbox.area()) as f64;
            w.text == word.text && w.bbox.overlaps(&word.bbox) && common.area() as f64 >= SAME * least
        };
        // What is drawn twice is drawn soon after.
        if !out.iter().rev().take(64).any(same) {
            out.push(word);
        }
    }
    out
}

fn placed(word: &LayerWord, from_scan: &Affine, clean: &CleanPage) -> Option<OcrWord> {
    let area = from_scan.rect(&word.bbox, clean.grey.dimensions());
    let there = area.width() > 0 && area.height() > 0 && !word.text.is_empty();
    there.then(|| OcrWord { text: word.text.clone(), area, confidence: Confidence::new(1.0), alternatives: Vec::new(), filled: false, face: Face::default() })
}

/// A line without the ink of some of its words.
fn without(region: &Region, words: &[OcrWord]) -> Region {
    let areas = words.iter().map(|w| w.area.grown(SOFT).intersect(&region.area));
    let rows = areas.flat_map(|a| (a.y0..a.y1).map(move |y| Run { y: y as u32, x0: a.x0 as u32, x1: a.x1 as u32 }));
    Region { foreign: region.foreign.iter().copied().chain(rows).collect(), ..region.clone() }
}

/// A line, without the rules across it, if there is ink in it that may be a letter.
fn left(page: &GrayImage, letter: f64, mut region: Region) -> Option<Region> {
    let area = region.area.intersect(&Rect::of_size(page.dimensions()));
    let mut picture = imageops::crop_imm(page, area.x0 as u32, area.y0 as u32, area.width() as u32, area.height() as u32).to_image();
    raster::wipe(&mut picture, area, &region.foreign);
    let through = |c: &Component| c.area.height() == area.height() && f64::from(c.area.width()) < RULE * letter;
    let (rules, ink): (Vec<_>, Vec<_>) = raster::components(&picture, |v| v < INK).into_iter().partition(through);
    let on_page = |run: &Run| Run { y: run.y + area.y0 as u32, x0: run.x0 + area.x0 as u32, x1: run.x1 + area.x0 as u32 };
    region.foreign.extend(rules.iter().flat_map(|rule| &rule.runs).map(on_page));
    ink.iter().any(|c| f64::from(c.area.height()) >= LETTER * letter).then_some(region)
}

fn line(mut words: Vec<OcrWord>, region: &Region) -> Option<OcrLine> {
    words.sort_by_key(|w| w.area.x0);
    let area = Rect::hull_of(words.iter().map(|w| w.area))?;
    Some(OcrLine { block: region.block, area, cell: region.cell, words })
}

/// Words that stand beside each other, as lines of the block that is nearest.
fn rows(mut words: Vec<OcrWord>, regions: &[Region]) -> Vec<OcrLine> {
    words.sort_by_key(|w| (w.area.centre().1, w.area.x0));
    words.chunk_by(|a, b| stand_beside(&a.area, &b.area)).filter_map(|row| {
        let area = Rect::hull_of(row.iter().map(|w| w.area))?;
        let block = regions.iter().min_by_key(|r| distance(&r.area, &area)).map_or(Block::Body, |r| r.block);
        line(row.to_vec(), &Region { block, area, cell: None, foreign: Vec::new() })
    }).collect()
}

/// Pixels between two areas, 0 where they meet.
fn distance(a: &Rect, b: &Rect) -> i32 {
    let apart = |a: (i32, i32), b: (i32, i32)| (a.0 - b.1).max(b.0 - a.1).max(0);
    apart((a.x0, a.x1), (b.x0, b.x1)) + apart((a.y0, a.y1), (b.y0, b.y1))
}
