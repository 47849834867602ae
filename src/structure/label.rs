//! Labels: their kinds, their numbers and which one follows.

/// Kinds of labels, from the outermost to the innermost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Phần thứ nhất, Phần I.
    Part,
    /// Chương I.
    Chapter,
    /// Mục 1.
    Section,
    /// Điều 1.
    Article,
    /// I. II.
    Roman,
    /// 1. 2.
    Number,
    /// 1.1. 1.2.
    SubNumber,
    /// 1.1.1. 1.1.2.
    SubSubNumber,
    /// a) b) đ)
    Point,
    /// -
    Dash,
    /// +
    Plus,
}

impl Level {
    /// The level of which this one's numbers are parts.
    pub fn upper(self) -> Option<Self> {
        match self {
            Self::SubNumber => Some(Self::Number),
            Self::SubSubNumber => Some(Self::SubNumber),
            _ => None,
        }
    }

    /// Whether it has no numbers.
    pub fn is_bullet(self) -> bool {
        self >= Self::Dash
    }

    /// Whether it stands on a centred line of its own, over its title.
    pub fn is_titled(self) -> bool {
        self <= Self::Section
    }
}

/// How a label counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Numeral {
    /// 1, 2.
    Digits,
    /// I, II.
    Roman,
    /// a, b, c, d, đ.
    Letter,
    /// nhất, hai.
    Word,
    /// It does not.
    None,
}

/// Letters of points in their order: no f, j, w, z.
const LETTERS: &str = "abcdđeghiklmnopqrstuvxy";
/// Numbers behind `thứ`.
const WORDS: [&str; 10] = ["nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười"];
/// Roman numbers as far as outlines go.
const ROMAN: [&str; 30] = [
    "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII", "XVIII", "XIX", "XX", "XXI", "XXII",
    "XXIII", "XXIV", "XXV", "XXVI", "XXVII", "XXVIII", "XXIX", "XXX",
];

impl Numeral {
    /// The number of what was printed, from 1; None where it is none.
    pub fn ordinal(self, printed: &str) -> Option<usize> {
        let at = match self {
            Self::Digits => return printed.parse().ok(),
            Self::Roman => ROMAN.iter().position(|r| *r == printed.to_uppercase()),
            Self::Letter => LETTERS.chars().position(|c| printed.chars().eq([c])),
            Self::Word => WORDS.iter().position(|w| *w == printed.to_lowercase()),
            Self::None => return Some(0),
        };
        at.map(|at| at + 1)
    }

    fn text(self, ordinal: usize) -> Option<String> {
        let at = ordinal.wrapping_sub(1);
        match self {
            Self::Digits => Some(ordinal.to_string()),
            Self::Roman => ROMAN.get(at).map(ToString::to_string),
            Self::Letter => LETTERS.chars().nth(at).map(String::from),
            Self::Word => WORDS.get(at).map(ToString::to_string),
            Self::None => Some(String::new()),
        }
    }
}

/// A label as it ought to be printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Its kind.
    pub level: Level,
    /// How it counts.
    pub numeral: Numeral,
    /// Its number, 0 for one without.
    pub ordinal: usize,
    /// What stands before the number: `Điều `, the `2.` of `2.1.`, a bullet.
    pub stem: String,
    /// What closes it.
    pub close: &'static str,
}

impl Label {
    /// The label in full.
    pub fn text(&self) -> String {
        let number = self.numeral.text(self.ordinal).unwrap_or_else(|| self.ordinal.to_string());
        let stem = if self.stem == "0" && self.ordinal > 9 { "" } else { &self.stem };
        format!("{stem}{number}{}", self.close)
    }

    /// Without what closes it, which authors change in one document.
    pub fn bare(&self) -> String {
        self.text().trim_end_matches(self.close).to_owned()
    }

    /// The same with another number; None where such numbers end before it.
    pub fn numbered(&self, ordinal: usize) -> Option<Self> {
        self.numeral.text(ordinal)?;
        Some(Self { ordinal, ..self.clone() })
    }

    /// The label behind it.
    pub fn next(&self) -> Option<Self> {
        if self.level.is_bullet() { Some(self.clone()) } else { self.numbered(self.ordinal.checked_add(1)?) }
    }

    /// The first one of a level.
    pub fn first(level: Level) -> Self {
        let (numeral, stem, close) = match level {
            Level::Part => (Numeral::Word, "Phần thứ ", ""),
            Level::Chapter => (Numeral::Roman, "Chương ", ""),
            Level::Section => (Numeral::Digits, "Mục ", ""),
            Level::Article => (Numeral::Digits, "Điều ", "."),
            Level::Roman => (Numeral::Roman, "", "."),
            Level::Number | Level::SubNumber | Level::SubSubNumber => (Numeral::Digits, "", "."),
            Level::Point => (Numeral::Letter, "", ")"),
            Level::Dash => (Numeral::None, "-", ""),
            Level::Plus => (Numeral::None, "+", ""),
        };
        Self { level, numeral, ordinal: usize::from(!level.is_bullet()), stem: stem.to_owned(), close }
    }

    /// The first one whose number is part of this one's: `2.1.` of `2.`.
    pub fn first_part(&self) -> Option<Self> {
        let level = match self.level {
            Level::Number => Level::SubNumber,
            Level::SubNumber => Level::SubSubNumber,
            _ => return None,
        };
        Some(Self { stem: format!("{}.", self.bare()), ..Self::first(level) })
    }
}
