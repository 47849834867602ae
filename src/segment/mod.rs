//! Segment: the columns of a cleaned page and their lines, before any reading.
//!
//! A notice has two columns at its head and two at its foot and one between. Rows of letters are
//! cut at horizontal gaps; a row with a wide white gutter inside the text's width is two columns,
//! and rows that follow each other and keep a common gutter are read as one left and one right
//! block. (Recursive X-Y cut, Nagy and Seth 1984, restricted to the two cuts this form has.)

mod brace;
mod dashes;
mod lines;
mod lost;
mod table;

use lines::Lines;
use crate::raster;
use crate::types::geometry::Rect;
use crate::types::ocr::{Block, Region, Segmentation};
use crate::types::page::CleanPage;

/// A gutter of one row is at least this wide, in letter heights: wider than any gap of justified text.
const GUTTER: f64 = 2.2;
/// What rows of a band must at least share of their gutter, in letter heights: more than a blank.
const SHARED: f64 = 1.2;
/// Gutters lie within this part of the page's width.
const MIDDLE: (f64, f64) = (0.22, 0.72);
/// One-sided rows this near (letter heights) belong to the head above them: further away is the
/// kind of the notice or its addressee.
const HEAD_GAP: f64 = 2.0;
/// The same for the foot, where the signature stands between the position and the name.
const FOOT_GAP: f64 = 14.0;
/// A row whose middle is this near (letter heights) to the middle of the text is centred.
const CENTRED: f64 = 1.5;
/// A line of the left column begins this near (letter heights) to the text's left edge and ends this
/// far from its right one.
const LEFT: f64 = 4.0;
const SHORT: f64 = 8.0;
/// More rows of body above than this make a two-column band a foot; fewer are a page number or a
/// margin note. On a first page a stamp may stand there too.
const BODY_ROWS: usize = 1;
const FIRST_PAGE_ROWS: usize = 2;
/// Room above and below a region, in letter heights: marks over capitals, dots under letters.
const ROOM: (f64, f64) = (0.9, 0.45);
/// Heights of letters, in letter heights. Marks and dots are smaller: a strip of them between two
/// lines is no row. Rules, seals and signatures are larger and do not decide where columns are.
const LETTER: (f64, f64) = (0.6, 3.0);
/// Marks, dots and dashes are at least this large, in letter heights; below is dust.
const MARK: f64 = 0.12;

/// Finds the lines of a page, column by column, and what on it is too large for letters.
pub fn segment(page: &CleanPage) -> Segmentation {
    let components = raster::components(&page.grey, |p| p < 160);
    let letter = raster::letter_height(&components, page.dpi).map_or(page.dpi / 11.0, f64::from);
    let is_letter = |r: &Rect| {
        let (w, h) = (f64::from(r.width()) / letter, f64::from(r.height()) / letter);
        h >= LETTER.0 && h <= LETTER.1 && w <= 2.0 * LETTER.1
    };
    let tables = table::find(&components, letter);
    let marks: Vec<Rect> = components.iter().map(|c| c.area).collect();
    // A table is one thing across the body, whatever stands in its cells.
    let in_table = |r: &Rect| tables.iter().any(|t| t.area.intersect(r) == *r);
    let outside = marks.iter().copied().filter(|r| !in_table(r));
    let (mut letters, others): (Vec<Rect>, Vec<Rect>) = outside.partition(is_letter);
    letters.extend(tables.iter().map(|t| t.area));
    let is_stroke = |r: &&Rect| f64::from(r.width().max(r.height())) > 2.0 * LETTER.1 * letter;
    let strokes = others.iter().filter(is_stroke).copied().collect();
    let small = others.into_iter().filter(|r| (MARK * letter..LETTER.1 * letter).contains(&f64::from(r.width().max(r.height()))));
    let (width, height) = page.grey.dimensions();
    let body_rows = if page.number == 1 { FIRST_PAGE_ROWS } else { BODY_ROWS };
    let form = Form { letter, body_rows, width: f64::from(width), text: edges_of_text(&letters, width) };
    let bands = form.bands(&rows(&letters, small, height as usize));
    let columns = table::cut(form.regions(&bands, (width as i32, height as i32)), &tables, &marks);
    let Lines { regions, told, mut more, braces } = columns.iter().map(|column| lines::of(column, &components, letter, form.text)).fold(Lines::default(), Lines::and);
    more.extend(lost::places(marks.into_iter().filter(is_letter), &regions, &more, letter));
    Segmentation { regions, told, letter, strokes, braces, unread: more }
}

