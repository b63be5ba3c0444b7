//! The register on a real PostgreSQL: what each trait method promises, races, grants, secrets.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::tests_outside_test_module,
    reason = "a file of tests"
)]

mod contract;
mod kit;
mod races;
mod schema;
mod search;
mod secrets;
