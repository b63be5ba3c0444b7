//! Real servers for tests. A development tool: no daemon links it.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::missing_panics_doc,
    reason = "a test that cannot be set up must stop, and say where"
)]

pub mod postgres;

pub use postgres::TestDatabase;
