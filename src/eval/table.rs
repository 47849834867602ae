//! The figures as a table for a terminal.

use super::report::{Evaluation, Figures};
use super::share::{Share, Verdicts};

/// Name of a figure as score_real.py prints it, of the text and of the raw text.
pub fn columns(figures: &Figures) -> [(&'static str, Share, Share); 7] {
    let (text, raw) = (&figures.text, &figures.raw);
    [
        ("lineCER", text.line_cer, raw.line_cer), ("orderCER", text.order_cer, raw.order_cer), ("graphCER", text.grapheme_cer, raw.grapheme_cer),
        ("WER", text.wer, raw.wer), ("recall", text.recall, raw.recall), ("precision", text.precision, raw.precision),
        ("marks", text.marks, raw.marks),
    ]
}

/// Percent with two digits, `-` where there was nothing to score.
pub fn percent(share: &Share) -> String {
    share.percent.map_or_else(|| "-".to_owned(), |p| format!("{p:.2}"))
}

/// The other figures: name and value.
pub fn summary(evaluation: &Evaluation) -> Vec<(&'static str, String)> {
    let (all, review) = (&evaluation.total, &evaluation.review);
    vec![
        ("lines found", shown(&all.text.lines)),
        ("list numbers and dashes", shown(&all.text.starts)),
        ("words under removals, right", shown(&all.under_removal)),
        ("sure words (0.95), right", shown(&all.calibration.sure_right)),
        ("wrong words below 0.95", shown(&all.calibration.wrong_below)),
        ("fields", shown(&all.fields)),
        ("other fields", shown(&all.other_fields)),
        ("fields invented", shown(&all.invented)),
        ("labelErr", shown(&all.labels)),
        ("parents of labels, right", shown(&all.parents)),
        ("number", verdicts(&all.number)),
        ("date", verdicts(&all.date)),
        ("arrivals found", shown(&all.arrivals)),
        ("documents with errors", format!("{} flagged for review, {} not", review.hits, review.missed)),
        ("documents without errors", format!("{} flagged for review, {} not", review.false_alarms, review.quiet)),
        ("units without output", evaluation.units.iter().filter(|u| u.missing).count().to_string()),
    ]
}

fn shown(share: &Share) -> String {
    format!("{:>6}  {} of {}", percent(share), share.part, share.of)
}

fn verdicts(verdicts: &Verdicts) -> String {
    format!("{} right, {} open, {} wrong", verdicts.right, verdicts.open, verdicts.wrong)
}

/// A line a unit, a line over all, then the other figures. Behind each figure of the text that of the raw text.
pub fn table(evaluation: &Evaluation) -> String {
    let width = evaluation.units.iter().map(|u| u.name.chars().count()).max().unwrap_or(0).max(3);
    let head = columns(&evaluation.total).map(|(name, ..)| format!("{name:>10} {:>6}", "raw"));
    let mut out = format!("{:width$}{}   (%)\n", "", head.concat());
    let rows = evaluation.units.iter().map(|u| (u.name.as_str(), &u.figures)).chain([("ALL", &evaluation.total)]);
    for (name, figures) in rows {
        let cells = columns(figures).map(|(_, text, raw)| format!("{:>10} {:>6}", percent(&text), percent(&raw)));
        out += &format!("{name:width$}{}\n", cells.concat());
    }
    out.push('\n');
    for (name, value) in summary(evaluation) {
        out += &format!("{name:28}  {value}\n");
    }
    for (name, share) in &evaluation.total.by_field {
        out += &format!("  {name:26}  {}\n", shown(share));
    }
    out
}
