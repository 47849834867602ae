//! How printed lines become one text.

/// Lines joined to one text: a blank between them, none behind a hyphen inside of a word.
pub fn joined<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let mut out = String::new();
    for text in texts {
        if !out.is_empty() && !ends_in_hyphen(&out) {
            out.push(' ');
        }
        out.push_str(text);
    }
    out
}

/// `TT-` at the end of a line goes on without a blank, ` -` does not.
pub fn ends_in_hyphen(text: &str) -> bool {
    let mut last = text.chars().rev();
    last.next() == Some('-') && last.next().is_some_and(char::is_alphanumeric)
}
