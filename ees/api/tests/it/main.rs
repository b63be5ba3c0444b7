//! The program as its users meet it.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::tests_outside_test_module,
    reason = "a file of tests"
)]

mod access;
mod crossings;
mod described;
mod kit;
mod limits;
mod operate;
mod outage;
mod people;
mod stay;
mod wrong_input;
