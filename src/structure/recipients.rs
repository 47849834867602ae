//! Nơi nhận: the list at the bottom left.

use super::Parts;
use super::addressees::item;
use super::field::Field;
use crate::lexicon::form;
use crate::lexicon::joining::joined;
use crate::types::evidence::FieldEvidence;
use crate::types::geometry::Rect;
use crate::types::line::{Line, Word};
use crate::types::notice::Place;
use serde_json::json;

/// The items: each begins with a dash, lines without one go on. What a brace says holds for each of its items.
pub fn read(parts: &Parts<'_>) -> FieldEvidence {
    let start = parts.recipients.iter().position(|&i| form::starts_recipients(&parts.lines[i].text));
    let Some(start) = start else { return Field::of("recipients", "no Nơi nhận was read").value(json!([])).build() };
    let (head, lines) = (parts.recipients[start], &parts.recipients[start + 1..]);
    let braces: Vec<Brace> = parts.aside.braces.iter().filter_map(|place| Brace::read(parts, place, lines)).collect();
    let mut items: Vec<Item> = behind_the_heading(&parts.lines[head].text).into_iter().collect();
    for &i in lines {
        let line = &parts.lines[i];
        let remark = braces.iter().find(|b| b.runs_past(parts, i)).map(|b| b.remark.clone());
        let text = without(parts, line, &braces);
        match items.last_mut().filter(|_| !begins_item(&text)) {
            // Figures alone are a pen's.
            _ if !text.chars().any(char::is_alphabetic) => {}
            Some(item) => item.go_on(text, remark),
            None => items.push(Item { lines: vec![text], remark }),
        }
    }
    let names: Vec<String> = items.iter().map(Item::name).filter(|s| !s.is_empty()).collect();
    let how = if braces.is_empty() { "items under Nơi nhận" } else { "items under Nơi nhận; what a brace says stands with each of its items" };
    Field::of("recipients", how).value(json!(names)).lines(parts.lines, parts.recipients[start..].iter().copied()).build()
}

/// One recipient: its printed lines and what a brace adds.
struct Item {
    lines: Vec<String>,
    remark: Option<String>,
}

impl Item {
    fn go_on(&mut self, text: String, remark: Option<String>) {
        self.lines.push(text);
        self.remark = self.remark.take().or(remark);
    }

    fn name(&self) -> String {
        let own = item(&joined(self.lines.iter().map(String::as_str)));
        self.remark.iter().fold(own, |own, remark| format!("{own} {remark}"))
    }
}

/// `Nơi nhận: Như trên` in one line.
fn behind_the_heading(heading: &str) -> Option<Item> {
    let (_, behind) = heading.split_once(':')?;
    Some(behind.trim()).filter(|b| !b.is_empty()).map(|b| Item { lines: vec![b.to_owned()], remark: None })
}

fn begins_item(text: &str) -> bool {
    text.starts_with(['-', '–', '—', '+', '_'])
}

/// The words of a line without those of a brace and of its remark.
fn without(parts: &Parts<'_>, line: &Line, braces: &[Brace]) -> String {
    let aside = |w: &&Word| braces.iter().any(|b| b.page == line.page && b.has(parts, w));
    if !line.words.iter().any(|w| aside(&w)) {
        return line.text.clone();
    }
    let texts: Vec<&str> = line.text.split(' ').collect();
    let corrected = texts.len() == line.words.len();
    let own = line.words.iter().enumerate().filter(|(_, w)| !aside(w));
    own.map(|(i, w)| if corrected { texts[i] } else { w.text.as_str() }).collect::<Vec<_>>().join(" ")
}

/// A brace and what stands at its point.
struct Brace {
    page: u32,
    /// Upright.
    place: Rect,
    remark: String,
}

impl Brace {
    /// None where no words in brackets stand at its point.
    fn read(parts: &Parts<'_>, brace: &Place, lines: &[usize]) -> Option<Self> {
        let here = Self { page: brace.page, place: parts.upright(brace.page, &brace.bbox), remark: String::new() };
        let words = lines.iter().map(|&i| &parts.lines[i]).filter(|l| l.page == here.page).flat_map(|l| &l.words);
        let text = words.filter(|w| here.has(parts, w)).map(|w| w.text.as_str()).collect::<Vec<_>>().join(" ");
        let (before, said) = text.split_at(text.find('(')?);
        let said = said.trim_end_matches([';', ',', '.', ' ']);
        let is_remark = !before.chars().any(char::is_alphabetic) && said.ends_with(')') && said.chars().filter(|c| c.is_alphabetic()).count() > 1;
        is_remark.then(|| Self { remark: said.to_owned(), ..here })
    }

    /// Whether a word of its page stands in it or behind it, at its height.
    fn has(&self, parts: &Parts<'_>, word: &Word) -> bool {
        let (x, y) = parts.upright(self.page, &word.bbox).centre();
        x >= self.place.x0 && (self.place.y0..self.place.y1).contains(&y)
    }

    /// Whether it runs past a line: the line's middle lies between its ends.
    fn runs_past(&self, parts: &Parts<'_>, line: usize) -> bool {
        let own = parts.place(line);
        parts.lines[line].page == self.page && own.x0 < self.place.x0 && (self.place.y0..self.place.y1).contains(&own.centre().1)
    }
}
