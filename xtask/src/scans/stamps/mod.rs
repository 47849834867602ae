//! Designs of stamps. Each says that it is a sample or names no real office by its seal.

pub mod arrival;
pub mod boxed;
pub mod seal;
