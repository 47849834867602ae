//! Print of the other side of the sheet that was taken for lines: read badly as it stands and well in the mirror.

use super::{picture, region_of};
use crate::lexicon::syllable::is_syllable;
use crate::types::geometry::Rect;
use crate::types::ocr::{Confidence, OcrLine, OcrPage, OcrWord, Region, text_of};
use crate::types::page::{CleanPage, Removal, RemovalKind};
use image::imageops;

/// Lines surer than this stand the right way round.
const SURE: f64 = 0.6;
/// Shorter lines (letters) tell nothing.
const LETTERS: usize = 8;
/// The mirrored reading tells a ghost if it is surer by this: noise is as bad either way.
const BETTER: f64 = 0.2;
/// Share of the words that are Vietnamese in the mirror, at least.
const HALF: f64 = 0.5;
/// Room around a line, in letter heights.
const ROOM: f64 = 0.25;

/// The page in the mirror, with a region for each line that is read.
pub struct Mirrored {
    /// What is read.
    pub page: CleanPage,
    /// One line each.
    pub regions: Vec<Region>,
    lines: Vec<usize>,
}

/// What is to be read again of a page whose small letters are `letter` pixels high, None if nothing.
pub fn mirrored(clean: &CleanPage, read: &OcrPage, letter: f64) -> Option<Mirrored> {
    let lines: Vec<usize> = (0..read.lines.len()).filter(|&i| is_senseless(&read.lines[i])).collect();
    let page = Rect::of_size(clean.grey.dimensions());
    let region = |&i: &usize| {
        let line = &read.lines[i];
        let area = line.area.grown((ROOM * letter) as i32).intersect(&page);
        let area = Rect { x0: page.x1 - area.x1, x1: page.x1 - area.x0, ..area };
        // The ink of neighbours stays: of what is no line of this page there is none to speak of.
        Region { block: line.block, area, cell: None, foreign: Vec::new() }
    };
    let regions: Vec<Region> = lines.iter().map(region).collect();
    (!lines.is_empty()).then(|| Mirrored { page: picture(clean, imageops::flip_horizontal(&clean.grey)), regions, lines })
}

fn is_senseless(line: &OcrLine) -> bool {
    letters(&line.words) >= LETTERS && Confidence::of_words(&line.words).get() < SURE
}

fn letters(words: &[OcrWord]) -> usize {
    text_of(words).chars().filter(|c| c.is_alphanumeric()).count()
}

impl Mirrored {
    /// Takes the other side out of what was read of a page and gives the record of it, with what it says in the mirror and
    /// what was read of it as it stands.
    pub fn settle(&self, clean: &CleanPage, read: &mut OcrPage, again: &OcrPage) -> Vec<Removal> {
        let mut removed = Vec::new();
        // The last first: the places of the others stay.
        for (i, &line) in self.lines.iter().enumerate().rev() {
            let own = &read.lines[line];
            let seen = again.lines.iter().filter(|l| region_of(&self.regions, &l.area) == Some(i)).flat_map(|l| l.words.clone()).collect::<Vec<_>>();
            if makes_sense(&seen, &own.words) {
                let bbox = clean.to_scan.rect(&own.area, clean.taken.dimensions());
                let text = format!("{} ({})", text_of(&seen), text_of(&own.words));
                removed.push(Removal { kind: RemovalKind::BleedThrough, bbox, text: Some(text) });
                read.lines.remove(line);
            }
        }
        removed
    }
}

/// Whether the mirrored reading is surer, and more of its words can be Vietnamese.
fn makes_sense(seen: &[OcrWord], own: &[OcrWord]) -> bool {
    let sure = |words| Confidence::of_words(words).get();
    let sense = |words: &[OcrWord]| words.iter().filter(|w| is_syllable(&w.text, 2)).count() as f64 / words.len().max(1) as f64;
    letters(seen) >= LETTERS && sure(seen) >= SURE.max(BETTER + sure(own)) && sense(seen) >= HALF.max(sense(own))
}
