//! The service, and its client, over real sockets.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::tests_outside_test_module,
    reason = "files of tests"
)]

mod bounds;
mod faces;
mod guide;
mod kit;
mod operations;
mod pair;
mod restart;
mod scopes;
mod strange;
mod tls;
mod wrong;
