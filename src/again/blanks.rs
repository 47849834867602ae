//! Blanks of the head that a hand fills in (number, day, month), read again by what knows handwritten digits, with all ink
//! put back. Each line is read in several cuts; digits that come out the same, surely, each time count.

use super::{keep, region_of, sheet, uncovered};
use crate::lexicon::{folded, form};
use crate::types::geometry::Rect;
use crate::types::ocr::{Confidence, Face, OcrLine, OcrPage, OcrWord, Region, Segmentation, text_of};
use crate::types::page::CleanPage;
use image::GrayImage;

/// White above and below a line, in shares of its height: the engine scales lines to one height, so each cut is another picture.
const CUTS: [f64; 3] = [0.06, 0.16, 0.28];
/// Digits count from this on, in each cut, and from this on where the first reading has the same.
const SURE: f64 = 0.9;
const SAME: f64 = 0.8;
/// And from this on where they come out of one picture only, with all ink or without, and of no other reading.
const ALONE: f64 = 0.93;
/// And against a first reading that is not as sure as this.
const FIRM: f64 = 0.96;
/// Lines further down than this are no head.
const TOP: usize = 16;

/// The lines of the head with blanks, in several cuts each, under each other.
pub struct Blanks {
    /// What is read.
    pub page: CleanPage,
    /// One cut each.
    pub regions: Vec<Region>,
    /// The line of each cut.
    lines: Vec<usize>,
}

/// What is to be read again of a page, None if nothing: only the first has a head.
pub fn blanks(clean: &CleanPage, read: &OcrPage, cut: &Segmentation) -> Option<Blanks> {
    let text = |i: usize| text_of(&read.lines[i].words);
    let first = |is: fn(&str) -> bool| (0..read.lines.len().min(TOP)).find(|&i| is(&text(i)));
    let found = [first(form::is_number_line), first(form::is_date_line)];
    let found = found.into_iter().flatten().filter_map(|i| Some((i, &cut.regions[region_of(&cut.regions, &read.lines[i].area)?])));
    let found = found.filter(|_| clean.number == 1).flat_map(|(i, region)| cuts(clean, region).into_iter().map(move |cut| (i, cut)));
    let (lines, strips): (Vec<usize>, Vec<GrayImage>) = found.unzip();
    (!lines.is_empty()).then(|| {
        let (page, regions) = sheet::of(clean, &strips);
        Blanks { page, regions, lines }
    })
}

/// The cuts of a line: with what is left of it on the clean page, and with all ink, where some was taken.
fn cuts(clean: &CleanPage, region: &Region) -> Vec<GrayImage> {
    let page = Rect::of_size(clean.grey.dimensions());
    let cleaned = sheet::strip(region, page, |at| clean.grey.get_pixel(at.0, at.1).0[0]);
    let whole = sheet::strip(region, page, |at| uncovered(clean, at));
    let both = if whole == cleaned { vec![cleaned] } else { vec![cleaned, whole] };
    both.iter().flat_map(|line| CUTS.map(|share| sheet::framed(line, share))).collect()
}

/// Digits of a blank and how sure they are.
type Digits = (String, Confidence);

impl Blanks {
    /// Puts what was read surely into the blanks; everything else that was read stays beside the first reading.
    pub fn settle(&self, read: &mut OcrPage, answers: &[Option<OcrLine>]) {
        let mut rest = answers;
        for lines in self.lines.chunk_by(|a, b| a == b) {
            let (own, others) = rest.split_at(lines.len().min(rest.len()));
            rest = others;
            let (cleaned, whole) = own.split_at(CUTS.len().min(own.len()));
            let i = lines[0];
            for blank in Blank::ALL {
                let said = |answers: &[Option<OcrLine>]| -> Vec<Option<Digits>> {
                    answers.iter().map(|line| blank.digits(&line.as_ref()?.words)).collect()
                };
                blank.fill(&mut read.lines[i].words, &said(cleaned), &said(whole));
            }
        }
    }
}

/// A blank of the form: the words before it, and what stands behind.
#[derive(Clone, Copy, PartialEq)]
enum Blank {
    Number,
    Day,
    Month,
}

impl Blank {
    const ALL: [Self; 3] = [Self::Number, Self::Day, Self::Month];

    /// Whether it stands behind a word.
    fn is_behind(self, word: &str) -> bool {
        let name = match self {
            Self::Number => "so",
            Self::Day => "ngay",
            Self::Month => "thang",
        };
        folded(word).trim_end_matches([':', '.', ';', ',']) == name
    }

