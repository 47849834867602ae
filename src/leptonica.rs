//! The few calls of leptonica that sohoa uses, behind safe functions.
//! All `unsafe` of the picture side is in this file.
#![allow(unsafe_code)]

use image::{GrayImage, RgbImage};
use leptonica_sys as l;
use std::os::raw::c_uint;
use std::ptr;

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
    #[link(name = "tiff")]
    unsafe extern "C" {
        fn TIFFSetWarningHandler(handler: *const ()) -> *const ();
        fn TIFFSetErrorHandler(handler: *const ()) -> *const ();
    }
    // SAFETY: both libraries document null and L_SEVERITY_NONE as "say nothing"; called before any thread starts.
    unsafe {
        l::setMsgSeverity(l::L_SEVERITY_NONE as i32);
        TIFFSetWarningHandler(ptr::null());
        TIFFSetErrorHandler(ptr::null());
    }
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

/// Size and resolution of one page of a TIFF, without decoding it.
#[derive(Debug, Clone, Copy)]
pub struct TiffHeader {
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
    /// Dots per inch, 0 where absent.
    pub dpi: u32,
}

/// Header of page `index` (from 0), None behind the last or where it is damaged.
pub fn tiff_header(data: &[u8], index: u32) -> Option<TiffHeader> {
    let (mut width, mut height, mut dpi) = (0, 0, 0);
    let none = ptr::null_mut();
    // SAFETY: leptonica only reads data[..len]; out-parameters are live or null, which it allows.
    let failed = unsafe {
        l::readHeaderMemTiff(data.as_ptr(), data.len(), index as i32, &mut width, &mut height, none, none, &mut dpi, none, none)
    };
    (failed == 0 && width > 0 && height > 0)
        .then_some(TiffHeader { width: width as u32, height: height as u32, dpi: dpi.max(0) as u32 })
}

/// Decodes TIFF page `index` (from 0). None where it is damaged.
pub fn tiff_page(data: &[u8], index: u32) -> Option<TiffPixels> {
    // SAFETY: leptonica only reads data[..len].
    let pix = Pix::own(unsafe { l::pixReadMemTiff(data.as_ptr(), data.len(), index as i32) })?;
    // SAFETY: the picture is alive; transparent parts become white.
    let pix = Pix::own(unsafe { l::pixRemoveAlpha(pix.0) })?;
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
