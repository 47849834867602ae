//! Lines of the head, told by the words of the form.

use super::folded;

/// Whether a line is the one with the number: `Số: …`, also with the accent misread.
pub fn is_number_line(text: &str) -> bool {
    let fold = folded(text);
    ["so:", "so.", "so ", "s0:", "so;"].iter().any(|s| fold.starts_with(s)) && fold.contains(['/', '-', ':'])
}

/// Whether a line is an ornament: the star below a Party body, the dashes below a heading.
pub fn is_ornament(text: &str) -> bool {
    let dashes = text.chars().filter(|c| is_dash(*c)).count();
    text == "*" || dashes >= 3 && text.chars().all(|c| is_dash(c) || c == ' ')
}

fn is_dash(letter: char) -> bool {
    matches!(letter, '-' | '–' | '—' | '_' | '=' | '~')
}

/// Whether a line is the one with place and date: `…, ngày … tháng … năm …`.
pub fn is_date_line(text: &str) -> bool {
    let fold = folded(text);
    let says = ["thang", "nam 2", "nam 1", ", ngay"].iter().any(|s| fold.contains(s));
    let place = fold.find("ngay").map(|at| &fold[..at]);
    let begins = place.is_some_and(|p| p.split_whitespace().count() <= 5 && (p.is_empty() || p.contains([',', '.'])));
    begins && says && (text.starts_with(char::is_uppercase) || fold.starts_with("ngay")) && fold.chars().count() < 60
}
