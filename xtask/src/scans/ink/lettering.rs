//! The letters of stamps and screens: Arimo and Tinos, which Debian has in `fonts-croscore`.

use super::plate::Plate;
use ab_glyph::{Font, FontVec, PxScale, ScaleFont, point};
use anyhow::{Context, Result};

/// A face of stamps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Face {
    /// Upright, no serifs.
    Plain,
    /// Bold, no serifs.
    Bold,
    /// Bold, with serifs.
    Serif,
}

/// The loaded faces, in the order of [`Face`].
pub struct Letters([FontVec; 3]);

impl Letters {
    /// Reads the faces from where Debian puts them.
    pub fn load() -> Result<Self> {
        Ok(Self([read("Arimo-Regular")?, read("Arimo-Bold")?, read("Tinos-Bold")?]))
    }

    /// Width in millimetres of a text whose capitals are `high` millimetres high.
    pub fn width(&self, face: Face, high: f32, text: &str) -> f32 {
        let font = self.scaled(face, high * 100.0);
        text.chars().map(|c| font.h_advance(font.glyph_id(c))).sum::<f32>() / 100.0
    }

    /// Letters a text from `x` on the baseline `y`, its capitals `high`, all in millimetres.
    pub fn letter(&self, plate: &mut Plate, (face, high): (Face, f32), (x, y): (f32, f32), text: &str) {
        let font = self.scaled(face, plate.px(high));
        let (mut pen, baseline) = (plate.px(x), plate.px(y));
        for letter in text.chars() {
            let id = font.glyph_id(letter);
            let glyph = id.with_scale_and_position(font.scale(), point(pen, baseline));
            pen += font.h_advance(id);
            if let Some(outline) = font.outline_glyph(glyph) {
                let corner = outline.px_bounds().min;
                outline.draw(|dx, dy, cover| plate.ink(corner.x as i64 + i64::from(dx), corner.y as i64 + i64::from(dy), cover));
            }
        }
    }

    /// As [`letter`](Self::letter), with the middle of the text at `x`.
    pub fn centre(&self, plate: &mut Plate, style: (Face, f32), (x, y): (f32, f32), text: &str) {
        let half = self.width(style.0, style.1, text) / 2.0;
        self.letter(plate, style, (x - half, y), text);
    }

    /// The face at the size at which its capitals are `high` pixels high.
    fn scaled(&self, face: Face, high: f32) -> ab_glyph::PxScaleFont<&FontVec> {
        // Capitals of these faces are 0.66-0.72 of the em, the line of the library 1.15 em.
        let em = high / if face == Face::Serif { 0.66 } else { 0.72 };
        let font = &self.0[face as usize];
        let units = font.units_per_em().unwrap_or(2048.0);
        font.as_scaled(PxScale::from(em * font.height_unscaled() / units))
    }
}

fn read(face: &str) -> Result<FontVec> {
    let path = format!("/usr/share/fonts/truetype/croscore/{face}.ttf");
    let data = std::fs::read(&path).with_context(|| format!("{path} (Debian: apt install fonts-croscore)"))?;
    FontVec::try_from_vec(data).with_context(|| format!("{path} is no font"))
}
