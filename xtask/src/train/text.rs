//! What the training lines say: pieces of administrative text as long as printed lines, and the
//! formulas of the form, which no running text holds.

use crate::scans::random::Random;
use anyhow::{Context, Result};
use std::path::Path;
use unicode_normalization::UnicodeNormalization;

/// Files of sentences and how often a line is taken from each.
const SOURCES: [(&str, f32); 5] = [("party.txt", 0.12), ("admin.txt", 0.15), ("directive.txt", 0.33), ("tthc.txt", 0.03), ("legal.txt", 0.37)];
/// Rows of `names.tsv` that stand on lines of their own, in heads and feet.
const NAMED: [&str; 10] = ["formula", "signing_line", "signing_title", "position", "local_state_body", "central_body", "party_central",
    "party_local", "province_department", "ministry_2025"];
/// Rows of `names.tsv` that stand before a date.
const PLACES: [&str; 4] = ["province_63", "province_34", "district_pre2025", "commune_2025"];
/// Share of words that are put in as codes, foreign words and abbreviations are, which running text has few of.
const FOREIGN: f32 = 0.012;
/// Share of lines that are formulas.
const FORMULAS: f32 = 0.14;
/// Longest line of a printed page, letters.
const LONGEST: f32 = 88.0;

/// What the form says of a document or a stamp, with its blanks.
pub struct Entry {
    /// Print and what a hand wrote, in turn.
    pub parts: Vec<Part>,
    /// A date line, which is set in italics.
    pub date: bool,
    /// Its blanks are dotted lines.
    pub dotted: bool,
}

/// A part of an entry.
pub enum Part {
    /// Printed.
    Print(String),
    /// Written by hand.
    Hand(String),
}

impl Part {
    /// What is printed, None if it is written.
    pub fn print(&self) -> Option<&str> {
        if let Self::Print(text) = self { Some(text) } else { None }
    }

    /// What is written, nothing if it is printed.
    pub fn hand(&self) -> &str {
        if let Self::Hand(text) = self { text } else { "" }
    }
}

impl Entry {
    /// The parts with a blank between them.
    pub fn text(&self) -> String {
        let parts = self.parts.iter().map(|p| p.print().unwrap_or(p.hand()));
        parts.filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" ")
    }
}

/// All there is to take lines from.
pub struct Texts {
    sources: Vec<(Vec<String>, f32)>,
    names: Vec<String>,
    notations: Vec<String>,
    places: Vec<String>,
}

impl Texts {
    /// Reads the text folder.
    pub fn read(folder: &Path) -> Result<Self> {
        let file = |name: &str| std::fs::read_to_string(folder.join(name)).with_context(|| format!("{}/{name}", folder.display()));
        let lines = |text: String| text.lines().map(|l| l.nfc().collect::<String>()).filter(|l| l.len() > 10).collect::<Vec<_>>();
        let sources = SOURCES.iter().map(|(name, share)| Ok((lines(file(name)?), *share))).collect::<Result<_>>()?;
        let table = file("names.tsv")?;
        let of = |types: &[&str]| {
            let rows = table.lines().filter_map(|row| row.split_once('\t')).filter(|(kind, _)| types.contains(kind));
            rows.filter_map(|(_, rest)| rest.split('\t').next()).map(|n| n.nfc().collect()).collect::<Vec<String>>()
        };
        Ok(Self { sources, names: of(&NAMED), notations: of(&["notation_state", "notation_party"]), places: of(&PLACES) })
    }

    /// The next line.
    pub fn line(&self, random: &mut Random) -> String {
        if random.unit() < FORMULAS { self.formula(random) } else { self.piece(random) }
    }

