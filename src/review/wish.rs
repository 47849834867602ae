//! What a reviewer asks for at the page, made a decision.

use super::points::{Kind, Target};
use super::work::Work;
use crate::decisions::fields::{self, Unfit};
use crate::decisions::{digest, place, text, tree};
use crate::types::decision::{Act, Area, ClausePlace, TextPlace};
use serde::Deserialize;
use serde_json::Value;

/// What the page sends.
#[derive(Debug, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case", deny_unknown_fields)]
pub enum Wish {
    /// What the machine made of a point is right.
    Accept {
        /// Its place in the list of points.
        point: usize,
    },
    /// What was read stands, or what was taken off does.
    Reject {
        /// Its place in the list of points.
        point: usize,
    },
    /// Something else stands there.
    Write {
        /// Its place in the list of points.
        point: usize,
        /// What; empty for nothing.
        text: String,
    },
    /// A word that is no point reads otherwise.
    Word {
        /// Index of its line.
        line: usize,
        /// Its index in the line.
        word: usize,
        /// What stands there.
        text: String,
    },
    /// A clause has another label, or none.
    Label {
        /// The way to it.
        way: Vec<usize>,
        /// The label.
        label: Option<String>,
    },
    /// A field has another value.
    Field {
        /// Its name.
        field: String,
        /// The value.
        value: Value,
    },
    /// A block begins with a word.
    Split {
        /// The way to the block that ends before it.
        way: Vec<usize>,
        /// Index of the word's line.
        line: usize,
        /// Its index in the line.
        word: usize,
    },
    /// A block goes on with the one before.
    Join {
        /// The way to it.
        way: Vec<usize>,
    },
    /// A block goes down a level.
    Down {
        /// The way to it.
        way: Vec<usize>,
    },
    /// A block goes up a level.
    Up {
        /// The way to it.
        way: Vec<usize>,
    },
    /// All of it is right.
    Approve,
    /// It is to be looked at again.
    Reopen,
    /// The last decision counts no more.
    Undo,
    /// The last decision that was undone counts again.
    Redo,
}

/// Why nothing was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// The page shows what is not there any more.
    #[error("the document has changed since; it was loaded again")]
    Gone,
    /// A word that was read cannot be refused without another one.
    #[error("write what stands there")]
    WriteIt,
    /// Nothing to undo or to do again.
    #[error("there is nothing more")]
    Nothing,
    /// It would change nothing.
    #[error("this cannot be done here")]
    NotHere,
    /// A value that the field cannot have.
    #[error(transparent)]
    Unfit(#[from] Unfit),
}

impl Refused {
    /// What the page says of it, see `wording.rs`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Gone => "gone",
            Self::WriteIt => "write_it",
            Self::Nothing => "nothing_more",
            Self::NotHere => "not_here",
            Self::Unfit(Unfit::Shape) => "unfit_shape",
            Self::Unfit(Unfit::Date) => "unfit_date",
            Self::Unfit(Unfit::Number) => "unfit_number",
            Self::Unfit(Unfit::Blank) => "unfit_blank",
        }
    }
}

/// The decision that a wish comes to.
///
/// # Errors
/// It comes to none.
pub fn act(work: &Work, wish: Wish) -> Result<Act, Refused> {
    match wish {
        Wish::Accept { point } => accept(work, point),
        Wish::Reject { point } => reject(work, point),
        Wish::Write { point, text } => write(work, point, text.trim()),
        Wish::Word { line, word, text } => Ok(written(work, word_at(work, line, word)?, text.trim())),
        Wish::Label { way, label } => {
            let clause = clause(work, &way)?;
            let before = place::at(&work.decided.found.body, &way).and_then(|c| c.label.clone());
            Ok(Act::Label { clause, before, after: label.map(|l| l.trim().to_owned()).filter(|l| !l.is_empty()) })
        }
        Wish::Field { field, value } => set(work, field, value),
        Wish::Split { way, line, word } => Ok(Act::Split { clause: clause(work, &way)?, at: word_at(work, line, word)? }),
        Wish::Join { way } => {
            let to = tree::before(&work.decided.found.body, &way).ok_or(Refused::NotHere)?;
            Ok(Act::Join { clause: clause(work, &way)?, to: clause(work, &to)? })
        }
        Wish::Down { way } => {
            let (last, above) = way.split_last().ok_or(Refused::Gone)?;
            let under = last.checked_sub(1).ok_or(Refused::NotHere)?;
            moved(work, &way, &[above, &[under]].concat())
        }
        Wish::Up { way } => {
            let above = way.len().checked_sub(2).ok_or(Refused::NotHere)?;
            moved(work, &way, &way[..above])
        }
        Wish::Approve => digest(&work.decided.found).map(|of| Act::Approve { of }).ok_or(Refused::Gone),
        Wish::Reopen => Ok(Act::Reopen),
        Wish::Undo => work.last().0.map(|of| Act::Undo { of }).ok_or(Refused::Nothing),
        Wish::Redo => work.last().1.map(|of| Act::Redo { of }).ok_or(Refused::Nothing),
    }
}