/// Left and right edge of the text, pixels: 2 in 100 letters pass them.
fn edges_of_text(letters: &[Rect], width: u32) -> Strip {
    let (mut left, mut right): (Vec<i32>, Vec<i32>) = letters.iter().map(|r| (r.x0, r.x1)).unzip();
    left.sort_unstable();
    right.sort_unstable();
    let cut = letters.len() / 50;
    left.get(cut).zip(right.iter().rev().nth(cut)).map_or((0, width as i32), |(l, r)| (*l, *r))
}

/// What stands between two white strips that run across the whole page.
struct Row {
    letters: Vec<Rect>,
    y0: i32,
    y1: i32,
}

impl Row {
    fn hull(&self) -> (i32, i32) {
        Rect::hull_of(self.letters.iter().copied()).map_or((0, 0), |r| (r.x0, r.x1))
    }
}

/// Rows are made by letters; dashes, dots and tone marks lie in the row that they are level with.
fn rows(letters: &[Rect], marks: impl Iterator<Item = Rect>, height: usize) -> Vec<Row> {
    let mut inked = vec![false; height];
    letters.iter().for_each(|r| inked[r.y0 as usize..r.y1 as usize].fill(true));
    let mut rows: Vec<Row> = Vec::new();
    for y in (0..height as i32).filter(|&y| inked[y as usize]) {
        match rows.last_mut().filter(|r| y == r.y1) {
            Some(row) => row.y1 = y + 1,
            None => rows.push(Row { letters: Vec::new(), y0: y, y1: y + 1 }),
        }
    }
    for letter in letters {
        let at = rows.partition_point(|r| r.y1 <= letter.y0);
        rows[at].letters.push(*letter);
    }
    for mark in marks {
        let middle = i32::midpoint(mark.y0, mark.y1);
        let at = rows.partition_point(|r| r.y1 <= middle);
        rows.get_mut(at).filter(|r| r.y0 <= middle).into_iter().for_each(|r| r.letters.push(mark));
    }
    rows
}

/// A white strip from left to right edge, pixels.
type Strip = (i32, i32);

/// Rows that follow each other and are cut alike.
struct Band {
    y0: i32,
    y1: i32,
    rows: usize,
    /// The white strip down the middle, if there is one.
    gutter: Option<Strip>,
}

/// Measures of the page that decide where it is cut.
struct Form {
    letter: f64,
    width: f64,
    text: Strip,
    /// More rows of body than this above make a foot.
    body_rows: usize,
}

impl Form {
    fn bands(&self, rows: &[Row]) -> Vec<Band> {
        let mut bands: Vec<Band> = Vec::new();
        for row in rows {
            let own = self.gutter(row);
            let foot = bands.iter().filter(|b| b.gutter.is_none()).map(|b| b.rows).sum::<usize>() > self.body_rows;
            let shared = bands.last().and_then(|band| self.shared(band, row, own, foot));
            let hanging = bands.last().filter(|_| foot && own.is_none()).and_then(|band| self.hanging(band, row));
            match (bands.last_mut(), shared, own) {
                (Some(band), Some(strip), _) => band.take(row, Some(strip)),
                (Some(band), None, None) if band.gutter.is_none() => band.take(row, None),
                (Some(_), None, None) if hanging.is_some() => bands.push(Band { y0: row.y0, y1: row.y1, rows: 1, gutter: hanging }),
                _ => bands.push(Band { y0: row.y0, y1: row.y1, rows: 1, gutter: own }),
            }
        }
        self.without_tables(bands)
    }

    /// The gutter that a two-column band keeps when the row joins it, None where it does not.
    fn shared(&self, band: &Band, row: &Row, own: Option<Strip>, foot: bool) -> Option<Strip> {
        let gutter = band.gutter?;
        let gap = f64::from(row.y0 - band.y1) / self.letter;
        let (x0, x1) = row.hull();
        let one_sided = x0 >= gutter.0 || x1 <= gutter.1;
        let centred = (f64::from(x0 + x1 - self.text.0 - self.text.1) / 2.0).abs() < CENTRED * self.letter;
        let near = gap <= if foot { FOOT_GAP } else { HEAD_GAP };
        let belongs = own.is_some() || (near && !(one_sided && centred));
        belongs.then(|| self.wide_enough(self.white(row, gutter))).flatten()
    }

