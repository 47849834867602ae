//! What the templates of a document show.

use super::known::Known;
use super::points::{Kind, Point, Target, shown};
use super::record::{self, Field};
use super::segments::{Marks, Segment, segments, whole};
use super::wording::Language;
use super::work::Work;
use crate::decisions::beginnings::{Beginning, beginnings};
use crate::decisions::{active, place};
use crate::types::clause::{Clause, LabelSource};
use crate::types::decision::{Act, Decision};
use crate::types::evidence::{Digitized, Review};
use crate::types::geometry::Rect;
use crate::types::ocr::Block;
use askama::Template;
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// A document.
#[derive(Template)]
#[template(path = "review/document.html")]
pub struct Document<'a> {
    /// Its language.
    pub lang: Language,
    /// What changes must bring along.
    pub secret: &'a str,
    /// Who decides.
    pub who: &'a str,
    /// What stands for it in addresses.
    pub id: &'a str,
    /// Its name.
    pub name: &'a str,
    /// Whether there are pictures of its pages.
    pub pictures: bool,
    /// What is proposed for its fields.
    pub known: Vec<Known>,
    /// Sizes of the pages, and the boxes of all words and removals, as JSON.
    pub pages: String,
    /// Its text and record.
    pub panel: Panel<'a>,
}

/// What changes with each decision.
#[derive(Template)]
#[template(path = "review/panel.html")]
pub struct Panel<'a> {
    /// Its language.
    pub lang: Language,
    /// The record.
    pub fields: Vec<Field<'a>>,
    /// Lines above the clauses.
    pub head: Vec<Vec<Segment>>,
    /// The clauses, each with its depth.
    pub blocks: Vec<Row>,
    /// Lines below.
    pub foot: Vec<Vec<Segment>>,
    /// How many points are not decided.
    pub left: usize,
    /// Earlier decisions that fit nothing any more.
    pub lost: Vec<String>,
    /// How many decisions are over another scan that had its name.
    pub others: usize,
    /// Who approved it and when.
    pub approved: Option<String>,
    /// Points and numbers, as JSON.
    pub state: String,
}

/// A clause.
pub struct Row {
    /// How deep it hangs.
    pub depth: usize,
    /// The way to it, as JSON.
    pub way: String,
    /// Its label.
    pub label: String,
    /// Where the label comes from.
    pub source: &'static str,
    /// What was read in its place.
    pub before: String,
    /// The point of its label.
    pub point: Option<usize>,
    /// Its text.
    pub segments: Vec<Segment>,
    /// Whether it is rows of a table.
    pub table: bool,
}

/// A point as the page has it.
#[derive(Serialize)]
struct Shown<'a> {
    kind: Kind,
    kind_text: &'a str,
    doubt: f64,
    open: bool,
    read: &'a str,
    made: &'a str,
    now: String,
    others: &'a [String],
    why: String,
    page: u32,
    boxes: Vec<Rect>,
    /// Of the line, for the crop.
    line: Option<Rect>,
    list: bool,
    /// What was read was not changed: it can only be confirmed or written anew.
    firm: bool,
    /// What it means to accept and to refuse it.
    yes: &'a str,
    no: &'a str,
    by: Option<String>,
}

/// The panel of a document.
pub fn panel(work: &Work, lang: Language) -> Panel<'_> {
    let found = &work.decided.found;
    let marks = Marks::new(&work.points);
    let blocks = beginnings(found).iter().filter_map(|at| row(found, &marks, at)).collect();
    let held = held(found);
    let lines = |of: &dyn Fn(Block) -> bool| (0..found.lines.len()).filter(|i| !held.contains(i) && of(found.lines[*i].block)).map(|i| whole(found, &marks, i)).collect();
    let below = |block| matches!(block, Block::Recipients | Block::Signature);
    let left = work.points.iter().filter(|p| p.decided.is_none()).count();
    let approved = work.decided.approved.and_then(|id| work.decisions.iter().find(|d| d.id == id)).map(by);
    let (undo, redo) = work.last();
    let state = json!({
        "seen": work.seen(), "decided": work.decisions.len(), "approved": found.review == Review::Approved, "left": left, "undo": told(work, undo, lang), "redo": told(work, redo, lang),
        "points": work.points.iter().map(|p| shown_point(work, p, lang)).collect::<Vec<_>>(),
    });
    Panel { lang, fields: record::fields(work), head: lines(&|b| !below(b)), blocks, foot: lines(&below), left, lost: lost(work, lang), others: work.others, approved, state: safe(&state) }
}

fn shown_point<'a>(work: &'a Work, point: &'a Point, lang: Language) -> Shown<'a> {
    let key = match point.kind {
        Kind::Edit => "edit",
        Kind::Word => "word",
        Kind::Filled => "filled",
        Kind::Label => "label_point",
        Kind::Removal => "removal",
        Kind::Field => "field",
    };
    let decision = point.decided.and_then(|id| work.decisions.iter().find(|d| d.id == id));
    let why = match &point.target {
        Target::Field(name) => lang.say(name).to_owned(),
        _ => lang.say(&point.why).to_owned(),
    };
    let first = point.places.first();
    let (yes, no) = match point.kind {
        Kind::Removal => ("stays_out", "comes_in"),
        Kind::Field => ("accept", "leave_empty"),
        _ => ("accept", "reject"),
    };
    Shown {
        kind: point.kind, kind_text: lang.say(key), doubt: point.doubt, open: point.decided.is_none(), read: &point.read, made: &point.made,
        now: now(work, point), others: &point.others, why, page: first.map_or(0, |a| a.page), boxes: point.places.iter().map(|a| a.bbox).collect(),
        line: point.line.map(|i| work.evidence.lines[i].bbox), list: matches!(&point.target, Target::Field(name) if is_list(work, name)),
        firm: is_firm(point), yes: lang.say(yes), no: lang.say(no), by: decision.map(by),
    }
}

