//! How well a sample will serve comparison.

pub mod forest;
pub mod nfiq2;
