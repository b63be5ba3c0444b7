//! Parts of a gallery over a real NATS server.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::tests_outside_test_module,
    reason = "a file of tests"
)]

mod parts;
