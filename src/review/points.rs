//! The points of a document that a reviewer decides: what the machine changed, inferred, took off, or could hardly read.

use crate::decisions::beginnings::{Beginning, beginnings, words_of_label};
use crate::decisions::{active, fields::BY_REVIEWER, place, text};
use crate::export::quality::{LOW, NEEDED};
use crate::types::clause::LabelSource;
use crate::types::decision::{Act, Area, ClausePlace, Decision, TextPlace};
use crate::types::edit::{Certainty, Edit, Status};
use crate::types::evidence::{BY_HAND, Digitized, FieldEvidence};
use crate::types::geometry::Rect;
use crate::types::line::{Line, Word};
use crate::types::page::RemovalKind;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What a point is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A correction, made or proposed.
    Edit,
    /// A word that could hardly be read.
    Word,
    /// A number or a word that a hand filled in.
    Filled,
    /// A label that was repaired or inferred.
    Label,
    /// Something that was taken off and says something.
    Removal,
    /// A field of the record.
    Field,
}

/// What is decided at a point.
#[derive(Debug, Clone, PartialEq)]
pub enum Target {
    /// A part of a line.
    Text(TextPlace),
    /// The label of a clause.
    Label(ClausePlace),
    /// What was taken off.
    Removal(Area),
    /// A field, by its name.
    Field(String),
}

/// Something to decide.
#[derive(Debug, Clone)]
pub struct Point {
    /// What it is about.
    pub kind: Kind,
    /// Where the decision goes.
    pub target: Target,
    /// How much it wants a look, 0 to 1.
    pub doubt: f64,
    /// What was read there.
    pub read: String,
    /// What the machine makes of it, empty for nothing.
    pub made: String,
    /// Other readings, best first.
    pub others: Vec<String>,
    /// Why it is one: the rule of an edit, the kind of a removal, how a field was found, the name of a field.
    pub why: String,
    /// Places on the scan.
    pub places: Vec<Area>,
    /// The line in which it stands, of the evidence.
    pub line: Option<usize>,
    /// The decision that counts for it.
    pub decided: Option<u64>,
}

/// The points of a document in the order of its pages, with what was decided of them; decisions that are lost decide nothing.
pub fn points(found: &Digitized, decisions: &[Decision], lost: &[u64]) -> Vec<Point> {
    let mut all: Vec<Point> = found.fields.iter().filter_map(|f| field(found, f)).collect();
    let beginnings = beginnings(found);
    let labelled: BTreeSet<(usize, usize)> = beginnings.iter().flat_map(|b| words_of_label(found, b).map(|w| (b.line, w))).collect();
    let mut body: Vec<Point> = edits(found).chain(words(found, &labelled)).collect();
    body.extend(beginnings.iter().filter_map(|b| label(found, b)));
    body.extend(removals(found));
    body.sort_by_key(|p| p.places.first().map(|a| (a.page, p.line.is_none(), p.line, a.bbox.y0, a.bbox.x0)));
    all.extend(body);
    // A later decision counts before an earlier one.
    let decided: BTreeMap<Spot<'_>, u64> = active(decisions)
        .into_iter().filter(|d| !lost.contains(&d.id)).filter_map(|d| Some((decided_spot(found, &d.act)?, d.id))).collect();
    for point in &mut all {
        point.decided = spot(found, point).and_then(|spot| decided.get(&spot)).copied();
    }
    all
}

/// Where decisions and points meet, in the evidence.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Spot<'a> {
    /// A line and a range in its raw text.
    Text(usize, [usize; 2]),
    /// A line and where in its raw text the clause begins.
    Label(usize, usize),
    /// A page and which of what was taken off it.
    Removal(usize, usize),
    Field(&'a str),
}

/// Where a decision belongs, also where the page was read anew since.
fn decided_spot<'a>(found: &Digitized, act: &'a Act) -> Option<Spot<'a>> {
    match act {
        Act::Text { at, .. } => place::text(found, at).map(|(line, range)| Spot::Text(line, range)),
        Act::Label { clause, .. } => place::line(found, &clause.at, &clause.raw).map(|line| Spot::Label(line, clause.from)),
        Act::Removal { at, before, .. } => place::removal(found, at, before).map(|(page, nth)| Spot::Removal(page, nth)),
        Act::Field { field, .. } => Some(Spot::Field(field)),
        _ => None,
    }
}

fn spot<'a>(found: &Digitized, point: &'a Point) -> Option<Spot<'a>> {
    match &point.target {
        Target::Text(at) => point.line.map(|line| Spot::Text(line, at.range)),
        Target::Label(at) => point.line.map(|line| Spot::Label(line, at.from)),
        Target::Removal(at) => place::removal(found, at, &point.read).map(|(page, nth)| Spot::Removal(page, nth)),
        Target::Field(name) => Some(Spot::Field(name)),
    }
}

fn edits(found: &Digitized) -> impl Iterator<Item = Point> {
    found.edits.iter().map(|e| {
        let doubt = match (e.status, e.certainty) {
            (Status::Proposed, _) => 0.7,
            (_, Certainty::Likely) => 0.5,
            _ => 0.1,
        };
        let line = &found.lines[e.line];
        let places = within(line, e.range).map(|w| w.bbox);
        Point { doubt, why: e.rule.clone(), ..of_text(found, e.line, (e.range, Kind::Edit, e.after.clone()), places.collect()) }
    })
}

