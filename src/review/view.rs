//! What the templates show.

use super::index::Entry;
use super::points::{Kind, Point, Target, shown};
use super::segments::{Segment, segments, whole};
use super::wording::Language;
use super::work::Work;
use crate::decisions::{active, fields::BY_REVIEWER, place};
use crate::types::clause::{Clause, LabelSource};
use crate::types::decision::{Act, Decision};
use crate::types::evidence::{Digitized, Review};
use crate::types::geometry::Rect;
use crate::types::ocr::Block;
use askama::Template;
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// The queue.
#[derive(Template)]
#[template(path = "review/queue.html")]
pub struct Queue<'a> {
    /// Its language.
    pub lang: Language,
    /// What was asked for.
    pub ask: &'a Ask,
    /// The rows of it.
    pub rows: Rows<'a>,
}

/// The rows of the queue.
#[derive(Template)]
#[template(path = "review/rows.html")]
pub struct Rows<'a> {
    /// Its language.
    pub lang: Language,
    /// What was asked for.
    pub ask: &'a Ask,
    /// The documents of this part, with their open points.
    pub rows: Vec<(Entry, usize)>,
    /// How many fit.
    pub found: usize,
    /// How many there are.
    pub all: usize,
    /// How many are approved.
    pub approved: usize,
    /// Where the next part begins, None behind the last.
    pub next: Option<usize>,
}

/// What is asked of the queue.
#[derive(Debug, Clone, Default, serde::Deserialize)]
#[serde(default)]
pub struct Ask {
    /// Words that are searched.
    pub q: String,
    /// `all`, `open`, `doubtful`, `approved`, `partial`.
    pub show: String,
    /// `doubt`, `name`, `date`.
    pub sort: String,
    /// How many documents are left out before.
    pub from: usize,
}

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
    /// Who approved it and when.
    pub approved: Option<&'a Decision>,
    /// Points and numbers, as JSON.
    pub state: String,
}

/// A field of the record.
pub struct Field<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its value, a line each where it is a list.
    pub value: String,
    /// `text`, `list`, `signatures`, `arrivals`, or `fixed` where it cannot be changed.
    pub form: &'static str,
    /// Its point.
    pub point: Option<usize>,
    /// Names for the style.
    pub class: &'static str,
    /// How it was found.
    pub how: &'a str,
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
    by: Option<String>,
}

/// The panel of a document.
pub fn panel(work: &Work, lang: Language) -> Panel<'_> {
    let found = &work.decided.found;
    let mut blocks = Vec::new();
    rows(work, &found.body, &mut Vec::new(), &mut blocks);
    let held = held(found);
    let lines = |of: &dyn Fn(Block) -> bool| (0..found.lines.len()).filter(|i| !held.contains(i) && of(found.lines[*i].block)).map(|i| whole(found, &work.points, i)).collect();
    let below = |block| matches!(block, Block::Recipients | Block::Signature);
    let left = work.points.iter().filter(|p| p.decided.is_none()).count();
    let approved = work.decided.approved.and_then(|id| work.decisions.iter().find(|d| d.id == id));
    let (undo, redo) = work.last();
    let state = json!({
        "seen": work.decisions.len(), "approved": found.review == Review::Approved, "left": left, "undo": undo.is_some(), "redo": redo.is_some(),
        "points": work.points.iter().map(|p| shown_point(work, p, lang)).collect::<Vec<_>>(),
    });
    Panel { lang, fields: fields(work), head: lines(&|b| !below(b)), blocks, foot: lines(&below), left, lost: lost(work), approved, state: safe(&state) }
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
    let by = point.decided.and_then(|id| work.decisions.iter().find(|d| d.id == id));
    let why = match &point.target {
        Target::Field(name) => lang.say(name).to_owned(),
        _ => lang.say(&point.why).to_owned(),
    };
    let first = point.places.first();
    Shown {
        kind: point.kind, kind_text: lang.say(key), doubt: point.doubt, open: point.decided.is_none(), read: &point.read, made: &point.made,
        now: now(work, point), others: &point.others, why, page: first.map_or(0, |a| a.page), boxes: point.places.iter().map(|a| a.bbox).collect(),
        line: point.line.map(|i| work.evidence.lines[i].bbox), list: matches!(&point.target, Target::Field(name) if is_list(work, name)),
        by: by.map(|d| format!("{}, {}", d.who, d.at)),
    }
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

