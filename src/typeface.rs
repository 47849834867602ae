//! Whether words are set bold or italic, measured on the cleaned page: recognition by networks does not say it.
//!
//! Bold stems are half as wide again as those of the page's plain words. Italic letters lean by about fifteen degrees: sheared
//! upright, their stems stand over themselves and the columns of ink are fewer and fuller (slant by projection, Bozinovic
//! and Srihari 1989).

use crate::raster;
use crate::types::geometry::Rect;
use crate::types::ocr::{Face, OcrPage, OcrWord};
use image::GrayImage;

/// Darker than this is ink.
const INK: u8 = 140;
/// Stems of bold type are this much wider than the plain ones of the page.
const BOLD: f64 = 1.3;
/// The page's plain words are the thinner ones: so many of a hundred letters.
const PLAIN: usize = 35;
/// Italics lean by this many pixels a pixel.
const LEAN: f64 = 0.27;
/// Fewer letters of a word tell nothing.
const LETTERS: usize = 2;

/// Measures all words of a page.
pub fn measure(grey: &GrayImage, page: &mut OcrPage) {
    let stem_of = |w: &OcrWord| if tells(w) { stem(grey, w.area) } else { None };
    let stems: Vec<Vec<Option<f64>>> = page.lines.iter().map(|l| l.words.iter().map(stem_of).collect()).collect();
    let mut all: Vec<f64> = stems.iter().flatten().flatten().copied().collect();
    all.sort_by(f64::total_cmp);
    let Some(plain) = all.get(all.len() * PLAIN / 100).copied() else { return };
    for (line, stems) in page.lines.iter_mut().zip(&stems) {
        let upright: Vec<[f64; 2]> = line.words.iter().map(|w| [0.0, LEAN].map(|lean| fullness(grey, w.area, lean))).collect();
        for (i, word) in line.words.iter_mut().enumerate().filter(|(_, w)| tells(w)) {
            let bold = stems[i].is_some_and(|own| own >= BOLD * plain);
            word.face = Face { bold, italic: leans(&upright, i) };
        }
    }
}

/// Whether a word leans, its neighbours of the line counted half: short words tell little.
fn leans(fullness: &[[f64; 2]], word: usize) -> bool {
    let near = fullness[word.saturating_sub(1)..(word + 2).min(fullness.len())].iter().chain([&fullness[word]]);
    let [straight, sheared] = near.fold([0.0, 0.0], |sum, own| [sum[0] + own[0], sum[1] + own[1]]);
    sheared > straight
}

fn tells(word: &OcrWord) -> bool {
    word.text.chars().filter(|c| c.is_alphanumeric()).count() >= LETTERS
}

/// Width of the stems: the mean of the middle half of the runs of ink across, grey edges counted by their darkness. None
/// without ink.
fn stem(grey: &GrayImage, area: Rect) -> Option<f64> {
    let mut runs: Vec<f64> = rows(grey, area).flat_map(|row| row.split(|&p| p >= 250).map(|run| run.iter().map(|&p| f64::from(255 - p) / 255.0).sum()).collect::<Vec<f64>>()).filter(|w| *w >= 1.0).collect();
    runs.sort_by(f64::total_cmp);
    let middle = &runs[runs.len() / 4..runs.len() * 3 / 4];
    (!middle.is_empty()).then(|| middle.iter().sum::<f64>() / middle.len() as f64)
}

fn rows(grey: &GrayImage, area: Rect) -> impl Iterator<Item = &[u8]> {
    raster::rows(grey.dimensions(), &area).map(|row| &grey.as_raw()[row])
}

/// How full the columns of ink are where rows are moved to the right the further down they are: the sum of their squares.
fn fullness(grey: &GrayImage, area: Rect, lean: f64) -> f64 {
    let height = area.height();
    let mut columns = vec![0u32; (area.width() + (lean * f64::from(height)) as i32 + 1).max(1) as usize];
    for (y, row) in rows(grey, area).enumerate() {
        let moved = (lean * y as f64) as usize;
        row.iter().enumerate().filter(|(_, p)| **p < INK).for_each(|(x, _)| columns[x + moved] += 1);
    }
    columns.iter().map(|&n| f64::from(n * n)).sum()
}
