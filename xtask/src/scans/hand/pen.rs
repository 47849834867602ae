//! A pen that follows turning points.

use crate::scans::ink::plate::Plate;
use crate::scans::random::cloud;
use crate::scans::sheet::Area;

/// Turning points of strokes, in millimetres; the pen is lifted between two strokes.
pub type Strokes = Vec<Vec<(f32, f32)>>;

/// Thickness of a pen, and the seed of its unsteadiness.
#[derive(Clone, Copy)]
pub struct Pen {
    /// Half the line's thickness in millimetres.
    pub half: f32,
    /// Decides where it runs thin.
    pub seed: u64,
}

impl Pen {
    /// Draws strokes on a plate just large enough for them.
    pub fn draw(&self, strokes: &Strokes, dpi: f32) -> Plate {
        let mut plate = Plate::new(&bounds(strokes), dpi);
        strokes.iter().for_each(|stroke| self.stroke(&mut plate, stroke));
        let (half, seed) = (self.half, self.seed);
        // Ballpoints skip.
        plate.thin(|x, y| 0.72 + 0.5 * cloud(x / (half * 2.5), y / (half * 2.5), seed));
        plate
    }

    fn stroke(&self, plate: &mut Plate, stroke: &[(f32, f32)]) {
        let path = smooth(stroke);
        for (index, pair) in path.windows(2).enumerate() {
            // Both ends of a stroke are quick and thin, and so are long straight parts.
            let ends = (index.min(path.len() - index) as f32 / 6.0).min(1.0);
            let pressure = 0.75 + 0.5 * cloud(index as f32 / 14.0, 0.0, self.seed);
            plate.line(pair[0], pair[1], self.half * pressure * (0.55 + 0.45 * ends));
        }
    }
}

fn bounds(strokes: &Strokes) -> Area {
    let empty = Area { x0: f32::MAX, y0: f32::MAX, x1: f32::MIN, y1: f32::MIN };
    // Curves swing out of their turning points.
    let room = 4.0;
    let area = strokes.iter().flatten().fold(empty, |a, &(x, y)| Area {
        x0: a.x0.min(x - room),
        y0: a.y0.min(y - room),
        x1: a.x1.max(x + room),
        y1: a.y1.max(y + room),
    });
    if area.x0 > area.x1 { Area { x0: 0.0, y0: 0.0, x1: 1.0, y1: 1.0 } } else { area }
}

/// A smooth curve through all points (Catmull and Rom); a point given twice is a corner.
fn smooth(points: &[(f32, f32)]) -> Vec<(f32, f32)> {
    const STEPS: usize = 12;
    let at = |index: i64| points[index.clamp(0, points.len() as i64 - 1) as usize];
    let mut path = Vec::new();
    for index in 0..points.len().saturating_sub(1) as i64 {
        let four = [at(index - 1), at(index), at(index + 1), at(index + 2)];
        for step in 0..STEPS {
            let t = step as f32 / STEPS as f32;
            path.push((between(four.map(|p| p.0), t), between(four.map(|p| p.1), t)));
        }
    }
    path.extend(points.last());
    path
}

fn between([a, b, c, d]: [f32; 4], t: f32) -> f32 {
    let linear = (c - a) * t;
    let square = (2.0 * a - 5.0 * b + 4.0 * c - d) * t * t;
    let cubic = (3.0 * b - a - 3.0 * c + d) * t * t * t;
    b + 0.5 * (linear + square + cubic)
}
