//! One signer: authority, position and name.

use crate::lexicon::joining::joined;
use crate::lexicon::syllable::is_syllable;
use crate::lexicon::{Lexicon, folded, form, respelled};
use crate::types::geometry::Rect;
use crate::types::line::Line;
use crate::types::notice::Signature;

/// How an authority begins, state and Party.
const AUTHORITIES: [&str; 12] = ["TM", "KT", "TL", "TUQ", "Q.", "T/M", "K/T", "T/L", "TH.", "T.M", "K.T", "T.L"];
/// How one begins that a deputy signs for (ký thay).
const FOR: [&str; 4] = ["KT.", "K/T", "K.T", "KT"];

/// An office with a word below this is left open, a name with one below the second: a wrong name is worse than none.
const LEGIBLE: f64 = 0.7;
const NAME: f64 = 0.85;
/// A word surer than this is what is printed.
const SURE: f64 = 0.95;
/// What cannot be read and stands further below the office than this, in heights of its line, is a stroke.
const BELOW: f64 = 0.8;

/// The lines of a signer.
#[derive(Default)]
pub struct Signer {
    /// Authority and position.
    pub office: Vec<usize>,
    /// The name.
    pub name: Option<usize>,
}

impl Signer {
    /// Takes a line. The last line that may be a name is it: strokes above it are read as names, too.
    pub fn add(&mut self, line: usize, office: bool) {
        if office { self.office.push(line) } else { self.name = Some(line) }
    }

    /// What is legible of it, and whether one office was repaired by the other.
    pub fn read(&self, lines: &[Line], lexicon: &Lexicon) -> (Signature, bool) {
        let (authority, position) = self.offices(lines);
        let name = self.name.map(|i| words(&lines[i])).filter(|w| w.iter().all(|w| w.read >= NAME));
        // What is no surname that is known is one if it was surely read.
        let name = name.filter(|w| w.first().is_some_and(|w| w.sure >= SURE || lexicon.surnames.iter().any(|s| respelled(s) == respelled(&w.text))));
        let like_position = position.as_ref().filter(|_| authority.is_none()).and_then(|p| self.like_position(lines, p));
        let deputy = if position.is_none() { self.deputy(lines) } else { None };
        let repaired = like_position.is_some() || deputy.is_some();
        (Signature { authority: authority.or(like_position), position: position.or(deputy), name: name.map(text) }, repaired)
    }

    /// The lines of the authority and those of the position.
    fn split(&self, lines: &[Line]) -> (&[usize], &[usize]) {
        self.office.split_at(self.authority_lines(lines))
    }

    /// Authority and position where they are legible as they are.
    fn offices(&self, lines: &[Line]) -> (Option<String>, Option<String>) {
        let (authority, position) = self.split(lines);
        let sound = |i: &usize| is_sound(&lines[*i]);
        let join = |of: &[usize]| (!of.is_empty() && of.iter().all(sound)).then(|| join(lines, of));
        let office = stood_for(lines, authority);
        let deputy = |p: &str, office: &str| !is_rest(p, &format!("PHÓ {office}")) && (p.starts_with("PHÓ ") || !p.ends_with(&format!(" {office}")));
        let whole = |p: &String| p.contains(' ') && !repeats(lines, position) && office.as_ref().is_none_or(|office| deputy(p, office));
        // The first of several lines that cannot be read may be one of the authority.
        let ends = position.len() < 2 || sound(&position[0]);
        (join(authority).filter(|_| ends), join(position).filter(whole))
    }

    /// An authority whose office differs from the deputy's own in marks only is of the same office: `KT. THỦ TƯỞNG` over
    /// `PHÓ THỦ TƯỚNG`.
    fn like_position(&self, lines: &[Line], position: &str) -> Option<String> {
        let (authority, _) = self.split(lines);
        let (office, own) = (stood_for(lines, authority)?, position.strip_prefix("PHÓ ")?);
        let (last, before) = authority.split_last()?;
        let sound = before.iter().all(|i| is_sound(&lines[*i]));
        let repaired = join(lines, &[*last]).replacen(&office, own, 1);
        let first = join(lines, before);
        (sound && folded(&office) == folded(own)).then(|| joined([first.as_str(), repaired.as_str()].into_iter().filter(|t| !t.is_empty())))
    }

    /// Who signs for an office (`KT.`, ký thay) is its deputy: what stands before the office and cannot be read is `PHÓ`.
    /// Where nothing is left of it, nothing is said.
    fn deputy(&self, lines: &[Line]) -> Option<String> {
        let (authority, position) = self.split(lines);
        let (office, [line]) = (stood_for(lines, authority)?, position) else { return None };
        let all = words(&lines[*line]);
        let count = office.split(' ').count();
        let (damaged, own) = all.split_at(all.len().checked_sub(count)?);
        let same: Vec<bool> = own.iter().zip(office.split(' ')).map(|(w, is)| folded(&w.text) == folded(is)).collect();
        let sure = own.iter().zip(&same).all(|(w, same)| *same || w.sure < LEGIBLE);
        // The deputies of ministers are called otherwise.
        let one = damaged.len() == 1 && damaged[0].sure < LEGIBLE && !office.starts_with("BỘ TRƯỞNG");
        (sure && same.contains(&true) && one).then(|| format!("PHÓ {office}"))
    }

