//! The steps of cleaning, by names with which a user leaves one out.

use clap::ValueEnum;
use serde::{Deserialize, Serialize};

/// A step of cleaning that can be left out, where it harms the pages of an archive or to see what it is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum, Serialize, Deserialize)]
pub enum Step {
    /// Paper brought to white from place to place.
    Paper,
    /// Coloured ink told from black print.
    Ink,
    /// Lines down or across the sheet: dirt on the sensor, creases.
    Streak,
    /// Black scan borders.
    Border,
    /// Punch holes.
    Hole,
    /// Pale marks: ghost lines, the other side.
    Faint,
    /// Faded print brought to the darkness of other print.
    Strength,
    /// Stamps and seals in black or grey and strokes of a pen, by their shape.
    Shape,
    /// Dust.
    Speckle,
    /// Pages that lie sideways or upside down.
    Turn,
    /// Skew of the lines.
    Skew,
}

impl Step {
    /// All, in the order they are done.
    pub fn all() -> &'static [Self] {
        Self::value_variants()
    }

    /// Its name on the command line.
    pub fn name(self) -> String {
        self.to_possible_value().map(|v| v.get_name().to_owned()).unwrap_or_default()
    }
}
