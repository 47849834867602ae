//! The text lines of a region, each with the ink of its neighbours that reaches into it.
//!
//! Letters are linked from left to right to rows, and pieces of a row that lie level are joined. Between two
//! rows there is a border nearer to the upper one, since marks stand high over letters and dots close under
//! them: smaller things belong to the row on whose side they are, what spans two rows is cut there.

use super::{LETTER, brace, dashes};
use crate::raster::{self, Component, Run};
use crate::types::geometry::Rect;
use crate::types::ocr::{Confidence, Face, OcrLine, OcrWord, Region};

/// Letters of a piece stand no further apart than this, in letter heights.
const APART: f64 = 3.0;
/// Ends of pieces whose baselines differ by less than this (letter heights) are one row.
const LEVEL: f64 = 0.45;
/// Pieces that stand over each other are one row up to this (letter heights): lines are further apart, and letters of
/// faded print are broken.
const BROKEN: f64 = 1.0;
/// So many letters tell the baseline of a place.
const NEAR: usize = 6;
/// One of so many letters of a row is a small one.
const SMALL: usize = 4;
/// A row has a letter of this height (letter heights) or more letters than so many: others are marks and commas.
const FULL: f64 = 0.9;
const FEW: usize = 3;
/// A mark is lower than this (letter heights) and stands nearer than this to a letter higher by so much that begins not
/// further to the left than this.
const MARK: f64 = 0.95;
const CLOSE: f64 = 0.4;
const HIGHER: f64 = 1.2;
const WIDE: f64 = 6.0;
/// Where the border between two rows lies: share of the white between baseline and the small letters below.
const BORDER: f64 = 0.33;
/// A mark belongs to a row if it stands so far (letter heights) over its small letters or under its baseline.
const REACH: (f64, f64) = (1.7, 0.8);
/// And so far from its letters, to the side; farther if no other row has it.
const BESIDE: [f64; 2] = [1.0, 4.0];
/// What is smaller than this (letter heights) and stands aside is dust, unless it lies on the baseline.
const DUST: f64 = 0.3;
/// Rules are flatter and longer than this, in letter heights; strokes are higher.
const RULE: (f64, f64) = (0.35, 4.0);
const STROKE: f64 = 6.0;
/// A region has no more lines than this, those with the longest pieces: noise makes any number of rows.
const MOST: usize = 150;
/// Room around a line, pixels: what the engine leaves itself.
const ROOM: i32 = 4;

/// How sure a row of dashes is: told by sizes and steps, it is not read.
const BY_FORM: f64 = 0.965;

/// A row of letters, left to right, and all its ink.
struct Row<'a> {
    letters: Vec<&'a Component>,
    ink: Vec<Run>,
    area: Rect,
    /// How many dashes it is; 0 of a row of letters.
    dashes: usize,
}

/// What is in a region.
#[derive(Default)]
pub struct Lines {
    /// Its lines, top to bottom.
    pub regions: Vec<Region>,
    /// Lines that need no reading.
    pub told: Vec<OcrLine>,
    /// The places of rows that are too many.
    pub more: Vec<Rect>,
    /// The places of braces.
    pub braces: Vec<Rect>,
}

impl Lines {
    /// Those of two regions.
    pub fn and(mut self, other: Self) -> Self {
        self.regions.extend(other.regions);
        self.told.extend(other.told);
        self.more.extend(other.more);
        self.braces.extend(other.braces);
        self
    }
}

/// The lines of a region. `text` are the left and right edge of the page's text.
pub fn of(region: &Region, marks: &[Component], letter: f64, text: (i32, i32)) -> Lines {
    let within = marks.iter().filter(|c| region.area.contains(c.area.centre()));
    let (braces, within): (Vec<&Component>, Vec<&Component>) = within.partition(|c| brace::is_brace(c, region.block, letter));
    // A table may reach over the edges of the text, a cell has no margin.
    let text = if region.cell.is_some() { (i32::MIN, i32::MAX) } else { text };
    let (rows, more) = rows(&within, letter, text);
    let (text, dashes): (Vec<usize>, Vec<usize>) = (0..rows.len()).partition(|&i| rows[i].dashes == 0);
    Lines {
        regions: text.into_iter().map(|i| line((&rows, &braces), i, region)).collect(),
        told: dashes.into_iter().map(|i| rows[i].told(region)).collect(),
        more,
        braces: braces.iter().map(|c| c.area).collect(),
    }
}

