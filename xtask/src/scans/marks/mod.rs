//! Inks that come onto a page after it was printed.

mod beneath;
mod pens;
mod seals;
mod screen;
mod stamps;

pub use beneath::{beneath, through};

use super::damage::Damage;
use super::facts::Facts;
use super::ink::canvas::Canvas;
use super::ink::lettering::Letters;
use super::sheet::Spots;

/// All that a mark on one page depends on.
pub struct Mark<'a> {
    /// The typefaces of stamps.
    pub letters: &'a Letters,
    /// Where things stand on the page.
    pub spots: &'a Spots,
    /// What stamps and hands write in this document.
    pub facts: &'a Facts,
    /// The damage's numbers at its severity.
    pub numbers: [f32; 2],
    /// Decides everything that is left to chance.
    pub seed: u64,
}

/// Puts a mark of ink on a page, where the damage is one of ink; other damages change nothing here.
pub fn put(canvas: &mut Canvas, damage: Damage, mark: &Mark) {
    match damage {
        Damage::SealOnSignature => seals::on_signature(canvas, mark),
        Damage::SealOnText => seals::on_text(canvas, mark),
        Damage::EdgeSeal => seals::on_edge(canvas, mark),
        Damage::ArrivalStamp => stamps::arrival(canvas, mark),
        Damage::UrgencyStamp => stamps::urgency(canvas, mark),
        Damage::SecrecyStamp => stamps::secrecy(canvas, mark),
        Damage::Signature => pens::signature(canvas, mark),
        Damage::Paraph => pens::paraphs(canvas, mark),
        Damage::Ticks => pens::ticks(canvas, mark),
        Damage::MarginNote => pens::note(canvas, mark),
        Damage::HandwrittenBlanks => pens::blanks(canvas, mark),
        Damage::ScreenText => screen::text(canvas, mark),
        _ => {}
    }
}
