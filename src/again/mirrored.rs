//! Print of the other side of the sheet that was taken for lines: read badly as it stands and well in the mirror.

use super::region_of;
use crate::types::geometry::Rect;
use crate::types::ocr::{Confidence, OcrLine, OcrPage, OcrWord, Region, Segmentation, text_of};
use crate::types::page::{CleanPage, Removal, RemovalKind};
use image::imageops;

/// Lines surer than this stand the right way round.
const SURE: f64 = 0.6;
/// Shorter lines (letters) tell nothing.
const LETTERS: usize = 8;
/// The mirrored reading tells a ghost if it is surer by this: noise is as bad either way.
const BETTER: f64 = 0.2;
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

/// What is to be read again of a page, None if nothing.
pub fn mirrored(clean: &CleanPage, read: &OcrPage, cut: &Segmentation) -> Option<Mirrored> {
    let lines: Vec<usize> = (0..read.lines.len()).filter(|&i| is_senseless(&read.lines[i])).collect();
    let page = Rect::of_size(clean.grey.dimensions());
    let region = |&i: &usize| {
        let line = &read.lines[i];
        let area = line.area.grown((ROOM * cut.letter) as i32).intersect(&page);
        let area = Rect { x0: page.x1 - area.x1, x1: page.x1 - area.x0, ..area };
        Region { block: line.block, area, cell: None, foreign: Vec::new() }
    };
    let regions: Vec<Region> = lines.iter().map(region).collect();
    (!lines.is_empty()).then(|| Mirrored { page: CleanPage { grey: imageops::flip_horizontal(&clean.grey), ..clean.clone() }, regions, lines })
}

fn is_senseless(line: &OcrLine) -> bool {
    letters(&line.words) >= LETTERS && Confidence::of_words(&line.words).get() < SURE
}

fn letters(words: &[OcrWord]) -> usize {
    text_of(words).chars().filter(|c| c.is_alphanumeric()).count()
}

impl Mirrored {
    /// Takes the ghosts out of what was read and records them with what they say in the mirror.
    pub fn settle(&self, clean: &mut CleanPage, cut: &mut Segmentation, read: &mut OcrPage, again: &OcrPage) {
        let mut ghosts = Vec::new();
        for (i, &line) in self.lines.iter().enumerate() {
            let own = &read.lines[line];
            let seen = again.lines.iter().filter(|l| region_of(&self.regions, &l.area) == Some(i)).flat_map(|l| l.words.clone()).collect::<Vec<_>>();
            let sure = Confidence::of_words(&seen).get();
            if letters(&seen) >= LETTERS && sure >= SURE.max(BETTER + Confidence::of_words(&own.words).get()) {
                ghosts.push(line);
                let bbox = clean.to_scan.rect(&own.area, clean.taken.dimensions());
                clean.removed.push(Removal { kind: RemovalKind::GhostText, bbox, text: Some(text_of(&seen)) });
                // Or the place would count as one where the engine saw nothing.
                cut.regions.retain(|region| !region.area.contains(own.area.centre()));
            }
        }
        let mut number = 0..;
        read.lines.retain(|_| !ghosts.contains(&number.next().unwrap_or(0)));
    }
}
