//! The foundation of storage against a real PostgreSQL.
#![expect(
    clippy::unwrap_used,
    clippy::tests_outside_test_module,
    clippy::arithmetic_side_effects,
    reason = "a crate of tests"
)]

mod jobs;
mod log;
mod proof;
mod session;
