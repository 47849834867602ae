//! `**bold**`, `*italic*`, `__underlined__` in a line of a notice.

use anyhow::{Result, bail};

/// How letters look.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Look {
    /// Heavy.
    pub bold: bool,
    /// Slanted.
    pub italic: bool,
    /// With a rule under it.
    pub underlined: bool,
}

/// Text of one look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Without marks.
    pub text: String,
    /// How it looks.
    pub look: Look,
}

/// The runs of a line; an error where a mark is not closed. A mark is `*` or `_` in pairs: a single `_` is a letter.
pub fn runs(line: &str) -> Result<Vec<Run>> {
    let (mut out, mut look, mut rest) = (Vec::<Run>::new(), Look::default(), line);
    while let Some(first) = rest.chars().next() {
        let mark = ["**", "__", "*"].into_iter().find(|mark| rest.starts_with(mark));
        match mark {
            Some("**") => look.bold = !look.bold,
            Some("__") => look.underlined = !look.underlined,
            Some(_) => look.italic = !look.italic,
            None => push(&mut out, first, look),
        }
        rest = &rest[mark.map_or(first.len_utf8(), str::len)..];
    }
    if look != Look::default() {
        bail!("a mark is not closed in {line:?}");
    }
    Ok(out)
}

fn push(runs: &mut Vec<Run>, letter: char, look: Look) {
    match runs.last_mut().filter(|run| run.look == look) {
        Some(run) => run.text.push(letter),
        None => runs.push(Run { text: letter.to_string(), look }),
    }
}

/// The letters of some runs.
pub fn plain(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}
