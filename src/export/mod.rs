//! Export: the outputs, each a plain function of what was found.

mod check;
pub mod document;
pub mod json;
pub mod pages;
pub mod quality;
mod table;
pub mod record;
mod sound;
pub mod text;
