//! Whatever lines say, structure takes each body line once, in order, and never fails.
#![allow(missing_docs, clippy::unwrap_used)]

mod support;

use proptest::prelude::*;
use sohoa::lexicon::Lexicon;
use sohoa::types::aside::Aside;
use sohoa::types::clause::{Clause, LabelSource, Span};
use sohoa::types::line::Line;

/// What labels and what is like them are made of, and anything.
fn token() -> impl Strategy<Value = String> {
    prop_oneof![
        "[0-9]{1,4}[.,)/-]?", "[0-9]{1,3}[.,][0-9]{1,3}[.,]?[0-9]?[.]?", "[IVXlL|\\]]{1,6}[.\\-–)]?", "[a-zđ][)\\]}]?", "[-–—_~*+=•†‡·]{1,2}", "[“”\"]{1,2}",
        "(Điều|Điêu|Diều|ĐIỀU|Chương|Chuơng|Mục|Muc|Phần|Phân|thứ|nhất|hai|Kính gửi:|Nơi nhận:|THÔNG BÁO)", "[\\p{L}]{1,9}[.;:,”]?", "\\PC{0,6}",
    ]
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![9 => prop::collection::vec(token(), 1..8).prop_map(|t| t.join(" ")), 1 => "\\PC{1,40}"]
}

prop_compose! {
    fn printed()(text in text(), starts in any::<bool>(), centred in any::<bool>(), turns in 0..8u8, indent in -5.0..40.0f64, sure in 0.0..1.0f64, bold in any::<bool>())
        -> (Line, bool) {
        let mut line = support::line(0, "text");
        line.words.iter_mut().for_each(|w| { w.text.clone_from(&text); w.bold = bold; w.confidence = sohoa::types::ocr::Confidence::new(sure); });
        (Line { starts_paragraph: starts, centred, indent, raw: text.clone(), text, ..line }, turns == 0)
    }
}

fn spans<'a>(clauses: &'a [Clause], out: &mut Vec<&'a Span>) {
    for clause in clauses {
        out.extend(&clause.spans);
        assert_eq!(clause.label.is_some(), clause.label_source.is_some());
        if clause.label_source == Some(LabelSource::Inferred) {
            assert_eq!(clause.spans[0].range[0], 0);
        }
        spans(&clause.children, out);
    }
}

proptest! {
    #[test]
    fn each_line_is_taken_once(printed in prop::collection::vec(printed(), 0..40)) {
        let mut page = 1;
        let lines: Vec<Line> = printed.into_iter().map(|(line, turns)| { page += u32::from(turns); Line { page, ..line } }).collect();
        let found = sohoa::structure::structure(&lines, &Aside::default(), &Lexicon::default());
        let mut all = Vec::new();
        spans(&found.body, &mut all);
        prop_assert!(all.windows(2).all(|w| w[0].line < w[1].line), "in order, each once");
        for span in all {
            prop_assert!(span.range[0] <= span.range[1] && span.range[1] == lines[span.line].text.chars().count());
        }
    }
}