fn rows(work: &Work, body: &[Clause], way: &mut Vec<usize>, out: &mut Vec<Row>) {
    let found = &work.decided.found;
    for (i, clause) in body.iter().enumerate() {
        way.push(i);
        let at = place::of_clause(found, way);
        let point = work.points.iter().position(|p| matches!((&p.target, &at), (Target::Label(of), Some(at)) if of == at));
        let source = match clause.label_source {
            _ if clause.reviewed => "settled",
            Some(LabelSource::Inferred) => "inferred",
            Some(LabelSource::Repaired) => "repaired",
            _ => "read",
        };
        let segments = clause.spans.iter().flat_map(|s| apart(segments(found, &work.points, (s.line, s.range)))).collect();
        out.push(Row {
            depth: (way.len() - 1).min(7), way: json!(way).to_string(), label: clause.label.clone().unwrap_or_default(), source,
            before: clause.before.clone().unwrap_or_default(), point, segments, table: clause.table,
        });
        rows(work, &clause.children, way, out);
        way.pop();
    }
}

/// Printed lines are joined by a blank.
fn apart(mut line: Vec<Segment>) -> Vec<Segment> {
    if let Some(first) = line.first_mut() {
        first.apart = true;
    }
    line
}

fn fields(work: &Work) -> Vec<Field<'_>> {
    work.decided.found.fields.iter().map(|f| {
        let point = work.points.iter().position(|p| matches!(&p.target, Target::Field(name) if *name == f.field));
        let open = point.is_some_and(|p| work.points[p].decided.is_none());
        let class = if f.how.contains(BY_REVIEWER) { "settled" } else if open { "low" } else { "" };
        Field { name: &f.field, value: value(&f.field, &f.value), form: form(&f.field), point, class, how: &f.how }
    }).collect()
}

fn form(name: &str) -> &'static str {
    match name {
        "co_issuers" | "addressees" | "recipients" => "list",
        "signatures" => "signatures",
        "arrivals" => "arrivals",
        "digital_signatures" | "profile" => "fixed",
        _ => "text",
    }
}

/// A value as it is edited.
fn value(name: &str, of: &Value) -> String {
    let members: &[&str] = match name {
        "signatures" => &["authority", "position", "name"],
        "arrivals" => &["office", "number", "date", "date_text"],
        _ => return shown(of),
    };
    let row = |v: &Value| members.iter().map(|m| v[*m].as_str().unwrap_or_default()).collect::<Vec<_>>().join(" | ");
    of.as_array().into_iter().flatten().map(row).collect::<Vec<_>>().join("\n")
}

/// What earlier decisions said that fit nothing any more.
fn lost(work: &Work) -> Vec<String> {
    let lost = |d: &&&Decision| work.decided.lost.contains(&d.id);
    active(&work.decisions).iter().filter(lost).map(|d| match &d.act {
        Act::Text { before, after, at } => format!("{}: {before} → {after}", at.at.page),
        Act::Label { before, after, clause } => format!("{}: {} → {}", clause.at.page, before.as_deref().unwrap_or("∅"), after.as_deref().unwrap_or("∅")),
        Act::Field { field, before, after } => format!("{field}: {} → {}", shown(before), shown(after)),
        Act::Removal { before, after, at } => format!("{}: {before} → {}", at.page, after.as_deref().unwrap_or("∅")),
        act => serde_json::to_string(act).unwrap_or_default(),
    }).collect()
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
