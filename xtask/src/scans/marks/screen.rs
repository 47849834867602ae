//! Faint words that a viewer drew over the page before it was printed or captured.

use super::Mark;
use crate::scans::ink::canvas::{BLACK, Canvas};
use crate::scans::ink::lettering::Face;
use crate::scans::ink::plate::Plate;
use crate::scans::random::Random;
use crate::scans::sheet::Area;

const WORDS: [&str; 4] = ["Đang chờ...", "Đang tải trang...", "Đang xử lý...", "Bản xem trước"];

/// Words at some places of the body.
pub fn text(canvas: &mut Canvas, mark: &Mark) {
    let mut random = Random::new(mark.seed);
    let body = &mark.spots.body;
    let word = random.pick(&WORDS).copied().unwrap_or(WORDS[0]);
    for _ in 0..mark.numbers[1] as usize {
        let (x, y) = (random.between(body.x0, body.x1 - 45.0), random.between(body.y0 + 5.0, body.y1));
        let high = random.between(2.4, 4.2);
        let wide = mark.letters.width(Face::Plain, high, word);
        let mut plate = Plate::new(&Area { x0: x - 1.0, y0: y - 1.6 * high, x1: x + wide + 1.0, y1: y + 0.6 * high }, canvas.dpi);
        mark.letters.letter(&mut plate, (Face::Plain, high), (x, y), word);
        plate.thin(|_, _| mark.numbers[0]);
        canvas.cover(&plate, BLACK);
    }
}
