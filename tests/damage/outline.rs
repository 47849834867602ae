//! Outlines as authors write them, both families, four levels deep.

use crate::random::Random;
use crate::texts::{End, text, title};

/// Kinds of labels.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    Part,
    Chapter,
    Section,
    Article,
    Roman,
    Number,
    Sub,
    SubSub,
    Point,
    Dash,
    Plus,
}

use Kind::{Article, Chapter, Dash, Number, Part, Plus, Point, Roman, Section, Sub, SubSub};

/// Which kinds stand under each other.
const STATE: [[Kind; 4]; 8] = [
    [Part, Chapter, Article, Number], [Chapter, Article, Number, Point], [Chapter, Section, Article, Number], [Article, Number, Point, Dash],
    [Roman, Number, Point, Dash], [Number, Point, Dash, Plus], [Roman, Number, Dash, Plus], [Section, Article, Number, Point],
];
const PARTY: [[Kind; 4]; 6] = [
    [Roman, Number, Sub, Dash], [Roman, Number, Sub, Point], [Roman, Number, Point, Dash], [Number, Sub, Dash, Plus], [Roman, Number, Dash, Plus],
    [Number, Sub, SubSub, Dash],
];

/// A paragraph of an outline, as its author meant it.
pub struct Paragraph {
    /// None for one without label.
    pub kind: Option<Kind>,
    /// As printed.
    pub label: String,
    pub text: String,
    /// The clause that it hangs under.
    pub parent: Option<usize>,
    /// Set bold; in the middle, its label on a line of its own.
    pub bold: bool,
    pub titled: bool,
}

/// How one author writes.
struct Author {
    kinds: [Kind; 4],
    /// Behind Roman and behind other numbers.
    closing: [char; 2],
    /// Articles go on over chapters.
    articles: usize,
    headed: bool,
    /// Items end in semicolons.
    semicolons: bool,
    most: usize,
}

/// An outline of one of the families.
pub fn outline(random: &mut Random, party: bool) -> Vec<Paragraph> {
    let kinds = if party { *random.pick(&PARTY) } else { *random.pick(&STATE) };
    let dashes = party && random.chance(0.4);
    let mut author = Author {
        kinds, closing: if dashes { ['-', '-'] } else { ['.', if party && random.chance(0.2) { '-' } else { '.' }] },
        articles: 0, headed: random.chance(0.5), semicolons: random.chance(0.6), most: random.between(3, 6),
    };
    let mut out = Vec::new();
    for _ in 0..random.between(1, 3) {
        out.push(plain(text(random, End::Stop), None));
    }
    out.push(plain(text(random, End::Colon), None));
    list(random, &mut author, &mut out, (0, None));
    out.push(plain("Trên đây là nội dung thông báo, yêu cầu các đơn vị nghiêm túc thực hiện./.".into(), None));
    out
}

fn plain(text: String, parent: Option<usize>) -> Paragraph {
    Paragraph { kind: None, label: String::new(), text, parent, bold: false, titled: false }
}

/// A list of clauses at a depth under a parent.
fn list(random: &mut Random, author: &mut Author, out: &mut Vec<Paragraph>, (depth, parent): (usize, Option<usize>)) {
    let kind = author.kinds[depth];
    let count = if depth == 0 { random.between(2, 4) } else { random.between(2, author.most) };
    let items = author.semicolons && matches!(kind, Point | Dash | Plus);
    for at in 0..count {
        let has_children = depth < 3 && random.chance([1.0, 0.8, 0.45][depth]);
        let titled = matches!(kind, Part | Chapter | Section);
        let heads = kind == Article || kind == Roman || author.headed && depth == 0 && has_children;
        let end = match () {
            () if heads => End::Open,
            () if has_children => End::Colon,
            () if items && at + 1 < count => End::Semicolon,
            () => End::Stop,
        };
        let text = if titled || kind == Roman { title(random) } else { text(random, end) };
        let own = out.len();
        out.push(Paragraph { kind: Some(kind), label: label(author, kind, at, out, parent), text, parent, bold: titled || heads, titled });
        if !titled && !matches!(kind, Dash | Plus) && (heads && !has_children || !items && random.chance(0.12)) {
            out.push(plain(self::text(random, if has_children { End::Colon } else { End::Stop }), Some(own)));
        }
        if has_children || titled {
            list(random, author, out, (depth + 1, Some(own)));
        }
    }
    // What sums up the items, now and then.
    if matches!(kind, Dash | Point) && random.chance(0.04) {
        let under = if kind == Point { Some(out.len() - 1) } else { holder(out, parent) };
        out.push(plain(self::text(random, End::Stop), under.filter(|&u| kind != Point || out[u].kind == Some(Point))));
        if out.last().is_some_and(|p| p.parent.is_none()) {
            out.pop();
        }
    }
}

/// The nearest clause that is not an item, from one upwards.
fn holder(out: &[Paragraph], mut at: Option<usize>) -> Option<usize> {
    while let Some(i) = at.filter(|&i| matches!(out[i].kind, Some(Dash | Plus))) {
        at = out[i].parent;
    }
    at
}

/// Letters of points.
const LETTERS: [&str; 23] = ["a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t", "u", "v", "x", "y"];
const ROMAN: [&str; 8] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII"];
const WORDS: [&str; 6] = ["nhất", "hai", "ba", "tư", "năm", "sáu"];

fn label(author: &mut Author, kind: Kind, at: usize, out: &[Paragraph], parent: Option<usize>) -> String {
    let upper = || parent.map_or(String::new(), |p| out[p].label.trim_end_matches(['.', '-']).to_owned());
    match kind {
        Part => format!("Phần thứ {}", WORDS[at]),
        Chapter => format!("Chương {}", ROMAN[at]),
        Section => format!("Mục {}", at + 1),
        Article => {
            author.articles += 1;
            format!("Điều {}.", author.articles)
        }
        Roman => format!("{}{}", ROMAN[at], author.closing[0]),
        Number => format!("{}{}", at + 1, author.closing[1]),
        Sub | SubSub => format!("{}.{}.", upper(), at + 1),
        Point => format!("{})", LETTERS[at]),
        Dash => "-".into(),
        Plus => "+".into(),
    }
}
