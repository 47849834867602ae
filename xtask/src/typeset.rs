//! Upright pages of notices as PNG and their text and record, for the eyes of those who write notices.

use crate::scans::{font::Fonts, notice, setting};
use anyhow::{Context, Result};
use png::{BitDepth, ColorType, Encoder};
use std::fs;
use std::path::Path;

/// Writes `<name>-p1.png`, …, `<name>.txt` and `<name>.json` of a notice, or of `all`.
pub fn write(name: &str, folder: &Path, dpi: f32) -> Result<()> {
    let fonts = Fonts::load()?;
    fs::create_dir_all(folder)?;
    let notices = if name == "all" { notice::all()? } else { vec![notice::named(name)?] };
    for notice in notices {
        let set = setting::typeset(&fonts, &notice, dpi, setting::Blanks::default()).with_context(|| notice.name.clone())?;
        for (index, page) in set.pages.iter().enumerate() {
            picture(&folder.join(format!("{}-p{}.png", notice.name, index + 1)), page)?;
        }
        let text: Vec<String> = set.pages.iter().map(|page| page.lines.join("\n") + "\n").collect();
        fs::write(folder.join(format!("{}.txt", notice.name)), text.join("\u{c}"))?;
        fs::write(folder.join(format!("{}.json", notice.name)), serde_json::to_string_pretty(&set.truth)?)?;
    }
    Ok(())
}

fn picture(path: &Path, page: &crate::scans::sheet::Sheet) -> Result<()> {
    let mut encoder = Encoder::new(fs::File::create(path)?, page.ink.width(), page.ink.height());
    encoder.set_color(ColorType::Grayscale);
    encoder.set_depth(BitDepth::Eight);
    let paper: Vec<u8> = page.ink.as_raw().iter().map(|ink| 255 - ink).collect();
    encoder.write_header()?.write_image_data(&paper)?;
    Ok(())
}