fn line((rows, braces): (&[Row], &[&Component]), own: usize, region: &Region) -> Region {
    let room = rows[own].area.grown(ROOM);
    // Beside a cell are its walls.
    let area = if region.cell.is_some() { room.intersect(&region.area) } else { room };
    let others = rows.iter().enumerate().filter(|(i, row)| *i != own && row.area.overlaps(&area));
    let ink = others.flat_map(|(_, row)| &row.ink).chain(braces.iter().flat_map(|c| &c.runs));
    let foreign = ink.filter(|run| run.area().overlaps(&area)).copied().collect();
    Region { area, foreign, ..region.clone() }
}

fn rows<'a>(within: &[&'a Component], letter: f64, text: (i32, i32)) -> (Vec<Row<'a>>, Vec<Rect>) {
    let (letters, marks) = told_apart(within, letter);
    let (dashes, marks) = dashes::rows(&letters, marks, letter);
    let (rows, more) = joined(linked(letters, letter), letter, text);
    let full = |c: &&Component| f64::from(c.area.height()) >= FULL * letter;
    let (mut rows, low): (Vec<Row>, Vec<Row>) = rows.into_iter().partition(|r| r.letters.len() > FEW || r.letters.iter().any(full));
    low.into_iter().for_each(|row| settle(&mut rows, row, letter));
    marks.into_iter().for_each(|c| share(&mut rows, c, letter));
    let mut dashes = dashes.into_iter().map(|row| Row { dashes: row.count, ..Row::of(row.marks) });
    rows.extend(dashes.by_ref().take(MOST));
    let more = more.into_iter().chain(dashes.map(|row| row.area)).collect();
    rows.sort_by_key(|r| level(&r.letters).1);
    (rows, more)
}

/// Letters, left to right, and everything else.
fn told_apart<'a>(within: &[&'a Component], letter: f64) -> (Vec<&'a Component>, Vec<&'a Component>) {
    let high = |c: &&&Component| (LETTER.0..=LETTER.1).contains(&(f64::from(c.area.height()) / letter));
    let (mut large, small): (Vec<&Component>, Vec<&Component>) = within.iter().partition(high);
    large.sort_unstable_by_key(|c| (c.area.x0, c.area.y0));
    let (letters, marks): (Vec<&Component>, Vec<&Component>) = large.iter().partition(|c| !is_mark(c, &large, letter));
    (letters, small.into_iter().chain(marks).collect())
}

/// A short row of low letters is marks and commas of other rows, or a line of small letters.
fn settle<'a>(rows: &mut Vec<Row<'a>>, low: Row<'a>, letter: f64) {
    let owners: Vec<Option<usize>> = low.letters.iter().map(|c| owner(rows, c.area, letter)).collect();
    if owners.iter().any(Option::is_none) {
        rows.push(low);
        return;
    }
    for (mark, i) in low.letters.iter().zip(owners.into_iter().flatten()) {
        rows[i].take(mark.runs.iter().copied());
    }
}

/// Whether what has the size of a small letter is rather a mark over or under a larger one.
fn is_mark(own: &Component, letters: &[&Component], letter: f64) -> bool {
    let a = own.area;
    if f64::from(a.height()) >= MARK * letter {
        return false;
    }
    let from = letters.partition_point(|l| f64::from(l.area.x0) < f64::from(a.x0) - WIDE * letter);
    letters[from..].iter().map(|l| l.area).take_while(|b| b.x0 < a.x1).any(|b| {
        let gap = f64::from(-a.intersect(&b).height()) / letter;
        2 * a.intersect(&b).width() >= a.width().min(b.width()) && f64::from(b.height()) >= HIGHER * f64::from(a.height()) && gap.abs() < CLOSE
    })
}

