//! The few calls of leptonica and libtiff that sohoa uses, behind safe functions.
//! All `unsafe` of the picture side is in this file.
#![allow(unsafe_code)]

use image::metadata::Orientation;
use image::{DynamicImage, GrayImage, RgbImage};
use leptonica_sys as l;
use std::ffi::{CStr, CString};
use std::os::raw::{c_char, c_int, c_uint, c_void};
use std::path::Path;
use std::ptr;

// libtiff 4, tiffio.h: what leptonica has no function for.
#[link(name = "tiff")]
unsafe extern "C" {
    fn TIFFGetVersion() -> *const c_char;
    fn TIFFSetWarningHandler(handler: *const c_void) -> *const c_void;
    fn TIFFSetErrorHandler(handler: *const c_void) -> *const c_void;
    fn TIFFOpen(path: *const c_char, mode: *const c_char) -> *mut c_void;
    fn TIFFClose(tiff: *mut c_void);
    fn TIFFSetSubDirectory(tiff: *mut c_void, offset: u64) -> c_int;
    fn TIFFGetFieldDefaulted(tiff: *mut c_void, tag: u32, ...) -> c_int;
    fn TIFFReadRGBAImageOriented(tiff: *mut c_void, width: u32, height: u32, raster: *mut u32, orientation: c_int, stop: c_int) -> c_int;
}

/// A leptonica picture that is freed when dropped.
struct Pix(*mut l::Pix);

impl Drop for Pix {
    fn drop(&mut self) {
        // SAFETY: the pointer came from a leptonica constructor and is dropped once.
        unsafe { l::pixDestroy(&mut self.0) }
    }
}

impl Pix {
    fn own(raw: *mut l::Pix) -> Option<Self> {
        (!raw.is_null()).then_some(Self(raw))
    }

    fn new(width: u32, height: u32, depth: i32) -> Option<Self> {
        // SAFETY: plain allocation; null on failure.
        Self::own(unsafe { l::pixCreate(width as i32, height as i32, depth) })
    }

    fn size(&self) -> (u32, u32) {
        // SAFETY: the picture is alive as long as self.
        unsafe { (l::pixGetWidth(self.0) as u32, l::pixGetHeight(self.0) as u32) }
    }

    fn words_a_row(&self) -> usize {
        // SAFETY: the picture is alive as long as self.
        unsafe { l::pixGetWpl(self.0) as usize }
    }

    fn data(&self) -> &[c_uint] {
        let length = self.words_a_row() * self.size().1 as usize;
        // SAFETY: leptonica allocates words-per-line times height 32-bit words.
        unsafe { std::slice::from_raw_parts(l::pixGetData(self.0).cast_const(), length) }
    }

    fn data_mut(&mut self) -> &mut [c_uint] {
        let length = self.words_a_row() * self.size().1 as usize;
        // SAFETY: as for data(); &mut self makes the access exclusive.
        unsafe { std::slice::from_raw_parts_mut(l::pixGetData(self.0), length) }
    }

    /// One bit a pixel, set where `dark` holds.
    fn of_mask(image: &GrayImage, dark: impl Fn(u8) -> bool) -> Option<Self> {
        let mut pix = Self::new(image.width(), image.height(), 1)?;
        let words = pix.words_a_row();
        let rows = image.as_raw().chunks_exact(image.width() as usize);
        for (line, row) in pix.data_mut().chunks_exact_mut(words).zip(rows) {
            for (word, pixels) in line.iter_mut().zip(row.chunks(32)) {
                *word = pixels.iter().enumerate().fold(0, |w, (i, &p)| w | (u32::from(dark(p)) << (31 - i)));
            }
        }
        Some(pix)
    }

    fn of_grey(image: &GrayImage) -> Option<Self> {
        let mut pix = Self::new(image.width(), image.height(), 8)?;
        let words = pix.words_a_row();
        let rows = image.as_raw().chunks_exact(image.width() as usize);
        for (line, row) in pix.data_mut().chunks_exact_mut(words).zip(rows) {
            for (word, pixels) in line.iter_mut().zip(row.chunks(4)) {
                *word = pixels.iter().enumerate().fold(0, |w, (i, &p)| w | (u32::from(p) << (24 - 8 * i)));
            }
        }
        Some(pix)
    }

