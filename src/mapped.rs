//! A file as bytes that the system reads when they are looked at: a PDF of thousands of pages is never whole in memory.
#![allow(unsafe_code)]

use std::fs::File;
use std::io;
use std::path::Path;

/// The bytes of a file, read only.
pub struct Mapped(memmap2::Mmap);

impl Mapped {
    /// Maps a file; none of it is read yet.
    ///
    /// # Errors
    /// It cannot be opened or mapped.
    pub fn open(path: &Path) -> io::Result<Self> {
        let file = File::open(path)?;
        // SAFETY: nothing here writes to the map. A file that another program rewrites meanwhile changes under the reader,
        // which must stand any bytes; one that it cuts short ends the process (SIGBUS), as with every mapped file.
        unsafe { memmap2::Mmap::map(&file) }.map(Self)
    }

    /// Gives back the memory of what was looked at: the system takes in up to 64 KB around each byte, which of a long file is
    /// soon all of it. It is read again when it is needed.
    pub fn release(&self) {
        #[cfg(unix)]
        // SAFETY: the map is shared and read only, so that nothing can be lost; a reader meanwhile waits for the file. It is
        // only advice: it may fail.
        let _ = unsafe { self.0.unchecked_advise(memmap2::UncheckedAdvice::DontNeed) };
    }
}

impl AsRef<[u8]> for Mapped {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}
