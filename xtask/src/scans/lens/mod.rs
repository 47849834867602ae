//! The scanner: how the sheet lies, what the optics and the sensor make of it.

pub mod bilevel;
pub mod blur;
pub mod sensor;
pub mod shot;
pub mod warp;
