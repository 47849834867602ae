//! Notices as plain text: `xtask/notices/<name>.txt`. A new notice is one new file; the README beside
//! the files says how they are written.

pub mod label;
pub mod markup;
mod parse;
pub mod record;
#[cfg(test)]
mod tests;
pub mod tree;

use anyhow::{Context, Result};
use label::Label;
use markup::Run;
use std::fs;
use std::path::PathBuf;

/// Family of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// Nghị định 30/2020/NĐ-CP.
    State,
    /// Hướng dẫn 36-HD/VPTW.
    Party,
}

/// A notice: what is printed, in the parts of the form.
#[derive(Debug)]
pub struct Notice {
    /// Name of its file.
    pub name: String,
    /// What stands above the body.
    pub head: Head,
    /// The body in reading order.
    pub body: Vec<Element>,
    /// What stands under the body.
    pub foot: Foot,
    /// Size of the body's letters, in points.
    pub size: f32,
}

/// What stands above the body, as printed.
#[derive(Debug)]
pub struct Head {
    /// Family of the form.
    pub profile: Profile,
    /// Printed lines of the body above the issuer.
    pub parent: Vec<String>,
    /// Printed lines of each issuing body, at least one.
    pub issuers: Vec<Vec<String>>,
    /// `Số: 45/TB-UBND`.
    pub number: String,
    /// `Lai Châu`.
    pub place: String,
    /// `ngày 12 tháng 7 năm 2021`.
    pub date: String,
    /// `THÔNG BÁO`; None for a letter.
    pub kind: Option<String>,
    /// Lines of the subject; that of a letter begins with `V/v`.
    pub subject: Vec<String>,
    /// Behind or under `Kính gửi:`.
    pub addressees: Vec<String>,
}

/// A piece of the body.
#[derive(Debug)]
pub enum Element {
    /// A centred bold line, or a label over its title: `Chương I` over `QUY ĐỊNH CHUNG`.
    Heading { label: Option<String>, title: String },
    /// A justified paragraph.
    Paragraph(Paragraph),
    /// Rows of cells, the first row the head.
    Table(Vec<Vec<String>>),
}

/// A paragraph as printed, its label included.
#[derive(Debug)]
pub struct Paragraph {
    /// Text in pieces of one look.
    pub runs: Vec<Run>,
    /// The label it begins with.
    pub label: Option<Label>,
    /// Whether it stands outside of the clause before it, as closing sentences do.
    pub top: bool,
}

/// What stands under the body.
#[derive(Debug)]
pub struct Foot {
    /// `Nơi nhận:` or `Nơi nhận`.
    pub heading: String,
    /// Items, as printed.
    pub recipients: Vec<Recipient>,
    /// From left to right.
    pub signers: Vec<Signer>,
}

/// An item of the recipients.
#[derive(Debug)]
pub struct Recipient {
    /// `- Các sở, ban, ngành tỉnh;`
    pub text: String,
    /// Whether a brace runs along this item.
    pub braced: bool,
    /// What stands at the point of the brace that ends with this item.
    pub remark: Option<String>,
}

/// A signer: printed lines of authority and position, and the name.
#[derive(Debug)]
pub struct Signer {
    /// `KT. CHỦ TỊCH`, `PHÓ CHỦ TỊCH`.
    pub office: Vec<String>,
    /// `Lò Thị Minh Hạnh`.
    pub name: String,
}

/// All notices in the order of their names.
pub fn all() -> Result<Vec<Notice>> {
    let mut names: Vec<String> = Vec::new();
    for entry in fs::read_dir(folder()).with_context(|| format!("{}", folder().display()))? {
        let path = entry?.path();
        if path.extension().is_some_and(|e| e == "txt") {
            names.extend(path.file_stem().map(|s| s.to_string_lossy().into_owned()));
        }
    }
    names.sort();
    names.iter().map(|name| named(name)).collect()
}

/// The notice of a name.
pub fn named(name: &str) -> Result<Notice> {
    let path = folder().join(format!("{name}.txt"));
    let text = fs::read_to_string(&path).with_context(|| format!("{}", path.display()))?;
    parse::notice(name, &text).with_context(|| format!("{}", path.display()))
}

fn folder() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/notices"))
}
