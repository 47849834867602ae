//! What a run and its workers say to each other: MessagePack, each message behind its length in four bytes.

use crate::config::Options;
use crate::scan::Input;
use crate::types::evidence::PageEvidence;
use crate::types::failure::Failure;
use crate::types::read::{Opened, PageRead, Pictures};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::ffi::OsString;
use std::io::{Error, ErrorKind, Read, Result, Write};
use std::path::PathBuf;

/// Longest message, bytes: the pictures of the largest page take less. More is no message.
const LONGEST: u32 = 1 << 30;

/// The files of a document, as [`Input`] has them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Files {
    files: Vec<OsString>,
    numbers: Vec<u64>,
}

impl From<&Input> for Files {
    fn from(input: &Input) -> Self {
        Self { files: input.files.iter().map(|f| f.as_os_str().to_owned()).collect(), numbers: input.numbers.clone() }
    }
}

impl From<&Files> for Input {
    fn from(files: &Files) -> Self {
        Self { name: PathBuf::new(), files: files.files.iter().map(PathBuf::from).collect(), numbers: files.numbers.clone() }
    }
}

/// What a worker is asked.
#[derive(Debug, Serialize, Deserialize)]
pub enum Request {
    /// First of all: how pages are to be read.
    Begin(Options),
    /// What is in a document.
    Open(Files),
    /// Read a page, from 1, of a document.
    Page(Files, u32),
}

/// What a worker answers.
#[derive(Debug, Serialize, Deserialize)]
pub enum Reply {
    /// To `Begin`: the engine is there, or why it is not.
    Ready(std::result::Result<(), String>),
    /// To `Open`.
    Opened(std::result::Result<Opened, Failure>),
    /// To `Page`, none, one or several before its end: its pictures and what is known of it so far.
    Pictures(Pictures, Box<PageEvidence>),
    /// The end of a page.
    Page(Box<PageRead>),
}

/// Writes a message.
///
/// # Errors
/// Nobody reads any more.
pub fn send(to: &mut impl Write, message: &impl Serialize) -> Result<()> {
    let data = rmp_serde::to_vec_named(message).map_err(Error::other)?;
    let length = u32::try_from(data.len()).map_err(Error::other)?;
    to.write_all(&length.to_le_bytes())?;
    to.write_all(&data)?;
    to.flush()
}

/// Reads a message, None at the end.
///
/// # Errors
/// The other side broke off in the middle of one, or says what is none.
pub fn receive<T: DeserializeOwned>(from: &mut impl Read) -> Result<Option<T>> {
    let mut length = [0; 4];
    match from.read_exact(&mut length) {
        Err(e) if e.kind() == ErrorKind::UnexpectedEof => return Ok(None),
        other => other?,
    }
    let length = u32::from_le_bytes(length);
    if length > LONGEST {
        return Err(Error::new(ErrorKind::InvalidData, "a message that is too long"));
    }
    // Not at once as long as it says: a length is no proof of so many bytes.
    let mut data = Vec::new();
    if from.take(length.into()).read_to_end(&mut data)? != length as usize {
        return Err(ErrorKind::UnexpectedEof.into());
    }
    rmp_serde::from_slice(&data).map(Some).map_err(|e| Error::new(ErrorKind::InvalidData, e))
}
