//! What differs without changing what a document says.

use super::folder::Document;
use super::matching::Pair;
use super::outline::Entry;
use crate::types::evidence::PageEvidence;
use schemars::JsonSchema;
use serde::Serialize;

/// Something that is told and does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Aside {
    /// Identity of the run.
    Fingerprint,
    /// The input files.
    Source,
    /// Name, version, model or settings of the engine.
    Engine,
    /// How sure the reading of clauses of both is.
    Confidence,
    /// Where clauses of both stand.
    Places,
    /// Counts and reasons of `quality`.
    Quality,
    /// Size, dpi, skew, orientation of the pages.
    Measures,
    /// Corrections: what they come to is in the words.
    Edits,
}

impl Aside {
    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Fingerprint => "fingerprint",
            Self::Source => "source",
            Self::Engine => "engine",
            Self::Confidence => "confidence",
            Self::Places => "places",
            Self::Quality => "quality",
            Self::Measures => "measures",
            Self::Edits => "edits",
        }
    }
}

/// What else differs; clauses of both sides as their pairs.
pub fn aside(a: &Document, b: &Document, clauses: &[(&Entry<'_>, &Entry<'_>)]) -> Vec<Aside> {
    let evidence = a.evidence.as_ref().zip(b.evidence.as_ref());
    let all = [
        (evidence.is_some_and(|(x, y)| x.fingerprint != y.fingerprint), Aside::Fingerprint),
        (a.notice.source != b.notice.source, Aside::Source),
        (a.notice.engine != b.notice.engine, Aside::Engine),
        (clauses.iter().any(|(x, y)| x.block.confidence != y.block.confidence), Aside::Confidence),
        (clauses.iter().any(|(x, y)| x.block.places != y.block.places), Aside::Places),
        (a.notice.quality != b.notice.quality, Aside::Quality),
        (evidence.is_some_and(|(x, y)| !x.pages.iter().map(measures).eq(y.pages.iter().map(measures))), Aside::Measures),
        (evidence.is_some_and(|(x, y)| x.edits != y.edits), Aside::Edits),
    ];
    all.into_iter().filter(|x| x.0).map(|x| x.1).collect()
}

/// The clauses of both sides, by their pairs.
pub fn matched<'e, 'a>(a: &'e [Entry<'a>], b: &'e [Entry<'a>], pairs: &[Pair]) -> Vec<(&'e Entry<'a>, &'e Entry<'a>)> {
    pairs.iter().map(|p| (&a[p.a], &b[p.b])).collect()
}

fn measures(page: &PageEvidence) -> (u32, [u32; 2], [Option<f64>; 2], Option<u32>) {
    (page.page, page.size, [page.dpi, page.skew], page.orientation)
}
