//! How the sheet lies before the lens: turned a little, seen at a slant.

/// Turns points of the scan back to points of the upright sheet, in pixels.
#[derive(Clone, Copy)]
pub struct Map {
    sin: f32,
    cos: f32,
    middle: (f32, f32),
    slant: f32,
}

impl Map {
    /// A sheet of some pixels turned clockwise about its middle by `degrees`, whose upper end is seen
    /// narrower than its middle by half of the share `slant`, and whose lower end is wider by as much.
    pub fn new(degrees: f32, slant: f32, (width, height): (u32, u32)) -> Self {
        let (sin, cos) = degrees.to_radians().sin_cos();
        Self { sin, cos, middle: (width as f32 / 2.0, height as f32 / 2.0), slant }
    }

    /// Whether the sheet lies exactly on the scan.
    pub fn is_straight(&self) -> bool {
        self.sin == 0.0 && self.slant == 0.0
    }

    /// The point of the sheet that lies under a point of the scan.
    pub fn under(&self, x: f32, y: f32) -> (f32, f32) {
        let (dx, dy) = (x - self.middle.0, y - self.middle.1);
        let (across, down) = (dx * self.cos + dy * self.sin, dy * self.cos - dx * self.sin);
        // One row of a homography with its vanishing point above the middle.
        let depth = 1.0 + self.slant * down / (2.0 * self.middle.1);
        (self.middle.0 + across / depth, self.middle.1 + down / depth)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_turned_sheet_is_turned_clockwise() {
        let map = Map::new(1.0, 0.0, (1000, 1000));
        // What lies at the right edge of the scan comes from higher on the sheet.
        let (_, y) = map.under(1000.0, 500.0);
        assert!((y - (500.0 - 500.0 * 1f32.to_radians().sin())).abs() < 0.1);
    }

    #[test]
    fn a_slanted_sheet_is_narrower_above() {
        let map = Map::new(0.0, 0.02, (1000, 1400));
        let wide = |y: f32| map.under(1000.0, y).0 - map.under(0.0, y).0;
        assert!(wide(0.0) > 1000.0 && wide(1400.0) < 1000.0);
    }
}
