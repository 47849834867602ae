//! Reading one page: the lines, the other ways round where they make no sense, and every second look.

use crate::config::Options;
use crate::ocr::{EngineError, pool::Pool};
use crate::types::geometry::Rect;
use crate::types::ocr::{OcrLine, OcrPage, Segmentation};
use crate::types::page::CleanPage;
use crate::types::text_layer::TextLayer;
use crate::{again, clean, layered, segment, typeface};
use std::time::{Duration, Instant};

/// A page read worse than this on the mean is read the other ways round, too: pages that lie right are above 0.8.
const READ_BADLY: f64 = 0.6;
/// The other reading counts if its mean confidence is better by this; of noise either way is as bad.
const FAR_BETTER: f64 = 0.15;

/// A page and what was read on it.
pub struct Reading {
    /// The page as it was read.
    pub clean: CleanPage,
    /// Its lines.
    pub cut: Segmentation,
    /// What they say.
    pub ocr: OcrPage,
}

/// Reads a page; one that is read badly also upside down and sideways, for on a page of few lines the shape of the
/// letters may not tell. The best reading counts.
fn upright(clean: CleanPage, (options, until): (&Options, Instant), pool: &Pool) -> Result<Reading, EngineError> {
    let read = |clean: CleanPage| {
        let cut = segment::segment(&clean);
        let left = time_left(until).ok_or(EngineError::Timeout(options.page_timeout))?;
        let ocr = pool.read(&clean, &cut.regions, left).map_err(|e| whole(e, options.page_timeout))?;
        Ok(Reading { clean, cut, ocr })
    };
    let first = read(clean)?;
    let turns = !options.without.contains(&clean::Step::Turn);
    if !turns || first.ocr.lines.is_empty() || first.ocr.confidence() >= READ_BADLY {
        return Ok(first);
    }
    let mut best = first;
    for degrees in [180, 90, 270] {
        let other = read(clean::turned_by(&best.clean, degrees))?;
        if other.ocr.confidence() >= FAR_BETTER + best.ocr.confidence() {
            best = other;
        }
        if best.ocr.confidence() >= READ_BADLY {
            break;
        }
    }
    Ok(best)
}

/// Takes the page's own words where it shows them, and reads what they leave out.
///
/// # Errors
/// The engine failed or ran out of time over the rest.
pub fn own_words(clean: CleanPage, layer: &TextLayer, (options, pool): (&Options, &Pool)) -> Result<Reading, EngineError> {
    let cut = segment::segment(&clean);
    let own = layered::layered(&clean, &cut, layer);
    let read = if own.rest.is_empty() { OcrPage::default() } else { pool.read(&clean, &own.rest, options.page_timeout)? };
    let mut ocr = layered::joined(own.lines, read);
    let written: Vec<Rect> = ocr.lines.iter().map(|l| l.area).collect();
    cut.told.iter().filter(|row| !written.iter().any(|w| w.overlaps(&row.area))).for_each(|row| put(&mut ocr.lines, row));
    typeface::measure(&clean.grey, &mut ocr);
    Ok(Reading { clean, cut, ocr })
}

/// Says of a page that ran out of time what it was given, not what was left of it.
fn whole(error: EngineError, given: Duration) -> EngineError {
    if matches!(error, EngineError::Timeout(_)) { EngineError::Timeout(given) } else { error }
}

/// Puts a line among others, below what stands over it in its block.
fn put(lines: &mut Vec<OcrLine>, line: &OcrLine) {
    let below = |l: &OcrLine| l.block == line.block && l.area.y0 > line.area.y0;
    let at = lines.iter().position(below).unwrap_or(lines.len());
    lines.insert(at, line.clone());
}

/// Reads a page; the second looks have what is left of the time for it.
///
/// # Errors
/// The engine failed or ran out of time; that of a second look is none, the first reading stays.
pub fn read(clean: CleanPage, options: &Options, pool: &Pool) -> Result<Reading, EngineError> {
    let until = Instant::now() + options.page_timeout;
    let mut reading = upright(clean, (options, until), pool)?;
    // Not before: rows of dashes look the same upside down.
    reading.cut.told.iter().for_each(|line| put(&mut reading.ocr.lines, line));
    look_again(&mut reading, pool, until);
    look_beneath(&mut reading, pool, until);
    read_blanks(&mut reading, pool, until);
    look_mirrored(&mut reading, pool, until);
    typeface::measure(&reading.clean.grey, &mut reading.ocr);
    Ok(reading)
}

/// Reads once more what was read under black marks, in the time that is left for the page. The first reading stays,
/// whatever becomes of the second.
fn look_beneath(Reading { clean, cut, ocr }: &mut Reading, pool: &Pool, until: Instant) {
    let Some(beneath) = again::beneath(clean, ocr, cut) else { return };
    let Some(left) = time_left(until) else { return };
    if let Ok(found) = pool.read(&beneath.page, &beneath.regions, left) {
        beneath.settle(clean, ocr, found);
    }
}

/// Reads lines with doubtful words in another cut.
fn look_again(Reading { clean, cut, ocr }: &mut Reading, pool: &Pool, until: Instant) {
    let Some(left) = time_left(until) else { return };
    let Some(doubtful) = again::doubtful(clean, ocr, cut) else { return };
    if let Ok(found) = pool.read(&doubtful.page, &doubtful.regions, left) {
        doubtful.settle(ocr, &found);
    }
}

/// Reads what makes no sense in the mirror: it may be the other side of the sheet.
fn look_mirrored(Reading { clean, cut, ocr }: &mut Reading, pool: &Pool, until: Instant) {
    let Some(left) = time_left(until) else { return };
    let Some(mirrored) = again::mirrored(clean, ocr, cut.letter) else { return };
    let Ok(found) = pool.read(&mirrored.page, &mirrored.regions, left) else { return };
    for ghost in mirrored.settle(clean, ocr, &found) {
        // Or the place would count as one where the engine saw nothing.
        cut.regions.retain(|region| clean.to_scan.rect(&region.area, clean.taken.dimensions()).intersect(&ghost.bbox).area() * 2 <= ghost.bbox.area());
        clean.removed.push(ghost);
    }
}

/// What is left until some time, None if nothing: an engine that is asked in vain is thrown away.
fn time_left(until: Instant) -> Option<Duration> {
    until.checked_duration_since(Instant::now()).filter(|left| !left.is_zero())
}

/// Reads what a hand filled into the head, in the time that is left for the page. What the first reading has stays,
/// whatever becomes of this one.
fn read_blanks(Reading { clean, cut, ocr }: &mut Reading, pool: &Pool, until: Instant) {
    let Some(blanks) = again::blanks(clean, ocr, cut) else { return };
    let Some(left) = time_left(until) else { return };
    if let Ok(answers) = pool.read_filled(&blanks.page, &blanks.regions, left) {
        blanks.settle(ocr, &answers);
    }
}