    /// The white right of a row that goes on with the left column of the foot below a seal, further
    /// to the right than the seal let it.
    fn hanging(&self, band: &Band, row: &Row) -> Option<Strip> {
        let near = f64::from(row.y0 - band.y1) <= FOOT_GAP * self.letter;
        let (x0, x1) = row.hull();
        let left = f64::from(x0 - self.text.0) < LEFT * self.letter && f64::from(self.text.1 - x1) > SHORT * self.letter;
        (band.gutter.is_some() && near && left).then_some((x1, self.text.1))
    }

    fn wide_enough(&self, strip: Strip) -> Option<Strip> {
        (f64::from(strip.1 - strip.0) >= SHARED * self.letter).then_some(strip)
    }

    /// The widest part of a strip that stays white in a row.
    fn white(&self, row: &Row, strip: Strip) -> Strip {
        let mut spans: Vec<Strip> = row.letters.iter().map(|r| (r.x0, r.x1)).collect();
        spans.sort_unstable();
        let (mut end, mut best) = (strip.0, (strip.0, strip.0));
        for (x0, x1) in spans.into_iter().chain([(strip.1, strip.1)]) {
            let gap = (end, x0.min(strip.1));
            if gap.1 - gap.0 > best.1 - best.0 {
                best = gap;
            }
            end = end.max(x1);
        }
        best
    }

    /// The widest white strip of a row in the middle of the page with letters on both sides.
    fn gutter(&self, row: &Row) -> Option<Strip> {
        let mut spans: Vec<Strip> = row.letters.iter().map(|r| (r.x0, r.x1)).collect();
        spans.sort_unstable();
        let (mut end, mut best) = (spans.first()?.1, None::<Strip>);
        for (x0, x1) in spans {
            if x0 - end > best.map_or(0, |b| b.1 - b.0) && self.in_middle((end, x0)) {
                best = Some((end, x0));
            }
            end = end.max(x1);
        }
        best.filter(|b| f64::from(b.1 - b.0) >= GUTTER * self.letter)
    }

    fn in_middle(&self, (x0, x1): Strip) -> bool {
        let centre = f64::from(x0 + x1) / 2.0 / self.width;
        (MIDDLE.0..=MIDDLE.1).contains(&centre)
    }

    /// A single row of two columns between rows of body is a wide blank or a table, read as body.
    fn without_tables(&self, bands: Vec<Band>) -> Vec<Band> {
        let last = bands.len().saturating_sub(1);
        let single = |b: &Band| b.rows == 1 && f64::from(b.y1 - b.y0) < 3.0 * self.letter;
        let body_above: Vec<bool> = (0..bands.len()).map(|i| i > 0 && bands[i - 1].gutter.is_none() && bands[i - 1].rows > self.body_rows).collect();
        let mut out: Vec<Band> = Vec::new();
        for (i, mut band) in bands.into_iter().enumerate() {
            if i < last && body_above[i] && single(&band) {
                band.gutter = None;
            }
            match out.last_mut().filter(|o| o.gutter.is_none() && band.gutter.is_none()) {
                Some(open) => {
                    open.y1 = band.y1;
                    open.rows += band.rows;
                }
                None => out.push(band),
            }
        }
        out
    }

    fn regions(&self, bands: &[Band], (width, height): (i32, i32)) -> Vec<Region> {
        let page = Rect::new(0, 0, width, height);
        let (mut out, mut body_rows, mut above) = (Vec::new(), 0, 0);
        for band in bands {
            let (y0, y1) = ((band.y0 - (self.letter * ROOM.0) as i32).max(above), band.y1 + (self.letter * ROOM.1) as i32);
            above = band.y1;
            let mut add = |block, x0, x1| out.push(Region { block, area: Rect::new(x0, y0, x1, y1).intersect(&page), cell: None, foreign: Vec::new() });
            match band.gutter {
                None => {
                    add(Block::Body, 0, width);
                    body_rows += band.rows;
                }
                Some((left, right)) => {
                    let middle = i32::midpoint(left, right);
                    let foot = body_rows > self.body_rows;
                    add(if foot { Block::Recipients } else { Block::HeadLeft }, 0, middle);
                    add(if foot { Block::Signature } else { Block::HeadRight }, middle, width);
                }
            }
        }
        out
    }
}

impl Band {
    fn take(&mut self, row: &Row, gutter: Option<Strip>) {
        self.y1 = row.y1;
        self.rows += 1;
        self.gutter = gutter;
    }
}