/// Words but those of labels.
fn words(found: &Digitized, labelled: &BTreeSet<(usize, usize)>) -> impl Iterator<Item = Point> {
    let all = found.lines.iter().enumerate().flat_map(|(n, line)| (0..line.words.len()).map(move |w| (n, line, w)));
    all.filter(|(n, _, w)| !labelled.contains(&(*n, *w))).filter_map(|(n, line, w)| {
        let (word, range) = (&line.words[w], text::range_of(line, w));
        let edited = |e: &Edit| e.line == n && e.range[0] < range[1] && range[0] < e.range[1];
        let (kind, doubt) = match word {
            w if w.filled => (Kind::Filled, 0.6),
            w if w.confidence.get() < LOW => (Kind::Word, 1.0 - w.confidence.get()),
            _ => return None,
        };
        let point = of_text(found, n, (range, kind, word.text.clone()), vec![word.bbox]);
        (!found.edits.iter().any(edited)).then(|| Point { doubt, others: word.alternatives.clone(), ..point })
    })
}

fn of_text(found: &Digitized, line: usize, (range, kind, made): ([usize; 2], Kind, String), boxes: Vec<Rect>) -> Point {
    let at = &found.lines[line];
    let target = TextPlace { at: Area { page: at.page, bbox: at.bbox }, raw: at.raw.clone(), range };
    let read = at.raw.chars().skip(range[0]).take(range[1] - range[0]).collect();
    let places = boxes.into_iter().map(|bbox| Area { page: at.page, bbox }).collect();
    Point { kind, target: Target::Text(target), doubt: 0.0, read, made, others: Vec::new(), why: String::new(), places, line: Some(line), decided: None }
}

/// The words of a line that a range touches.
fn within(line: &Line, range: [usize; 2]) -> impl Iterator<Item = &Word> {
    let touched = move |w: &usize| {
        let [from, to] = text::range_of(line, *w);
        from < range[1].max(range[0] + 1) && range[0] < to
    };
    (0..line.words.len()).filter(touched).map(|w| &line.words[w])
}

fn label(found: &Digitized, at: &Beginning) -> Option<Point> {
    let clause = place::at(&found.body, &at.way)?;
    let words = &found.lines[at.line].words[words_of_label(found, at)];
    let least = words.iter().map(|w| w.confidence.get()).fold(1.0, f64::min);
    let doubt = match clause.label_source {
        Some(LabelSource::Inferred) => 0.55,
        Some(LabelSource::Repaired) => 0.5,
        _ if least < LOW => 1.0 - least,
        _ => return None,
    };
    let place = place::of_beginning(found, at);
    let made = clause.label.clone().unwrap_or_default();
    let read = if clause.label_source == Some(LabelSource::Read) { made.clone() } else { clause.before.clone().unwrap_or_default() };
    let bbox = words.iter().map(|w| w.bbox).reduce(|a, b| a.hull(&b)).unwrap_or(place.at.bbox);
    Some(Point {
        kind: Kind::Label, doubt, read, made, others: Vec::new(), why: String::new(), places: vec![Area { page: place.at.page, bbox }],
        line: Some(at.line), decided: None, target: Target::Label(place),
    })
}

fn removals(found: &Digitized) -> impl Iterator<Item = Point> {
    let all = found.pages.iter().flat_map(|p| p.removed.iter().map(|r| (p.page, r)));
    // The page's number and lines scanned twice are in the form, or in the text, already.
    let said = all.filter(|(_, r)| !matches!(r.kind, RemovalKind::PageNumber | RemovalKind::PageOverlap));
    said.filter_map(|(page, r)| {
        let (area, read) = (Area { page, bbox: r.bbox }, r.text.clone()?);
        let why = serde_json::to_value(r.kind).ok()?.as_str()?.to_owned();
        Some(Point {
            kind: Kind::Removal, target: Target::Removal(area), doubt: 0.4, read, made: String::new(), others: Vec::new(), why, places: vec![area], line: None,
            decided: None,
        })
    })
}

fn field(found: &Digitized, field: &FieldEvidence) -> Option<Point> {
    let low = field.confidence.map(|c| 1.0 - c.get()).filter(|doubt| *doubt > 1.0 - LOW);
    let open = match field.field.as_str() {
        "signatures" => field.value.as_array().is_none_or(Vec::is_empty),
        // A stamp of which a part was not read.
        "arrivals" => field.value.as_array().is_some_and(|all| all.iter().any(|a| ["office", "number", "date"].iter().any(|m| a[*m].is_null()))),
        name => NEEDED.contains(&name) && field.value.is_null(),
    };
    let doubt = match () {
        () if field.how.contains(BY_REVIEWER) => return None,
        () if open => 0.9,
        () if field.how.contains(BY_HAND) => 0.65,
        () if field.how.contains("repaired") => 0.6,
        () => low.filter(|_| !field.value.is_null() && NEEDED.contains(&field.field.as_str()))?,
    };
    let first = field.places.first();
    let places = field.places.iter().map(|p| Area { page: p.page, bbox: p.bbox }).collect();
    let line = first.and_then(|p| found.lines.iter().position(|l| l.page == p.page && l.bbox.overlaps(&p.bbox)));
    Some(Point {
        kind: Kind::Field, target: Target::Field(field.field.clone()), doubt, read: field.text.clone().unwrap_or_default(), made: shown(&field.value),
        others: Vec::new(), why: field.how.clone(), places, line, decided: None,
    })
}

/// A value in words: of lists a line each.
pub fn shown(value: &serde_json::Value) -> String {
    use serde_json::Value;
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(all) => all.iter().map(shown).collect::<Vec<_>>().join("\n"),
        Value::Object(all) => all.values().map(shown).filter(|t| !t.is_empty()).collect::<Vec<_>>().join(" | "),
        other => other.to_string(),
    }
}
