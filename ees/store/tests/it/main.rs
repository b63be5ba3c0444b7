//! The register on a real PostgreSQL: what each trait method promises, races, grants, secrets.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::tests_outside_test_module,
    reason = "a file of tests"
)]

mod amended;
mod contract;
mod destroy;
mod holds;
mod kit;
mod marks;
mod measured;
mod notices;
mod races;
mod rectified;
mod retention;
mod rounds;
mod samples;
mod schema;
mod search;
mod secrets;
mod six_years;
