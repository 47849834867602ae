//! Lines of the head, told by the words of the form.

use super::{FORMULAS, folded};

/// Whether a line is the one with the number: `Số: …`, also with the accent misread.
pub fn is_number_line(text: &str) -> bool {
    let fold = folded(text);
    // `SỞ LAO ĐỘNG - THƯƠNG BINH` is a body.
    let number = fold.contains(['/', ':']) || fold.contains('-') && fold.contains(|c: char| c.is_ascii_digit());
    ["so:", "so.", "so ", "s0:", "so;"].iter().any(|s| fold.starts_with(s)) && number
}

/// A formula is told from here on.
const ALIKE: f64 = 0.8;

/// Whether a line is the motto or the name of the Party.
pub fn is_formula(text: &str) -> bool {
    FORMULAS.iter().any(|f| strsim::normalized_levenshtein(f, text) >= ALIKE)
}

/// Units whose name goes on with that of a body: `ỦY BAN NHÂN DÂN` / `TỈNH QUẢNG NGÃI`.
const UNITS: [&str; 11] = ["tinh", "thanh pho", "huyen", "quan", "thi xa", "xa", "phuong", "thi tran", "dac khu", "nhan dan", "va"];
/// What makes bodies of them: `TỈNH ỦY`, `HUYỆN ĐOÀN`.
const BODIES: [&str; 3] = ["uy", "doan", "hoi"];

/// Whether a line in capitals goes on with the name of the line above it.
pub fn goes_on_with_a_name(text: &str) -> bool {
    let fold = folded(text);
    let behind = UNITS.iter().find_map(|u| fold.strip_prefix(u)?.strip_prefix(' '));
    fold.starts_with(['-', '&', '(']) || behind.is_some_and(|rest| !BODIES.contains(&rest.split(' ').next().unwrap_or_default()))
}

/// Whether a line says `Nơi nhận`, also with a letter misread.
pub fn starts_recipients(text: &str) -> bool {
    let start: String = text.chars().take(9).collect::<String>().to_lowercase();
    strsim::levenshtein(start.trim_end_matches([':', ' ', '.']), "nơi nhận") <= 2
}

/// Whether a line stands in the head of a notice and nowhere else: the motto, the Party's name, number, place and date.
pub fn is_head_line(text: &str) -> bool {
    // In the body, `số 30/2020/NĐ-CP` begins many a line.
    is_formula(text) || text.starts_with('S') && is_number_line(text) || is_date_line(text)
}

/// Whether a line is an ornament: the star below a Party body, the dashes below a heading.
pub fn is_ornament(text: &str) -> bool {
    let dashes = text.chars().filter(|c| is_dash(*c)).count();
    text == "*" || dashes >= 3 && text.chars().all(|c| is_dash(c) || c == ' ')
}

/// Whether a text is the number of a list as lines begin with it: `2.`, `1.2.`, `II.`, `a)`.
pub fn is_list_number(text: &str) -> bool {
    let (Some(inner), closed) = (text.strip_suffix(['.', ')']), text.ends_with(')')) else { return false };
    let digits = inner.split('.').all(|d| (1..=2).contains(&d.len()) && d.bytes().all(|b| b.is_ascii_digit()));
    let roman = (1..=5).contains(&inner.len()) && inner.bytes().all(|b| b"IVX".contains(&b));
    let letter = closed && inner.chars().count() == 1 && inner.chars().all(char::is_lowercase);
    digits || roman && !closed || letter
}

/// Whether a text is the number of another document: `85/2023/NĐ-CP;`.
pub fn is_reference(text: &str) -> bool {
    let mut parts = text.splitn(3, '/');
    let year = parts.nth(1).is_some_and(|y| y.len() == 4 && y.bytes().all(|b| b.is_ascii_digit()));
    year && parts.next().is_some_and(|p| p.starts_with(char::is_uppercase) && p.contains('-'))
}

/// Whether a text is an amount as columns of figures have it: `3.000`, `45,5`, `98,0%`. Strokes make digits, but no groups of
/// three and no decimals.
pub fn is_amount(text: &str) -> bool {
    let number = text.trim_end_matches('%');
    let (whole, decimals) = number.split_once(',').unwrap_or((number, ""));
    let digits = |t: &str, most: usize| (1..=most).contains(&t.len()) && t.bytes().all(|b| b.is_ascii_digit());
    let mut groups = whole.split('.');
    let grouped = groups.next().is_some_and(|first| digits(first, 3)) && groups.all(|g| g.len() == 3 && digits(g, 3));
    grouped && number.contains(['.', ',']) && (decimals.is_empty() && !number.ends_with(',') || digits(decimals, 2))
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

#[cfg(test)]
mod tests {
    use super::{is_amount, is_list_number, is_reference};

    #[test]
    fn knows_list_numbers() {
        assert!(["2.", "12.", "1.2.", "II.", "a)", "đ)", "1)"].iter().all(|t| is_list_number(t)));
        assert!(!["2", ".", ")", "ab)", "v3.", "1..2.", "II)", "T."].iter().any(|t| is_list_number(t)));
    }

    #[test]
    fn knows_references() {
        assert!(is_reference("G5/2023/NĐ-CP;") && is_reference("32/2022/QĐ-UBND"));
        assert!(!is_reference("14/5/21") && !is_reference("01/7/2021") && !is_reference("7 1 / VÀ l") && !is_reference("a/2021/"));
    }

    #[test]
    fn knows_amounts() {
        for text in ["3.000", "152.977", "1.234.567", "98,9", "0,25%", "12.500,5"] {
            assert!(is_amount(text), "{text}");
        }
        for text in ["", "7", "12", "3.00", "1.2.1.", "3.", ",5", "5,", "12.5", "7,1,2", "a.000"] {
            assert!(!is_amount(text), "{text}");
        }
    }
}
