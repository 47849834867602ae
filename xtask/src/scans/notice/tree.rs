//! The body of a notice as the record has it: clauses under the labels they belong to.

use super::label::{DASH, Label, rank_of_heading};
use super::markup::plain;
use super::{Element, Paragraph};
use serde_json::{Value, json};

/// Added to the rank of what stands in quotation marks: it hangs under the clause that quotes it.
const QUOTED: u8 = 100;

/// A clause that may still get children.
struct Open {
    rank: u8,
    block: Value,
}

#[derive(Default)]
struct Tree {
    top: Vec<Value>,
    open: Vec<Open>,
    quoting: bool,
}

/// The blocks `{label, text, children}`, with `table` where there is one.
pub fn body(elements: &[Element]) -> Value {
    let mut tree = Tree::default();
    elements.iter().for_each(|element| tree.add(element));
    tree.close(0);
    Value::Array(tree.top)
}

impl Tree {
    fn add(&mut self, element: &Element) {
        match element {
            Element::Heading { label: Some(label), title } => self.labelled(rank_of_heading(label), block(Some(label), title)),
            Element::Heading { label: None, title } => {
                self.close(0);
                self.put(block(None, title));
            }
            Element::Paragraph(paragraph) => self.paragraph(paragraph),
            Element::Table(rows) => {
                let mut table = block(None, &rows.concat().join(" "));
                table["table"] = json!(rows);
                self.unlabelled(table);
            }
        }
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        let text = plain(&paragraph.runs);
        if paragraph.top {
            self.close(0);
        }
        self.quoting |= text.starts_with('“') && !is_closed(&text);
        match &paragraph.label {
            Some(label) => {
                let quoted = if self.quoting || label.quoted { QUOTED } else { 0 };
                self.labelled(label.rank + quoted, block(Some(&label.text), &without(&text, label)));
            }
            None => self.unlabelled(block(None, &text)),
        }
        self.quoting &= !text.trim_end_matches(['.', ';', ',']).ends_with('”');
    }

    fn labelled(&mut self, rank: u8, block: Value) {
        self.close(rank);
        self.open.push(Open { rank, block });
    }

    /// A paragraph without label belongs to the nearest clause above that is no item of a list.
    fn unlabelled(&mut self, block: Value) {
        let quoting = self.quoting;
        while self.open.last().is_some_and(|open| open.rank % QUOTED >= DASH || open.rank >= QUOTED && !quoting) {
            self.pop();
        }
        self.put(block);
    }

    /// Ends all clauses of this rank and deeper.
    fn close(&mut self, rank: u8) {
        while self.open.last().is_some_and(|open| open.rank >= rank) {
            self.pop();
        }
    }

    fn pop(&mut self) {
        if let Some(open) = self.open.pop() {
            self.put(open.block);
        }
    }

    fn put(&mut self, block: Value) {
        match self.open.last_mut().and_then(|open| open.block["children"].as_array_mut()) {
            Some(children) => children.push(block),
            None => self.top.push(block),
        }
    }
}

fn block(label: Option<&str>, text: &str) -> Value {
    json!({ "label": label, "text": text, "children": [] })
}

/// As many closing as opening quotation marks.
fn is_closed(text: &str) -> bool {
    text.matches('“').count() <= text.matches('”').count()
}

/// The text behind the label; an opening quotation mark before the label stays.
fn without(text: &str, label: &Label) -> String {
    let mark = if label.quoted { "“" } else { "" };
    let rest = text[mark.len()..].strip_prefix(&label.text).unwrap_or(text);
    format!("{mark}{}", rest.trim_start())
}
