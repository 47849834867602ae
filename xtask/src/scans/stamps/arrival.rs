//! The stamp of the office that took the letter in: ruled, with dots for the hand to fill.

use super::boxed::rectangle;
use crate::scans::ink::lettering::{Face, Letters};
use crate::scans::ink::plate::Plate;
use crate::scans::sheet::Area;

/// How such stamps are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// Office over two cells: `CV ĐẾN`, and the lines.
    Cells,
    /// Office, `CÔNG VĂN ĐẾN`, lines, one under the other.
    Stacked,
}

/// A stamp, and where its lines are to be filled in.
pub struct Stamp {
    /// The rubber, from (0, 0).
    pub design: Plate,
    /// Width and height in millimetres.
    pub size: (f32, f32),
    /// Left end and baseline of the blanks behind `Số`, `Ngày`, `Chuyển`, in millimetres of the design.
    pub blanks: [(f32, f32); 3],
}

const LABELS: [&str; 3] = ["Số:", "Ngày:", "Chuyển:"];

/// The stamp of an office.
pub fn design(letters: &Letters, office: &str, layout: Layout, dpi: f32) -> Stamp {
    let head = (Face::Bold, 2.1);
    let wide = (letters.width(head.0, head.1, office) + 5.0).max(52.0);
    let (lines, tall) = match layout {
        Layout::Cells => ([11.0, 16.2, 21.4], 23.8),
        Layout::Stacked => ([15.2, 20.6, 26.0], 28.6),
    };
    let mut plate = Plate::new(&Area { x0: -0.5, y0: -0.5, x1: wide + 0.5, y1: tall + 0.5 }, dpi);
    rectangle(&mut plate, [0.0, 0.0, wide, tall], 0.22);
    letters.centre(&mut plate, head, (wide / 2.0, 4.0), office);
    plate.line((0.0, 5.8), (wide, 5.8), 0.14);
    let left = match layout {
        Layout::Cells => {
            plate.line((16.0, 5.8), (16.0, tall), 0.16);
            letters.centre(&mut plate, (Face::Serif, 3.4), (8.0, 13.2), "CV");
            letters.centre(&mut plate, (Face::Serif, 3.4), (8.0, 20.6), "ĐẾN");
            17.5
        }
        Layout::Stacked => {
            letters.centre(&mut plate, (Face::Serif, 3.0), (wide / 2.0, 10.6), "CÔNG VĂN ĐẾN");
            2.5
        }
    };
    let blanks = [0, 1, 2].map(|line| blank(letters, &mut plate, LABELS[line], [left, lines[line], wide - 2.0]));
    Stamp { design: plate, size: (wide, tall), blanks }
}

/// A label and dots up to the right end; gives where the hand begins.
fn blank(letters: &Letters, plate: &mut Plate, label: &str, [x, y, right]: [f32; 3]) -> (f32, f32) {
    let style = (Face::Plain, 2.1);
    letters.letter(plate, style, (x, y), label);
    let from = x + letters.width(style.0, style.1, label) + 0.6;
    let dots = ((right - from) / 0.95) as usize;
    for dot in 0..dots {
        let at = from + dot as f32 * 0.95;
        plate.line((at, y), (at + 0.05, y), 0.16);
    }
    (from + 3.0, y)
}
