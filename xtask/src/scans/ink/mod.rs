//! Inks on paper.

pub mod canvas;
pub mod lettering;
pub mod plate;
pub mod press;
pub mod sample;