    fn to_grey(&self) -> GrayImage {
        let (width, height) = self.size();
        let mut out = Vec::with_capacity((width * height) as usize);
        for line in self.data().chunks_exact(self.words_a_row()) {
            out.extend(line.iter().flat_map(|w| w.to_be_bytes()).take(width as usize));
        }
        GrayImage::from_raw(width, height, out).unwrap_or_default()
    }

    fn to_rgb(&self) -> RgbImage {
        let (width, height) = self.size();
        let bytes = self.data().iter().flat_map(|w| { let [r, g, b, _] = w.to_be_bytes(); [r, g, b] });
        RgbImage::from_raw(width, height, bytes.collect()).unwrap_or_default()
    }
}

/// Keeps leptonica and libtiff from writing to standard error; failures come back as values.
pub fn silence() {
    // SAFETY: both libraries document null and L_SEVERITY_NONE as "say nothing"; called before any thread starts.
    unsafe {
        l::setMsgSeverity(l::L_SEVERITY_NONE as i32);
        TIFFSetWarningHandler(ptr::null());
        TIFFSetErrorHandler(ptr::null());
    }
}

/// The libraries behind the decoders, and their versions.
pub fn versions() -> [(&'static str, String); 3] {
    // SAFETY: leptonica's string is allocated for the caller, copied and freed once; the others are static.
    unsafe {
        let own = l::getLeptonicaVersion();
        let leptonica = text_of(own);
        l::lept_free(own.cast());
        [("leptonica", leptonica), ("libtiff", text_of(TIFFGetVersion())), ("libheif", text_of(libheif_sys::heif_get_version()))]
            .map(|(name, text)| (name, text.split(|c: char| !(c.is_ascii_digit() || c == '.')).find(|t| t.contains('.')).unwrap_or("of no version").to_owned()))
    }
}

/// # Safety
/// Null, or a string that ends in zero.
unsafe fn text_of(text: *const c_char) -> String {
    // SAFETY: the caller's promise.
    if text.is_null() { String::new() } else { unsafe { CStr::from_ptr(text) }.to_string_lossy().into_owned() }
}

/// Skew of the text lines in degrees, positive where the scan must be turned clockwise to be
/// straight, and a confidence (3 and above is sure). None where leptonica finds no lines.
///
/// Differential square sum of row sums, sweep and binary search (Bloomberg, "Measuring document
/// image skew and orientation", SPIE 1995).
pub fn skew(page: &GrayImage, dark: impl Fn(u8) -> bool, range: f32) -> Option<(f64, f64)> {
    let pix = Pix::of_mask(page, dark)?;
    let (mut angle, mut confidence) = (0.0f32, 0.0f32);
    // SAFETY: a live 1-bit picture and two live out-parameters.
    let failed = unsafe {
        l::pixFindSkewSweepAndSearch(pix.0, &mut angle, &mut confidence, 4, 2, range, 1.0, 0.01)
    };
    (failed == 0).then_some((f64::from(angle), f64::from(confidence)))
}

/// How much the text looks upright (first) and turned by 90 degrees anticlockwise (second), in
/// standard deviations; negative is the opposite. `page` should be at 150-300 dpi.
///
/// Ascenders against descenders by hit-miss transforms (Bloomberg, ibid.). None on failure.
pub fn upright(page: &GrayImage, dark: impl Fn(u8) -> bool) -> Option<(f64, f64)> {
    let pix = Pix::of_mask(page, dark)?;
    let (mut up, mut left) = (0.0f32, 0.0f32);
    // SAFETY: a live 1-bit picture and two live out-parameters; 0 takes the default count, no debug.
    let failed = unsafe { l::pixOrientDetect(pix.0, &mut up, &mut left, 0, 0) };
    (failed == 0).then_some((f64::from(up), f64::from(left)))
}

/// A decoded TIFF page.
pub enum TiffPixels {
    /// One bit a pixel in the file.
    Bilevel(GrayImage),
    /// Grey.
    Grey(GrayImage),
    /// Colour.
    Colour(RgbImage),
}

/// What the directory of a TIFF page says, without decoding the page.
#[derive(Debug, Clone, Copy)]
pub struct TiffHeader {
    /// Pixels, as stored.
    pub width: u32,
    /// Pixels, as stored.
    pub height: u32,
    /// Dots per inch, 0 where absent.
    pub dpi: u32,
    /// Samples a pixel: 1 grey or palette, 3 and more colour.
    samples: u16,
    /// How the page lies: TIFF 6.0, tag 274, as EXIF has it.
    orientation: u16,
}

/// An open TIFF file that is closed when dropped.
struct Tiff(*mut c_void);

impl Drop for Tiff {
    fn drop(&mut self) {
        // SAFETY: the handle came from TIFFOpen and is closed once.
        unsafe { TIFFClose(self.0) }
    }
}

impl Tiff {
    /// The file at the directory with this offset, not 0.
    fn at(path: &CString, offset: u64) -> Option<Self> {
        // SAFETY: two strings that end in 0; null on failure.
        let raw = unsafe { TIFFOpen(path.as_ptr(), c"r".as_ptr()) };
        let tiff = (!raw.is_null()).then_some(Self(raw))?;
        // SAFETY: an open file; a directory that cannot be read gives 0.
        (unsafe { TIFFSetSubDirectory(tiff.0, offset) } != 0).then_some(tiff)
    }

    fn number(&self, tag: u32) -> Option<u32> {
        let mut value = 0u32;
        // SAFETY: an open file; callers name tags whose value is a 32-bit number.
        (unsafe { TIFFGetFieldDefaulted(self.0, tag, &raw mut value) } != 0).then_some(value)
    }

    fn short(&self, tag: u32) -> Option<u16> {
        let mut value = 0u16;
        // SAFETY: an open file; callers name tags whose value is a 16-bit number.
        (unsafe { TIFFGetFieldDefaulted(self.0, tag, &raw mut value) } != 0).then_some(value)
    }

    fn fraction(&self, tag: u32) -> Option<f32> {
        let mut value = 0f32;
        // SAFETY: an open file; callers name tags whose value is a fraction.
        (unsafe { TIFFGetFieldDefaulted(self.0, tag, &raw mut value) } != 0).then_some(value)
    }

    fn header(&self) -> Option<TiffHeader> {
        const PER_CENTIMETRE: u16 = 3;
        let (width, height) = (self.number(256)?, self.number(257)?);
        let density = self.fraction(282).or_else(|| self.fraction(283)).unwrap_or(0.0);
        let dpi = if self.short(296) == Some(PER_CENTIMETRE) { (density * 2.54).round() } else { density };
        let header = TiffHeader { width, height, dpi: dpi as u32, samples: self.short(277)?, orientation: self.short(274)? };
        (width > 0 && height > 0).then_some(header)
    }

    /// The page in colours, whatever its coding. None where any of it is damaged.
    fn colours(&self, header: &TiffHeader) -> Option<RgbImage> {
        let (width, height) = (header.width, header.height);
        let mut raster = vec![0u32; width as usize * height as usize];
        // Asked for as it is stored: libtiff mirrors, but does not turn.
        let stored = 1 + (c_int::from(header.orientation) - 1).rem_euclid(4);
        // SAFETY: an open file and room for all its pixels; 1 asks to stop at the first error.
        if unsafe { TIFFReadRGBAImageOriented(self.0, width, height, raster.as_mut_ptr(), stored, 1) } == 0 {
            return None;
        }
        // Red lowest; colours are multiplied by how opaque they are, what is missing is paper.
        let on_paper = |p: u32| { let [r, g, b, a] = p.to_le_bytes(); [r, g, b].map(|c| c.saturating_add(255 - a)) };
        let mut image = DynamicImage::from(RgbImage::from_raw(width, height, raster.into_iter().flat_map(on_paper).collect())?);
        image.apply_orientation(Orientation::from_exif(header.orientation as u8).unwrap_or(Orientation::NoTransforms));
        Some(image.into_rgb8())
    }
}

/// The path as C has it, None where it holds a 0.
fn c_path(path: &Path) -> Option<CString> {
    CString::new(path.as_os_str().as_encoded_bytes()).ok()
}

/// Header of the page whose directory lies at `offset`, None where it is damaged.
pub fn tiff_header(path: &Path, offset: u64) -> Option<TiffHeader> {
    Tiff::at(&c_path(path)?, offset)?.header()
}

/// Decodes the page whose directory lies at `offset`. None where it is damaged. Only this page is read, however many the
/// file has. Colour and what leptonica does not know (tiles) is read by libtiff itself, which tells every error.
pub fn tiff_page(path: &Path, offset: u64) -> Option<TiffPixels> {
    let path = c_path(path)?;
    let tiff = Tiff::at(&path, offset)?;
    let header = tiff.header()?;
    let plain = if header.samples == 1 { tiff_plain(&path, offset) } else { None };
    plain.or_else(|| tiff.colours(&header).map(TiffPixels::Colour))
}

/// A page of one sample a pixel.
fn tiff_plain(path: &CString, offset: u64) -> Option<TiffPixels> {
    let mut offset = usize::try_from(offset).ok()?;
    // SAFETY: a string that ends in 0 and a live in- and out-parameter.
    let pix = Pix::own(unsafe { l::pixReadFromMultipageTiff(path.as_ptr(), &mut offset) })?;
    // SAFETY: the picture is alive.
    let plain = Pix::own(unsafe { l::pixRemoveColormap(pix.0, l::REMOVE_CMAP_BASED_ON_SRC as i32) })?;
    // SAFETY: the pictures are alive.
    let (source_depth, depth) = unsafe { (l::pixGetDepth(pix.0), l::pixGetDepth(plain.0)) };
    if depth == 32 {
        return Some(TiffPixels::Colour(plain.to_rgb()));
    }
    // SAFETY: the picture is alive; 0 asks for no colour map.
    let grey = Pix::own(unsafe { l::pixConvertTo8(plain.0, 0) })?.to_grey();
    Some(if source_depth == 1 { TiffPixels::Bilevel(grey) } else { TiffPixels::Grey(grey) })
}

/// A coding of pictures that scanners write and that leptonica writes, too: for sample scans and tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coding {
    /// TIFF, CCITT G4 (ITU-T T.6); pixels below 128 are black.
    TiffG4,
    /// TIFF, CCITT G3 in one dimension (ITU-T T.4); pixels below 128 are black.
    TiffG3,
    /// TIFF, PackBits; pixels below 128 are black.
    TiffPackBits,
    /// TIFF, Deflate.
    TiffDeflate,
    /// TIFF, LZW.
    TiffLzw,
    /// TIFF, JPEG.
    TiffJpeg,
    /// JP2, JPEG 2000 (ISO/IEC 15444-1).
    Jpeg2000,
}

