//! Recognition models: the one that ships inside the program, and those of the system.

use super::EngineError;
use std::borrow::Cow;
use std::path::PathBuf;

/// Language of the model that ships with the program; how it was made stands in `models/README.md`.
pub const SHIPPED: &str = "vie";
/// That model, a Tesseract `traineddata` file.
pub const SHIPPED_DATA: &[u8] = include_bytes!("../../models/vie.traineddata");
/// The model of lines whose blanks are filled in by hand.
pub const HAND: &str = "hand";
const HAND_DATA: &[u8] = include_bytes!("../../models/hand.traineddata");
/// Where distributions put models.
const FOLDERS: [&str; 4] = [
    "/usr/share/tesseract-ocr/5/tessdata", "/usr/share/tesseract-ocr/4.00/tessdata",
    "/usr/share/tessdata", "/usr/local/share/tessdata",
];

/// The model of a language: the one in TESSDATA_PREFIX if that is set and has it, else the shipped
/// one, else the system's.
///
/// # Errors
/// There is none; the text says what to install.
pub fn load(language: &str) -> Result<Cow<'static, [u8]>, EngineError> {
    let file = |folder: PathBuf| Some(folder.join(format!("{language}.traineddata"))).filter(|f| f.is_file());
    let set = std::env::var_os("TESSDATA_PREFIX").map(PathBuf::from).and_then(file);
    match language {
        SHIPPED if set.is_none() => return Ok(Cow::Borrowed(SHIPPED_DATA)),
        HAND => return Ok(Cow::Borrowed(HAND_DATA)),
        _ => {}
    }
    let found = set.or_else(|| FOLDERS.map(PathBuf::from).into_iter().find_map(file)).ok_or_else(|| EngineError::NoModel(format!(
        "no model for language \"{language}\"; install it (Debian: apt-get install tesseract-ocr-{language}) or set TESSDATA_PREFIX to the folder with {language}.traineddata"
    )))?;
    std::fs::read(&found).map(Cow::Owned).map_err(|e| EngineError::NoModel(format!("{}: {e}", found.display())))
}
