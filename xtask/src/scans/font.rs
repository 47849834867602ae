//! The faces of Tinos, which has the widths of Times New Roman, and the lines they make.

use ab_glyph::{Font, FontVec, Glyph, PxScale, ScaleFont, point};
use anyhow::{Context, Result, bail};

const FOLDER: &str = "/usr/share/fonts/truetype/croscore";

/// A face of the family.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Face {
    Regular,
    Bold,
    Italic,
    BoldItalic,
}

/// Face and size in points.
#[derive(Debug, Clone, Copy)]
pub struct Style(pub Face, pub f32);

/// The loaded faces, in the order of [`Face`].
pub struct Fonts([FontVec; 4]);

impl Fonts {
    /// Reads the faces from where Debian puts them.
    pub fn load() -> Result<Self> {
        Ok(Self([read("Regular")?, read("Bold")?, read("Italic")?, read("BoldItalic")?]))
    }

    fn face(&self, face: Face) -> &FontVec {
        &self.0[face as usize]
    }

    /// Glyphs of a text that starts at `x`, `baseline`, and the x behind it, all in pixels.
    pub fn set(&self, text: &str, style: Style, dpi: f32, x: f32, baseline: f32) -> Result<(Vec<Glyph>, f32)> {
        let font = self.face(style.0).as_scaled(self.scale(style, dpi)?);
        let (mut glyphs, mut pen) = (Vec::new(), x);
        for letter in text.chars() {
            let id = font.glyph_id(letter);
            if id.0 == 0 {
                bail!("Tinos {:?} has no glyph for {letter:?} (U+{:04X})", style.0, u32::from(letter));
            }
            pen += glyphs.last().map_or(0.0, |last: &Glyph| font.kern(last.id, id));
            glyphs.push(id.with_scale_and_position(font.scale(), point(pen, baseline)));
            pen += font.h_advance(id);
        }
        Ok((glyphs, pen))
    }

    /// Width of a text in millimetres.
    pub fn width(&self, text: &str, style: Style) -> Result<f32> {
        // At a high resolution, so that it is the same for every resolution of the page.
        const FINE: f32 = 2540.0;
        Ok(self.set(text, style, FINE, 0.0, 0.0)?.1 * 25.4 / FINE)
    }

    /// Calls `ink` with each pixel that a glyph touches and how much of it (0 to 1).
    pub fn draw(&self, glyph: Glyph, face: Face, mut ink: impl FnMut(i64, i64, f32)) {
        if let Some(outline) = self.face(face).outline_glyph(glyph) {
            let corner = outline.px_bounds().min;
            outline.draw(|x, y, c| ink(corner.x as i64 + i64::from(x), corner.y as i64 + i64::from(y), c));
        }
    }

    fn scale(&self, style: Style, dpi: f32) -> Result<PxScale> {
        // The library counts 96 dots an inch.
        self.face(style.0).pt_to_px_scale(style.1 * dpi / 96.0).context("Tinos does not say its units")
    }
}

fn read(face: &str) -> Result<FontVec> {
    let path = format!("{FOLDER}/Tinos-{face}.ttf");
    let data = std::fs::read(&path).with_context(|| format!("{path} (Debian: apt install fonts-croscore)"))?;
    FontVec::try_from_vec(data).with_context(|| format!("{path} is no font"))
}
