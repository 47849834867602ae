//! The record fields as an object.

use crate::types::evidence::FieldEvidence;
use crate::types::notice::Document;
use serde_json::{Map, Value};

/// The fields by their names.
///
/// # Errors
/// A field is missing, unknown or of another shape.
pub fn document(fields: &[FieldEvidence]) -> Result<Document, serde_json::Error> {
    let object: Map<String, Value> = fields.iter().map(|f| (f.field.clone(), f.value.clone())).collect();
    serde_json::from_value(Value::Object(object))
}