    /// How many of the first lines say in whose place is signed: the last that begins so, and what goes on with its body's name.
    fn authority_lines(&self, lines: &[Line]) -> usize {
        let said = |i: usize| text(words(&lines[i]));
        let last = self.office.iter().rposition(|&i| is_authority(&said(i))).map_or(0, |at| at + 1);
        let more = self.office[last..].iter().take_while(|&&i| last > 0 && form::goes_on_with_a_name(&said(i))).count();
        last + more
    }
}

/// A word of a line's text, and how sure its reading is: one that was corrected stands for itself.
struct Word {
    text: String,
    sure: f64,
    /// How sure what was read there was, corrected or not: of a name it decides.
    read: f64,
}

impl Word {
    fn is_of_office(&self) -> bool {
        self.sure >= LEGIBLE && !self.text.contains(char::is_lowercase) && (self.text.ends_with('.') || self.text.contains('/') || is_syllable(&self.text, 1))
    }
}

/// Whether every word of a line may be one of an office.
fn is_sound(line: &Line) -> bool {
    words(line).iter().all(Word::is_of_office)
}

/// The words of a line but for those at its ends that have no letters: strokes and the rim of seals.
fn words(line: &Line) -> Vec<Word> {
    let texts: Vec<&str> = line.text.split(' ').collect();
    let lowest = line.words.iter().map(|w| w.confidence.get()).fold(1.0, f64::min);
    let raw = |i: usize| line.words.get(i).filter(|_| texts.len() == line.words.len());
    let read = |i: usize| raw(i).map_or(lowest, |w| w.confidence.get());
    let corrected = |i: usize, text: &str| raw(i).is_some_and(|w| w.text != *text);
    let word = |(i, text): (usize, &&str)| Word { text: bare(text), sure: if corrected(i, text) { 1.0 } else { read(i) }, read: read(i) };
    let all: Vec<Word> = texts.iter().enumerate().map(word).collect();
    let has_letters = |w: &&Word| w.text.chars().any(char::is_alphabetic);
    let (before, behind) = (all.iter().take_while(|w| !has_letters(w)).count(), all.iter().rev().take_while(|w| !has_letters(w)).count());
    let until = all.len().saturating_sub(behind);
    all.into_iter().take(until).skip(before).collect()
}

/// A word without what strokes add to it.
fn bare(word: &str) -> String {
    let strokes = ['“', '”', '"', '*', '\\', '‘', ',', '_', ';'];
    word.trim_start_matches(strokes).trim_start_matches(['.', '-']).trim_end_matches(strokes).trim_end_matches('/').to_owned()
}

/// Whether a line of an office is strokes below it: nothing of it was read, and it stands apart.
pub fn is_stroke(line: &Line, (place, above): (Rect, Rect)) -> bool {
    let apart = f64::from(place.y0 - above.y1) > BELOW * f64::from(above.height());
    apart && words(line).iter().all(|w| w.sure < LEGIBLE)
}

fn text(words: Vec<Word>) -> String {
    words.iter().map(|w| w.text.as_str()).collect::<Vec<_>>().join(" ")
}

fn join(lines: &[Line], of: &[usize]) -> String {
    let texts: Vec<String> = of.iter().map(|i| text(words(&lines[*i]))).collect();
    joined(texts.iter().map(String::as_str))
}

/// The office that is signed for, by the last line of an authority.
fn stood_for(lines: &[Line], authority: &[usize]) -> Option<String> {
    let last = join(lines, &[*authority.last()?]);
    let office = FOR.iter().find_map(|f| last.strip_prefix(f))?.trim_start_matches('.').trim();
    (!office.is_empty()).then(|| office.to_owned())
}

/// Whether words are what is left of an office that has more of them; its beginning is an office, too.
fn is_rest(words: &str, office: &str) -> bool {
    let mut of = office.split(' ').map(folded);
    !office.starts_with(words) && words.split(' ').count() < office.split(' ').count() && words.split(' ').map(folded).all(|word| of.any(|o| o == word))
}

/// Two lines that end in the same word are the halves of one under a seal.
fn repeats(lines: &[Line], of: &[usize]) -> bool {
    let mut ends: Vec<&str> = of.iter().filter_map(|i| lines[*i].text.rsplit(' ').next()).collect();
    ends.sort_unstable();
    ends.dedup();
    ends.len() < of.len()
}

/// Whether a line may be one of an office: capitals.
pub fn is_office(line: &Line) -> bool {
    let letters = || line.text.chars().filter(|c| c.is_alphabetic());
    letters().count() >= 3 && letters().filter(|c| c.is_lowercase()).count() * 6 <= letters().count()
}

fn is_authority(text: &str) -> bool {
    AUTHORITIES.iter().any(|a| text.strip_prefix(a).is_some_and(|rest| !rest.starts_with(char::is_alphabetic)))
}

/// Whether a line may be a name: three to six words, each a capital and small letters, one of them perhaps a single
/// capital (`Y Thuyn Hmok`). Two words may be what a seal left of three.
pub fn is_name(line: &Line) -> bool {
    let words = words(line);
    let is_part = |w: &Word| {
        let mut letters = w.text.chars();
        letters.next().is_some_and(char::is_uppercase) && letters.all(|c| c.is_lowercase() || c == '.')
    };
    let short = words.iter().filter(|w| w.text.chars().count() == 1).count();
    (3..=6).contains(&words.len()) && short <= 1 && words.iter().all(is_part)
}
