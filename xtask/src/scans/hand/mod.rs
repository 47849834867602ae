//! What people write on a page. All strokes are the project's own; no typeface and no one's hand.

pub mod digits;
pub mod pen;
pub mod scribble;
pub mod signature;