/// Letters that follow each other, level with the one before.
fn linked(letters: Vec<&Component>, letter: f64) -> Vec<Vec<&Component>> {
    let (mut pieces, mut done): (Vec<Vec<&Component>>, Vec<Vec<&Component>>) = (Vec::new(), Vec::new());
    for own in letters {
        let area = own.area;
        done.extend(pieces.extract_if(.., |p| f64::from(area.x0 - p[p.len() - 1].area.x1) > APART * letter));
        let level = |p: &&mut Vec<&Component>| {
            let last = p[p.len() - 1].area;
            2 * last.intersect(&area).height() >= last.height().min(area.height())
        };
        match pieces.iter_mut().filter(level).min_by_key(|p| apart(end(p), (area.y0, area.y1))) {
            Some(piece) => piece.push(own),
            None => pieces.push(vec![own]),
        }
    }
    done.extend(pieces);
    done
}

/// Pieces that lie level are one row, the longest first; and the places of those that are too many. What stands in the
/// margin (a reader's tick) is in no row of the text.
fn joined<'a>(mut pieces: Vec<Vec<&'a Component>>, letter: f64, text: (i32, i32)) -> (Vec<Row<'a>>, Vec<Rect>) {
    pieces.sort_by_key(|p| (std::cmp::Reverse(p.len()), p[0].area.x0));
    let (mut rows, mut more): (Vec<Row>, Vec<Rect>) = (Vec::new(), Vec::new());
    for piece in pieces.into_iter().map(Row::of) {
        let off = |row: &Row| apart(row.level(piece.area.centre().0), piece.level(row.area.centre().0));
        let in_margin = |r: Rect| r.x1 <= text.0 || r.x0 >= text.1;
        let together = |row: &Row| in_margin(row.area) == in_margin(piece.area);
        let most = |row: &Row| letter * if row.goes_past(piece.area, APART * letter) { BROKEN } else { LEVEL };
        let room = rows.len() < MOST;
        let level = rows.iter_mut().map(|row| (off(row), row)).filter(|(off, row)| f64::from(*off) <= most(row) && together(row));
        match level.min_by_key(|(off, _)| *off) {
            Some((_, row)) => row.join(piece),
            None if room => rows.push(piece),
            None => more.push(piece.area),
        }
    }
    (rows, more)
}

/// How far two places are from being level, by baseline or top: letters with tails have the tops only in common.
fn apart(one: (i32, i32), other: (i32, i32)) -> i32 {
    (one.0 - other.0).abs().min((one.1 - other.1).abs())
}

/// How far a letter is from a place, to the side; 0 over or under it.
fn aside(letter: &Component, place: Rect) -> i32 {
    (-letter.area.intersect(&place).width()).max(0)
}

/// Top of the small letters and baseline of some letters.
fn level(letters: &[&Component]) -> (i32, i32) {
    let mut heights: Vec<i32> = letters.iter().map(|c| c.area.height()).collect();
    heights.sort_unstable();
    let base = raster::median(letters.iter().map(|c| c.area.y1).collect()).unwrap_or(0);
    (base - heights.get(heights.len() / SMALL).unwrap_or(&0), base)
}

/// The same at the end of a piece.
fn end(piece: &[&Component]) -> (i32, i32) {
    level(&piece[piece.len().saturating_sub(NEAR)..])
}

/// Gives what makes no row to the rows on whose side of the borders it lies; what is as high as two is cut.
fn share(rows: &mut [Row], mark: &Component, letter: f64) {
    let (wide, high) = (f64::from(mark.area.width()) / letter, f64::from(mark.area.height()) / letter);
    if high < RULE.0 && wide > RULE.1 || high > STROKE {
        return;
    }
    if high > LETTER.1 {
        let near = BESIDE.map(|beside| near(rows, mark.area, beside, letter));
        mark.runs.iter().for_each(|run| near.iter().find_map(|n| at(n, run.y as i32)).into_iter().for_each(|i| rows[i].take(std::iter::once(*run))));
        return;
    }
    let dust = wide.max(high) < DUST;
    let own = owner(rows, mark.area, letter).filter(|&i| !dust || rows[i].holds(mark.area, letter));
    own.into_iter().for_each(|i| rows[i].take(mark.runs.iter().copied()));
}

/// The row that a place belongs to.
fn owner(rows: &[Row], place: Rect, letter: f64) -> Option<usize> {
    BESIDE.iter().find_map(|&beside| at(&near(rows, place, beside, letter), place.centre().1))
}

