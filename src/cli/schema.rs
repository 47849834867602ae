//! `sohoa schema`.

use super::Exit;
use super::events::Line;
use crate::diff::report::Report as Difference;
use crate::eval::report::Evaluation;
use crate::export::json::pretty;
use crate::report::types::Report;
use crate::types::{decision::Decision, evidence::Digitized, notice::Notice, record::Record};
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
    /// A line of decisions.jsonl
    Decision,
    /// report.json
    Report,
    /// A line of sohoa run --events json
    Event,
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
        Output::Decision => schema_of::<Decision>(),
        Output::Report => schema_of::<Report>(),
        Output::Event => schema_of::<Line>(),
        Output::Diff => schema_of::<Difference>(),
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
