//! The agent over real connections.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::tests_outside_test_module,
    reason = "a file of tests"
)]

mod asking;
mod captures;
mod command;
mod kit;
mod programs;
