//! The database of the system on a real PostgreSQL: its schema, and what each role may do.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::tests_outside_test_module,
    reason = "a file of tests"
)]

mod schema;
