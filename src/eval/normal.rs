//! Texts made comparable, exactly as `metrics.py` of the developers' yardstick does it: NFC, typographic
//! variants folded, blanks collapsed.

use unicode_normalization::UnicodeNormalization;

/// NFC with plain quotation marks, dashes and dots, each run of blanks (line and form feeds too) one blank, none at the ends.
pub fn normal(text: &str) -> String {
    let plain: String = text.nfc().map(plain).collect();
    plain.replace('…', "...").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn plain(c: char) -> char {
    match c {
        '“' | '”' => '"',
        '‘' | '’' => '\'',
        '–' | '—' => '-',
        _ => c,
    }
}

/// [`normal`] without case, stops, commas, colons and quotation marks: how the values of fields are compared.
pub fn folded(text: &str) -> String {
    let text = normal(text);
    let parts = text.split(|c: char| c.is_whitespace() || ".;,:\"".contains(c)).filter(|p| !p.is_empty());
    parts.collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The words of a [`normal`] text: runs of letters, digits and `_`.
pub fn words(normal: &str) -> Vec<&str> {
    normal.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|w| !w.is_empty()).collect()
}

/// A clause label as it is compared: `"1. ` is `1`, `Điều 1.` is `Điều1`.
pub fn label(text: &str) -> String {
    normal(text).trim_matches(['"', '“']).trim_end_matches(['.', ':']).replace(' ', "")
}

/// Ordinal and notation of a number: `23/BC-UBND` is `23` and `/BC-UBND`.
pub fn number(text: &str) -> (String, String) {
    let text = normal(text).replace(' ', "");
    let digits = text.len() - text.trim_start_matches(char::is_numeric).len();
    (text[..digits].to_owned(), text[digits..].to_owned())
}

/// The letter without tone and hat, `đ` without its stroke; case stays.
pub fn bare(letter: char) -> char {
    match letter {
        'đ' => 'd',
        'Đ' => 'D',
        _ => std::iter::once(letter).nfd().next().unwrap_or(letter),
    }
}
