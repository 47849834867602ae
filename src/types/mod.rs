//! What crosses a border between two stages. Data only; behaviour lives in the stages.

pub mod aside;
pub mod clause;
pub mod decision;
pub mod edit;
pub mod evidence;
pub mod failure;
pub mod geometry;
pub mod line;
pub mod notice;
pub mod ocr;
pub mod page;
pub mod path;
pub mod read;
pub mod record;
pub mod stamp;
pub mod text_layer;