fn is_firm(point: &Point) -> bool {
    match point.target {
        Target::Text(_) => point.kind != Kind::Edit,
        Target::Label(_) => point.read == point.made,
        _ => false,
    }
}

/// Who decided and when, by the clock of this machine.
fn by(decision: &Decision) -> String {
    let at = decision.at.parse::<jiff::Timestamp>().map(|at| at.to_zoned(jiff::tz::TimeZone::system()).strftime("%d/%m/%Y %H:%M").to_string());
    format!("{}, {}", decision.who, at.unwrap_or_else(|_| decision.at.clone()))
}

/// What stands at a point by now.
fn now(work: &Work, point: &Point) -> String {
    let found = &work.decided.found;
    match &point.target {
        Target::Text(at) => place::text(found, at).map(|(line, range)| crate::decisions::text::now(found, line, range)).unwrap_or_default(),
        Target::Label(at) => place::clause(found, at).and_then(|way| place::at(&found.body, &way)?.label.clone()).unwrap_or_default(),
        Target::Field(name) => found.fields.iter().find(|f| f.field == *name).map(|f| shown(&f.value)).unwrap_or_default(),
        Target::Removal(_) => match point.decided.and_then(|id| work.decisions.iter().find(|d| d.id == id)).map(|d| &d.act) {
            Some(Act::Removal { after, .. }) => after.clone().unwrap_or_default(),
            _ => String::new(),
        },
    }
}

fn is_list(work: &Work, name: &str) -> bool {
    work.evidence.fields.iter().any(|f| f.field == name && f.value.is_array())
}

/// Lines that are in clauses.
fn held(found: &Digitized) -> BTreeSet<usize> {
    fn collect(body: &[Clause], out: &mut BTreeSet<usize>) {
        for clause in body {
            out.extend(clause.spans.iter().map(|s| s.line));
            collect(&clause.children, out);
        }
    }
    let mut out = BTreeSet::new();
    collect(&found.body, &mut out);
    out
}

fn row(found: &Digitized, marks: &Marks<'_>, at: &Beginning) -> Option<Row> {
    let clause = place::at(&found.body, &at.way)?;
    let source = match clause.label_source {
        _ if clause.reviewed => "settled",
        Some(LabelSource::Inferred) => "inferred",
        Some(LabelSource::Repaired) => "repaired",
        _ => "read",
    };
    let segments = clause.spans.iter().flat_map(|s| apart(segments(found, marks, (s.line, s.range)))).collect();
    Some(Row {
        depth: (at.way.len() - 1).min(7), way: json!(at.way).to_string(), label: clause.label.clone().unwrap_or_default(), source,
        before: clause.before.clone().unwrap_or_default(), point: marks.label(&place::of_beginning(found, at)), segments, table: clause.table,
    })
}

/// Printed lines are joined by a blank.
fn apart(mut line: Vec<Segment>) -> Vec<Segment> {
    if let Some(first) = line.first_mut() {
        first.apart = true;
    }
    line
}

/// What earlier decisions said that fit nothing any more.
fn lost(work: &Work, lang: Language) -> Vec<String> {
    let lost = |d: &&Decision| work.decided.lost.contains(&d.id);
    active(&work.decisions).into_iter().filter(lost).map(|d| in_words(&d.act, lang)).collect()
}

/// What a decision says, None for none.
fn told(work: &Work, id: Option<u64>, lang: Language) -> Option<String> {
    work.decisions.iter().find(|d| Some(d.id) == id).map(|d| in_words(&d.act, lang))
}

fn in_words(act: &Act, lang: Language) -> String {
    let change = |page: u32, before: &str, after: &str| {
        let [before, after] = [before, after].map(|t| if t.is_empty() { "∅" } else { t });
        format!("{} {page}: {before} → {after}", lang.say("page"))
    };
    match act {
        Act::Text { before, after, at } => change(at.at.page, before, after),
        Act::Label { before, after, clause } => change(clause.at.page, before.as_deref().unwrap_or_default(), after.as_deref().unwrap_or_default()),
        Act::Field { field, before, after } => format!("{}: {} → {}", lang.say(field), shown(before), shown(after)),
        Act::Removal { before, after, at } => change(at.page, before, after.as_deref().unwrap_or_default()),
        Act::Split { clause, .. } => format!("{}: {}", lang.say("split"), clause.raw),
        Act::Join { clause, .. } => format!("{}: {}", lang.say("join"), clause.raw),
        Act::Move { clause, .. } => format!("{} ↔ {}", lang.say("block"), clause.raw),
        Act::Approve { .. } => lang.say("approve").to_owned(),
        Act::Reopen => lang.say("reopen").to_owned(),
        Act::Undo { .. } | Act::Redo { .. } => String::new(),
    }
}

/// Sizes of the pages and the boxes on them.
pub fn pages(found: &Digitized) -> String {
    let pages: Vec<Value> = found.pages.iter().map(|p| {
        let lines = found.lines.iter().filter(|l| l.page == p.page);
        let words: Vec<Value> = lines.flat_map(|l| &l.words).map(|w| json!([w.bbox, w.confidence])).collect();
        let removed: Vec<Value> = p.removed.iter().map(|r| json!([r.bbox, r.kind])).collect();
        json!({ "page": p.page, "size": p.size, "words": words, "removed": removed })
    }).collect();
    safe(&Value::Array(pages))
}

/// JSON that can stand in a page: nothing in it ends the element that holds it.
fn safe(value: &Value) -> String {
    value.to_string().replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}
