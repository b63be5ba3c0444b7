//! The system over HTTP, with its database, its identity provider and its mail server.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::arithmetic_side_effects,
    clippy::format_push_string,
    clippy::format_collect,
    clippy::tests_outside_test_module,
    unreachable_pub,
    reason = "a file of tests"
)]

mod admin;
mod api;
mod communities;
mod emergency;
mod hostile;
mod install;
mod joining;
mod kit;
mod log;
mod matrix;
mod origin;
mod oversight;
mod own;
mod public;
mod restored;
mod rounds;
mod start;
mod tokens;
mod upload;
