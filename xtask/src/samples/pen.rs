//! A signature in ballpoint.

use image::GrayImage;

/// The stroke's turning points in millimetres; no one's signature.
const STROKE: [(f32, f32); 17] = [
    (0.0, 9.0), (3.0, 2.0), (6.5, -4.0), (7.5, 1.0), (5.0, 9.0), (8.0, 10.0), (12.0, 3.0), (14.0, 4.5), (12.5, 8.5),
    (16.0, 8.0), (19.0, 3.5), (20.0, 8.0), (24.0, 3.0), (27.0, 7.5), (36.0, 1.0), (22.0, 11.5), (44.0, 8.5),
];
/// Points drawn between two turning points: close enough that their discs touch at 600 dpi.
const STEPS: u32 = 400;

/// Signs with the stroke's beginning at some millimetres from the top left.
pub fn sign(layer: &mut GrayImage, dpi: f32, (x, y): (f32, f32)) {
    let pixels = dpi / 25.4;
    for four in STROKE.windows(4) {
        for step in 0..STEPS {
            let t = step as f32 / STEPS as f32;
            let px = curve([four[0].0, four[1].0, four[2].0, four[3].0], t);
            let py = curve([four[0].1, four[1].1, four[2].1, four[3].1], t);
            // Quick upstrokes are thin.
            let half = 0.24 + 0.10 * (px * 0.6).sin() * (py * 0.45).cos();
            disc(layer, ((x + px) * pixels, (y + py) * pixels), half * pixels);
        }
    }
}

/// A smooth curve from the second to the third value (Catmull and Rom).
fn curve([a, b, c, d]: [f32; 4], t: f32) -> f32 {
    let linear = (c - a) * t;
    let square = (2.0 * a - 5.0 * b + 4.0 * c - d) * t * t;
    let cubic = (3.0 * b - a - 3.0 * c + d) * t * t * t;
    b + 0.5 * (linear + square + cubic)
}

fn disc(layer: &mut GrayImage, (x, y): (f32, f32), radius: f32) {
    let reach = radius.ceil() as i64 + 1;
    for dy in -reach..=reach {
        for dx in -reach..=reach {
            let (px, py) = (x as i64 + dx, y as i64 + dy);
            let inside = radius - (px as f32 - x).hypot(py as f32 - y) + 0.5;
            if let Some(pixel) = layer.get_pixel_mut_checked(px.max(0) as u32, py.max(0) as u32) {
                pixel.0[0] = pixel.0[0].max((inside.clamp(0.0, 1.0) * 255.0) as u8);
            }
        }
    }
}
