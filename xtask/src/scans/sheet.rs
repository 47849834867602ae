//! A typeset page: upright print, what it says, and where on it damage belongs. Lengths are
//! millimetres from the top left of A4.

use image::GrayImage;

/// Width and height of A4.
pub const A4: (f32, f32) = (210.0, 297.0);

/// A rectangle on the page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    /// Left edge.
    pub x0: f32,
    /// Upper edge.
    pub y0: f32,
    /// Right edge.
    pub x1: f32,
    /// Lower edge.
    pub y1: f32,
}

impl Area {
    /// The smallest area around this one and another.
    pub fn with(self, other: Self) -> Self {
        let Self { x0, y0, x1, y1 } = other;
        Self { x0: self.x0.min(x0), y0: self.y0.min(y0), x1: self.x1.max(x1), y1: self.y1.max(y1) }
    }

    /// The smallest area around all, None where there are none.
    pub fn around(all: impl IntoIterator<Item = Self>) -> Option<Self> {
        all.into_iter().reduce(Self::with)
    }
}

/// A gap left in the print for a hand to fill in.
#[derive(Debug, Clone, PartialEq)]
pub struct Blank {
    /// The gap, as high as the letters beside it.
    pub area: Area,
    /// What the hand writes, such as `45`.
    pub text: String,
}

/// Where things stand on a page; None where the page has no such thing.
#[derive(Debug, Clone)]
pub struct Spots {
    /// Left head.
    pub head: Option<Area>,
    /// Kind and subject, or the `V/v` of a letter.
    pub subject: Option<Area>,
    /// The empty space between the last line of the office and the name of the (rightmost) signer.
    pub signature: Option<Area>,
    /// `Nơi nhận` and its items.
    pub recipients: Option<Area>,
    /// Gap for the ordinal of the number.
    pub number: Option<Blank>,
    /// Gap for the day.
    pub day: Option<Blank>,
    /// Gap for the month.
    pub month: Option<Blank>,
    /// Printed part of the body.
    pub body: Area,
}

/// A typeset page.
pub struct Sheet {
    /// Dots per inch of `ink`.
    pub dpi: f32,
    /// How much of each pixel is inked: 0 none, 255 full black.
    pub ink: GrayImage,
    /// Its printed lines as `text.txt` has them, in reading order.
    pub lines: Vec<String>,
    /// Where things stand.
    pub spots: Spots,
}
