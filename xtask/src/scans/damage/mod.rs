//! What can have happened to a page, and how badly.

mod table;

pub use table::{TABLE, table};

use anyhow::{Context, Result};

/// A kind of damage, in the order of [`TABLE`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Damage {
    SealOnSignature,
    SealOnText,
    EdgeSeal,
    ArrivalStamp,
    UrgencyStamp,
    SecrecyStamp,
    Signature,
    Paraph,
    Ticks,
    MarginNote,
    HandwrittenBlanks,
    BleedThrough,
    GhostLines,
    ScreenText,
    Fading,
    UnevenPaper,
    Stains,
    PunchHoles,
    Folds,
    BlackBorder,
    Skew,
    Perspective,
    Blur,
    Noise,
    Specks,
    Streaks,
    Jpeg,
    Resolution,
    Bilevel,
    Turned,
    BlankVerso,
    RepeatedLines,
}

/// How badly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    Light,
    Medium,
    Heavy,
}

/// All severities, in the order of the table's columns.
pub const SEVERITIES: [(Severity, &str); 3] = [(Severity::Light, "light"), (Severity::Medium, "medium"), (Severity::Heavy, "heavy")];

impl Severity {
    /// The severity of a name.
    pub fn named(name: &str) -> Result<Self> {
        let found = SEVERITIES.iter().find(|(_, own)| *own == name);
        found.map(|(severity, _)| *severity).with_context(|| format!("{name:?} is no severity: light, medium or heavy"))
    }
}

impl Damage {
    /// The damage of a name.
    pub fn named(name: &str) -> Result<Self> {
        let found = TABLE.iter().find(|row| row.name == name);
        found.map(|row| row.damage).with_context(|| format!("{name:?} is no damage; xtask/README.md lists them"))
    }

    /// Its name in recipes.
    pub fn name(self) -> &'static str {
        TABLE[self as usize].name
    }

    /// Its two numbers at a severity; what they mean says the table. A number that it does not have is 0.
    pub fn numbers(self, severity: Severity) -> [f32; 2] {
        let measures = TABLE[self as usize].measures;
        [0, 1].map(|index| measures.get(index).map_or(0.0, |(_, at)| at[severity as usize]))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_the_order_of_the_kinds() {
        for (index, row) in TABLE.iter().enumerate() {
            assert_eq!(row.damage as usize, index, "{}", row.name);
            assert_eq!(Damage::named(row.name).unwrap(), row.damage);
        }
    }

    #[test]
    fn heavier_is_never_the_same_as_lighter() {
        for row in &TABLE {
            let [light, medium, heavy] = [Severity::Light, Severity::Medium, Severity::Heavy].map(|s| row.damage.numbers(s));
            assert!(light != medium && medium != heavy, "{}", row.name);
        }
    }

    #[test]
    fn the_readme_has_the_table_of_the_code() {
        let readme = include_str!("../../../README.md");
        assert!(readme.contains(&table()), "xtask/README.md lacks this table; `cargo xtask scans` writes it:\n{}", table());
    }
}
