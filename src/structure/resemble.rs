//! Damaged labels: what scans and engines make of a label's signs.

/// Signs that stand for each other on bad scans, and those that were seen of several.
const ALIKE: [(&str, &str); 30] = [
    ("1", "l"), ("1", "I"), ("1", "L"), ("1", "|"), ("1", "i"), ("1", "]"), ("1", "!"), ("0", "O"), ("0", "o"), ("5", "S"), ("5", "s"),
    ("2", "Z"), ("2", "z"), ("8", "B"), ("6", "G"), ("6", "b"), ("9", "g"), ("4", "A"), ("3", "8"), ("7", "1"), ("I", "l"), ("I", "1"),
    ("I", "|"), ("I", "T"), ("II", "H"), ("II", "U"), ("V", "Y"), ("đ", "d"), ("đ", "ä"), ("đ", "ả"),
];
/// Signs that close a label, which are the first thing to be lost or changed.
const CLOSING: &str = ".,:;)}]-–_";
/// What a damage costs that is known, one that is not, a closing sign that is another, one that is lost.
const KNOWN: f64 = 0.4;
const OTHER: f64 = 0.9;
const CLOSED: f64 = 0.3;
const UNCLOSED: f64 = 0.9;
/// Mending at all.
const MENDED: f64 = 0.6;

/// What it costs to read a label at the start of a text, and how many code points it takes with the blank behind it;
/// None where nothing there is like it.
pub fn cost(text: &str, label: &str) -> Option<(f64, usize)> {
    let mut words = text.split_inclusive(' ');
    let first: String = words.by_ref().take(label.split(' ').count()).collect();
    words.next()?;
    let (body, close) = split(first.trim_end());
    let (own, closing) = split(label);
    let signs = signs(&body, &own)?;
    let closed = match close.as_str() {
        "" if own.is_empty() => return None,
        "" => UNCLOSED,
        c if c == closing => 0.0,
        _ => CLOSED,
    };
    Some((MENDED + signs + closed, first.chars().count()))
}

/// Whether a text begins with signs as few as those of a label, and closed.
pub fn is_short(text: &str) -> bool {
    let first = text.split(' ').next().unwrap_or_default();
    let (body, close) = split(first);
    !body.is_empty() && body.chars().count() <= 3 && !close.is_empty() && first.len() < text.len()
}

/// What a bracket is read as behind one of the letters that no syllable of two has before it.
const BRACKETS: &str = "yýỳỷỹỵj";
const ITEMS: &str = "abcdđegio";

/// A label and the signs that close it.
fn split(label: &str) -> (String, String) {
    let letters: Vec<char> = label.chars().collect();
    if let [item, bracket] = letters[..] && ITEMS.contains(item) && BRACKETS.contains(bracket) {
        return (item.to_string(), bracket.to_string());
    }
    let body = label.trim_end_matches(|c| CLOSING.contains(c));
    (body.to_owned(), label[body.len()..].to_owned())
}

/// What the damages cost that lead from one label to what was read; at most one that is not known.
fn signs(read: &str, label: &str) -> Option<f64> {
    if label.is_empty() {
        return None;
    }
    if read == label {
        return Some(0.0);
    }
    let (a, b): (Vec<char>, Vec<char>) = (read.chars().collect(), label.chars().collect());
    let whole = ALIKE.iter().any(|(is, was)| label.replace(is, was) == read);
    if whole {
        return Some(KNOWN);
    }
    if a.len() != b.len() {
        return None;
    }
    let pairs = a.iter().zip(&b).filter(|(a, b)| a != b);
    let costs: Vec<f64> = pairs.map(|(read, is)| if alike(*is, *read) { KNOWN } else if is_digit_pair(*read, *is) { OTHER } else { f64::INFINITY }).collect();
    let unknown = costs.iter().filter(|c| **c >= OTHER).count();
    let sum: f64 = costs.iter().sum();
    (unknown <= 1 && sum.is_finite()).then_some(sum)
}

fn alike(is: char, read: char) -> bool {
    let (is, read) = (is.to_string(), read.to_string());
    ALIKE.iter().any(|(a, b)| *a == is && *b == read || *a == read && *b == is) || crate::lexicon::folded(&is) == crate::lexicon::folded(&read)
        || matches!((is.as_str(), read.as_str()), (".", ","))
}

/// A digit that was read as another one.
fn is_digit_pair(read: char, is: char) -> bool {
    read.is_ascii_digit() && is.is_ascii_digit()
}
