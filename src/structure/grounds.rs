//! Căn cứ: what a notice rests on is not younger than itself.

use super::date::is_date;
use crate::lexicon::folded;
use crate::lexicon::joining::joined;
use crate::types::line::Line;
use crate::types::notice::{Note, Place};
use regex::Regex;
use std::sync::LazyLock;

/// The date of a document behind its number.
static DATE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"số \S+ ngày (\d{1,2})(?:[/.-](\d{1,2})[/.-](\d{4})| tháng (\d{1,2}) năm (\d{4}))").ok());

/// A ground has no more lines than this.
const LONGEST: usize = 6;

/// A note if a ground among the lines of a body is younger than the notice's date (ISO).
pub fn check(lines: &[Line], body: &[usize], date: &str) -> Option<Note> {
    let grounds = (0..body.len()).filter(|&at| begins(&lines[body[at]].text));
    let (line, younger) = grounds.filter_map(|at| Some((body[at], latest(lines, &body[at..])?))).find(|(_, ground)| ground.as_str() > date)?;
    Some(Note {
        code: "date_before_grounds".into(),
        message: format!("the date of the notice is before that of what it rests on: {younger}"),
        places: vec![Place { page: lines[line].page, bbox: lines[line].bbox }],
    })
}

fn begins(text: &str) -> bool {
    folded(text.trim_start_matches(['-', ' '])).starts_with("can cu ")
}

/// The latest date in a ground, which ends at a semicolon or a full stop.
fn latest(lines: &[Line], from: &[usize]) -> Option<String> {
    let end = from.iter().take(LONGEST).position(|&i| lines[i].text.ends_with([';', '.'])).map_or(1, |at| at + 1);
    let text = joined(from[..end].iter().map(|&i| lines[i].text.as_str()));
    DATE.as_ref()?.captures_iter(&text).filter_map(|found| {
        let part = |one: usize, other: usize| found.get(one).or(found.get(other))?.as_str().parse::<u32>().ok();
        let (day, month, year) = (part(1, 1)?, part(2, 4)?, part(3, 5)?);
        is_date(year, month, day).then(|| format!("{year:04}-{month:02}-{day:02}"))
    }).max()
}