/// A clause that hangs under another one from now on, empty for the whole text.
fn moved(work: &Work, way: &[usize], under: &[usize]) -> Result<Act, Refused> {
    let place = |way: &[usize]| if way.is_empty() { Ok(None) } else { clause(work, way).map(Some) };
    let above = way.len().checked_sub(1).ok_or(Refused::Gone)?;
    Ok(Act::Move { clause: clause(work, way)?, before: place(&way[..above])?, after: place(under)? })
}

fn accept(work: &Work, point: usize) -> Result<Act, Refused> {
    let point = work.points.get(point).ok_or(Refused::Gone)?;
    match &point.target {
        Target::Text(at) => Ok(written(work, at.clone(), &point.made)),
        Target::Label(clause) => label(work, clause, Some(point.made.clone())),
        Target::Removal(at) => Ok(Act::Removal { at: *at, before: point.read.clone(), after: None }),
        Target::Field(field) => set(work, field.clone(), value(work, field)?),
    }
}

fn reject(work: &Work, point: usize) -> Result<Act, Refused> {
    let point = work.points.get(point).ok_or(Refused::Gone)?;
    match &point.target {
        Target::Text(_) if point.kind != Kind::Edit => Err(Refused::WriteIt),
        Target::Text(at) => Ok(written(work, at.clone(), &point.read)),
        Target::Label(_) if point.read == point.made => Err(Refused::WriteIt),
        Target::Label(clause) => label(work, clause, Some(point.read.clone()).filter(|l| !l.is_empty())),
        Target::Removal(at) => Ok(Act::Removal { at: *at, before: point.read.clone(), after: Some(point.read.clone()) }),
        Target::Field(field) => {
            let empty = if value(work, field)?.is_array() { Value::Array(Vec::new()) } else { Value::Null };
            set(work, field.clone(), empty)
        }
    }
}

fn write(work: &Work, point: usize, text: &str) -> Result<Act, Refused> {
    let point = work.points.get(point).ok_or(Refused::Gone)?;
    match &point.target {
        Target::Text(at) => Ok(written(work, at.clone(), text)),
        Target::Label(clause) => label(work, clause, Some(text.to_owned()).filter(|l| !l.is_empty())),
        Target::Removal(at) => Ok(Act::Removal { at: *at, before: point.read.clone(), after: Some(text.to_owned()).filter(|t| !t.is_empty()) }),
        Target::Field(field) if value(work, field)?.is_array() && text.is_empty() => set(work, field.clone(), Value::Array(Vec::new())),
        Target::Field(field) if value(work, field)?.is_array() => Err(Refused::NotHere),
        Target::Field(field) => set(work, field.clone(), if text.is_empty() { Value::Null } else { Value::String(text.to_owned()) }),
    }
}

fn written(work: &Work, at: TextPlace, after: &str) -> Act {
    let found = &work.decided.found;
    let before = place::text(found, &at).map(|(line, range)| text::now(found, line, range)).unwrap_or_default();
    Act::Text { at, before, after: after.to_owned() }
}

fn label(work: &Work, clause: &ClausePlace, after: Option<String>) -> Result<Act, Refused> {
    let found = &work.decided.found;
    let way = place::clause(found, clause).ok_or(Refused::NotHere)?;
    let before = place::at(&found.body, &way).and_then(|c| c.label.clone());
    Ok(Act::Label { clause: clause.clone(), before, after })
}

fn set(work: &Work, field: String, after: Value) -> Result<Act, Refused> {
    let after = fields::usual(&field, after);
    fields::check(&work.decided.found, &field, &after)?;
    Ok(Act::Field { before: value(work, &field)?, field, after })
}

fn value(work: &Work, field: &str) -> Result<Value, Refused> {
    work.decided.found.fields.iter().find(|f| f.field == field).map(|f| f.value.clone()).ok_or(Refused::Gone)
}

fn clause(work: &Work, way: &[usize]) -> Result<ClausePlace, Refused> {
    place::of_clause(&work.decided.found, way).ok_or(Refused::Gone)
}

fn word_at(work: &Work, line: usize, word: usize) -> Result<TextPlace, Refused> {
    let at = work.decided.found.lines.get(line).filter(|l| word < l.words.len()).ok_or(Refused::Gone)?;
    Ok(TextPlace { at: Area { page: at.page, bbox: at.bbox }, raw: at.raw.clone(), range: text::range_of(at, word) })
}