    /// A piece of a sentence, from a random word on, sometimes with a label before it.
    fn piece(&self, random: &mut Random) -> String {
        let mut left = random.unit();
        let source = self.sources.iter().find(|s| { let hit = left < s.1; left -= s.1; hit }).unwrap_or(&self.sources[0]);
        let words: Vec<&str> = pick(&source.0, random).split(' ').collect();
        let length = if random.unit() < 0.75 { random.between(55.0, LONGEST) } else { random.between(4.0, 60.0) };
        let first = if random.unit() < 0.4 { 0 } else { (random.unit() * words.len() as f32 * 0.7) as usize };
        let mut out = if random.unit() < 0.12 { label(random) + " " } else { String::new() };
        for word in &words[first..] {
            if !out.is_empty() && (out.chars().count() + word.chars().count()) as f32 > length {
                break;
            }
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
            out.push_str(word);
            if random.unit() < FOREIGN {
                out.push(' ');
                out.push_str(&foreign(random));
            }
        }
        if random.unit() < 0.08 { out.to_uppercase() } else { out }
    }

    /// A place as a date line has it: without `Tỉnh`, `Xã` and the like.
    fn place<'a>(&'a self, random: &mut Random) -> &'a str {
        let name = pick(&self.places, random);
        ["Tỉnh ", "Thành phố ", "Huyện ", "Thị xã ", "Quận ", "Xã ", "Phường ", "Đặc khu "].iter().find_map(|p| name.strip_prefix(p)).unwrap_or(name)
    }

    /// An entry of the form: number, date, or a row of an arrival stamp. Some blanks are empty, some filled in by a printer.
    pub fn entry(&self, random: &mut Random) -> Entry {
        match random.below(20) {
            0..9 => self.number(random),
            9..17 => self.date(random),
            _ => stamped(random),
        }
    }

    fn number(&self, random: &mut Random) -> Entry {
        let name = ["Số:", "Số:", "Số:", "Số"][random.below(4)].to_owned();
        let notation = pick(&self.notations, random);
        let year = if random.chance(0.12) { format!("/{}", year(random)) } else { String::new() };
        let sign = if notation.starts_with(['/', '-']) { "" } else { "/" };
        let notation = format!("{year}{sign}{notation}");
        let ordinal = ordinal(random);
        let parts = match random.below(20) {
            0..2 => vec![Part::Print(name), Part::Hand(String::new()), Part::Print(notation)],
            2..4 => vec![Part::Print(format!("{name} {ordinal}{notation}"))],
            _ => vec![Part::Print(name), Part::Hand(ordinal), Part::Print(notation)],
        };
        Entry { parts, date: false, dotted: false }
    }

    fn date(&self, random: &mut Random) -> Entry {
        let (day, month) = (format!("{:02}", 1 + random.below(31)), 1 + random.below(12));
        let month = if random.chance(0.5) { format!("{month:02}") } else { month.to_string() };
        let (place, year) = (self.place(random), year(random));
        let before = if random.chance(0.9) { format!("{place}, ngày") } else { format!("{place} ngày") };
        let parts = match random.below(20) {
            0 => vec![Part::Print(before), Part::Hand(String::new()), Part::Print(format!("tháng {month} năm {year}"))],
            1..3 => vec![Part::Print(format!("{before} {day} tháng {month} năm {year}"))],
            3..13 => vec![Part::Print(before), Part::Hand(day), Part::Print(format!("tháng {month} năm {year}"))],
            _ => vec![Part::Print(before), Part::Hand(day), Part::Print("tháng".into()), Part::Hand(month), Part::Print(format!("năm {year}"))],
        };
        Entry { parts, date: true, dotted: random.chance(0.08) }
    }

    fn formula(&self, random: &mut Random) -> String {
        let number = |random: &mut Random, to: f32| format!("{:02}", 1 + (random.unit() * to) as u32);
        match (random.unit() * 8.0) as u32 {
            0 => format!("Số: {}/{}", number(random, 3000.0), pick(&self.notations, random).trim_start_matches(['/', '-'])),
            1 => format!("{}, ngày {} tháng {} năm {}", self.place(random), number(random, 31.0), number(random, 12.0), 1995 + (random.unit() * 32.0) as u32),
            2 => ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "ĐẢNG CỘNG SẢN VIỆT NAM", "Nơi nhận:", "Kính gửi:",
                  "- Như trên;", "- Lưu: VT, TH.", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "TM. ỦY BAN NHÂN DÂN", "T/M BAN THƯỜNG VỤ", "THÔNG BÁO",
                  "QUYẾT ĐỊNH:", "CHÁNH VĂN PHÒNG", "TL. CHỦ TỊCH", "*", "-----"][(random.unit() * 17.0) as usize].to_owned(),
            3 => pick(&self.names, random).to_uppercase(),
            4 => format!("- {};", pick(&self.names, random)),
            _ => pick(&self.names, random).clone(),
        }
    }
}

