//! Building one field's evidence.

use crate::types::evidence::FieldEvidence;
use crate::types::line::{Line, Word};
use crate::types::notice::Place;
use crate::types::ocr::Confidence;
use crate::types::stamp::{Stamp, StampLine};
use serde_json::Value;

/// A field under construction; null until a value is given.
pub struct Field(FieldEvidence);

impl Field {
    /// An open field and how it is looked for.
    pub fn of(name: &str, how: &str) -> Self {
        Self(FieldEvidence { field: name.to_owned(), value: Value::Null, text: None, places: Vec::new(), confidence: None, how: how.to_owned() })
    }

    /// Its value.
    pub fn value(mut self, value: Value) -> Self {
        self.0.value = value;
        self
    }

    /// Why it is open or what else is to be said.
    pub fn how(mut self, how: &str) -> Self {
        self.0.how = how.to_owned();
        self
    }

    /// The lines it rests on: text, places and the lowest confidence of their words.
    pub fn lines(mut self, lines: &[Line], indices: impl IntoIterator<Item = usize>) -> Self {
        let used: Vec<&Line> = indices.into_iter().map(|i| &lines[i]).collect();
        if !used.is_empty() {
            self.0.text = Some(used.iter().map(|l| l.text.as_str()).collect::<Vec<_>>().join("\n"));
        }
        self.0.places = used.iter().map(|l| Place { page: l.page, bbox: l.bbox }).collect();
        let words = used.iter().flat_map(|l| &l.words).map(|w| w.confidence);
        self.0.confidence = words.reduce(Confidence::min).map(|c| Confidence::new(c.get()));
        self
    }

    /// Only these of the words it rests on make its value: their lowest confidence is that of the field.
    pub fn words<'a>(mut self, words: impl IntoIterator<Item = &'a Word>) -> Self {
        self.0.confidence = words.into_iter().map(|w| w.confidence).reduce(Confidence::min).or(self.0.confidence);
        self
    }

    /// The stamp it rests on, added to those before: text, place and the lowest confidence of its words.
    pub fn stamp(mut self, stamp: &Stamp, lines: &[StampLine]) -> Self {
        let text = lines.iter().map(StampLine::text).collect::<Vec<_>>().join("\n");
        self.0.text = Some(self.0.text.map_or(text.clone(), |before| format!("{before}\n{text}")));
        self.0.places.push(Place { page: stamp.page, bbox: stamp.bbox });
        let words = lines.iter().flat_map(|l| &l.words).map(|w| w.confidence);
        self.0.confidence = words.chain(self.0.confidence).reduce(Confidence::min);
        self
    }

    /// The finished evidence.
    pub fn build(self) -> FieldEvidence {
        self.0
    }
}
