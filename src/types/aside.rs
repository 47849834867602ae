//! What structure needs to know beside the lines.

use super::notice::{DigitalSignature, Place};
use super::stamp::Stamp;
use std::collections::BTreeMap;

/// scan, stamp, layout → structure: what stands on the pages of a document and is not in its lines.
#[derive(Debug, Clone, Default)]
pub struct Aside {
    /// Electronic signatures of the file.
    pub signatures: Vec<DigitalSignature>,
    /// Stamps of all pages.
    pub stamps: Vec<Stamp>,
    /// Braces along some of the recipients.
    pub braces: Vec<Place>,
    /// Pages that the scan shows turned, with the degrees clockwise.
    pub turned: BTreeMap<u32, u32>,
    /// Pages by their place in the file, from 1, with the number that is printed on them.
    pub printed: Vec<(u32, u32)>,
}
