//! What immigration authorities do within the territory: check.

pub mod check;
