//! Typefaces of the training lines: Times and what office printers put in its place.

use ab_glyph::{Font, FontVec, PxScale, ScaleFont, point};
use anyhow::{Context, Result};
use image::GrayImage;

/// Regular, bold, italic, bold italic of each family, and how often it is taken.
const FAMILIES: [([&str; 4], u32); 5] = [
    (["truetype/croscore/Tinos-Regular.ttf", "truetype/croscore/Tinos-Bold.ttf", "truetype/croscore/Tinos-Italic.ttf", "truetype/croscore/Tinos-BoldItalic.ttf"], 10),
    (["../texmf/fonts/opentype/public/tex-gyre/texgyretermes-regular.otf", "../texmf/fonts/opentype/public/tex-gyre/texgyretermes-bold.otf",
      "../texmf/fonts/opentype/public/tex-gyre/texgyretermes-italic.otf", "../texmf/fonts/opentype/public/tex-gyre/texgyretermes-bolditalic.otf"], 6),
    (["truetype/freefont/FreeSerif.ttf", "truetype/freefont/FreeSerifBold.ttf", "truetype/freefont/FreeSerifItalic.ttf", "truetype/freefont/FreeSerifBoldItalic.ttf"], 3),
    (["opentype/linux-libertine/LinLibertine_R.otf", "opentype/linux-libertine/LinLibertine_RB.otf",
      "opentype/linux-libertine/LinLibertine_RI.otf", "opentype/linux-libertine/LinLibertine_RBI.otf"], 1),
    (["truetype/croscore/Arimo-Regular.ttf", "truetype/croscore/Arimo-Bold.ttf", "truetype/croscore/Arimo-Italic.ttf", "truetype/croscore/Arimo-BoldItalic.ttf"], 1),
];

/// The loaded faces.
pub struct Faces(Vec<([FontVec; 4], u32)>);

impl Faces {
    /// Reads all faces from where Debian puts them.
    pub fn load() -> Result<Self> {
        FAMILIES.iter().map(|(paths, share)| {
            let faces = paths.map(read);
            let [a, b, c, d] = faces;
            Ok(([a?, b?, c?, d?], *share))
        }).collect::<Result<_>>().map(Self)
    }

    /// The face that `chance` (0-1) falls on, in one of the four styles.
    pub fn pick(&self, chance: f32, style: usize) -> &FontVec {
        let all: u32 = self.0.iter().map(|f| f.1).sum();
        let mut left = (chance * all as f32) as u32;
        let family = self.0.iter().find(|f| { let hit = left < f.1; left = left.saturating_sub(f.1); hit });
        &family.unwrap_or(&self.0[0]).0[style.min(3)]
    }
}

fn read(path: &str) -> Result<FontVec> {
    let path = format!("/usr/share/fonts/{path}");
    let data = std::fs::read(&path)
        .with_context(|| format!("{path} (Debian: apt install fonts-croscore fonts-texgyre fonts-freefont-ttf fonts-linuxlibertine)"))?;
    FontVec::try_from_vec(data).with_context(|| format!("{path} is no font"))
}

/// Where the baseline of a line lies that is set in an em of `size` pixels, from its top.
pub fn baseline(face: &FontVec, size: f32) -> Option<f32> {
    Some(size * 0.35 + face.as_scaled(face.pt_to_px_scale(size * 0.75)?).ascent())
}

/// A line of text as ink (255 is full) with a margin around, None where the face lacks a letter.
/// `size` is the em in pixels, `stretch` the width of the letters against their usual one.
pub fn set(face: &FontVec, text: &str, size: f32, stretch: f32) -> Option<GrayImage> {
    let em = face.pt_to_px_scale(size * 0.75)?;
    let scaled = face.as_scaled(PxScale { x: em.x * stretch, y: em.y });
    let (mut pen, margin) = (size * 0.4, size * 0.35);
    let baseline = margin + scaled.ascent();
    let mut outlines = Vec::new();
    let mut last = None;
    for letter in text.chars() {
        let id = scaled.glyph_id(letter);
        if id.0 == 0 {
            return None;
        }
        pen += last.map_or(0.0, |l| scaled.kern(l, id));
        outlines.extend(face.outline_glyph(id.with_scale_and_position(scaled.scale(), point(pen, baseline))));
        pen += scaled.h_advance(id);
        last = Some(id);
    }
    let mut ink = GrayImage::new((pen + size * 0.4) as u32, (baseline - scaled.descent() + margin) as u32);
    for outline in outlines {
        let corner = outline.px_bounds().min;
        outline.draw(|x, y, cover| {
            let at = (corner.x as i64 + i64::from(x), corner.y as i64 + i64::from(y));
            let (Ok(x), Ok(y)) = (u32::try_from(at.0), u32::try_from(at.1)) else { return };
            if let Some(pixel) = ink.get_pixel_mut_checked(x, y) {
                pixel.0[0] = pixel.0[0].max((cover.clamp(0.0, 1.0) * 255.0) as u8);
            }
        });
    }
    Some(ink)
}
