//! Recipes: which notice becomes which scan, with what damage. One block of lines a scan.

mod parse;

pub use parse::parse;

use super::damage::{Damage, SEVERITIES, Severity};
use super::random::seed;
use std::fmt::{self, Display, Formatter};

/// File format of a scan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum File {
    /// All pages in one PDF.
    Pdf,
    /// All pages in one TIFF.
    Tiff,
    /// A JPEG for each page.
    Jpeg,
    /// A PNG for each page.
    Png,
}

/// What a pixel tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Red, green, blue.
    Colour,
    /// Shades of grey.
    Grey,
    /// Black or white.
    Bilevel,
}

/// Names of the forms in recipes.
pub const FORMS: [(&str, File, Tone); 9] = [
    ("pdf colour", File::Pdf, Tone::Colour),
    ("pdf grey", File::Pdf, Tone::Grey),
    ("pdf bilevel", File::Pdf, Tone::Bilevel),
    ("tiff bilevel", File::Tiff, Tone::Bilevel),
    ("jpeg colour", File::Jpeg, Tone::Colour),
    ("jpeg grey", File::Jpeg, Tone::Grey),
    ("png colour", File::Png, Tone::Colour),
    ("png grey", File::Png, Tone::Grey),
    ("png bilevel", File::Png, Tone::Bilevel),
];

/// Pages that a damage falls on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pages {
    /// Wherever such damage falls.
    Usual,
    /// The last page.
    Last,
    /// This page, from 1.
    Only(usize),
}

/// A damage at a severity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dose {
    /// What.
    pub damage: Damage,
    /// How badly.
    pub severity: Severity,
    /// Where.
    pub pages: Pages,
}

impl Dose {
    /// On the usual pages.
    pub fn usual(damage: Damage, severity: Severity) -> Self {
        Self { damage, severity, pages: Pages::Usual }
    }
}

/// How one scan is made.
#[derive(Debug, Clone, PartialEq)]
pub struct Recipe {
    /// Name of the document; decides all chance in it.
    pub name: String,
    /// Name of the notice.
    pub notice: String,
    /// File format.
    pub file: File,
    /// Colours.
    pub tone: Tone,
    /// Dots per inch before any loss of resolution.
    pub dpi: f32,
    /// What happens to it.
    pub doses: Vec<Dose>,
    /// What the receiving office stamps, where it is not left to chance.
    pub arrival: Option<String>,
}

impl Recipe {
    /// Seed of all chance in this document.
    pub fn seed(&self) -> u64 {
        seed(0, &self.name)
    }

    /// Name of its form.
    pub fn form(&self) -> &'static str {
        FORMS.iter().find(|(_, file, tone)| (*file, *tone) == (self.file, self.tone)).map_or("", |(name, ..)| name)
    }

    /// The dose of a damage, if it has one.
    pub fn dose(&self, damage: Damage) -> Option<&Dose> {
        self.doses.iter().find(|dose| dose.damage == damage)
    }

    /// The numbers of a damage in this recipe, if it has it.
    pub fn numbers(&self, damage: Damage) -> Option<[f32; 2]> {
        self.dose(damage).map(|dose| damage.numbers(dose.severity))
    }

    /// Dots per inch of the scan.
    pub fn resolution(&self) -> f32 {
        self.numbers(Damage::Resolution).map_or(self.dpi, |[dpi, _]| dpi)
    }
}

impl Display for Recipe {
    /// The block that [`parse`] reads.
    fn fmt(&self, f: &mut Formatter) -> fmt::Result {
        writeln!(f, "[{}]\nnotice: {}\nform: {}\ndpi: {}", self.name, self.notice, self.form(), self.dpi)?;
        self.arrival.iter().try_for_each(|arrival| writeln!(f, "arrival: {arrival}"))?;
        self.doses.iter().try_for_each(|dose| writeln!(f, "{}: {}{}", dose.damage.name(), SEVERITIES[dose.severity as usize].1, dose.pages))
    }
}

impl Display for Pages {
    fn fmt(&self, f: &mut Formatter) -> fmt::Result {
        match self {
            Self::Usual => Ok(()),
            Self::Last => f.write_str(" on last"),
            Self::Only(page) => write!(f, " on {page}"),
        }
    }
}
