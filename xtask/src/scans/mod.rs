//! Scans made by program: notices of the project's own, typeset, free of anybody's rights.
//!
//! Nothing depends on clock, machine or hash order: every run writes the same bytes.

pub mod font;
pub mod notice;
pub mod setting;
pub mod sheet;
