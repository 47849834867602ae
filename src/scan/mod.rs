//! Scan: from files to page pictures. Finds the inputs, decodes one page at a time.

mod density;
pub mod discover;
mod heic;
mod limits;
mod pdf;
mod pdf_image;
mod pdf_overlay;
mod pdf_text;
mod picture;
mod signature;
mod tiff;
mod tiff_chain;
mod visible;

use crate::types::failure::{Failure, Problem, Stage};
use crate::types::notice::{DigitalSignature, SourceFile};
use crate::types::page::PageImage;
use crate::types::text_layer::TextLayer;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// A document to be digitised: the files its pages come from, in page order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// Folder of its outputs, relative to the output folder.
    pub name: PathBuf,
    /// Its files.
    pub files: Vec<PathBuf>,
    /// Page number in the name of each file where pages lie in files of their own, else empty.
    pub numbers: Vec<u64>,
}

impl Input {
    /// A failure of the document as a whole, in the name of its first file.
    pub fn failure(&self, stage: Stage, problem: Problem) -> Failure {
        Failure { input: self.files.first().cloned().unwrap_or_default(), page: None, stage, problem }
    }
}

/// What a file turned out to be, by its first bytes.
enum Content {
    Pdf(pdf::PdfFile),
    Tiff(tiff::TiffFile),
    /// JPEG, PNG, WebP: read when its page is asked for.
    Picture,
    /// HEIC: likewise.
    Heic,
    /// A page of its own that cannot be opened; why is found out anew when it is asked for.
    Broken,
}

struct OpenFile {
    path: PathBuf,
    content: Content,
    pages: u32,
}

/// An opened document: knows its pages, decodes each when asked.
pub struct Scan {
    files: Vec<OpenFile>,
    /// Name, hash and page count of each file.
    pub sources: Vec<SourceFile>,
    /// Electronic signatures of its PDF files.
    pub signatures: Vec<DigitalSignature>,
    /// Page numbers in the names of the files, empty where the files are not single pages.
    pub numbers: Vec<u64>,
}

/// Opens a document and counts its pages; no page is decoded yet, and no file is loaded. Of pages in files of their own, a
/// bad one counts as a page, which fails when it is decoded: the others are not lost with it.
///
/// # Errors
/// A file is unreadable; or the only one is empty, encrypted, damaged, without pages or of no known format; or there are too
/// many pages.
pub fn open(input: &Input) -> Result<Scan, Failure> {
    let mut scan = Scan { files: Vec::new(), sources: Vec::new(), signatures: Vec::new(), numbers: input.numbers.clone() };
    let alone = input.files.len() == 1;
    for path in &input.files {
        let fail = |problem| Failure { input: path.clone(), page: None, stage: Stage::Scan, problem };
        let blake3 = hash(path).map_err(|e| fail(e.into()))?;
        let (content, pages) = match recognise(path) {
            Err(_) if !alone => (Content::Broken, 1),
            recognised => recognised.map_err(fail)?,
        };
        limits::few_enough(scan.pages().saturating_add(pages)).map_err(fail)?;
        if let Content::Pdf(pdf) = &content {
            scan.signatures.extend(pdf.signatures());
        }
        scan.sources.push(SourceFile { file: file_name(path), blake3, pages });
        scan.files.push(OpenFile { path: path.clone(), content, pages });
    }
    Ok(scan)
}

/// blake3 of a file, in hexadecimal digits.
fn hash(path: &Path) -> io::Result<String> {
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(File::open(path)?)?;
    Ok(hasher.finalize().to_hex().to_string())
}

/// The name of a file without its folders, as it is shown.
pub fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn recognise(path: &Path) -> Result<(Content, u32), Problem> {
    match &*head(path)? {
        [] => Err(Problem::Empty),
        [b'I', b'I', 42 | 43, 0, ..] | [b'M', b'M', 0, 42 | 43, ..] => {
            let tiff = tiff::TiffFile::open(path)?;
            let pages = tiff.pages();
            Ok((Content::Tiff(tiff), pages))
        }
        [0xff, 0xd8, 0xff, ..] | [0x89, b'P', b'N', b'G', ..] => Ok((Content::Picture, 1)),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Ok((Content::Picture, 1)),
        head if heic::is_heic(head) => Ok((Content::Heic, 1)),
        head if head.windows(5).any(|w| w == b"%PDF-") => {
            let pdf = pdf::PdfFile::open(path)?;
            let pages = pdf.pages()?;
            Ok((Content::Pdf(pdf), pages))
        }
        _ => Err(Problem::UnknownFormat),
    }
}

/// The first bytes of a file, by which its format is told.
fn head(path: &Path) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    File::open(path)?.take(1024).read_to_end(&mut head)?;
    Ok(head)
}

fn why_broken(path: &Path) -> Problem {
    match recognise(path) {
        Err(problem) => problem,
        Ok(_) => Problem::Damaged("it changed while it was read".into()),
    }
}

impl Scan {
    /// Number of pages of all files.
    pub fn pages(&self) -> u32 {
        self.files.iter().map(|f| f.pages).sum()
    }

    /// Decodes page `number` of the document, from 1.
    ///
    /// # Errors
    /// The page is damaged, too large or too small; the failure names file and page.
    pub fn page(&self, number: u32) -> Result<PageImage, Failure> {
        let (file, index) = self.locate(number);
        let decoded = match &file.content {
            Content::Pdf(pdf) => pdf.page(index, number),
            Content::Tiff(tiff) => tiff.page(index, number),
            Content::Picture => picture::page(&file.path, number),
            Content::Heic => heic::page(&file.path, number),
            Content::Broken => Err(why_broken(&file.path)),
        };
        let page = decoded.and_then(limits::big_enough);
        page.map_err(|problem| self.failure(number, Stage::Scan, problem))
    }

    /// The words of a page that `page` gave by the letters that it draws itself, as far as they are seen, in pixels of it. None
    /// where it is of no PDF, a scan, or most of its letters cannot be told.
    pub fn text_layer(&self, page: &PageImage) -> Option<TextLayer> {
        let (file, index) = self.locate(page.number);
        match &file.content {
            Content::Pdf(pdf) => pdf.text_layer(index, &page.pixels),
            _ => None,
        }
    }

    /// A failure of page `number` that names its file.
    pub fn failure(&self, number: u32, stage: Stage, problem: Problem) -> Failure {
        Failure { input: self.locate(number).0.path.clone(), page: Some(number), stage, problem }
    }

    fn locate(&self, number: u32) -> (&OpenFile, u32) {
        let mut index = number.saturating_sub(1);
        let last = self.files.len() - 1;
        for file in &self.files[..last] {
            if index < file.pages {
                return (file, index);
            }
            index -= file.pages;
        }
        (&self.files[last], index)
    }
}
