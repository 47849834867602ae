//! The rules. A rule is one file, one line in the list and one case file in `tests/rules/`.

mod authority;
mod body;
mod copy;
mod dash;
mod formula;
mod kind;
mod marks;
mod province;
mod star;
mod surname;
mod title;

use crate::lexicon::Lexicon;
use crate::types::edit::Certainty;
use crate::types::line::Line;

/// What a rule would change in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Half-open range in the line's raw text, in code points.
    pub range: [usize; 2],
    /// What belongs there.
    pub after: String,
    /// How sure the rule is.
    pub certainty: Certainty,
}

/// A rule: what it would change in a line.
pub type Rule = fn(&Line, &Lexicon) -> Vec<Proposal>;

/// Every rule with its name. Whole lines before parts of them.
pub const RULES: [(&str, Rule); 10] = [
    ("formula", formula::rule), ("kind", kind::rule), ("dash", dash::rule), ("province", province::rule), ("star", star::rule),
    ("title", title::rule), ("authority", authority::rule), ("body", body::rule), ("surname", surname::rule), ("copy", copy::rule),
];