/// Writes a bilevel page as TIFF with CCITT G4 at the given resolution. None on failure.
pub fn write_g4(page: &GrayImage, dpi: u32) -> Option<Vec<u8>> {
    encode(page, dpi, Coding::TiffG4)
}

/// Writes a grey page at the given resolution. None on failure.
pub fn encode(page: &GrayImage, dpi: u32, coding: Coding) -> Option<Vec<u8>> {
    let (pix, format) = match coding {
        Coding::TiffG4 => (Pix::of_mask(page, |p| p < 128)?, l::IFF_TIFF_G4),
        Coding::TiffG3 => (Pix::of_mask(page, |p| p < 128)?, l::IFF_TIFF_G3),
        Coding::TiffPackBits => (Pix::of_mask(page, |p| p < 128)?, l::IFF_TIFF_PACKBITS),
        Coding::TiffDeflate => (Pix::of_grey(page)?, l::IFF_TIFF_ZIP),
        Coding::TiffLzw => (Pix::of_grey(page)?, l::IFF_TIFF_LZW),
        Coding::TiffJpeg => (Pix::of_grey(page)?, l::IFF_TIFF_JPEG),
        Coding::Jpeg2000 => (Pix::of_grey(page)?, l::IFF_JP2),
    };
    let (mut data, mut size) = (ptr::null_mut(), 0usize);
    // SAFETY: a live picture; leptonica allocates the buffer, which is copied and then freed once.
    unsafe {
        l::pixSetResolution(pix.0, dpi as i32, dpi as i32);
        if l::pixWriteMem(&mut data, &mut size, pix.0, format as i32) != 0 {
            return None;
        }
        let out = std::slice::from_raw_parts(data, size).to_vec();
        l::lept_free(data.cast());
        Some(out)
    }
}
