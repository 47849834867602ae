//! The clauses that are open at a line: what may follow them or stand under them, and what each way of going on costs.

use super::label::{Label, Level};
use std::rc::Rc;

/// The first label of a list, one that is not the first without a list before it, one that skips, and each number skipped.
const FIRST: f64 = 0.2;
const LONELY: f64 = 1.6;
const SKIP: (f64, f64) = (1.2, 0.9);
/// A plus that stands under no dash.
const BARE: f64 = 1.0;
/// More numbers than so many cost no more.
const SKIPPED: usize = 4;
/// What costs no more is in order.
pub const ORDERLY: f64 = 1.0;
/// One that begins its list anew, and one that goes back or stands twice.
const ANEW: f64 = 1.6;
const BACK: f64 = 2.5;

/// A clause that further ones may follow or stand under, and those that it stands under itself.
#[derive(Debug)]
pub struct Open {
    /// Its label.
    pub label: Label,
    /// Indent of its first line, in letter heights.
    pub indent: f64,
    /// Its first line is bold.
    pub bold: bool,
    /// It stands in a quotation: what is quoted has its own sequence.
    pub quoted: bool,
    /// What it stands under.
    pub up: Chain,
}

/// The innermost open clause; None at the top. Assignments share what they have in common.
pub type Chain = Option<Rc<Open>>;

/// The open clauses from the innermost outwards.
pub fn outwards(chain: &Chain) -> impl Iterator<Item = &Open> {
    std::iter::successors(chain.as_deref(), |open| open.up.as_deref())
}

/// Whether the same is open; what two assignments share is the same without a look.
pub fn is_same(one: &Chain, other: &Chain) -> bool {
    let looks = |o: &Open| (o.indent, o.bold, o.quoted);
    match (one, other) {
        (Some(a), Some(b)) => Rc::ptr_eq(a, b) || a.label == b.label && looks(a) == looks(b) && is_same(&a.up, &b.up),
        (None, None) => true,
        _ => false,
    }
}

/// What a label costs behind what is open, and what it leaves open above itself.
pub struct Joined {
    /// In what is left open, it stands.
    pub up: Chain,
    /// How much it costs there.
    pub cost: f64,
    /// Whether it is out of order.
    pub odd: bool,
    /// The label of its kind before it in the same list.
    pub sibling: Chain,
}

/// Closes the clauses that a label ends. `article` is the last article's number: articles run on over chapters.
pub fn joined(open: &Chain, label: &Label, article: usize) -> Joined {
    let mut up = open.clone();
    let mut sibling = None;
    while let Some(last) = up.clone().filter(|o| o.label.level >= label.level) {
        let inner = outwards(&last.up).next().is_some_and(|o| o.quoted);
        up.clone_from(&last.up);
        let leaves = last.quoted && !inner;
        sibling = Some(last).filter(|o| o.label.level == label.level);
        if leaves {
            break;
        }
    }
    let (cost, odd) = match &sibling {
        Some(before) => follows(&before.label, label),
        None => begins(&up, label, article),
    };
    Joined { up, cost, odd, sibling }
}

/// A label with no other one of its list before it.
fn begins(up: &Chain, label: &Label, article: usize) -> (f64, bool) {
    if let Some(upper) = label.level.upper() {
        let under = outwards(up).find(|o| o.label.level == upper);
        let fits = label.ordinal == 1 && under.is_none_or(|o| label.stem.trim_end_matches('.') == o.label.bare());
        return (if fits { FIRST } else { LONELY }, false);
    }
    // Romans stand over articles' level in other families: none stands in an article.
    if label.level == Level::Roman && outwards(up).any(|o| o.label.level == Level::Article) {
        return (LONELY, true);
    }
    let runs_on = label.level == Level::Article && article > 0;
    match label.ordinal {
        0 if label.level == Level::Plus && up.as_ref().is_none_or(|o| o.label.level != Level::Dash) => (BARE, false),
        0 | 1 => (FIRST, false),
        at if runs_on && at > article => skips(at - article - 1, FIRST),
        at => (LONELY + SKIP.1 * (at - 2).min(SKIPPED) as f64, true),
    }
}

/// A label behind another of its kind.
fn follows(before: &Label, label: &Label) -> (f64, bool) {
    if label.level.is_bullet() {
        return (0.0, false);
    }
    let same_list = label.level.upper().is_none() || before.stem == label.stem;
    match label.ordinal.checked_sub(before.ordinal + 1).filter(|_| same_list) {
        // Points whose letters run on without đ are common.
        Some(1) if label.text() == "e)" => (0.0, false),
        Some(skipped) => skips(skipped, 0.0),
        _ if label.ordinal == 1 => (ANEW, false),
        _ => (BACK, true),
    }
}

fn skips(skipped: usize, in_order: f64) -> (f64, bool) {
    if skipped == 0 { (in_order, false) } else { (SKIP.0 + SKIP.1 * skipped.min(SKIPPED) as f64, true) }
}
