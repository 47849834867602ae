//! Pages that a word processor wrote: their own words stand in the lines that the page shows, and nothing is read but what
//! they leave out.

use crate::types::geometry::{Affine, Rect};
use crate::types::ocr::{Block, Confidence, Face, OcrLine, OcrPage, OcrWord, Region, Segmentation};
use crate::types::page::CleanPage;
use crate::types::text_layer::{LayerWord, TextLayer};

/// Words that overlap by this share of the smaller one and say the same are one word drawn twice, as bold print is.
const SAME: f64 = 0.7;

/// A page's own words in its lines, and the lines that have none and are to be read.
pub struct Layered {
    /// Lines of the page's own words.
    pub lines: Vec<OcrLine>,
    /// Lines without such words: pictures of text.
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
        match line(own, region) {
            Some(line) => lines.push(line),
            None => rest.push(region.clone()),
        }
    }
    lines.extend(rows(words));
    Layered { lines, rest }
}

/// The lines as one page, each where it stands in its block.
pub fn joined(mut lines: Vec<OcrLine>, read: OcrPage) -> OcrPage {
    lines.extend(read.lines);
    lines.sort_by_key(|l| (l.block, l.area.y0, l.area.x0));
    OcrPage { lines }
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

fn line(mut words: Vec<OcrWord>, region: &Region) -> Option<OcrLine> {
    words.sort_by_key(|w| w.area.x0);
    let area = Rect::hull_of(words.iter().map(|w| w.area))?;
    Some(OcrLine { block: region.block, area, cell: region.cell, words })
}

/// Words that stand beside each other, as lines of the body.
fn rows(mut words: Vec<OcrWord>) -> Vec<OcrLine> {
    words.sort_by_key(|w| (w.area.centre().1, w.area.x0));
    let beside = |a: &OcrWord, b: &OcrWord| (a.area.centre().1 - b.area.centre().1).abs() * 2 < a.area.height().max(b.area.height());
    words.chunk_by(beside).filter_map(|row| {
        let area = Rect::hull_of(row.iter().map(|w| w.area))?;
        line(row.to_vec(), &Region { block: Block::Body, area, cell: None, foreign: Vec::new() })
    }).collect()
}
