//! The local buffer and the daemon on real files, with real processes.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::tests_outside_test_module,
    clippy::arithmetic_side_effects,
    reason = "a file of tests"
)]

mod clocks;
mod crash;
mod desk;
mod kept;
mod killed;
mod kit;
mod model;
mod opening;
mod order;
mod secret;
mod stand;
mod stuck;
mod tampered;
mod waiting;
