//! The comparison as one HTML file with the cuttings of both sides in it.

use super::folder::ITSELF;
use super::report::{DocumentDiff, Report};
use super::rows::{REMOVAL, Row, rows};
use super::wording;
use super::words::Op;
use crate::crops::Crops;
use crate::types::notice::Place;
use askama::Template;
use std::path::{Path, PathBuf};

/// The page; everything in it is escaped by the template.
#[derive(Template)]
#[template(path = "diff.html")]
struct Page<'a> {
    report: &'a Report,
    totals: String,
    remarks: Vec<String>,
    documents: Vec<DocumentView<'a>>,
}

struct DocumentView<'a> {
    name: &'a str,
    same: bool,
    summary: String,
    rows: Vec<RowView>,
}

struct RowView {
    row: Row,
    sides: [SideView; 2],
}

struct SideView {
    words: Vec<(&'static str, String)>,
    crops: Vec<String>,
}

/// The report as a file that needs nothing else.
///
/// # Errors
/// The template failed.
pub fn html(report: &Report) -> Result<String, askama::Error> {
    let remarks = [wording::without_evidence(report), wording::aside(report)].into_iter().flatten();
    let failed = report.unreadable.iter().map(|u| format!("{}: not compared: {}", u.name, u.message));
    let documents = report.documents.iter().map(|d| document(d, report)).collect();
    Page { report, totals: wording::totals(report), remarks: failed.chain(remarks).collect(), documents }.render()
}

fn document<'a>(diff: &'a DocumentDiff, report: &Report) -> DocumentView<'a> {
    let folder = |root: &str| if diff.name == ITSELF { PathBuf::from(root) } else { Path::new(root).join(&diff.name) };
    let (mut a, mut b) = (Crops::new(&folder(&report.a)), Crops::new(&folder(&report.b)));
    let rows = rows(diff).into_iter().map(|row| RowView {
        sides: [side(&row, Op::Added, &row.before, &mut a), side(&row, Op::Lost, &row.after, &mut b)],
        row,
    });
    DocumentView { name: wording::name(&diff.name), same: diff.same, summary: wording::summary(diff), rows: rows.collect() }
}

fn side(row: &Row, not: Op, places: &[Place], crops: &mut Crops) -> SideView {
    let class = |op| match op {
        Op::Same => "",
        Op::Lost => "lost",
        Op::Added => "added",
    };
    // What was read in a removal belongs to the side that has it.
    let has = row.kind != REMOVAL || !places.is_empty();
    SideView {
        words: row.words.iter().filter(|p| has && p.op != not).map(|p| (class(p.op), p.text.clone())).collect(),
        crops: places.iter().filter_map(|p| crops.uri(p)).collect(),
    }
}