/// A row of an arrival stamp: number or date.
fn stamped(random: &mut Random) -> Entry {
    let (day, month) = (1 + random.below(31), 1 + random.below(12));
    let sign = ["/", "/", "/", ".", "-"][random.below(5)];
    let date = match random.below(3) {
        0 => format!("{day}{sign}{month}"),
        1 => format!("{day:02}{sign}{month:02}{sign}{}", year(random)),
        _ => format!("{day}{sign}{month}{sign}{}", year(random) % 100),
    };
    let (name, written) = if random.chance(0.5) { ("Số:", ordinal(random)) } else { ("Ngày:", date) };
    Entry { parts: vec![Part::Print(name.to_owned()), Part::Hand(written)], date: false, dotted: random.chance(0.7) }
}

/// Of two digits to four: clerks write a zero before a number below ten.
fn ordinal(random: &mut Random) -> String {
    let most = [9, 99, 99, 99, 999, 999, 999, 9999][random.below(8)];
    format!("{:02}", 1 + random.below(most))
}

fn year(random: &mut Random) -> usize {
    1995 + random.below(34)
}

/// Letters and digits in no order of Vietnamese: `XOVEN-27`, `Riktu`, `4G`.
fn foreign(random: &mut Random) -> String {
    const LETTERS: [&str; 26] = ["A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M", "N", "O", "P", "Q", "R", "S", "T", "U", "V", "W", "X", "Y", "Z"];
    let length = 1 + (random.unit() * 7.0) as usize;
    let word: String = (0..length).map(|_| LETTERS[(random.unit() * 26.0) as usize]).collect();
    let number = (random.unit() * random.unit() * 2100.0) as u32;
    match (random.unit() * 6.0) as u32 {
        0 => word.to_lowercase(),
        1 => format!("{}{}", &word[..1], word[1..].to_lowercase()),
        2 => format!("{word}-{number}"),
        3 => format!("{number}{word}"),
        4 => format!("({word})"),
        _ => word,
    }
}

/// How a clause begins.
fn label(random: &mut Random) -> String {
    const LETTERS: [char; 21] = ['a', 'b', 'c', 'd', 'đ', 'e', 'g', 'h', 'i', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r', 's', 't', 'u', 'v'];
    let number = 1 + (random.unit() * random.unit() * 40.0) as u32;
    let letter = LETTERS[(random.unit() * random.unit() * 21.0) as usize];
    match (random.unit() * 8.0) as u32 {
        0 => format!("Điều {number}."),
        1 => format!("{letter})"),
        2 => "-".to_owned(),
        3 => "+".to_owned(),
        4 => format!("{number}.{}.", 1 + (random.unit() * 9.0) as u32),
        5 => ["I.", "II.", "III.", "IV.", "V.", "VI.", "VII.", "I-", "II-", "III-"][(random.unit() * 10.0) as usize].to_owned(),
        6 => format!("{number}-"),
        _ => format!("{number}."),
    }
}

fn pick<'a>(from: &'a [String], random: &mut Random) -> &'a String {
    &from[((random.unit() * from.len() as f32) as usize).min(from.len() - 1)]
}
