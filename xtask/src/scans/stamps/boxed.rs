//! Words in a frame: urgency and secrecy.

use crate::scans::ink::lettering::{Face, Letters};
use crate::scans::ink::plate::Plate;
use crate::scans::sheet::Area;

/// What stands around the word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Frame {
    /// One line.
    Single,
    /// Two lines.
    Double,
    /// An arrow that points to the right, as urgent letters have it.
    Arrow,
}

/// A word whose capitals are `high` millimetres high, in a frame, in the middle of its plate.
pub fn design(letters: &Letters, (word, frame): (&str, Frame), high: f32, dpi: f32) -> Plate {
    let wide = letters.width(Face::Serif, high, word) + 1.6 * high;
    let tall = 2.3 * high;
    let head = if frame == Frame::Arrow { 1.4 * high } else { 0.0 };
    let mut plate = Plate::new(&Area { x0: -0.5, y0: -0.5, x1: wide + head + 0.5, y1: tall + 0.5 }, dpi);
    letters.centre(&mut plate, (Face::Serif, high), (wide / 2.0, 0.5 * tall + 0.62 * high), word);
    outline(&mut plate, (wide, tall), head, 0.05 * high);
    if frame == Frame::Double {
        rectangle(&mut plate, [0.25 * high, 0.25 * high, wide - 0.25 * high, tall - 0.25 * high], 0.03 * high);
    }
    plate
}

fn outline(plate: &mut Plate, (wide, tall): (f32, f32), head: f32, half: f32) {
    if head == 0.0 {
        return rectangle(plate, [0.0, 0.0, wide, tall], half);
    }
    let corners = [(0.0, 0.0), (wide, 0.0), (wide + head, tall / 2.0), (wide, tall), (0.0, tall), (0.0, 0.0)];
    corners.windows(2).for_each(|pair| plate.line(pair[0], pair[1], half));
}

/// A frame of four lines: left, top, right, bottom in millimetres.
pub fn rectangle(plate: &mut Plate, [x0, y0, x1, y1]: [f32; 4], half: f32) {
    let corners = [(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)];
    corners.windows(2).for_each(|pair| plate.line(pair[0], pair[1], half));
}
