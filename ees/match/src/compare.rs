//! Whether two impressions come from one finger.

pub mod cylinder;
