//! `sohoa schema`.

use super::Exit;
use crate::diff::report::Report;
use crate::eval::report::Evaluation;
use crate::export::json::pretty;
use crate::types::{evidence::Digitized, notice::Notice, record::Record};
use clap::ValueEnum;
use schemars::{JsonSchema, generate::SchemaSettings};
use std::io::Write;

/// An output with a schema.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Output {
    /// notice.json
    Notice,
    /// evidence.json
    Evidence,
    /// record.json
    Record,
    /// What sohoa diff --json writes
    Diff,
    /// What sohoa eval --json prints
    Eval,
}

/// Prints the schema of an output.
pub fn print(of: Output) -> Exit {
    let schema = match of {
        Output::Notice => schema_of::<Notice>(),
        Output::Evidence => schema_of::<Digitized>(),
        Output::Record => schema_of::<Record>(),
        Output::Diff => schema_of::<Report>(),
        Output::Eval => schema_of::<Evaluation>(),
    };
    let written = pretty(&schema).map_err(std::io::Error::other).and_then(|s| std::io::stdout().write_all(s.as_bytes()));
    match written {
        Ok(()) => Exit::Done,
        Err(e) => {
            eprintln!("sohoa: {e}");
            Exit::Unexpected
        }
    }
}

/// JSON Schema 2020-12 of what is written: every field that is always there is required.
fn schema_of<T: JsonSchema>() -> schemars::Schema {
    SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<T>()
}
