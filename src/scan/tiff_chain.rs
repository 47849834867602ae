//! Where the pages of a TIFF file begin: its chain of directories, walked without loading the file.

use std::collections::HashSet;
use std::io::{Read, Seek, SeekFrom};

/// How a file writes its numbers: TIFF 6.0, section 2; BigTIFF, whose numbers are wider.
struct Form {
    little: bool,
    big: bool,
}

impl Form {
    /// Bytes of: an offset, the number of entries of a directory, one entry.
    fn widths(&self) -> (u64, u64, u64) {
        if self.big { (8, 8, 20) } else { (4, 2, 12) }
    }
}

/// Offsets of the directories, in order, at most `most` of them. One that lies behind the end of a file that was cut
/// short is among them; a chain that comes back to itself ends there.
pub fn directories(file: &mut (impl Read + Seek), most: usize) -> Vec<u64> {
    let Some(form) = form(file) else { return Vec::new() };
    let (offset, count, entry) = form.widths();
    let (mut pages, mut seen) = (Vec::new(), HashSet::new());
    let mut next = number(file, &form, (if form.big { 8 } else { 4 }, offset));
    while let Some(at) = next.filter(|&at| at != 0 && pages.len() < most && seen.insert(at)) {
        pages.push(at);
        let entries = number(file, &form, (at, count));
        let end = entries.and_then(|n| n.checked_mul(entry)?.checked_add(at)?.checked_add(count));
        next = end.and_then(|end| number(file, &form, (end, offset)));
    }
    pages
}

fn form(file: &mut (impl Read + Seek)) -> Option<Form> {
    let mut head = [0; 4];
    file.seek(SeekFrom::Start(0)).ok()?;
    file.read_exact(&mut head).ok()?;
    Some(Form { little: head[0] == b'I', big: head[2..].contains(&43) })
}

/// A number of so many bytes at a place of the file, None behind its end.
fn number(file: &mut (impl Read + Seek), form: &Form, (at, bytes): (u64, u64)) -> Option<u64> {
    let mut data = [0; 8];
    let data = &mut data[..bytes as usize];
    file.seek(SeekFrom::Start(at)).ok()?;
    file.read_exact(data).ok()?;
    let add = |n: u64, b: &u8| n << 8 | u64::from(*b);
    Some(if form.little { data.iter().rev().fold(0, add) } else { data.iter().fold(0, add) })
}
