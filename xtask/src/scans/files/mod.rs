//! Pages as the files that scanners write.

mod g4;
pub mod jpeg;
pub mod pdf;
pub mod png;
pub mod tiff;

use super::page::{Page, Pixels};
use super::recipe::File;
use anyhow::Result;
use pdf::{Colour, Encoding, Picture};

/// A file's name and its bytes.
pub type Named = (String, Vec<u8>);

/// The pages of a document as files: one, or one for each page where the form has only one.
pub fn files((name, file): (&str, File), pages: &[Page], quality: u8) -> Result<Vec<Named>> {
    match file {
        File::Pdf => {
            let pictures = pages.iter().map(|page| picture(page, quality)).collect::<Result<Vec<_>>>()?;
            Ok(vec![(format!("{name}.pdf"), pdf::write(&pictures))])
        }
        File::Tiff => Ok(vec![(format!("{name}.tif"), tiff::write(pages)?)]),
        File::Jpeg => names(name, "jpg", pages.len()).zip(pages).map(|(file, page)| Ok((file, jpeg::encode(page, quality)?))).collect(),
        File::Png => names(name, "png", pages.len()).zip(pages).map(|(file, page)| Ok((file, png::encode(page)?))).collect(),
    }
}

/// Names of files of one page: the document's where it has one page, else with the page's number.
fn names(name: &str, ending: &str, pages: usize) -> impl Iterator<Item = String> {
    (1..=pages).map(move |number| if pages == 1 { format!("{name}.{ending}") } else { format!("{name}-p{number}.{ending}") })
}

fn picture(page: &Page, quality: u8) -> Result<Picture> {
    let (width, height) = page.pixels.size();
    let (colour, encoding, data) = match &page.pixels {
        Pixels::Bilevel(bits) => (Colour::Bilevel, Encoding::G4, g4::strip(bits)?),
        Pixels::Grey(_) => (Colour::Grey, Encoding::Jpeg, jpeg::encode(page, quality)?),
        Pixels::Colour(_) => (Colour::Rgb, Encoding::Jpeg, jpeg::encode(page, quality)?),
    };
    Ok(Picture { width, height, dpi: page.dpi, colour, encoding, data })
}