fn at(near: &[Reach], y: i32) -> Option<usize> {
    near.iter().find(|r| (r.from..r.to).contains(&y)).map(|r| r.row)
}

/// What belongs to a row at some place: from one pixel row to another.
struct Reach {
    row: usize,
    from: i32,
    to: i32,
}

/// The rows that go past a place, top to bottom.
fn near(rows: &[Row], place: Rect, beside: f64, letter: f64) -> Vec<Reach> {
    let [over, under] = [REACH.0, REACH.1].map(|r| (r * letter) as i32);
    let past = |r: &Row| r.area.y0 - over < place.y1 && place.y0 < r.area.y1 + under && f64::from(r.off(place)) < beside * letter;
    let mut levels: Vec<(usize, i32, i32)> = rows.iter().enumerate().filter(|(_, r)| past(r)).map(|(i, r)| {
        let (top, base) = r.level(place.centre().0);
        (i, top, base)
    }).collect();
    levels.sort_unstable_by_key(|l| (l.2, l.0));
    let border = |above: i32, top: i32| above + (BORDER * f64::from(top - above)) as i32;
    (0..levels.len()).map(|i| {
        let (row, top, base) = levels[i];
        let before = i.checked_sub(1).map(|i| border(levels[i].2, top));
        let behind = levels.get(i + 1).map(|next| border(base, next.1));
        Reach { row, from: before.unwrap_or(i32::MIN).max(top - over), to: behind.unwrap_or(i32::MAX).min(base + under) }
    }).collect()
}

impl<'a> Row<'a> {
    fn of(letters: Vec<&'a Component>) -> Self {
        let area = Rect::hull_of(letters.iter().map(|c| c.area)).unwrap_or(letters[0].area);
        let ink = letters.iter().flat_map(|c| c.runs.iter().copied()).collect();
        Self { letters, ink, area, dashes: 0 }
    }

    /// A row of dashes as a line.
    fn told(&self, region: &Region) -> OcrLine {
        let confidence = Confidence::new(BY_FORM);
        let word = OcrWord { text: "-".repeat(self.dashes), area: self.area, confidence, alternatives: Vec::new(), filled: false, face: Face::default() };
        OcrLine { block: region.block, area: self.area, cell: region.cell, words: vec![word] }
    }

    /// Whether it has letters on both sides of a place, or over it, no further away than `most` pixels.
    fn goes_past(&self, place: Rect, most: f64) -> bool {
        let at = self.letters.partition_point(|l| l.area.x0 < place.centre().0);
        let near = |l: &&Component| f64::from(aside(l, place)) <= most;
        let before = at.checked_sub(1).and_then(|i| self.letters.get(i));
        before.is_some_and(&near) && self.letters.get(at).is_some_and(near)
    }

    fn join(&mut self, other: Self) {
        self.letters.extend(other.letters);
        self.letters.sort_unstable_by_key(|c| (c.area.x0, c.area.y0));
        self.ink.extend(other.ink);
        self.area = self.area.hull(&other.area);
    }

    /// Top of the small letters and baseline at a column.
    fn level(&self, x: i32) -> (i32, i32) {
        let at = self.letters.partition_point(|l| l.area.x0 < x);
        let near = &self.letters[at.saturating_sub(NEAR)..(at + NEAR).min(self.letters.len())];
        level(near)
    }

    /// How far a place is from the nearest letter, to the side.
    fn off(&self, place: Rect) -> i32 {
        let at = self.letters.partition_point(|l| l.area.x0 < place.centre().0);
        let near = self.letters[at.saturating_sub(2)..].iter().take(4);
        near.map(|l| aside(l, place)).min().unwrap_or(i32::MAX)
    }

    /// Whether a dot stands among its letters or on its baseline.
    fn holds(&self, dot: Rect, letter: f64) -> bool {
        let base = self.level(dot.centre().0).1;
        f64::from(self.off(dot)) < BESIDE[0] * letter || f64::from((dot.y1 - base).abs()) < LEVEL / 2.0 * letter
    }

    fn take(&mut self, ink: impl Iterator<Item = Run>) {
        for run in ink {
            self.area = self.area.hull(&run.area());
            self.ink.push(run);
        }
    }
}