    /// Where what is printed behind it begins in a word, in letters, None if it does not.
    fn end_in(self, word: &str) -> Option<usize> {
        match self {
            Self::Number => word.chars().position(|c| matches!(c, '/' | '-' | '–')),
            Self::Day => (folded(word) == "thang").then_some(0),
            Self::Month => (folded(word) == "nam").then_some(0),
        }
    }

    /// The words of a line that stand in it, and where the next begins to be print; None if the line has no such blank.
    fn span(self, words: &[OcrWord]) -> Option<(std::ops::Range<usize>, usize)> {
        let from = 1 + words.iter().position(|w| self.is_behind(&w.text))?;
        let (to, print) = (from..words.len()).find_map(|i| Some((i, self.end_in(&words[i].text)?)))?;
        Some((from..to, print))
    }

    /// The digits in it, None if it is empty or has other signs.
    fn digits(self, words: &[OcrWord]) -> Option<Digits> {
        let (span, print) = self.span(words)?;
        let inside = span.clone().map(|i| words[i].text.clone());
        let text: String = inside.chain([words[span.end].text.chars().take(print).collect()]).collect();
        let used = if print > 0 { span.start..span.end + 1 } else { span };
        let least = words[used].iter().map(|w| w.confidence).reduce(Confidence::min)?;
        ((1..=5).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())).then_some((text, least))
    }

    /// Puts digits into it that all cuts have in common.
    fn fill(self, words: &mut Vec<OcrWord>, cleaned: &[Option<Digits>], whole: &[Option<Digits>]) {
        self.remember(words, cleaned, whole);
        let Some((span, print)) = self.span(words) else { return };
        let first = self.digits(words);
        let sure = |said: &[Option<Digits>]| common(said).filter(|(digits, sure)| {
            let same = first.as_ref().is_some_and(|first| first.0 == *digits);
            sure.get() >= if same { SAME } else { SURE }
        });
        let (text, sure) = match (sure(cleaned), sure(whole)) {
            (Some(one), Some(other)) if one.0 != other.0 => return,
            (Some(one), Some(_)) => one,
            (Some(one), None) | (None, Some(one)) if one.1.get() >= ALONE || first.as_ref().is_some_and(|first| first.0 == one.0) => one,
            _ => return,
        };
        let behind = &words[span.end];
        let gap = Rect { x0: words[span.start - 1].area.x1, x1: behind.area.x0, ..behind.area };
        let room = print > 0 || !span.is_empty() || gap.width() > 0;
        if !room || first.is_some_and(|(digits, firm)| digits != text && firm.get() >= FIRM) {
            return;
        }
        if print > 0 {
            let rest: String = behind.text.chars().skip(print).collect();
            let area = Rect::hull_of(words[span.start..=span.end].iter().map(|w| w.area)).unwrap_or(behind.area);
            let word = OcrWord { text: text + &rest, area, confidence: sure.min(behind.confidence), alternatives: Vec::new(), filled: true, face: Face::default() };
            put(words, span.start..span.end + 1, word);
        } else {
            let area = Rect::hull_of(words[span.clone()].iter().map(|w| w.area)).unwrap_or(gap);
            put(words, span, OcrWord { text, area, confidence: sure, alternatives: Vec::new(), filled: true, face: Face::default() });
        }
    }

    /// Keeps what the cuts say beside the first reading; of a blank that was seen empty beside the word behind it.
    fn remember(self, words: &mut [OcrWord], cleaned: &[Option<Digits>], whole: &[Option<Digits>]) {
        let said = cleaned.iter().chain(whole).flatten().map(|(digits, _)| digits.clone());
        let Some((span, print)) = self.span(words) else { return };
        let word = &mut words[span.start];
        let rest: String = if span.is_empty() { word.text.chars().skip(print).collect() } else { String::new() };
        keep(word, said.map(|digits| digits + &rest));
    }
}

/// Puts a word in the place of some; what these said stays among its other readings.
fn put(words: &mut Vec<OcrWord>, span: std::ops::Range<usize>, mut word: OcrWord) {
    let old: Vec<OcrWord> = words.drain(span.clone()).collect();
    keep(&mut word, std::iter::once(text_of(&old)).chain(old.into_iter().flat_map(|w| w.alternatives)));
    words.insert(span.start, word);
}

/// What all readings say, and how sure the least sure is.
fn common(said: &[Option<Digits>]) -> Option<Digits> {
    let first = said.first()?.clone()?;
    let same = said.iter().map(|s| s.as_ref().filter(|s| s.0 == first.0).map(|s| s.1));
    let sure: Vec<Confidence> = same.collect::<Option<_>>()?;
    Some((first.0, sure.into_iter().reduce(Confidence::min)?))
}
