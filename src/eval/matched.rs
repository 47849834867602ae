//! The words of a unit, said beside true.

use super::align::{self, Alignment};
use super::normal::normal;
use super::said::Said;
use super::truth::TrueUnit;
use crate::types::evidence::Digitized;
use crate::types::line::{Line, Word};

/// A true word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrueWord {
    /// [`normal`].
    pub text: String,
    /// Its printed line in the unit, from 0.
    pub line: usize,
}

/// A said word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SaidWord {
    /// [`normal`].
    pub text: String,
    /// Its line in the unit, from 0.
    pub row: usize,
    /// Index of its line in the evidence and of its word there, where that is known.
    pub spot: Option<(usize, usize)>,
}

/// True and said words and their partners.
#[derive(Debug)]
pub struct Matched<'a> {
    /// In printed order.
    pub truth: Vec<TrueWord>,
    /// In the order of the text.
    pub said: Vec<SaidWord>,
    /// Which answers which.
    pub alignment: Alignment,
    /// Where the said words stand.
    pub evidence: Option<&'a Digitized>,
}

impl<'a> Matched<'a> {
    /// Of `text.txt`; what was corrected has the place of what was read.
    pub fn text(unit: &TrueUnit, said: &'a Said) -> Self {
        let mut rows = Vec::new();
        for (index, page) in said.text.split('\u{c}').enumerate() {
            let number = index as u32 + 1;
            if unit.page.is_none_or(|p| p == number) {
                let texts: Vec<&str> = page.split('\n').filter(|l| !l.trim().is_empty()).collect();
                let lines: Vec<(usize, &Line)> = said.lines(Some(number)).collect();
                let known = texts.len() == lines.len();
                rows.extend(texts.iter().enumerate().map(|(k, text)| spotted(text, known.then(|| lines[k]))));
            }
        }
        Self::of(unit, rows, said)
    }

    /// Of the words as read.
    pub fn raw(unit: &TrueUnit, said: &'a Said) -> Self {
        let rows = said.lines(unit.page).map(|line| spotted(&line.1.raw, Some(line))).collect();
        Self::of(unit, rows, said)
    }

    fn of(unit: &TrueUnit, rows: Vec<Vec<SaidWord>>, said: &'a Said) -> Self {
        let lines = unit.text.as_deref().unwrap_or_default().split(['\n', '\u{c}']).map(normal).filter(|l| !l.is_empty());
        let truth: Vec<TrueWord> = lines.enumerate().flat_map(|(line, l)| words_of(&l, |text| TrueWord { text, line })).collect();
        let rows = rows.into_iter().enumerate();
        let words: Vec<SaidWord> = rows.flat_map(|(row, words)| words.into_iter().map(move |w| SaidWord { row, ..w })).collect();
        let t: Vec<&str> = truth.iter().map(|w| w.text.as_str()).collect();
        let s: Vec<&str> = words.iter().map(|w| w.text.as_str()).collect();
        Self { alignment: align::words(&t, &s), truth, said: words, evidence: said.evidence.as_ref() }
    }

    /// Whether a true word is right in the text.
    pub fn is_found(&self, truth: usize) -> bool {
        self.alignment.of_true[truth].is_some_and(|s| self.said[s].text == self.truth[truth].text)
    }

    /// Whether a said word is the true one.
    pub fn is_right(&self, said: usize) -> bool {
        self.alignment.of_said[said].is_some_and(|t| self.truth[t].text == self.said[said].text)
    }

    /// Line and word of the evidence behind a said word.
    pub fn read(&self, said: usize) -> Option<(&'a Line, &'a Word)> {
        let (line, word) = self.said[said].spot?;
        let line = self.evidence?.lines.get(line)?;
        line.words.get(word).map(|w| (line, w))
    }

    /// Runs of true words without a partner: half-open ranges.
    pub fn lost(&self) -> Vec<std::ops::Range<usize>> {
        let gone: Vec<usize> = (0..self.truth.len()).filter(|&i| self.alignment.of_true[i].is_none()).collect();
        gone.chunk_by(|a, b| a + 1 == *b).map(|run| run[0]..run[0] + run.len()).collect()
    }
}

fn words_of<T>(normal: &str, make: impl Fn(String) -> T) -> Vec<T> {
    normal.split(' ').map(|w| make(w.to_owned())).collect()
}

/// The words of a line of text, each with the word of the evidence that it was made of.
fn spotted(text: &str, line: Option<(usize, &Line)>) -> Vec<SaidWord> {
    let text = normal(text);
    let words: Vec<&str> = text.split(' ').collect();
    let read: Vec<String> = line.iter().flat_map(|(_, l)| &l.words).map(|w| normal(&w.text)).collect();
    let partners = align::words(&words, &read.iter().map(String::as_str).collect::<Vec<_>>()).of_true;
    let spot = |i: usize| line.zip(partners[i]).map(|((index, _), word)| (index, word));
    words.iter().enumerate().map(|(i, w)| SaidWord { text: (*w).to_owned(), row: 0, spot: spot(i) }).collect()
}
