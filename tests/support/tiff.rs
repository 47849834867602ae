//! Writes TIFF files of any form (TIFF 6.0; BigTIFF), for tests: what scanners write is wider than what encoders offer.
#![allow(missing_docs, dead_code)]

use std::collections::BTreeMap;

pub const SHORT: u16 = 3;
pub const LONG: u16 = 4;
pub const RATIONAL: u16 = 5;

pub const LITTLE: Form = Form { little: true, big: false };

/// Byte order and width of offsets.
#[derive(Clone, Copy, Debug)]
pub struct Form {
    pub little: bool,
    pub big: bool,
}

impl Form {
    fn bytes(self, value: u64, width: usize) -> Vec<u8> {
        if self.little { value.to_le_bytes()[..width].to_vec() } else { value.to_be_bytes()[8 - width..].to_vec() }
    }

    fn offset(self) -> usize {
        if self.big { 8 } else { 4 }
    }
}

/// A page: its tags and its strips or tiles, coded.
#[derive(Clone)]
pub struct Page {
    pub tags: BTreeMap<u16, (u16, Vec<u64>)>,
    pub chunks: Vec<Vec<u8>>,
}

impl Page {
    /// One strip, not compressed, 300 dpi: size, bits of each sample, photometric interpretation (0 white is 0, 1 black is 0,
    /// 2 RGB, 3 palette, 5 CMYK, 6 YCbCr).
    pub fn new((width, height): (u32, u32), bits: &[u64], photometric: u64, data: Vec<u8>) -> Self {
        let page = Self { tags: BTreeMap::new(), chunks: vec![data] };
        let page = page.tag(256, LONG, &[width.into()]).tag(257, LONG, &[height.into()]).tag(258, SHORT, bits);
        let page = page.tag(259, SHORT, &[1]).tag(262, SHORT, &[photometric]).tag(277, SHORT, &[bits.len() as u64]);
        page.tag(278, LONG, &[height.into()]).tag(282, RATIONAL, &[300, 1]).tag(283, RATIONAL, &[300, 1]).tag(296, SHORT, &[2])
    }

    pub fn tag(mut self, tag: u16, kind: u16, values: &[u64]) -> Self {
        self.tags.insert(tag, (kind, values.to_vec()));
        self
    }

    pub fn chunks(mut self, chunks: Vec<Vec<u8>>) -> Self {
        self.chunks = chunks;
        self
    }

    pub fn tiled(mut self, (width, height): (u64, u64), tiles: Vec<Vec<u8>>) -> Self {
        self.tags.remove(&278);
        self.tag(322, LONG, &[width]).tag(323, LONG, &[height]).chunks(tiles)
    }
}

pub fn file(form: Form, pages: &[Page]) -> Vec<u8> {
    let mut out = if form.little { b"II".to_vec() } else { b"MM".to_vec() };
    out.extend(form.bytes(if form.big { 43 } else { 42 }, 2));
    if form.big {
        out.extend([form.bytes(8, 2), form.bytes(0, 2)].concat());
    }
    let mut link = out.len();
    out.extend(form.bytes(0, form.offset()));
    let mut written: Vec<(Vec<u8>, u64)> = Vec::new();
    for page in pages {
        let at: Vec<u64> = page.chunks.iter().map(|c| put(&mut out, c, &mut written)).collect();
        let lengths: Vec<u64> = page.chunks.iter().map(|c| c.len() as u64).collect();
        let (offsets, counts) = if page.tags.contains_key(&322) { (324, 325) } else { (273, 279) };
        let page = page.clone().tag(offsets, LONG, &at).tag(counts, LONG, &lengths);
        link = directory(&mut out, form, &page, link);
    }
    out
}

/// Appends data at an even place, once: pages may share it.
fn put(out: &mut Vec<u8>, data: &[u8], written: &mut Vec<(Vec<u8>, u64)>) -> u64 {
    if let Some((_, at)) = written.iter().find(|(d, _)| d == data) {
        return *at;
    }
    out.resize(out.len().next_multiple_of(2), 0);
    written.push((data.to_vec(), out.len() as u64));
    out.extend_from_slice(data);
    out.len() as u64 - data.len() as u64
}

/// Appends a directory, enters it at `link`; where the offset of the next one belongs.
fn directory(out: &mut Vec<u8>, form: Form, page: &Page, link: usize) -> usize {
    let entries: Vec<_> = page.tags.iter().map(|(tag, (kind, values))| {
        let width = if *kind == SHORT { 2 } else { 4 };
        let count = values.len() as u64 / if *kind == RATIONAL { 2 } else { 1 };
        let mut data: Vec<u8> = values.iter().flat_map(|v| form.bytes(*v, width)).collect();
        if data.len() > form.offset() {
            data = form.bytes(put(out, &data, &mut Vec::new()), form.offset());
        }
        data.resize(form.offset(), 0);
        [form.bytes((*tag).into(), 2), form.bytes((*kind).into(), 2), form.bytes(count, form.offset()), data].concat()
    }).collect();
    out.resize(out.len().next_multiple_of(2), 0);
    let at = out.len() as u64;
    out.splice(link..link + form.offset(), form.bytes(at, form.offset()));
    out.extend(form.bytes(entries.len() as u64, if form.big { 8 } else { 2 }));
    out.extend(entries.concat());
    out.extend(form.bytes(0, form.offset()));
    out.len() - form.offset()
}
