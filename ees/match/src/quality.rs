//! How well a sample will serve comparison.
//!
//! Only the forest of NFIQ 2 is here as yet; the features that it looks at are still to come.

pub mod forest;
